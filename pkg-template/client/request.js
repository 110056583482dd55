// A request in the making: its strings, laid out as the core reads them.
import { send } from '../core/core.js';
import { callable, shown } from './base.js';
import { core } from './core.js';
import { ParameterError } from './errors.js';
import { explain } from './sentences.js';
import {
  AUTHENTICATION,
  REASON_CREDENTIALS,
  REASON_SURROGATE,
  REASON_TOO_LONG,
  REASON_UNSENDABLE,
  SLOT_BASE,
  SLOT_CHECK,
  SLOT_FORM,
  SLOT_HEADER,
  SLOT_NAME,
  SLOT_PARAMETER,
  SLOT_QUERY,
} from './constants.js';

// No server takes as much; far below what could exhaust a runtime's memory.
const MOST = 1_000_000;

/** The signals of most calls. */
const NONE = [];

// What looks at code points finds surrogates only where their other half is missing.
const HALF = /\p{Cs}/u;

/** The request of an operation with these values. */
export function encode(client, operation, values, settings, decode) {
  const { method, parameters } = operation;
  const request = new Outgoing(client, operation, settings, decode, values);
  request.add(SLOT_BASE, callable(client.basePath, client.fetch), 'basePath');
  request.authenticate([AUTHENTICATION]);
  request.set(client.defaultHeaders);
  if (client.validate) request.add(SLOT_CHECK, '');
  for (let index = 0; index < parameters.length; index++) {
    const value = values[index];
    if (value !== undefined && value !== null) request.put(parameters[index], index, value);
  }
  if (client.cache === false && method === 'GET') request.query('_', Date.now());
  return request;
}

/**
 * A request, and all that its call goes by. `set`, `query` and `auth` work as those of the replaced client's request, for
 * programs with an `applyAuthToRequest` of their own.
 */
export class Outgoing {
  #layout = [];
  #text = '';
  #secrets = [];
  #guarded = false;

  /**
   * @param settings What the call has in place of the client's settings.
   * @param decode Makes the data of a good answer: `(response, request) => data`.
   */
  constructor(client, operation, settings, decode, values) {
    const { signal, timeout = client.timeout } = settings;
    const other = client.fetchOptions?.signal;
    this.client = client;
    this.operation = operation;
    this.name = operation.name;
    this.method = operation.method;
    this.signals = signal || other ? [signal, other].filter(Boolean) : NONE;
    this.timeout = timeout;
    this.maxRetries = settings.maxRetries === undefined ? client.maxRetries : settings.maxRetries;
    this.decode = decode;
    this.values = values;
  }

  /** Adds a string; `label` is the parameter's name, should it have to be refused. */
  add(slot, value, label) {
    const text = whole(`${value}`, label, this.name);
    const length = this.#text.length + text.length;
    if (length > MOST) throw new ParameterError(explain(REASON_TOO_LONG, this.name, length));
    this.#layout.push(slot, text.length);
    this.#text += text;
    return this;
  }

  /** Adds the value of a parameter. Most are texts, which stay what they are unless they say that they are an object. */
  put(parameter, index, value) {
    if (typeof value === 'string' && value[0] !== '[') this.#put(parameter, index, value);
    else
      for (const text of texts(this.client, value, parameter, this.name)) this.#put(parameter, index, text);
  }

