// An answer: what it means, and the data in it.
import { receive as verdictOf } from '../core/core.js';
import { property, unreachable } from './attempt.js';
import { core } from './core.js';
import { HttpError, ParseError, RedirectError } from './errors.js';
import { VerifyResponse } from './response.js';
import { explain } from './sentences.js';
import * as $ from './constants.js';

/** Judges what `fetch` gave, and its text: gives data and response, or throws what is wrong. */
export function judge(request, raw, text) {
  if (!isResponse(raw) || typeof text !== 'string') throw unreachable(request, raw ?? {});
  const { name, operation } = request;
  const { status } = raw;
  const response = new VerifyResponse(raw, status, text);
  const platform = Object.getPrototypeOf(raw) === Response.prototype ? raw : new Response(null, { status });
  switch (core(verdictOf, operation.number, platform)) {
    case $.VERDICT_NOTHING:
      return { data: null, response };
    case $.VERDICT_DATA:
      return { data: request.decode(response, request), response };
    case $.VERDICT_REDIRECT: {
      const place = request.redact(response.get('location'));
      const message = explain($.REASON_REDIRECTED, name, status || '', place);
      throw VerifyResponse.fail(response, new RedirectError(message, { operation: name, status, response }));
    }
    default: {
      const { code, message, more_info: moreInfo, details } = said(text, request);
      const sentence = explain($.REASON_HTTP, status, message, code);
      const retryAfter = milliseconds(response.get('retry-after'));
      const { requestId } = response;
      const fields = { operation: name, status, response, code, moreInfo, details, retryAfter, requestId };
      throw VerifyResponse.fail(response, new HttpError(sentence, { ...fields, twilioMessage: message }));
    }
  }
}

/** Whether it has what is read of a response. An own `fetch` may give anything. */
function isResponse(raw) {
  const status = property(raw, 'status');
  return raw instanceof Response || (status >= 200 && status <= 599);
}

/** What a `Retry-After` header asks to wait, in milliseconds: it holds seconds, or a date. */
function milliseconds(text) {
  const wait = text && (isNaN(text) ? Date.parse(text) - Date.now() : text * 1000);
  return wait === '' || isNaN(wait) ? undefined : Math.max(0, wait);
}

/** What Twilio says of an error, without the secrets that it may repeat. */
function said(text, request) {
  try {
    const redact = (key, value) => {
      if (typeof value === 'string') return request.redact(value);
      // The names at the top are Twilio's own.
      if (!key || value === null || typeof value !== 'object' || Array.isArray(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [request.redact(name), item]));
    };
    const { code, message, ...rest } = JSON.parse(text, redact);
    return {
      ...rest,
      code: typeof code === 'number' ? code : undefined,
      message: typeof message === 'string' ? message : undefined,
    };
  } catch {
    return {};
  }
}

/**
 * What makes the data of a good answer: `make` is given its parsed JSON and the operation, and gives the data, or
 * nothing where that cannot be made of it.
 */
export const answerOf =
  (make) =>
  (response, { operation }) => {
    const { text } = response;
    let value;
    try {
      value = JSON.parse(text);
    } catch {
      throw unreadable(operation, response, text ? 'not JSON' : 'empty');
    }
    const data = make(value, operation);
    if (data) return data;
    const came = value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value;
    throw unreadable(operation, response, came);
  };

/** The error of a good answer that does not hold what it should. */
function unreadable({ name, returns }, response, came) {
  const { status: statusCode, text: rawResponse } = response;
  return new ParseError(explain($.REASON_PARSE, name, statusCode, returns, came, response.type), {
    operation: name,
    parse: true,
    statusCode,
    rawResponse,
    response,
  });
}
