// What a worker does, of any kind: it runs the conformance cases where it is loaded.
import { tell } from './tell.mjs';

export function work(its) {
  const told = tell(its);
  // A service worker may be ended unless an event waits for something.
  addEventListener('install', (event) => event.waitUntil(told));
}
