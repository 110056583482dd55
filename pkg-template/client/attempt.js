// One attempt: a fetch, and what can be said where no answer comes of it.
import { ConnectionError, ParameterError } from './errors.js';
import { DENO } from './platform.js';
import { explain } from './sentences.js';
import { started } from './watcher.js';
import { REASON_ARGUMENT, REASON_BASE, REASON_CONNECTION, REASON_NO_RESPONSE } from './constants.js';

// Where a platform says so, not a byte has left: names and addresses, certificates (those of OpenSSL), the TLS handshake.
// What breaks a connection that stood has other codes of OpenSSL.
const UNSENT =
  /REFUSED|NOTFOUND|EAI_|CONNECT_T|CERT|CRL_|UNABLE|INVALID_(?:CA|PURP)|PATH_LEN|MISMATCH|ERR_TLS|ERR_SSL(?!.*(?:EOF|MAC|CLOSE))/i;

// The same, where a platform has a sentence only: Deno, Node, and what is made on Node.
const NEVER = /\(Connect\)|before secure TLS|TLS handshake|\bconnect E/;

// What a system was asked, where that tells more than its answer: a connection that stands can become unreachable.
const CALLS = /^(?:connect|getaddrinfo|query|bind)/;

/** Starts the request of a call, through the platform's `fetch` or the program's own; gives the promise of its answer. */
export function start(call, signal) {
  const { request } = call;
  const { client, method } = request;
  const fetch = client.fetch ?? (DENO ? once : undefined);
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

/** Deno sends a request again where a connection that was used before ends, but not the body of a `Blob` with something in it. */
const once = (url, init) =>
  globalThis.fetch(url, init.body ? { ...init, body: new Blob([init.body]) } : init);

/** Whether something has what is read of a response. An own `fetch` may give anything. */
export function isResponse(raw) {
  const status = property(raw, 'status');
  const known = raw instanceof Response || (status >= 200 && status <= 599);
  return known && typeof property(raw, 'text') === 'function';
}

/** The error of an attempt whose answer is none. */
export const noResponse = ({ name }) =>
  new ConnectionError(explain(REASON_NO_RESPONSE, name), { operation: name });

/** The errors that an `AggregateError` is made of: one for each address that was tried. */
function each(cause) {
  try {
    return [...cause.errors];
  } catch {
    return [];
  }
}

const text = (of, key) => {
  const value = property(of, key);
  // OpenSSL's messages end their line.
  return typeof value === 'string' ? value.trim() : '';
};

/** The error of an attempt without an answer. */
export function unreachable(request, cause) {
  const { name: operation } = request;
  // Node tells the reason only in the cause of the cause.
  const inner = property(cause, 'cause');
  const code = text(inner, 'code') || text(cause, 'code');
  const addresses = each(inner ?? cause).map((one) => text(one, 'message'));
  const said = [text(cause, 'message'), text(inner, 'message'), addresses.join(', ')].filter(Boolean);
  const fields = { operation, ...(code && { code }), cause, told: request.tells(cause) };
  // What Node's fetch says of an agent that another version of undici made, and of ports that are not for the web.
  if (code === 'UND_ERR_INVALID_ARG') {
    const what = "of the undici that fetch is of: set apiClient.fetch to the fetch of your agent's undici";
    return new ParameterError(explain(REASON_ARGUMENT, 'dispatcher', 'apiClient.fetchOptions', what), fields);
  }
  if (said.at(-1) === 'bad port') return new ParameterError(explain(REASON_BASE), fields);
  const message = explain(REASON_CONNECTION, operation, request.redact(said.join(': ')));
  return new ConnectionError(message, fields);
}

/** Whether an attempt that failed so cannot have reached the server. */
export function unsent(cause) {
  const errors = each(cause);
  if (errors.length) return errors.every(unsent);
  const call = text(cause, 'syscall');
  if (call) return CALLS.test(call);
  if (UNSENT.test(text(cause, 'code')) || NEVER.test(text(cause, 'message'))) return true;
  const inner = property(cause, 'cause');
  return inner !== undefined && inner !== cause && unsent(inner);
}
