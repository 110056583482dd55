// Whether a request comes from Twilio: its X-Twilio-Signature, checked with WebCrypto.
// Source: https://www.twilio.com/docs/usage/webhooks/webhooks-security

import { lacking, need } from '../client/need.js';

const encode = (text) => new TextEncoder().encode(text);
// A byte order mark is part of a body: without it, other parameters would be checked than were sent.
const decode = (bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

// 20 bytes in base64, in the one spelling that leaves the spare bits zero.
const SIGNATURE = /^[A-Za-z0-9+/]{26}[AEIMQUYcgkosw048]=$/;
const SCHEME = /^(?:http|ws)s?:\/\//i;
// Up to the port, the port, and what follows it.
const PARTS = /^(\w+:\/\/(?:[^/?#]*@)?(?:\[[^\]]*\]|[^/?#:]*))(:[^/?#]*)?(.*)$/s;

const BODY = 'the body as it came (its text or bytes), or its parameters';

const fail = (name, expected) => {
  throw new TypeError(`validateWebhook: ${name} must be ${expected}`);
};

const parse = (url) => {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
};

const isBytes = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);

/** A URL whose query is written anew, as Node's `querystring` does it: some of what signs for Twilio goes through that. */
function rewritten(url) {
  const start = url.indexOf('?') + 1;
  if (!start || start === url.length) return url;
  const query = Object.create(null);
  // An empty part counts for nothing, but a question mark in front would.
  for (const [name, value] of new URLSearchParams(`&${url.slice(start)}`)) (query[name] ??= []).push(value);
  const pairs = Object.entries(query).flatMap(([name, values]) =>
    values.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
  );
  return url.slice(0, start) + pairs.join('&');
}

/** What may have been called: a platform's `request.url` has escapes in it that were not there. */
function originals(url) {
  const [path, ...query] = url.split('?');
  const quoted = [path, ...query.map((text) => text.replaceAll('%27', "'"))].join('?');
  return [url, quoted, quoted.replace(/%(?:22|3C|3E|5E|60|7B|7D)/g, decodeURIComponent)];
}

/** A URL with its port, the standard one where it names none, and without. */
function ports(url) {
  const [, host, port, rest] = PARTS.exec(url);
  const standard = /^wss/i.test(url) ? [':443', ':80'] : [/^https/i.test(url) ? ':443' : ':80'];
  return ['', ...(port ? [port] : standard)].map((port) => host + port + rest);
}

/** The spellings of a URL that Twilio may have signed. */
function spellings(url) {
  const all = originals(url).flatMap((original) => {
    const escaped = parse(original)?.href;
    return [...ports(original), ...(escaped ? [...ports(escaped), ...ports(escaped).map(rewritten)] : [])];
  });
  return new Set(all);
}

/** The parameters as [name, value]s. */
function pairs(params) {
  const prototype = Object.getPrototypeOf(params);
  const plain = prototype === null || Object.getPrototypeOf(prototype) === null;
  if (plain) return Object.entries(params);
  return typeof params.entries === 'function' ? [...params.entries()] : fail('params', BODY);
}

/** Each name followed by its values, both sorted, no value twice; `undefined` where Twilio sends no such thing. */
function joined(entries) {
  const values = new Map();
  for (const [name, value] of entries) {
    const all = Array.isArray(value) ? value : [value];
    if (!name || !all.length) return undefined;
    if (all.some((one) => !['string', 'number', 'boolean'].includes(typeof one))) return undefined;
    if (!values.has(name)) values.set(name, new Set());
    for (const one of all) values.get(name).add(`${one}`);
  }
  const inOrder = (name) => [...values.get(name)].sort().map((value) => name + value);
  return [...values.keys()].sort().flatMap(inOrder).join('');
}

async function sha256(bytes) {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What is signed after the URL; `undefined` where that cannot be. */
async function tail(params, bodyHash) {
  const bytes = typeof params === 'string' ? encode(params) : params;
  if (!isBytes(bytes)) {
    const entries = pairs(params);
    // The hash is of the body's bytes: parameters are not enough to check it.
    return bodyHash === null ? joined(entries) : undefined;
  }
  if (bodyHash === null) return joined(new URLSearchParams(decode(bytes)));
  return (await sha256(bytes)) === bodyHash.toLowerCase() ? '' : undefined;
}

/** Whether Twilio signed a request. What a stranger sends gives `false`; what only the program can get wrong throws. */
export async function validateWebhook(authToken, signature, url, params) {
  params ??= {};
  if (typeof authToken !== 'string' || !authToken) fail('authToken', 'a text that is not empty');
  if (typeof (signature ?? '') !== 'string') fail('signature', 'the text of X-Twilio-Signature');
  const full = url instanceof URL ? url.href : url;
  if (typeof full !== 'string' || !SCHEME.test(full))
    fail('url', 'the full URL that Twilio calls, with https://');
  if (!['string', 'object'].includes(typeof params)) fail('params', BODY);
  const missing = lacking(['TextEncoder', 'TextDecoder', 'crypto']);
  if (!missing.includes('crypto') && !crypto.subtle) missing.push('crypto.subtle');
  need('validateWebhook', missing, Error);

  const rest = await tail(params, parse(full)?.searchParams.get('bodySHA256') ?? null);
  if (rest === undefined || !SIGNATURE.test(signature)) return false;
  const bytes = Uint8Array.from(atob(signature), (character) => character.charCodeAt(0));
  const hmac = { name: 'HMAC', hash: 'SHA-1' };
  const key = await crypto.subtle.importKey('raw', encode(authToken), hmac, false, ['verify']);
  for (const spelling of spellings(full)) {
    // It compares in constant time.
    if (await crypto.subtle.verify('HMAC', key, bytes, encode(spelling + rest))) return true;
  }
  return false;
}
