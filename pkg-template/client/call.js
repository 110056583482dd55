// A call, from the top: what happens in which order. Each stage is a file, and none of them calls back up.
import { answerOf } from './answer.js';
import { ApiClient } from './api-client.js';
import { read } from './arguments.js';
import { adopt, planOf } from './decode.js';
import { delegate } from './delegate.js';
import { exchange } from './exchange.js';
import { walk } from './pages.js';
import { encode } from './request.js';
import { operationOf } from './tables.js';

/** Calls the operation of this number, with the arguments of its method: what every method of an API class does. */
export function call(api, number, args) {
  const { apiClient: client } = api;
  const operation = operationOf(number);
  const { values, settings, callback } = read(operation, args);
  const delegated = changed(client);
  const promise = (delegated ? delegate : perform)(client, operation, values, settings, callback);
  const { items } = planOf(operation.returns);
  // What a program's own client gives back for a callback is its own matter.
  if (items && !(delegated && callback)) {
    const next = (opts) =>
      call(api, number, [...values.slice(0, operation.required), { ...settings, ...opts }]);
    walk(promise, operation, values, items, next);
  }
  return promise;
}

/**
 * Performs an operation: what any kind of method comes down to, whatever it calls its parameters and makes of an answer.
 * Limits, credentials, hooks, retries, redaction and time are the client's settings and the engine's matter.
 *
 * @param {ApiClient} client Whose settings count.
 * @param operation What `operationOf` gives for its number.
 * @param values A value for each of `operation.parameters`, in their order; undefined or null for none. Where they are
 *   known by their names in the request: `operation.parameters.map(({ wire }) => given[wire])`.
 * @param {{signal?, timeout?, maxRetries?}} settings What this call has in place of the client's settings.
 * @param [callback] Called once, after this has returned, with (error, data, response).
 * @param [decode] Makes the data of a good answer: what `answerOf` gives. A model, unless there is another.
 * @returns {Promise} A promise of the data, with `abort()` and `withResponse()`. The fetch has started, unless the
 *   client has a source of credentials; what is wrong with the request is thrown at once.
 */
export const perform = (client, operation, values, settings, callback, decode = model) =>
  exchange(encode(client, operation, values, settings, decode), callback);

const model = answerOf((value, { returns }) => adopt(value, planOf(returns)));

// A program that changes one of these, on its client or for all, has its own called.
const methods = Object.getOwnPropertyNames(ApiClient.prototype).slice(1);
const originals = methods.map((name) => ApiClient.prototype[name]);
const changed = (client) =>
  !(client instanceof ApiClient) || methods.some((name, index) => client[name] !== originals[index]);
