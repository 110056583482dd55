// One call: sends a request, waits for its answer, and settles exactly once.
import { receive as verdictOf, retry, send } from '../core/core.js';
import { core } from './core.js';
import {
  AbortError,
  ConnectionError,
  HttpError,
  ParameterError,
  ParseError,
  RedirectError,
  TimeoutError,
  VerifyError,
} from './errors.js';
import { BROWSER } from './platform.js';
import { VerifyResponse } from './response.js';
import { HOOKS, Watcher } from './watcher.js';
import { explain } from './sentences.js';
import * as $ from './constants.js';

// Beyond what a timer can count it fires at once; nobody waits 24 days.
const LONGEST = 2 ** 31 - 1;

// Where a platform says so, not a byte has left: there was no connection yet.
const UNSENT = /REFUSED|NOTFOUND|EAI_AGAIN|UNREACH|CONNECT_TIMEOUT|CERT|TLS/i;

/**
 * Sends a request, again where that helps. The fetch has started when this returns, unless the program has a source
 * of credentials that is asked first; whatever is wrong with the request is thrown at once.
 *
 * `callback` is called once, after this has returned, with (error, data, response), and never after `abort()`.
 * Returns a promise of the data, with `abort()` and `withResponse()`. Nobody
 * has to look at it: its failure is never an unhandled rejection.
 */
export function exchange(client, request, callback) {
  const { name, signal = client.fetchOptions?.signal, timeout = client.timeout } = request;
  const { maxRetries = client.maxRetries } = request;
  check(client, request, signal, callback);
  const { response, deadline } =
    timeout !== null && typeof timeout === 'object' ? timeout : { deadline: timeout };
  const end = deadline > 0 ? Date.now() + Number(deadline) : Infinity;
  const controller = new AbortController();
  const ended = controller.signal;
  const watcher = new Watcher(client, request);
  let { sent } = VerifyError.prototype;
  let timers = [];
  let unwatch;
  let silent = false;
  let fail;

  const stop = (error) => {
    fail(error);
    controller.abort(error);
  };
  const aborted = () =>
    stop(
      new AbortError(explain($.REASON_ABORT, name), { operation: name, cause: property(signal, 'reason') }),
    );
  const arm = (limit, reason, errno) => {
    const ms = Number(limit);
    if (!(ms > 0 && ms <= LONGEST) || ended.aborted) return undefined;
    const expire = () => {
      const fields = { operation: name, timeout: ms, code: 'ECONNABORTED', errno };
      stop(new TimeoutError(explain(reason, ms), fields));
    };
    return setTimeout(expire, ms);
  };
  const clean = () => {
    timers.forEach(clearTimeout);
    try {
      unwatch?.();
    } catch {
      // What is no longer a signal, a revoked proxy for one, has no say in how the call ends.
    }
  };
  const start = () => {
    const started = transmit(client, request, ended, watcher);
    timers[1] = arm(response, $.REASON_FIRST_BYTE, 'ETIMEDOUT');
    return started;
  };

  /** Waits for answers until one counts; ends with it, or throws what is wrong with it. */
  const run = async (started) => {
    if (!started) {
      await authorize(client, request);
      if (ended.aborted) return undefined;
      started = start();
    }
    for (;;) {
      const before = sent;
      sent = 'maybe';
      const onHead = () => {
        clearTimeout(timers[1]);
        sent = 'answered';
      };
      try {
        const result = await receive(request, started, onHead);
        watcher.answered(result.response);
        return result;
      } catch (error) {
        if (sent === 'maybe' && UNSENT.test(error.code)) sent = before;
        const wait = ended.aborted ? -1 : again(request, error, maxRetries, watcher.attempt, end);
        watcher.failed(error, wait);
        // A hook may have aborted the call.
        if (wait < 0 || ended.aborted) throw error;
        await new Promise((resolve) => (timers[1] = setTimeout(resolve, wait)));
        started = start();
      }
    }
  };

  const first = signal?.aborted || client.credentials ? undefined : start();
  if (client.credentials) core(send, request.number, ...request.out.parts, {}, true);
  const outcome = new Promise((resolve, reject) => {
    fail = (error) => {
      clean();
      if (error instanceof VerifyError) Object.assign(error, { attempts: watcher.attempt, sent });
      reject(error);
    };
    if (first || !signal?.aborted) {
      run(first).then((result) => {
        clean();
        resolve(result);
      }, fail);
    }
    if (signal?.aborted) return aborted();
    timers[0] = arm(deadline, $.REASON_DEADLINE, 'ETIME');
    try {
      if (signal) unwatch = watch(signal, aborted);
    } catch (error) {
      stop(error);
    }
  });

  if (callback) {
    const report = (...args) => queueMicrotask(() => silent || callback(...args));
    outcome.then(
      ({ data, response }) => report(null, data, response),
      (error) => report(error, null, error.response),
    );
  }
  return promised(outcome, () => {
    silent = true;
    aborted();
  });
}

