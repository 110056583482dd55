// The promise that a program gets: a native one, with methods.

const ignore = () => {};

/** Makes the failure of a promise one that nobody has to look at. */
export function quiet(promise) {
  promise.catch(ignore);
  return promise;
}

/** Adds `abort()` and `withResponse()`, a promise of what `both` gives, to a promise of the data. */
export function offer(promise, abort, both) {
  promise.abort = abort;
  promise.withResponse = () => offer(both(), abort, both);
  return quiet(promise);
}