  #put({ name, secret }, index, text) {
    this.add(SLOT_PARAMETER + index, text, name);
    if (secret) this.keepAll(text);
  }

  /** Hands everything to the core, which completes `init`: see `send` in src/wasm/mod.rs. */
  send(init, own) {
    return core(send, this.operation.at, this.#layout, this.#text, init, own);
  }

  /** Adds the client's credentials. Whatever that sets is secret. */
  authenticate(names) {
    this.#guarded = true;
    this.client.applyAuthToRequest(this, names);
    this.#guarded = false;
  }

  /** Remembers what nobody should see. What is shorter than any code may be part of any word. */
  keep(secret) {
    if (secret.length > 2) this.#secrets.push(secret);
  }

  /** Remembers a text, and the parts of it where it is the JSON of an object: a server may repeat one. */
  keepAll(text) {
    this.keep(text);
    const parts = (value) => (Object(value) === value ? Object.values(value).flatMap(parts) : [value]);
    try {
      const value = JSON.parse(text);
      const long = parts(Object(value) === value ? value : {}).filter((part) => `${part}`.length > 5);
      for (const part of long.slice(0, 100)) this.keep(`${part}`);
    } catch {
      // No JSON.
    }
  }

  /** A text from outside, without the secrets of this request, as they are and as they were sent. */
  redact(text) {
    const forms = new Set(this.#secrets.flatMap(spellings));
    // A short one may be part of a long one.
    const inOrder = [...forms].sort((one, other) => other.length - one.length);
    return inOrder.reduce((text, form) => text.replaceAll(form, '[secret]'), text);
  }

  /** Whether what a log prints of a value holds a secret, or cannot be known. */
  tells(value) {
    const all = (_, one) => {
      if (one === null || typeof one !== 'object' || Array.isArray(one)) return one;
      const keys = [...Object.getOwnPropertyNames(one), 'message'];
      return Object.fromEntries(keys.map((key) => [key, one[key]]));
    };
    try {
      const text = JSON.stringify([value], all);
      return this.redact(text) !== text;
    } catch {
      return true;
    }
  }

  /** What a hook may see of it. */
  shown() {
    const { client, operation, values } = this;
    const parameters = {};
    const inPath = {};
    operation.parameters.forEach(({ name, wire, place, secret }, index) => {
      if (values[index] === undefined || values[index] === null) return;
      parameters[name] = secret ? '[secret]' : copy(values[index]);
      if (place === 'p') inPath[wire] = parameters[name];
    });
    return { url: shown(client.buildUrl(operation.path, inPath)), parameters };
  }

  /** Adds a named value, or every value of an object; a list as one value after the other. */
  #pairs(slot, name, value) {
    if (name !== null && typeof name === 'object') {
      const all = typeof name[Symbol.iterator] === 'function' ? name : Object.entries(name);
      for (const [key, one] of all) this.#pairs(slot, key, one);
    } else if (Array.isArray(value)) {
      for (const item of value) this.#pair(slot, name, item);
    } else this.#pair(slot, name, value);
    return this;
  }

  #pair(slot, name, value) {
    if (value === undefined || value === null) return;
    this.add(SLOT_NAME, name, name).add(slot, value, name);
    if (this.#guarded || (slot === SLOT_HEADER && /^authorization$/i.test(name))) {
      this.keep(`${value}`.replace(/^\w+ /, ''));
    }
  }

  /** Adds a header, or an object of headers. */
  set(name, value) {
    return this.#pairs(SLOT_HEADER, name, value);
  }

  /** Adds a query key, or an object of them. */
  query(name, value) {
    return this.#pairs(SLOT_QUERY, name, value);
  }

  /** Adds keys of the form. */
  form(params) {
    return this.#pairs(SLOT_FORM, params);
  }

  /** Adds basic authentication. */
  auth(username, password) {
    this.keep(`${password}`);
    return this.set('Authorization', basic(username, password));
  }
}

/** A secret as it is, and as JSON, URLs and forms have it. */
function spellings(secret) {
  const url = encodeURIComponent(secret);
  const escaped = [url, url.replaceAll('%20', '+'), `${new URLSearchParams([['', secret]])}`.slice(1)];
  const lower = escaped.map((text) => text.replace(/%../g, (hex) => hex.toLowerCase()));
  return [secret, JSON.stringify(secret).slice(1, -1), ...escaped, ...lower];
}

/** A value for a hook, which gets none of the program's own objects. */
function copy(value) {
  if (Object(value) !== value) return value;
  try {
    return structuredClone(value);
  } catch {
    return String(value);
  }
}

/** Asks the program's own source of credentials, and puts them into the request. */
export async function authorize(request) {
  const { name } = request;
  try {
    const { username, password } = await request.client.credentials();
    if (!username || !password) throw undefined;
    request.auth(username, password);
  } catch (cause) {
    if (cause instanceof ParameterError) throw cause;
    const told = request.tells(cause);
    throw new ParameterError(explain(REASON_CREDENTIALS, name), { operation: name, cause, told });
  }
}

/** A text that UTF-8 can carry; another is refused. */
function whole(text, label, name) {
  if (HALF.test(text)) throw new ParameterError(explain(REASON_SURROGATE, label, name));
  return text;
}

/** The last user and password, and what became of them: most programs have one pair. */
let last = [];

/** Basic authentication: UTF-8, then base64 (RFC 7617). */
export function basic(username, password) {
  const pair = `${username}:${password}`;
  if (last[0] !== pair) {
    const bytes = encodeURIComponent(whole(pair, 'password', 'applyAuthToRequest')).replace(
      /%(..)/g,
      (_, hex) => String.fromCharCode(`0x${hex}`),
    );
    last = [pair, `Basic ${btoa(bytes)}`];
  }
  return last[1];
}

/** What goes into a JSON body: a text as it is. */
export const json = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** The texts of a parameter's value: of each item where it is a list. */
function texts(client, value, { name, place }, operation) {
  return sendable(name, operation, () => {
    if (place === 'b') return [json(value)];
    const list = place !== 'p' && Array.isArray(value) ? value : [value];
    return [...list].map((item) => client.paramToString(item));
  });
}

/** The texts that `read` gives. Values without one are refused; what they throw is the error's cause. */
export function sendable(label, operation, read) {
  try {
    return read().map((text) => {
      // An invalid date has no text, and what stands for nothing in JSON has none either.
      if (text === undefined || text === null) throw undefined;
      return `${text}`;
    });
  } catch (cause) {
    throw new ParameterError(explain(REASON_UNSENDABLE, label, operation), { cause });
  }
}
