// One attempt: a fetch, and what can be said where no answer comes of it.
import { ConnectionError, ParameterError } from './errors.js';
import { explain } from './sentences.js';
import { started } from './watcher.js';
import { REASON_ARGUMENT, REASON_CONNECTION, REASON_NO_RESPONSE } from './constants.js';

// Where a platform says so, not a byte has left: there was no connection yet.
const UNSENT = /REFUSED|NOTFOUND|EAI_AGAIN|UNREACH|CONNECT_TIMEOUT|CERT|TLS|INVALID_ARG/i;

/** Starts the request of a call, through the platform's `fetch` or the program's own; gives the promise of its answer. */
export function start(call, signal) {
  const { request } = call;
  const { client, method } = request;
  const { fetch } = client;
  // A redirect is never followed: runtimes differ in what they would send along.
  const init = { ...client.fetchOptions, method, redirect: 'manual', signal };
  if (client.enableCookies) init.credentials = 'include';
  const sent = request.send(init, Boolean(fetch));
  started(call);
  if (!fetch) return sent;
  try {
    return Promise.resolve(fetch(sent, init));
  } catch (error) {
    return Promise.reject(error);
  }
}

/** A property of what may be anything; undefined where reading it throws. */
export function property(of, key) {
  try {
    return of?.[key];
  } catch {
    return undefined;
  }
}

/** The error of an attempt without an answer: `raw` is what came in its place, if anything did. */
export function unreachable(request, raw, cause) {
  const { name } = request;
  if (raw && typeof property(raw, 'text') !== 'function') {
    return new ConnectionError(explain(REASON_NO_RESPONSE, name), { operation: name, cause });
  }
  // Node tells the reason only in the cause of the cause.
  const inner = property(cause, 'cause');
  const code = property(inner, 'code') ?? property(cause, 'code');
  // What Node's fetch says of an agent that another version of undici made.
  if (code === 'UND_ERR_INVALID_ARG') {
    const what = "of the undici that fetch is of: set apiClient.fetch to the fetch of your agent's undici";
    const message = explain(REASON_ARGUMENT, 'dispatcher', 'apiClient.fetchOptions', what);
    return new ParameterError(message, { operation: name, code, cause });
  }
  const message = [property(cause, 'message'), property(inner, 'message')].filter(
    (part) => typeof part === 'string',
  );
  return new ConnectionError(explain(REASON_CONNECTION, name, request.redact(message.join(': '))), {
    operation: name,
    ...(typeof code === 'string' && { code }),
    cause,
  });
}

/** Whether an attempt that failed so cannot have reached the server. */
export const unsent = (error) => UNSENT.test(error.code);
