// One call: attempts until an answer counts, within its time, settled exactly once.
import { retry } from '../core/core.js';
import { judge } from './answer.js';
import { isResponse, property, start, unreachable, unsent } from './attempt.js';
import { core } from './core.js';
import {
  AbortError,
  ConnectionError,
  HttpError,
  ParameterError,
  TimeoutError,
  VerifyError,
} from './errors.js';
import { after, now, surface } from './platform.js';
import { equip, quiet } from './promise.js';
import { authorize } from './request.js';
import { explain } from './sentences.js';
import { check, limitsOf, refuseSignal, retriesOf } from './settings.js';
import { watch } from './signal.js';
import { answered, failed } from './watcher.js';
import { REASON_ABORT, REASON_DEADLINE, REASON_FIRST_BYTE } from './constants.js';

// Beyond what a timer can count it fires at once; nobody waits 24 days.
const LONGEST = 2 ** 31 - 1;

/** How a call ends when time runs out: for all of it, and for the beginning of an answer. */
const ENDS = { deadline: [REASON_DEADLINE, 'ETIME'], response: [REASON_FIRST_BYTE, 'ETIMEDOUT'] };

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
    // In the promise's own job: a test's clock may hold up whatever else there is.
    const report = (...args) => {
      if (call.silent) return;
      try {
        callback(...args);
      } catch (error) {
        surface(error);
      }
    };
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

  #before;
  #controller = new AbortController();
  #signal = this.#controller.signal;
  #end;
  #limits;
  #retries;
  /** What calls off the limits on time, the wait before the next attempt, and the signals. */
  #deadline;
  #limit;
  #wait;
  #unwatch = [];
  #promise;
  #resolve;
  #reject;

  constructor(request) {
    this.request = request;
    this.#limits = limitsOf(request);
    this.#retries = retriesOf(request);
    this.#end = now() + this.#limits.deadline;
  }

  /** Starts, and gives the promise of the data, with what a program can do with it. */
  begin() {
    const { client, signals } = this.request;
    const { deadline, response } = this.#limits;
    const promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#promise = promise;
    equip(promise, this);
    this.#listen();
    if (signals.some((signal) => property(signal, 'aborted'))) this.#abort();
    else if (deadline < 0 || response < 0) this.#expire(deadline < 0 ? 'deadline' : 'response');
    else this.#first(client);
    return promise;
  }

  /** Starts the first attempt, or what has to come before it. */
  #first(client) {
    try {
      if (client.credentials) this.request.send({}, true);
      // Through `resolve` itself an engine finds who awaits the call, for the stack of an error that is made in there.
      this.#run(client.credentials ? undefined : this.#start()).then(this.#resolve);
    } catch (error) {
      this.#clean();
      throw error;
    }
    this.#deadline = this.#arm('deadline');
  }

  /** Ends with the signals that the program has given. */
  #listen() {
    const { name, signals } = this.request;
    try {
      for (const signal of signals) this.#unwatch.push(watch(signal, () => this.#abort()));
    } catch {
      this.#clean();
      refuseSignal(name);
    }
  }

  /** Ends it, as the program wants it to. */
  abort() {
    this.silent = true;
    // After a good end there is nothing to end, and an error would only keep the answer.
    if (!this.result) this.#abort();
  }

  /** The promise of data and response. */
  both() {
    const both = this.#promise.then(
      () => this.result,
      (error) => {
        // Now, and not before: an engine finds who awaits it only where nothing else does.
        quiet(both);
        throw error;
      },
    );
    return both;
  }

  #abort() {
    const { name: operation, signals } = this.request;
    const cause = property(signals.find((signal) => property(signal, 'aborted')) ?? signals[0], 'reason');
    this.#stop(new AbortError(explain(REASON_ABORT, operation), { operation, cause }));
  }

  #start() {
    this.#before = this.sent;
    this.sent = 'maybe';
    const first = start(this, this.#signal);
    this.#limit = this.#arm('response');
    return first;
  }

  /** Waits for answers until one counts, and gives its data; or fails with what is wrong with it. */
  async #run(attempt) {
    const { request } = this;
    const ended = this.#signal;
    try {
      if (!attempt) {
        await authorize(request);
        if (ended.aborted) return undefined;
        attempt = this.#start();
      }
      for (;;) {
        let raw;
        let text;
        let none;
        try {
          raw = await attempt;
          this.#limit?.();
          if (isResponse(raw)) {
            this.sent = 'answered';
            text = await raw.text();
          }
        } catch (cause) {
          none = unreachable(request, cause);
          if (this.sent === 'maybe' && (none instanceof ParameterError || unsent(cause)))
            this.sent = this.#before;
        }
        try {
          if (none) throw none;
          const result = judge(request, raw, text);
          answered(this, result.response);
          this.#clean();
          this.result = result;
          return result.data;
        } catch (error) {
          const wait = ended.aborted ? -1 : this.#again(error);
          failed(this, error, wait);
          // A hook may have aborted the call.
          if (wait < 0 || ended.aborted) throw error;
          await new Promise((resolve) => (this.#wait = after(wait, resolve)));
          // What ended it at the same moment was first.
          if (ended.aborted) return undefined;
          attempt = this.#start();
        }
      }
    } catch (error) {
      this.#fail(error);
      return undefined;
    }
  }

  /** How long to wait before the next attempt, in milliseconds; negative where there is none. */
  #again(error) {
    // What own fetch gave was no response: the next would be none either.
    const none = error instanceof ConnectionError && error.cause !== undefined;
    if (!none && !(error instanceof HttpError)) return -1;
    const { request, attempts } = this;
    const { status = 0, code, retryAfter = -1 } = error;
    const retries = this.#retries - attempts + 1;
    const number = typeof code === 'number' ? code : 0;
    const left = this.#end - now();
    const reads = request.method === 'GET';
    return core(retry, reads, status, number, retries, attempts, retryAfter, left, Math.random());
  }

  /** Ends the call when one of its limits is reached; gives what calls that off. */
  #arm(kind) {
    const ms = this.#limits[kind];
    if (ms > LONGEST || this.#signal.aborted) return undefined;
    // A test's clock may drive this one, as it does the replaced client's. What is set on a clock is taken off the same.
    const { setTimeout, clearTimeout } = globalThis;
    const timer = setTimeout(() => this.#expire(kind), ms);
    return () => clearTimeout(timer);
  }

  /** Ends it because time ran out. */
  #expire(kind) {
    const { name: operation } = this.request;
    const timeout = this.#limits[kind];
    const [reason, errno] = ENDS[kind];
    this.#stop(
      new TimeoutError(explain(reason, timeout), { operation, timeout, code: 'ECONNABORTED', errno }),
    );
  }

  #stop(error) {
    this.#fail(error);
    this.#controller.abort(error);
  }

  #fail(error) {
    this.#clean();
    try {
      if (error instanceof VerifyError) Object.assign(error, { attempts: this.attempts, sent: this.sent });
    } catch {
      // The program's own, and frozen.
    }
    quiet(this.#promise);
    this.#reject(error);
  }

  #clean() {
    for (const off of [this.#deadline, this.#limit, this.#wait, ...this.#unwatch]) {
      try {
        off?.();
      } catch {
        // What is no longer a signal, a revoked proxy for one, has no say in how the call ends.
      }
    }
  }
}
