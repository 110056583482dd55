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

/** Checks a client's settings, and what else a call was given. */
export function check({ client, name, signal }, callback) {
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
  if (signal && typeof signal.addEventListener !== 'function') {
    refuse(REASON_ARGUMENT, 'opts.signal', name, 'an AbortSignal');
  }
}
