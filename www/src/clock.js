// The time on the phones: that of the sandbox's clock, which can be moved.
import { sandbox } from './session.js';

const faces = document.querySelectorAll('.clock');
let now = () => new Date();

function tick() {
  const time = now().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  for (const face of faces) if (face.textContent !== time) face.textContent = time;
}

/** Shows the time anew. */
export const showTime = tick;

tick();
setInterval(tick, 1000);
sandbox.then((made) => {
  if (made) now = () => made.now();
});
