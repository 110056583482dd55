// An in-memory Verify service with the manners of Twilio's: for tests, demos and newcomers without an account.
import { Core, initSync, totp } from '../sandbox-core/sandbox.js';

let started = false;

/** Gives the sandbox its wasm; the first one is kept. Nothing works before. */
export function start(module) {
  if (!started) initSync({ module });
  started = true;
}

// More than any request draws: three SIDs and a secret.
const RANDOM = 128;

const fail = (name, expected) => {
  throw new TypeError(`Sandbox: ${name} must be ${expected}`);
};

const text = (value, name) =>
  typeof value === 'string' && value ? value : fail(name, 'a text that is not empty');

/** A function of the options, or what stands for it. */
const own = (value, name, otherwise) => {
  if (value === undefined) return otherwise;
  return typeof value === 'function' ? value : fail(name, 'a function');
};

/** Waits, unless a signal says that nobody waits any longer. */
const wait = (ms, signal) =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop);
  });

/**
 * A Verify service that lives in memory. Give its `fetch` to an `ApiClient`, and its credentials.
 */
export class Sandbox {
  #now;

  constructor(options = {}) {
    if (!started) throw new Error('Call init first');
    const { accountSid = `AC${'0'.repeat(32)}`, authToken = 'sandbox-auth-token', latency = 0 } = options;
    const { services = [{ sid: `VA${'0'.repeat(32)}`, friendlyName: 'Sandbox' }], now, random } = options;
    if (!Array.isArray(services) || !services.length) fail('services', 'a list of {sid, friendlyName}');
    if (!(latency >= 0 && latency < 2 ** 31)) fail('latency', 'a number of milliseconds');
    const clock = own(now, 'now', Date.now);
    const fill = own(random, 'random', (buffer) => crypto.getRandomValues(buffer));
    const core = new Core({
      accountSid: text(accountSid, 'accountSid'),
      authToken: text(authToken, 'authToken'),
      services: services.map(({ sid, friendlyName = 'Sandbox' } = {}) => {
        if (!/^VA[0-9a-fA-F]{32}$/.test(sid)) fail('the sid of a service', 'VA and 32 hexadecimal digits');
        return { sid, friendlyName: text(friendlyName, 'the friendlyName of a service') };
      }),
    });

    this.#now = () => {
      const time = Number(clock());
      return time >= 0 ? time : fail('what now() gives', 'a date, or milliseconds since 1970');
    };
    this.accountSid = accountSid;
    this.authToken = authToken;
    this.serviceSid = services[0].sid;
    this.fetch = async (input, init) => {
      const request = new Request(input, init);
      request.signal.throwIfAborted();
      if (latency) await wait(latency, request.signal);
      const drawn = new Uint8Array(RANDOM);
      fill(drawn);
      return core.fetch(request, this.#now(), drawn);
    };
  }

  /** The code that an authenticator app shows now. */
  totp(uri) {
    try {
      return totp(`${uri}`, this.#now());
    } catch (error) {
      throw typeof error === 'string' ? new TypeError(`Sandbox: ${error}`) : error;
    }
  }
}
