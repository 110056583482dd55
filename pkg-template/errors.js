// What can go wrong, as classes that a program can tell apart.

/**
 * The class of every error of this package.
 *
 * What may hold data of a person (the response, its text, the platform's own error) is readable, but stays out of
 * logs: `console.log(error)` shows neither.
 */
export class VerifyError extends Error {
  constructor(message, { cause, response, rawResponse, ...fields } = {}) {
    super(message);
    Object.assign(this, fields);
    for (const [name, value] of Object.entries({ cause, response, rawResponse })) {
      if (value !== undefined) {
        Object.defineProperty(this, name, { value, configurable: true, writable: true });
      }
    }
  }
}

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
