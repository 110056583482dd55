// What differs between browsers and everything else.

/** Whether this is a browser: its page, or a worker of it. */
export const BROWSER = /^Mozilla\//.test(globalThis.navigator?.userAgent);
