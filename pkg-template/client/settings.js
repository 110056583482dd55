// What cannot work, refused before anything is sent.
import { able } from './core.js';
import { ParameterError } from './errors.js';
import { BROWSER } from './platform.js';
import { explain } from './sentences.js';
import { HOOKS } from './watcher.js';
import { REASON_ARGUMENT, REASON_SETTING } from './constants.js';

const FUNCTIONS = ['fetch', 'credentials', ...HOOKS];
const REPLACED = ['requestAgent', 'plugins'];

function refuse(reason, ...details) {
  throw new ParameterError(explain(reason, ...details));
}

/** Milliseconds of a limit on time: of none, the largest number there is. */
function limitOf(value) {
  if (value === undefined || value === null) return Infinity;
  const known = typeof value === 'number' || (typeof value === 'string' && value.trim());
  const ms = known ? Number(value) : NaN;
  // Caught below.
  if (isNaN(ms)) throw undefined;
  return ms === 0 ? Infinity : ms;
}

/** The limits on time of a call. */
export function limitsOf({ timeout }) {
  try {
    if (timeout === null || typeof timeout !== 'object')
      return { deadline: limitOf(timeout), response: Infinity };
    if (!('response' in timeout || 'deadline' in timeout)) throw undefined;
    return { deadline: limitOf(timeout.deadline), response: limitOf(timeout.response) };
  } catch {
    return refuse(REASON_ARGUMENT, 'timeout', 'apiClient', 'a number, or {response, deadline} of numbers');
  }
}

/** How often a call may be tried again. */
export function retriesOf({ maxRetries }) {
  try {
    return Number(maxRetries);
  } catch {
    return refuse(REASON_ARGUMENT, 'maxRetries', 'apiClient', 'a number');
  }
}

/** Refuses what is no signal. */
export const refuseSignal = (name) => refuse(REASON_ARGUMENT, 'signal', name, 'an AbortSignal');

/** Checks a client's settings, and what else a call was given. */
export function check({ client, name }, callback) {
  able(client.fetch);
  for (const setting of FUNCTIONS) {
    const value = client[setting];
    if (value && typeof value !== 'function') refuse(REASON_ARGUMENT, setting, 'apiClient', 'a function');
  }
  for (const setting of REPLACED) {
    if (client[setting]) {
      refuse(REASON_SETTING, setting, 'set apiClient.fetch or apiClient.fetchOptions, which replace it');
    }
  }
  if (client.enableCookies && !BROWSER) {
    refuse(REASON_SETTING, 'enableCookies', 'only a browser keeps cookies; set it to false');
  }
  if (callback && typeof callback !== 'function') refuse(REASON_ARGUMENT, 'callback', name, 'a function');
}
