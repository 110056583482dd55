// A request in the making: its strings, laid out as the core reads them.
import { ParameterError } from './errors.js';
import { explain } from './sentences.js';
import {
  REASON_SURROGATE,
  REASON_TOO_LONG,
  REASON_UNSENDABLE,
  SLOT_FORM,
  SLOT_HEADER,
  SLOT_NAME,
  SLOT_QUERY,
} from './constants.js';

// No server takes as much; far below what could exhaust a runtime's memory.
const MOST = 1 << 25;

// What looks at code points finds surrogates only where their other half is missing.
const HALF = /\p{Cs}/u;

/**
 * The parts of a request. `set`, `query` and `auth` work as those of the replaced client's request, for programs
 * with an `applyAuthToRequest` of their own.
 */
export class Outgoing {
  #name;
  #layout = [];
  #text = '';
  #secrets = [];

  constructor(name) {
    this.#name = name;
  }

  /** Adds a string; `label` is the parameter's name, should it have to be refused. */
  add(slot, value, label) {
    const text = `${value}`;
    if (HALF.test(text)) throw new ParameterError(explain(REASON_SURROGATE, label, this.#name));
    const length = this.#text.length + text.length;
    if (length > MOST) throw new ParameterError(explain(REASON_TOO_LONG, this.#name, length));
    this.#layout.push(slot, text.length);
    this.#text += text;
    return this;
  }

  /** Everything, as the core takes it. */
  get parts() {
    return [this.#layout, this.#text];
  }

  /** Remembers what nobody should see. What is shorter than any code may be part of any word. */
  keep(secret) {
    if (secret.length > 3) this.#secrets.push(secret);
  }

  /** A text from outside, without the secrets of this request, as they are and as they were sent. */
  redact(text) {
    const forms = this.#secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
    return forms.reduce((text, form) => text.replaceAll(form, '[secret]'), text);
  }

  /** Adds a named value, or every value of an object; a list as one value after the other. */
  #pairs(slot, name, value) {
    if (name !== null && typeof name === 'object') {
      for (const key of Object.keys(name)) this.#pairs(slot, key, name[key]);
    } else {
      for (const item of Array.isArray(value) ? value : [value]) {
        if (item === undefined || item === null) continue;
        this.add(SLOT_NAME, name, name).add(slot, item, name);
        if (slot === SLOT_HEADER && /^authorization$/i.test(name)) this.keep(`${item}`.replace(/^\w+ /, ''));
      }
    }
    return this;
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

/** Basic authentication: UTF-8, then base64 (RFC 7617). */
export function basic(username, password) {
  const pair = new Outgoing('applyAuthToRequest').add(SLOT_HEADER, `${username}:${password}`, 'password');
  const [, text] = pair.parts;
  const bytes = encodeURIComponent(text).replace(/%(..)/g, (_, hex) => String.fromCharCode(`0x${hex}`));
  return `Basic ${btoa(bytes)}`;
}

/** What goes into a JSON body: a text as it is. */
export const json = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

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
