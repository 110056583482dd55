// One at a time.

/**
 * Makes an action that does nothing while it still runs: a double click is one.
 *
 * @template {unknown[]} A
 * @param {(...args: A) => Promise<void>} act
 * @returns {(...args: A) => Promise<void>}
 */
export function single(act) {
  let running = false;
  return async (...args) => {
    if (running) return;
    running = true;
    try {
      await act(...args);
    } finally {
      running = false;
    }
  };
}
