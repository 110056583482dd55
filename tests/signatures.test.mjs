// Whom twilio_verify/webhook lets in, beside Twilio's own library: whatever that accepts is accepted, and nothing else than
// what it accepts for a URL as it was before a platform wrote it anew. A failure prints the smallest request that was found.
// The same requests each time, others with `SEED=… node --test signatures.test.mjs`: one in some ten thousand is to what is no URL,
// where no two agree.
import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import querystring from 'node:querystring';
import { test } from 'node:test';
import fc from 'fast-check';
import { validateWebhook } from 'twilio_verify/webhook';

const twilio = createRequire(new URL('comparison/', import.meta.url))('twilio');

fc.configureGlobal({ seed: Number(process.env.SEED ?? 1) });

const TOKEN = 'a token';
const RUNS = 10_000;
const sign = (text) => createHmac('sha1', TOKEN).update(text).digest('base64');
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

const list = (items, constraints) => fc.array(items, constraints).map((all) => all.join(''));
const one = (...texts) => fc.constantFrom(...texts);

/** What stands in URLs, and what platforms, `querystring` and forms each write in another way. */
const piece = fc.oneof(
  one(...'ab1?/:@!$()*,;-._~[]|'),
  one("'", '%27', '+', '%20', ' ', '"', '%22', '<', '%3C', '%3c', '`', '{', '}', '^', '\\', '#', '%23'),
  one('ö', '%C3%B6', '%FF', '%', '%zz', '%2B', '%2f', '%EF%BB%BF', '%00', '\t'),
  fc.string({ unit: 'grapheme', maxLength: 2 }),
);
const word = list(piece, { maxLength: 4 });
const pair = fc.oneof(
  word,
  fc
    .tuple(fc.oneof(one('a', 'b', '1', '2', '__proto__', 'bodySHA256x'), word), word)
    .map((both) => both.join('=')),
);
const query = fc.array(pair, { maxLength: 4 }).map((pairs) => `?${pairs.join('&')}`);
const url = fc
  .tuple(
    fc.oneof({ weight: 5, arbitrary: one('https://') }, one('http://', 'wss://', 'ws://', 'HTTPS://')),
    fc.oneof({ weight: 5, arbitrary: one('') }, one('me@', 'me:pw@', "o'@", 'a@b@')),
    one('x.test', 'X.Test', '[::1]', 'ö.test', '127.1', 'x_y.test', ''),
    fc.oneof({ weight: 3, arbitrary: one('') }, one(':443', ':80', ':8443', ':', ':99999')),
    fc.oneof(
      one('', '/', '/a/../b'),
      word.map((text) => `/${text}`),
    ),
    fc.oneof(one(''), query),
    one('', '', '', '#', "#o'x"),
  )
  .map((parts) => parts.join(''));

