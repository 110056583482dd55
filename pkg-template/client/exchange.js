// One call: attempts until an answer counts, within its time, settled exactly once.
import { retry } from '../core/core.js';
import { judge } from './answer.js';
import { property, start, unreachable, unsent } from './attempt.js';
import { core } from './core.js';
import { AbortError, ConnectionError, HttpError, TimeoutError, VerifyError } from './errors.js';
import { equip, quiet } from './promise.js';
import { authorize } from './request.js';
import { explain } from './sentences.js';
import { check } from './settings.js';
import { watch } from './signal.js';
import { answered, failed } from './watcher.js';
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
  if (callback) {
    const report = (...args) => queueMicrotask(() => call.silent || callback(...args));
    promise.then(
      () => report(null, call.result.data, call.result.response),
      (error) => report(error, null, error.response),
    );
  }
  return promise;
}

/** A call that is under way. Its state is plain data: what a call does not need is not made for it. */
class Exchange {
  /** How many attempts there were. */
  attempts = 0;
  /** When the last of them began. */
  began = 0;
  /** Whether the server may have acted on the request. */
  sent = VerifyError.prototype.sent;
  /** Data and response, once it has ended well. */
  result = undefined;
  /** Whether the program wants to hear no more of it. */
  silent = false;

  #controller = new AbortController();
  #signal = this.#controller.signal;
  #end;
  #limits;
  #deadline;
  #timer;
  #unwatch;
  #promise;
  #resolve;
  #reject;

  constructor(request) {
    const { timeout } = request;
    this.request = request;
    this.#limits = timeout !== null && typeof timeout === 'object' ? timeout : { deadline: timeout };
    const { deadline } = this.#limits;
    this.#end = deadline > 0 ? Date.now() + Number(deadline) : Infinity;
  }

  /** Starts, and gives the promise of the data, with what a program can do with it. */
  begin() {
    const { request } = this;
    const { client, signal } = request;
    const first = signal?.aborted || client.credentials ? undefined : this.#start();
    if (client.credentials) request.send({}, true);
    const promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#promise = promise;
    equip(promise, this);
    if (first || !signal?.aborted) this.#run(first);
    if (signal?.aborted) {
      this.#abort();
      return promise;
    }
    this.#deadline = this.#arm(this.#limits.deadline, REASON_DEADLINE, 'ETIME');
    try {
      if (signal) this.#unwatch = watch(signal, () => this.#abort());
    } catch (error) {
      this.#stop(error);
    }
    return promise;
  }

  /** Ends it, as the program wants it to. */
  abort() {
    this.silent = true;
    this.#abort();
  }

  /** The promise of data and response. */
  both() {
    return this.#promise.then(() => this.result);
  }

  #abort() {
    const { name: operation, signal } = this.request;
    const cause = property(signal, 'reason');
    this.#stop(new AbortError(explain(REASON_ABORT, operation), { operation, cause }));
  }

  #start() {
    const first = start(this, this.#signal);
    this.#timer = this.#arm(this.#limits.response, REASON_FIRST_BYTE, 'ETIMEDOUT');
    return first;
  }

  /** Waits for answers until one counts, and settles: with it, or with what is wrong with it. */
  async #run(attempt) {
    const { request } = this;
    const ended = this.#signal;
    try {
      if (!attempt) {
        await authorize(request);
        if (ended.aborted) return;
        attempt = this.#start();
      }
      for (;;) {
        const before = this.sent;
        this.sent = 'maybe';
        let raw;
        let text;
        let none;
        try {
          raw = await attempt;
          clearTimeout(this.#timer);
          this.sent = 'answered';
          text = await raw.text();
        } catch (cause) {
          none = unreachable(request, raw, cause);
        }
        try {
          if (none) throw none;
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
          attempt = this.#start();
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
    const left = this.#end - Date.now();
    const reads = request.method === 'GET';
    return core(retry, reads, status, number, retries, attempts, retryAfter, left, Math.random());
  }

  /** A timer that ends the call; none for no limit. */
  #arm(limit, reason, errno) {
    const ms = Number(limit);
    if (!(ms > 0 && ms <= LONGEST) || this.#signal.aborted) return undefined;
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
    quiet(this.#promise);
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