/** How long to wait before the next attempt, in milliseconds; negative where there is none. */
function again({ method }, error, maxRetries, attempts, end) {
  // What own fetch gave was no response: the next would be none either.
  const none = error instanceof ConnectionError && error.cause !== undefined;
  if (!none && !(error instanceof HttpError)) return -1;
  const { status = 0, code, retryAfter = -1 } = error;
  const retries = Number(maxRetries) - attempts + 1;
  const number = typeof code === 'number' ? code : 0;
  const left = end - Date.now();
  return core(retry, method === 'GET', status, number, retries, attempts, retryAfter, left, Math.random());
}

/** Asks the program's own source of credentials, and puts them into the request. */
async function authorize(client, { name, out }) {
  try {
    const { username, password } = await client.credentials();
    if (!username || !password) throw undefined;
    out.auth(username, password);
  } catch (cause) {
    if (cause instanceof ParameterError) throw cause;
    throw new ParameterError(explain($.REASON_CREDENTIALS, name), { operation: name, cause });
  }
}

/** What to run when a signal aborts, by the signal. */
const watched = new WeakMap();

/**
 * Runs something when a signal aborts; gives what calls that off. All calls that share a signal share a listener: Node
 * takes more than ten for a leak, and says so.
 */
function watch(signal, run) {
  const known = watched.get(signal);
  const runs = known?.runs ?? new Set();
  const fire = known?.fire ?? (() => runs.forEach((run) => run()));
  if (!known) watched.set(signal, { runs, fire });
  if (!runs.size) signal.addEventListener('abort', fire);
  runs.add(run);
  return () => {
    if (runs.delete(run) && !runs.size) signal.removeEventListener('abort', fire);
  };
}

/** The promise that a program gets. */
export function promised(outcome, abort) {
  const promise = outcome.then(({ data }) => data);
  for (const each of [promise, outcome]) {
    each.catch(() => {});
    Object.assign(each, { abort, withResponse: () => outcome });
  }
  return promise;
}

/** Refuses what cannot work, before anything is sent. */
function check(client, { name }, signal, callback) {
  const refuse = (reason, ...details) => {
    throw new ParameterError(explain(reason, ...details));
  };
  for (const setting of ['fetch', 'credentials', ...HOOKS]) {
    if (client[setting] && typeof client[setting] !== 'function') {
      refuse($.REASON_ARGUMENT, setting, 'apiClient', 'a function');
    }
  }
  for (const setting of ['requestAgent', 'plugins']) {
    if (client[setting]) {
      refuse($.REASON_SETTING, setting, 'set apiClient.fetch or apiClient.fetchOptions, which replace it');
    }
  }
  if (client.enableCookies && !BROWSER) {
    refuse($.REASON_SETTING, 'enableCookies', 'only a browser keeps cookies; set it to false');
  }
  if (callback && typeof callback !== 'function') refuse($.REASON_ARGUMENT, 'callback', name, 'a function');
  if (signal && typeof signal.addEventListener !== 'function') {
    refuse($.REASON_ARGUMENT, 'opts.signal', name, 'an AbortSignal');
  }
}

