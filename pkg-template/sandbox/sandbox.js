// An in-memory Verify service with the manners of Twilio's: for tests, demos and newcomers without an account.
import { Core, initSync, longest } from '../sandbox-core/sandbox.js';

let started = false;

/** Gives the sandbox its wasm; the first one is kept. Nothing works before. */
export function start(module) {
  if (!started) initSync({ module });
  started = true;
}

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

/** The body of a request, as far as the core wants to see it. */
async function read(request) {
  if (!request.body) return '';
  const reader = request.body.getReader();
  const decoder = new TextDecoder();
  const most = longest();
  let body = '';
  for (let size = 0; size <= most;) {
    const { done, value } = await reader.read();
    if (done) return body + decoder.decode();
    size += value.length;
    body += decoder.decode(value, { stream: true });
  }
  reader.cancel().catch(() => {});
  return body;
}

/**
 * A Verify service that lives in memory. Give its `fetch` to an `ApiClient`, and its credentials.
 */
export class Sandbox {
  #now;
  #control;

  constructor(options = {}) {
    if (!started) throw new Error('Call init first');
    const { accountSid = `AC${'0'.repeat(32)}`, authToken = 'sandbox-auth-token', latency = 0 } = options;
    const { services = [{ sid: `VA${'0'.repeat(32)}`, friendlyName: 'Sandbox' }], now, random } = options;
    if (!Array.isArray(services) || !services.length) fail('services', 'a list of {sid, friendlyName}');
    if (!(latency >= 0 && latency < 2 ** 31)) fail('latency', 'a number of milliseconds');
    const clock = own(now, 'now', Date.now);
    const fill = own(random, 'random', (buffer) => crypto.getRandomValues(buffer));
    const seed = new Uint8Array(32);
    fill(seed);
    const core = new Core(
      JSON.stringify({
        accountSid: text(accountSid, 'accountSid'),
        authToken: text(authToken, 'authToken'),
        services: services.map(({ sid, friendlyName = 'Sandbox' } = {}) => {
          if (!/^VA[0-9a-fA-F]{32}$/.test(sid)) fail('the sid of a service', 'VA and 32 hexadecimal digits');
          return { sid, friendlyName: text(friendlyName, 'the friendlyName of a service') };
        }),
        seed: seed.join(),
      }),
    );

    this.#now = () => {
      const time = Number(clock());
      return time >= 0 ? time : fail('what now() gives', 'a date, or milliseconds since 1970');
    };
    this.#control = (command) => JSON.parse(core.control(JSON.stringify(command), this.#now()));
    this.accountSid = accountSid;
    this.authToken = authToken;
    this.serviceSid = services[0].sid;
    this.fetch = async (input, init) => {
      const request = new Request(input, init);
      const { signal, method, url } = request;
      signal.throwIfAborted();
      if (latency) await wait(latency, signal);
      const body = await read(request);
      const answer = core.handle(
        JSON.stringify({ method, url, headers: [...request.headers], body }),
        this.#now(),
      );
      const { status, headers, body: text } = JSON.parse(answer);
      return new Response(text, { status, headers });
    };
  }

  /** The code that an authenticator app shows now. */
  totp(uri) {
    try {
      return this.#control({ do: 'totp', uri: `${uri}` });
    } catch (error) {
      throw typeof error === 'string' ? new TypeError(`Sandbox: ${error}`) : error;
    }
  }
}
