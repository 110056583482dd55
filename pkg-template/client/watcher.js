// What a program can see of a call: its hooks, and the log that `apiClient.debug` turns on.

/** The settings that hold a hook. */
export const HOOKS = ['onRequest', 'onResponse', 'onRetry'];

/** Tells of the attempts of one call. */
export class Watcher {
  #client;
  #request;
  #began;

  /** How many attempts there were. */
  attempt = 0;

  constructor(client, request) {
    this.#client = client;
    this.#request = request;
  }

  /** An attempt has started. */
  started() {
    this.attempt++;
    this.#began = Date.now();
    this.#tell('onRequest');
  }

  /** An answer has come, good or bad. */
  answered(response) {
    const { onResponse, debug } = this.#client;
    if (!onResponse && !debug) return;
    const { status, requestId } = response;
    const duration = Date.now() - this.#began;
    this.#tell('onResponse', { status, duration, requestId });
    this.#log(`${status} in ${duration} ms`, requestId);
  }

  /** An attempt has failed; the next one starts in `wait` milliseconds, unless that is negative. */
  failed(error, wait) {
    if (error.response) this.answered(error.response);
    else this.#log(`${error.name} in ${Date.now() - this.#began} ms`);
    if (wait < 0) return;
    this.#tell('onRetry', { error, wait });
    this.#log(`again in ${Math.round(wait)} ms`);
  }

  #tell(hook, event) {
    if (!this.#client[hook]) return;
    const { name: operation, method, shown } = this.#request;
    try {
      this.#client[hook]({ operation, method, ...shown(), attempt: this.attempt, ...event });
    } catch (error) {
      // The call is not to blame, and goes on.
      queueMicrotask(() => {
        throw error;
      });
    }
  }

  #log(what, requestId) {
    const { debug } = this.#client;
    if (!debug) return;
    const { method, shown } = this.#request;
    const line = `twilio_verify: ${method} ${shown().url} ${what}, attempt ${this.attempt}`;
    (typeof debug === 'function' ? debug : console.debug)(line + (requestId ? `, ${requestId}` : ''));
  }
}
