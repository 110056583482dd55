// The signals by which a program ends its calls.

/** What to run when a signal aborts, by the signal. */
const watched = new WeakMap();

/**
 * The calls that a signal ends, behind one listener: Node takes more than ten for a leak, and says so. A class, so that the
 * listener, which stays as long as the signal, knows nothing of the call that came first.
 */
class Watched {
  runs = new Set();

  constructor() {
    this.fire = this.fire.bind(this);
  }

  fire() {
    this.runs.forEach((run) => run());
  }
}

/** Runs something when a signal aborts; gives what calls that off. */
export function watch(signal, run) {
  const known = watched.get(signal) ?? new Watched();
  const { runs, fire } = known;
  watched.set(signal, known);
  if (!runs.size) signal.addEventListener('abort', fire);
  runs.add(run);
  return () => {
    if (runs.delete(run) && !runs.size) signal.removeEventListener('abort', fire);
  };
}
