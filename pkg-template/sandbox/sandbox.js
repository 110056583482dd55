// An in-memory Verify service with the manners of Twilio's: for tests, demos and newcomers without an account.
import { need } from '../client/need.js';
import { Core, initSync, longest } from '../sandbox-core/sandbox.js';
import { Authenticator } from './authenticator.js';
import { LAST, MOST, fail, object, text, whole } from './check.js';
import { Device } from './device.js';
import { ANSWER, arrived, message, response, wait } from './exchange.js';
import { intercept } from './intercept.js';
import { read } from './options.js';
import { Webhooks } from './webhooks.js';

let started = false;

/** Gives the sandbox its wasm; the first one is kept. Nothing works before. */
export function start(module) {
  if (!started) initSync({ module });
  started = true;
}

/** Runs what the core does. What goes wrong there comes as a text. */
function told(act) {
  try {
    return JSON.parse(act());
  } catch (error) {
    throw typeof error === 'string' ? new TypeError(`Sandbox: ${error}`) : error;
  }
}

/** The same with its time as a date. */
const dated = (entry) => ({ ...entry, when: new Date(entry.when) });

/**
 * A Verify service that lives in memory. Give its `fetch` to an `ApiClient`, and its credentials.
 */
export class Sandbox {
  #core;
  #clock;
  #codes;
  #webhooks;
  #changes = 0;

  constructor(options = {}) {
    if (!started) throw new Error('Call init first');
    // Whether they are there, and no more: Node loads the last two when they are looked at.
    const missing = ['TextEncoder', 'TextDecoder', 'Request', 'Response'].filter(
      (name) => !(name in globalThis),
    );
    need('the sandbox', missing, Error);
    const { core, now, latency, codes, webhooks } = read(options);
    try {
      this.#core = new Core(JSON.stringify(core));
    } catch (error) {
      throw typeof error === 'string' ? new TypeError(`Sandbox: ${error}`) : error;
    }
    this.#clock = now;
    this.#codes = codes;
    this.#webhooks = new Webhooks(webhooks);
    this.accountSid = core.accountSid;
    this.authToken = core.authToken;
    this.serviceSid = core.services[0].sid;
    this.fetch = async (input, init) => {
      const request = new Request(input, init);
      const { signal } = request;
      signal.throwIfAborted();
      if (latency) await wait(latency, signal);
      return response(await this.#exchange(await message(request, longest()), signal));
    };
    Object.defineProperty(this, ANSWER, {
      value: async (sent) => {
        if (latency) await wait(latency);
        return arrived(await this.#exchange(sent));
      },
    });
  }

  /** What the core answers a request with. */
  async #exchange(sent, signal) {
    const code = this.#codes && (await this.#code(sent));
    const now = this.#clock();
    this.#changes++;
    const answer = told(() => this.#core.handle(JSON.stringify({ ...sent, code }), now));
    if (answer.deliveries) this.#webhooks.deliver(this.#control('deliveries'));
    if (answer.delay) await wait(answer.delay, signal);
    return answer;
  }

  /** What a tester wants of the core. */
  #control(wanted, more) {
    const now = this.#clock();
    const command = JSON.stringify(more ? { [wanted]: more } : wanted);
    return told(() => this.#core.control(command, now));
  }

  /** The same, where it changes what there is. */
  #change(wanted, more) {
    const result = this.#control(wanted, more);
    this.#changes++;
    return result;
  }

  /** The code for a request, of the program's own function, where it wants one. */
  async #code(request) {
    const asked = this.#control('asks', { request });
    const code = asked && (await this.#codes(asked));
    if (code === null || code === undefined) return undefined;
    return /^.{4,10}$/su.test(text(code, 'what codes() gives'))
      ? code
      : fail('what codes() gives', '4 to 10 characters');
  }

  get outbox() {
    return this.#control('outbox', {}).map(dated);
  }

  get requests() {
    return this.#control('requests').map(dated);
  }

  get deliveries() {
    return this.#webhooks.list;
  }

  get factors() {
    const until = ({ codeUntil }) => codeUntil && new Date(codeUntil);
    return this.#control('factors').map((factor) => ({ ...factor, codeUntil: until(factor) }));
  }

  /** The numbers that fail, by their names. */
  get numbers() {
    return this.#control('numbers');
  }

  get changes() {
    return this.#changes;
  }

  /** The code that was sent last to somebody. */
  code(to, { serviceSid } = {}) {
    return this.#control('code', { to: text(to, 'to'), serviceSid });
  }

  /** The code that an authenticator app shows now. */
  totp(uri) {
    return this.#control('totp', { uri: `${uri}` });
  }

  now() {
    return new Date(this.#control('now'));
  }

  /** Moves the clock on. */
  advance(ms) {
    const most = LAST - this.now();
    return new Date(this.#change('advance', { ms: whole(ms, 'ms', 0, most, ' of milliseconds') }));
  }

  /** Lets requests go wrong. */
  fail(fault = {}) {
    const { operation, times = 1, status, code, delay = 0, ...others } = object(fault, 'the fault');
    const [unknown] = Object.keys(others);
    if (unknown) fail(`the fault's ${unknown}`, 'left out: there is no such thing');
    whole(times, 'times', 0, MOST);
    whole(delay, 'delay', 0, MOST, ' of milliseconds');
    if (code !== undefined) whole(code, 'code', 1, MOST);
    if (operation !== undefined) text(operation, 'operation');
    const plain = status === undefined && code === undefined && !delay;
    const wanted = plain ? 500 : status;
    if (wanted !== undefined && wanted !== 0) whole(wanted, 'status', 400, 599);
    this.#change('fail', { operation, times, status: wanted, code, delay });
  }

  /** Forgets what has happened, and what was to go wrong. */
  clear() {
    for (const command of ['clearOutbox', 'clearRequests', 'clearFaults']) this.#change(command);
    this.#webhooks.clear();
  }

  /** All as it was made. */
  reset() {
    this.#change('reset');
    this.#webhooks.clear();
  }

  snapshot() {
    return this.#control('snapshot');
  }

  restore(snapshot) {
    this.#change('restore', { snapshot: snapshot ?? null });
    this.#webhooks.clear();
  }

  /** Waits for the requests to webhooks. */
  settled() {
    return this.#webhooks.settled();
  }

  /** A phone that answers push Challenges. */
  device() {
    return new Device(this);
  }

  /** What holds passkeys. */
  authenticator(options) {
    return new Authenticator(options);
  }

  /** Takes the place of the program's `fetch` for Verify. */
  intercept() {
    return intercept(this.fetch);
  }

  /** Node's entry has what does it: elsewhere nothing can. */
  async listen() {
    throw new TypeError(
      'Sandbox: listen() needs node:http, and `twilio_verify/sandbox` of Node, Deno or Bun',
    );
  }
}
