// twilio_verify/twilio: the Verify part of Twilio's own library for Node, call for call, over this package.
import { listOf } from './resource.js';
import { resources } from './tree.js';
import { CHECKS, OF_CLIENT, OF_TWILIO } from './elsewhere.js';

/** The library's. The client that this package replaces waits for 60 s. */
const TIMEOUT = 30000;

/** A variable of the environment, where a runtime has one and lets it be read: Deno asks for a permission. */
function variable(name) {
  try {
    return globalThis.process?.env?.[name];
  } catch {
    return undefined;
  }
}

/** The host of a region and an edge: `verify.sydney.au1.twilio.com`. */
function hostOf(edge, region) {
  const zone = region || (edge && 'us1');
  return `https://${['verify', edge, zone, 'twilio.com'].filter(Boolean).join('.')}`;
}

/** A header's name as that library writes it: `Content-Type`. */
const capital = (name) => name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());

/** What an `httpClient` of the library's shape answers, as what `fetch` would. */
const through =
  (httpClient, { username, password, timeout }) =>
  async (url, { method, headers, body, signal }) => {
    const { origin, pathname, searchParams } = new URL(url);
    const many = (pairs) => {
      const values = {};
      for (const name of new Set(pairs.keys())) {
        const all = pairs.getAll(name);
        values[name] = all.length > 1 ? all : all[0];
      }
      return values;
    };
    const form = /urlencoded/.test(headers.get('content-type'));
    const {
      statusCode,
      body: text,
      headers: came = {},
    } = await httpClient.request({
      method: method.toLowerCase(),
      uri: origin + pathname,
      username,
      password,
      headers: Object.fromEntries([...headers].map(([name, value]) => [capital(name), value])),
      params: url.includes('?') ? many(searchParams) : undefined,
      data: body === undefined ? undefined : form ? many(new URLSearchParams(body)) : JSON.parse(body),
      timeout,
      signal,
    });
    const empty = text === undefined || text === null || statusCode === 204;
    const whole = typeof text === 'string' ? text : JSON.stringify(text);
    const kept = Object.entries(came).filter(([, value]) => typeof value === 'string');
    return new Response(empty ? null : whole, { status: statusCode, headers: kept });
  };

/** Makes the function `twilio` of everything that the package gives. */
export function make(verify) {
  const { ApiClient, HttpError } = verify;

  /** The API class of an operation. */
  const owner = {};
  for (const [name, type] of Object.entries(verify)) {
    if (!/Api$/.test(name)) continue;
    for (const operation of Object.getOwnPropertyNames(type.prototype)) owner[operation] = type;
  }

  /** The library's errors say what Twilio says, and nothing more. */
  const plain = (error) => {
    if (error instanceof HttpError) {
      error.message = error.twilioMessage ?? `[HTTP ${error.status}] Failed to execute request`;
    }
    throw error;
  };

  class Twilio {
    constructor(username, password, opts = {}) {
      const options = opts ?? {};
      const env = (name) => options.env?.[name] ?? variable(name);
      this.username = username ?? env('TWILIO_ACCOUNT_SID');
      this.edge = options.edge ?? env('TWILIO_EDGE');
      this.region = options.region ?? env('TWILIO_REGION');
      this.logLevel = options.logLevel ?? env('TWILIO_LOG_LEVEL');
      this.timeout = options.timeout;
      this.autoRetry = options.autoRetry || false;
      this.maxRetries = options.maxRetries;
      this.userAgentExtensions = options.userAgentExtensions || [];
      this.accountSid = options.accountSid || this.username || '';
      if (this.accountSid && !this.accountSid.startsWith('AC')) {
        const more = this.accountSid.startsWith('SK')
          ? '. The given SID indicates an API Key which requires the accountSid to be passed as an additional option'
          : '';
        throw new Error(`accountSid must start with AC${more}`);
      }
      const secret = password ?? env('TWILIO_AUTH_TOKEN');
      const client = new ApiClient(options.basePath ?? hostOf(this.edge, this.region));
      Object.assign(client.authentications.accountSid_authToken, {
        username: this.username,
        password: secret,
      });
      client.timeout = this.timeout || TIMEOUT;
      client.maxRetries = this.autoRetry ? (this.maxRetries ?? 3) : 0;
      client.debug = this.logLevel === 'debug';
      for (const name of [
        'fetch',
        'fetchOptions',
        'credentials',
        'validate',
        'onRequest',
        'onResponse',
        'onRetry',
      ]) {
        if (options[name] !== undefined) client[name] = options[name];
      }
      if (options.signal) client.fetchOptions = { ...client.fetchOptions, signal: options.signal };
      const agent = client.defaultHeaders['User-Agent'];
      if (agent) client.defaultHeaders['User-Agent'] = [agent, ...this.userAgentExtensions].join(' ');
      if (options.httpClient) {
        client.fetch = through(options.httpClient, {
          username: this.username,
          password: secret,
          timeout: this.timeout,
        });
      }

      const call = async (operation, args) => {
        try {
          return await new owner[operation](client)[operation](...args).withResponse();
        } catch (error) {
          return plain(error);
        }
      };
      const own = {
        call: (operation, args) => {
          if (!client.credentials) {
            if (!this.username) throw new Error('username is required');
            if (!secret) throw new Error('password is required');
          }
          return call(operation, args);
        },
      };
      const lists = {};
      for (const resource of resources.filter(({ parent }) => parent === '-')) {
        Object.defineProperty(lists, resource.accessor, {
          get: () => listOf(own, resource, []),
          enumerable: true,
        });
      }
      // The older names are the newer ones' own.
      const v2 = Object.create(null, Object.getOwnPropertyDescriptors(lists));
      Object.defineProperty(this, 'verify', {
        value: Object.create(null, { ...Object.getOwnPropertyDescriptors(lists), v2: { value: v2 } }),
      });
    }
  }

  function twilio(accountSid, authToken, opts) {
    return new twilio.Twilio(accountSid, authToken, opts);
  }
  Object.assign(twilio, { Twilio, RestException: HttpError });
  const missing = (target, [names, what], fail) => {
    for (const name of names.split(' ')) {
      const say = () => {
        throw new Error(`twilio_verify/twilio is Verify alone, and has no ${name}. ${what}`);
      };
      Object.defineProperty(target, name, { ...fail(say), configurable: true });
    }
  };
  missing(Twilio.prototype, OF_CLIENT, (get) => ({ get }));
  missing(twilio, OF_TWILIO, (get) => ({ get }));
  missing(twilio, CHECKS, (value) => ({ value }));
  return twilio;
}
