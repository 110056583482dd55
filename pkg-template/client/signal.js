// The signals by which a program ends its calls.

/** What to run when a signal aborts, by the signal. */
const watched = new WeakMap();

/**
 * Runs something when a signal aborts; gives what calls that off. All calls that share a signal share a listener: Node
 * takes more than ten for a leak, and says so.
 */
export function watch(signal, run) {
  const known = watched.get(signal);
  const runs = known?.runs ?? new Set();
  const fire = known?.fire ?? (() => runs.forEach((run) => run()));
  if (!known) watched.set(signal, { runs, fire });
  if (!runs.size) signal.addEventListener('abort', fire);
  runs.add(run);
  return () => {
    if (runs.delete(run) && !runs.size) signal.removeEventListener('abort', fire);
  };
}
