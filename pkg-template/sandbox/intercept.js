// In the place of the program's own `fetch`, for Twilio's Verify and nothing else.

const ORIGIN = 'https://verify.twilio.com';

/** Whether a request goes to Verify. What is no URL is for others to complain about. */
function goesToVerify(input) {
  try {
    return new URL(input instanceof Request ? input.url : input).origin === ORIGIN;
  } catch {
    return false;
  }
}

/** Sends what is for Verify to `fetch`. Gives the function that undoes it. */
export function intercept(fetch) {
  const before = globalThis.fetch;
  let active = true;
  const instead = function (input, init) {
    if (active && goesToVerify(input)) return fetch(input, init);
    return Reflect.apply(before, globalThis, arguments);
  };
  globalThis.fetch = Object.assign(instead, before);
  return () => {
    active = false;
    // What has come later stays, and passes everything on to what was there before.
    if (globalThis.fetch === instead) globalThis.fetch = before;
  };
}