/** Starts the request, through the platform's `fetch` or the program's own. */
function transmit(client, { number, method, out }, signal, watcher) {
  const { fetch } = client;
  // A redirect is never followed: runtimes differ in what they would send along.
  const init = { ...client.fetchOptions, method, redirect: 'manual', signal };
  if (client.enableCookies) init.credentials = 'include';
  const sent = core(send, number, ...out.parts, init, Boolean(fetch));
  watcher.started();
  if (!fetch) return sent;
  try {
    return Promise.resolve(fetch(sent, init));
  } catch (error) {
    return Promise.reject(error);
  }
}

/** Waits for the answer and makes it the data, or throws what is wrong with it. */
async function receive({ name, number, decode, out }, started, onHead) {
  let raw;
  let text;
  try {
    raw = await started;
    onHead();
    text = await raw.text();
  } catch (cause) {
    throw unreachable(name, raw, cause, out);
  }
  if (!isResponse(raw) || typeof text !== 'string') throw unreachable(name, raw ?? {}, undefined, out);
  const { status } = raw;
  const response = new VerifyResponse(raw, status, text);
  const fields = { operation: name, status, response };
  const platform = Object.getPrototypeOf(raw) === Response.prototype ? raw : new Response(null, { status });
  switch (core(verdictOf, number, platform)) {
    case $.VERDICT_NOTHING:
      return { data: null, response };
    case $.VERDICT_DATA:
      return { data: decode(response, name), response };
    case $.VERDICT_REDIRECT: {
      const place = out.redact(response.get('location'));
      const message = explain($.REASON_REDIRECTED, name, status || '', place);
      throw VerifyResponse.fail(response, new RedirectError(message, fields));
    }
    default: {
      const { code, message, more_info: moreInfo, details } = said(text, out);
      const sentence = explain($.REASON_HTTP, status, message, code);
      const retryAfter = milliseconds(response.get('retry-after'));
      Object.assign(fields, { code, moreInfo, details, retryAfter, requestId: response.requestId });
      throw VerifyResponse.fail(response, new HttpError(sentence, fields));
    }
  }
}

/** Whether it has what is read of a response. An own `fetch` may give anything. */
function isResponse(raw) {
  const status = property(raw, 'status');
  return raw instanceof Response || (status >= 200 && status <= 599);
}

/** A property of what may be anything; undefined where reading it throws. */
function property(of, key) {
  try {
    return of?.[key];
  } catch {
    return undefined;
  }
}

/** What a `Retry-After` header asks to wait, in milliseconds: it holds seconds, or a date. */
function milliseconds(text) {
  const wait = text && (isNaN(text) ? Date.parse(text) - Date.now() : text * 1000);
  return wait === '' || isNaN(wait) ? undefined : Math.max(0, wait);
}

/** The error of a call without an answer. */
function unreachable(name, raw, cause, out) {
  if (raw && typeof property(raw, 'text') !== 'function') {
    return new ConnectionError(explain($.REASON_NO_RESPONSE, name), { operation: name, cause });
  }
  // Node tells the reason only in the cause of the cause.
  const inner = property(cause, 'cause');
  const code = property(inner, 'code') ?? property(cause, 'code');
  const message = [property(cause, 'message'), property(inner, 'message')].filter(
    (part) => typeof part === 'string',
  );
  return new ConnectionError(explain($.REASON_CONNECTION, name, out.redact(message.join(': '))), {
    operation: name,
    ...(typeof code === 'string' && { code }),
    cause,
  });
}

/** What Twilio says of an error, without the secrets that it may repeat. */
function said(text, out) {
  try {
    const redact = (key, value) => {
      if (typeof value === 'string') return out.redact(value);
      // The names at the top are Twilio's own.
      if (!key || value === null || typeof value !== 'object' || Array.isArray(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [out.redact(name), item]));
    };
    const { code, message, ...rest } = JSON.parse(text, redact);
    return {
      ...rest,
      code: typeof code === 'number' ? code : undefined,
      message: typeof message === 'string' ? message : undefined,
    };
  } catch {
    return {};
  }
}

/** The error of a good answer that does not hold what it should. */
export function unreadable(name, response, model, came) {
  const details = [name, response.status, model, came, response.type];
  return new ParseError(explain($.REASON_PARSE, ...details), {
    operation: name,
    parse: true,
    statusCode: response.status,
    rawResponse: response.text,
    response,
  });
}
