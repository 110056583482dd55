// What can go wrong, as classes that a program can tell apart.
import { hide } from './hide.js';

/**
 * The class of every error of this package.
 *
 * What may hold data of a person (the response and its text) or a secret (a cause that is `told` one) can be read, but
 * `console.log(error)` does not show it.
 */
export class VerifyError extends Error {
  constructor(message, { cause, told, response, rawResponse, twilioMessage, ...fields } = {}) {
    super(message);
    const add = (properties, enumerable) => {
      for (const [name, value] of Object.entries(properties)) {
        if (value !== undefined) {
          Object.defineProperty(this, name, { value, enumerable, configurable: true, writable: true });
        }
      }
    };
    add(fields, true);
    add({ response, twilioMessage }, false);
    if (told && cause !== undefined) hide(this, 'cause', cause);
    else add({ cause }, false);
    if (rawResponse !== undefined) hide(this, 'rawResponse', rawResponse);
  }

  /** What a log of JSON should have: other errors leave name and message out. */
  toJSON() {
    return { name: this.name, message: this.message, ...this };
  }
}

// Until something is sent. What ends a call has its own.
Object.assign(VerifyError.prototype, { attempts: 0, sent: 'no' });

/** An argument or a setting is not usable. Nothing was sent. */
export class ParameterError extends VerifyError {}

/** The server answered with an error. */
export class HttpError extends VerifyError {}

/** The server pointed to another place. */
export class RedirectError extends VerifyError {}

/** No answer came. */
export class ConnectionError extends VerifyError {}

/** Time ran out. */
export class TimeoutError extends VerifyError {}

/** The call was aborted. */
export class AbortError extends VerifyError {}

/** A good answer did not hold what it should. */
export class ParseError extends VerifyError {}
