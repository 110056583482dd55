// An answer: what it means, and the data in it.
import { receive as verdictOf } from '../core/core.js';
import { isResponse, noResponse } from './attempt.js';
import { core } from './core.js';
import { planOf } from './decode.js';
import { HttpError, ParseError, RedirectError } from './errors.js';
import { VerifyResponse } from './response.js';
import { explain } from './sentences.js';
import * as $ from './constants.js';

/** Judges what `fetch` gave, and its text: gives data and response, or throws what is wrong. */
export function judge(request, raw, text) {
  if (!isResponse(raw) || typeof text !== 'string') throw noResponse(request);
  const { name, operation } = request;
  const { status } = raw;
  const response = new VerifyResponse(raw, status, text);
  // The core reads the platform's own status, and runs nothing of a program's.
  const own = Object.getPrototypeOf(raw) !== Response.prototype || Object.hasOwn(raw, 'status');
  const platform = own ? new Response(null, { status }) : raw;
  switch (core(verdictOf, operation.at, platform)) {
    case $.VERDICT_NOTHING:
      return { data: null, response };
    case $.VERDICT_DATA:
      try {
        return { data: request.decode(response, request), response };
      } catch (error) {
        // What a program's own `deserialize` throws may be nothing.
        throw error || unreadable(request, response, 'nothing that could be read');
      }
    case $.VERDICT_REDIRECT: {
      const place = request.redact(response.get('location'));
      const message = explain($.REASON_REDIRECTED, name, status || '', place);
      throw VerifyResponse.fail(response, new RedirectError(message, { operation: name, status, response }));
    }
    default: {
      const { code, message, moreInfo, details } = said(text, request);
      const sentence = explain($.REASON_HTTP, status, message, code);
      const retryAfter = milliseconds(response.get('retry-after'));
      const requestId = response.requestId && request.redact(response.requestId);
      const fields = { operation: name, status, response, code, moreInfo, details, retryAfter, requestId };
      throw VerifyResponse.fail(response, new HttpError(sentence, { ...fields, twilioMessage: message }));
    }
  }
}

/** What a `Retry-After` header asks to wait, in milliseconds: it holds seconds, or a date, which begins with its day. */
function milliseconds(text) {
  const wait = /^[a-z]/i.test(text) ? Date.parse(text) - Date.now() : /^\d+$/.test(text) ? text * 1000 : NaN;
  return isNaN(wait) ? undefined : Math.max(0, wait);
}

// Twilio's errors are far shorter; of a longer one only code and message are of use.
const MOST = 1 << 16;

/** What Twilio says of an error, without the secrets that it may repeat. */
function said(text, request) {
  const clean = (value) => {
    if (typeof value === 'string') return request.redact(value);
    if (typeof value === 'number') return request.redact(`${value}`) === `${value}` ? value : '[secret]';
    if (Array.isArray(value)) return value.map(clean);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [request.redact(key), clean(item)]));
  };
  const known = {};
  try {
    // The names at the top are Twilio's own.
    const { code, message, more_info: moreInfo, details } = JSON.parse(text);
    if (typeof code === 'number') known.code = code;
    if (typeof message === 'string') known.message = request.redact(message);
    if (text.length < MOST) Object.assign(known, { moreInfo: clean(moreInfo), details: clean(details) });
  } catch {
    // No JSON, or deeper than anybody can read.
  }
  return known;
}

/**
 * What makes the data of a good answer: `make` is given its parsed JSON and the operation, and gives the data, or
 * nothing where that cannot be made of it.
 */
export const answerOf = (make) => (response, request) => {
  const { operation } = request;
  const { text } = response;
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable(request, response, text ? 'not JSON' : 'empty');
  }
  const { items } = planOf(operation.returns);
  const data = make(value, operation);
  // Nobody may read an answer that is no list as an empty one.
  if (data && items && !Array.isArray(value[items])) {
    throw unreadable(request, response, `no list in '${items}'`);
  }
  if (data) return data;
  const came = value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value;
  throw unreadable(request, response, came);
};

/** The error of a good answer that does not hold what it should. */
function unreadable(request, response, came) {
  const { name, operation } = request;
  const { status: statusCode, text: rawResponse } = response;
  const type = request.redact(response.type);
  return new ParseError(explain($.REASON_PARSE, name, statusCode, operation.returns, came, type), {
    operation: name,
    parse: true,
    statusCode,
    rawResponse,
    response,
  });
}
