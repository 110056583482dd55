// The promise that a program gets: a native one, with methods.

const ignore = () => {};

/** Makes the failure of a promise one that nobody has to look at. */
export function quiet(promise) {
  promise.catch(ignore);
  return promise;
}

/** Adds `abort()` and `withResponse()` to a promise of the data: those of a call, which has `abort()` and a quiet `both()`. */
export function equip(promise, call) {
  promise.abort = () => call.abort();
  promise.withResponse = () => equip(call.both(), call);
  return promise;
}
