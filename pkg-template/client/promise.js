// The promise that a program gets: a native one, with methods.

const ignore = () => {};

/** Makes the failure of a promise one that nobody has to look at. */
export function quiet(promise) {
  promise.catch(ignore);
  return promise;
}

/**
 * Adds `abort()` and `withResponse()` to a promise of the data: those of a call, which has `abort()` and a quiet `both()`.
 * By `Object.assign`, here as elsewhere in a call: V8 puts a function that is assigned to a property where it stands among
 * the old objects, and all that it knows, an answer with its text, stays until they are looked through.
 */
export const equip = (promise, call) =>
  Object.assign(promise, { abort: () => call.abort(), withResponse: () => equip(call.both(), call) });
