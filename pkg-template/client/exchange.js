// One call: attempts until an answer counts, within its time, settled exactly once.
import { retry } from '../core/core.js';
import { judge } from './answer.js';
import { property, start, unreachable, unsent } from './attempt.js';
import { core } from './core.js';
import { AbortError, ConnectionError, HttpError, TimeoutError, VerifyError } from './errors.js';
import { offer } from './promise.js';
import { authorize } from './request.js';
import { explain } from './sentences.js';
import { check } from './settings.js';
import { watch } from './signal.js';
import { answered, failed, started } from './watcher.js';
import { REASON_ABORT, REASON_DEADLINE, REASON_FIRST_BYTE } from './constants.js';

// Beyond what a timer can count it fires at once; nobody waits 24 days.
const LONGEST = 2 ** 31 - 1;

/**
 * Sends a request, again where that helps. The fetch has started when this returns, unless the program has a source
 * of credentials that is asked first; whatever is wrong with the request is thrown at once.
 *
 * `callback` is called once, after this has returned, with (error, data, response), and never after `abort()`.
 * Returns a promise of the data, with `abort()` and `withResponse()`. Nobody
 * has to look at it: its failure is never an unhandled rejection.
 */
export function exchange(request, callback) {
  check(request, callback);
  const call = new Exchange(request);
  const promise = call.begin();
  let silent = false;
  if (callback) {
    const report = (...args) => queueMicrotask(() => silent || callback(...args));
    promise.then(
      () => report(null, call.result.data, call.result.response),
      (error) => report(error, null, error.response),
    );
  }
  return offer(
    promise,
    () => {
      silent = true;
      call.abort();
    },
    () => promise.then(() => call.result),
  );
}

/** A call that is under way. */
class Exchange {
  /** How many attempts there were, and when the last one began. */
  attempts = 0;
  began = 0;
  /** Whether the server may have acted on the request. */
  sent = VerifyError.prototype.sent;
  /** Data and response, once it has ended well. */
  result = undefined;

  #controller = new AbortController();
  #deadline = undefined;
  #timer = undefined;
  #unwatch = undefined;
  #resolve;
  #reject;

  constructor(request) {
    const { timeout } = request;
    const limits = timeout !== null && typeof timeout === 'object' ? timeout : { deadline: timeout };
    this.request = request;
    this.limits = limits;
    this.end = limits.deadline > 0 ? Date.now() + Number(limits.deadline) : Infinity;
  }

  /** Starts, and gives the promise of the data. */
  begin() {
    const { client, signal } = this.request;
    const first = signal?.aborted || client.credentials ? undefined : this.#start();
    if (client.credentials) this.request.send({}, true);
    const promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    if (first || !signal?.aborted) this.#run(first);
    if (signal?.aborted) {
      this.abort();
      return promise;
    }
    this.#deadline = this.#arm(this.limits.deadline, REASON_DEADLINE, 'ETIME');
    try {
      if (signal) this.#unwatch = watch(signal, () => this.abort());
    } catch (error) {
      this.#stop(error);
    }
    return promise;
  }

  /** Ends it, as the program wants it to. */
  abort() {
    const { name: operation, signal } = this.request;
    const cause = property(signal, 'reason');
    this.#stop(new AbortError(explain(REASON_ABORT, operation), { operation, cause }));
  }

  #start() {
    const first = start(this.request, this.#controller.signal, () => started(this));
    this.#timer = this.#arm(this.limits.response, REASON_FIRST_BYTE, 'ETIMEDOUT');
    return first;
  }

  /** Waits for answers until one counts, and settles: with it, or with what is wrong with it. */
  async #run(started) {
    const { request } = this;
    const ended = this.#controller.signal;
    try {
      if (!started) {
        await authorize(request);
        if (ended.aborted) return;
        started = this.#start();
      }
      for (;;) {
        const before = this.sent;
        this.sent = 'maybe';
        let raw;
        let text;
        let error;
        try {
          raw = await started;
          clearTimeout(this.#timer);
          this.sent = 'answered';
          text = await raw.text();
        } catch (cause) {
          error = unreachable(request, raw, cause);
        }
        try {
          if (error) throw error;
          const result = judge(request, raw, text);
          answered(this, result.response);
          this.#clean();
          this.result = result;
          this.#resolve(result.data);
          return;
        } catch (error) {
          if (this.sent === 'maybe' && unsent(error)) this.sent = before;
          const wait = ended.aborted ? -1 : this.#again(error);
          failed(this, error, wait);
          // A hook may have aborted the call.
          if (wait < 0 || ended.aborted) throw error;
          await new Promise((resolve) => (this.#timer = setTimeout(resolve, wait)));
          started = this.#start();
        }
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** How long to wait before the next attempt, in milliseconds; negative where there is none. */
  #again(error) {
    // What own fetch gave was no response: the next would be none either.
    const none = error instanceof ConnectionError && error.cause !== undefined;
    if (!none && !(error instanceof HttpError)) return -1;
    const { request, attempts } = this;
    const { status = 0, code, retryAfter = -1 } = error;
    const retries = Number(request.maxRetries) - attempts + 1;
    const number = typeof code === 'number' ? code : 0;
    const left = this.end - Date.now();
    const reads = request.method === 'GET';
    return core(retry, reads, status, number, retries, attempts, retryAfter, left, Math.random());
  }

  /** A timer that ends the call; none for no limit. */
  #arm(limit, reason, errno) {
    const ms = Number(limit);
    if (!(ms > 0 && ms <= LONGEST) || this.#controller.signal.aborted) return undefined;
    return setTimeout(() => {
      const fields = { operation: this.request.name, timeout: ms, code: 'ECONNABORTED', errno };
      this.#stop(new TimeoutError(explain(reason, ms), fields));
    }, ms);
  }

  #stop(error) {
    this.#fail(error);
    this.#controller.abort(error);
  }

  #fail(error) {
    this.#clean();
    if (error instanceof VerifyError) {
      Object.assign(error, { attempts: this.attempts, sent: this.sent });
    }
    this.#reject(error);
  }

  #clean() {
    clearTimeout(this.#deadline);
    clearTimeout(this.#timer);
    try {
      this.#unwatch?.();
    } catch {
      // What is no longer a signal, a revoked proxy for one, has no say in how the call ends.
    }
  }
}
