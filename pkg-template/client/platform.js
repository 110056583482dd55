// What differs between browsers and everything else.

/** Whether this is a browser: its page, or a worker of it. */
export const BROWSER = /^Mozilla\//.test(globalThis.navigator?.userAgent);

/** Whether this is Deno. */
export const DENO = 'Deno' in globalThis;

// What a test replaces with a clock of its own, as it was: calls have to go on under that, too.
const { queueMicrotask: soon, setTimeout: later, clearTimeout: never, performance: clock } = globalThis;

/** Milliseconds of a clock that nobody sets. */
export const now = clock.now.bind(clock);

/** Runs something after a time, unless what this gives is called before. */
export function after(ms, run) {
  const timer = later(run, ms);
  return () => never(timer);
}

/** What a program's own function threw: nobody's to catch. */
export const surface = (error) =>
  soon(() => {
    throw error;
  });
