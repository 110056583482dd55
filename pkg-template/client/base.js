// The URL that requests go to, as the platform reads it.
import { ParameterError } from './errors.js';
import { explain } from './sentences.js';
import { REASON_BASE } from './constants.js';

// The last one that was good: mostly all are the same.
let good;

/**
 * A URL that can be called, as it is. Refused is what cannot be, and what holds credentials: platforms put it into their
 * errors. What a program's own `fetch` (`own`) makes of a URL without a host is its own matter.
 */
export function callable(url, own) {
  if (url === good) return url;
  let parsed;
  try {
    // One that names a scheme is whole, however many slashes it lacks; a page would read it as a path of its own.
    const whole = /^\s*[a-z][\w+.-]*:/i.test(url);
    parsed = new URL(url, whole ? undefined : (globalThis.document?.baseURI ?? globalThis.location?.href));
  } catch {
    // A password with a slash, for one, makes it none.
  }
  const { protocol, username, password } = parsed ?? {};
  const known = own ? parsed || !/:.*(?:@|%40)/s.test(url) : /^https?:$/.test(protocol);
  if (!known || username || password) throw new ParameterError(explain(REASON_BASE));
  if (!own) good = url;
  return url;
}

/** A URL for logs and hooks, without user and query. What stands before an @ is a user, or reads like one. */
export const shown = (url) => url.replace(/[?#].*/s, '').replace(/^(\w+:\/*).*@/s, '$1');