/** URLs that may be what another was called, by what changes on its way: all, and one that is somebody else's. */
const WAYS = {
  same: (url) => url,
  platform: (url) => new URL(url).href,
  'query anew': (url) =>
    url.replace(/\?(.+)/s, (_, text) => `?${querystring.stringify(querystring.parse(text))}`),
  'query anew by the platform': (url) => url.replace(/\?(.+)/s, (_, text) => `?${new URLSearchParams(text)}`),
  'quotes escaped': (url) => url.replaceAll("'", '%27'),
  'quotes not escaped': (url) => url.replaceAll('%27', "'"),
  'nothing escaped': (url) => url.replace(/%(?:22|3C|3E|5E|60|7B|7D)/g, decodeURIComponent),
  'everything escaped': (url) => encodeURI(decodeURI(url)),
  'port 443': (url) => url.replace(/^(\w+:\/\/[^/?#]*)/, '$1:443'),
  'port 80': (url) => url.replace(/^(\w+:\/\/[^/?#]*)/, '$1:80'),
  'no port': (url) => url.replace(/^(\w+:\/\/[^/?#]*):\d*/, '$1'),
  'a letter more': (url) => `${url}a`,
  'a slash more': (url) => url.replace(/^(\w+:\/\/[^/?#]*)/, '$1/'),
  'another scheme': (url) => url.replace(/^\w+/, (scheme) => (scheme === 'https' ? 'http' : 'https')),
};
const ways = fc.array(one(...Object.keys(WAYS)), { minLength: 1, maxLength: 3 });

const changed = (url, ways) =>
  ways.reduce((url, way) => {
    try {
      return WAYS[way](url);
    } catch {
      return url;
    }
  }, url);

/** What Twilio's library says; what is no URL to it is no request of Twilio's. */
const accepts = (signature, url, params) => {
  try {
    return twilio.validateRequest(TOKEN, signature, url, params);
  } catch {
    return false;
  }
};

/** The URLs that may have been called where a platform shows this one. */
function before(url) {
  const [path, ...rest] = url.split('?');
  const quoted = [path, ...rest.map((text) => text.replaceAll('%27', "'"))].join('?');
  return [url, quoted, WAYS['nothing escaped'](quoted)];
}

/**
 * The spellings of wss URLs with the port that is theirs by the standard, whether it is named or not: Twilio's library
 * takes 80 for it.
 */
function secure(called) {
  const url = called.replace(/^(wss:\/\/[^/?#]*):443(?=[/?#]|$)/i, '$1');
  if (!/^wss:\/\/(?:[^/?#]*@)?(?:\[[^\]]*\]|[^/?#:]*)(?:[/?#]|$)/i.test(url)) return [];
  // What is no URL to the platform has one spelling.
  const escaped = before(url).flatMap((url) => (URL.canParse(url) ? WAYS.platform(url) : []));
  return [...before(url), ...escaped, ...escaped.map(WAYS['query anew'])].map(WAYS['port 443']);
}

const right = { seen: 0, accepted: 0 };
async function hold(called, signature, given, params) {
  const theirs = accepts(signature, called, params);
  const ours = await validateWebhook(TOKEN, signature, called, given);
  const expected =
    before(called).some((url) => accepts(signature, url, params)) ||
    secure(called).map(sign).includes(signature);
  assert.equal(ours, expected, `${called}: Twilio's library says ${theirs}`);
  right.seen++;
  right.accepted += ours;
}

/** Runs a property; there is no point in it where nearly all requests are of one kind. */
async function every(property, least) {
  Object.assign(right, { seen: 0, accepted: 0 });
  await fc.assert(property, { numRuns: RUNS });
  const share = right.accepted / right.seen;
  assert.ok(share > least && share < 1 - least, `${share} of the requests are Twilio's`);
}

test(`${RUNS} URLs: what Twilio's library accepts, and nothing else`, () =>
  every(
    fc.asyncProperty(url, ways, ways, (url, one, other) => {
      const called = changed(url, one);
      if (!/^(?:http|ws)s?:\/\//i.test(called) || /[?&]bodySHA256=/.test(called)) return undefined;
      return hold(called, sign(changed(url, other)), undefined, {});
    }),
    0.1,
  ));

/** A form: names, each with a value or several. */
const text = fc.oneof(word, fc.string({ unit: 'binary', maxLength: 5 }));
const named = fc.oneof(one('To', 'Sid', 'SidAccount', '__proto__', 'a b', 'ä'), text.filter(Boolean));
const form = fc.array(fc.tuple(named, fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 }))), {
  maxLength: 5,
});
const flat = (entries) => entries.flatMap(([name, values]) => [values].flat().map((value) => [name, value]));

/** What a parser of forms makes of it: a list where a name came more than once. */
function parsed(entries) {
  const params = Object.create(null);
  for (const [name, value] of entries) params[name] = name in params ? [params[name], value].flat() : value;
  return params;
}

/** The ways in which a program may have the body. */
const BODIES = {
  parameters: parsed,
  'a text': (entries) => `${new URLSearchParams(entries)}`,
  bytes: (entries) => new TextEncoder().encode(new URLSearchParams(entries)),
  'parsed by the platform': (entries) => new URLSearchParams(entries),
  'a map': (entries) => new Map(Object.entries(parsed(entries))),
};

test(`${RUNS} forms: what Twilio's library accepts, and nothing else`, () =>
  every(
    fc.asyncProperty(form, form, fc.nat(3), one(...Object.keys(BODIES)), (signed, other, change, body) => {
      const called = "https://x.test/a?b=it's+c";
      // Of every four one is as it was signed, one has a parameter more or less, or is another.
      const entries = flat([signed, [...signed.slice(1)].reverse(), [...signed].reverse(), other][change]);
      return hold(called, signedForm(called, parsed(flat(signed))), BODIES[body](entries), parsed(entries));
    }),
    0.1,
  ));

/** The signature of a form: the URL, then each name with its values, all of them sorted, no value twice. */
function signedForm(url, params) {
  const names = Object.keys(params).sort();
  const values = (name) => [...new Set([params[name]].flat())].sort().map((value) => name + value);
  return sign(url + names.flatMap(values).join(''));
}

test(`${RUNS} JSON bodies: what Twilio's library accepts, and nothing else`, async () => {
  const count = { accepted: 0 };
  const property = async (value, other, change, [called, way], bytes) => {
    const signed = JSON.stringify(value);
    const body = [signed, signed, JSON.stringify(other), `${signed} `][change];
    const address = `https://x.test/${called}bodySHA256=${sha256(signed)}`;
    const given = changed(address, way);
    if (!/^https?:/.test(given)) return;
    const signature = sign(address);
    const validate = twilio.validateRequestWithBody;
    const theirs = before(given).some((url) => URL.canParse(url) && validate(TOKEN, signature, url, body));
    const ours = await validateWebhook(
      TOKEN,
      signature,
      given,
      bytes ? new TextEncoder().encode(body) : body,
    );
    assert.equal(ours, theirs);
    count.accepted += ours;
  };
  const where = fc.tuple(one('?', '?a=b&', "?a=it's&", '?a=%27+b&'), ways);
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), fc.nat(3), where, fc.boolean(), property),
    { numRuns: RUNS },
  );
  assert.ok(count.accepted > RUNS / 10 && count.accepted < (RUNS * 9) / 10, `${count.accepted} accepted`);
});
