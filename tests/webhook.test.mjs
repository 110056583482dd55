// twilio_verify/webhook as it ships: who signed a request. The signatures of known requests are the ones that Twilio's
// own libraries are tested with; all others are made here, with Node's HMAC.
import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { inspect } from 'node:util';
import { validateWebhook } from 'twilio_verify/webhook';

const TOKEN = '12345';
const URL_ = 'https://mycompany.com/myapp.php?foo=1&bar=2';
const PARAMS = {
  CallSid: 'CA1234567890ABCDE',
  Caller: '+14158675309',
  Digits: '1234',
  From: '+14158675309',
  To: '+18005551212',
};
const SIGNATURE = 'RSOYDt4T1cUTdK1PDd93/VVr8B8=';

const JSON_BODY = '{"property": "value", "boolean": true}';
const JSON_URL = `${URL_}&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620`;
const JSON_SIGNATURE = 'a9nBmqA0ju/hNViExpshrM61xv4=';

const sign = (text, token = TOKEN) => createHmac('sha1', token).update(text).digest('base64');
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const withPort = (port, url = URL_) => url.replace('.com', `.com:${port}`);
const http_ = (url) => url.replace('https:', 'http:');
const form = (params) => new URLSearchParams(params);
const bytes = (text) => new TextEncoder().encode(text);
const formData = (params) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(params)) data.append(name, value);
  return data;
};

/** The same parameters with one thing changed. */
const tampered = {
  'a changed value': { ...PARAMS, Digits: '1235' },
  'a missing parameter': Object.fromEntries(Object.entries(PARAMS).slice(1)),
  'a further parameter': { ...PARAMS, Z: '' },
  'a value twice as long': { ...PARAMS, Digits: ['1234', '12345'] },
  'a name in lower case': { ...PARAMS, Digits: undefined, digits: '1234' },
  'no parameters': {},
};

describe('a request that Twilio signed', () => {
  const cases = {
    'its parameters as an object': PARAMS,
    'as an object without a prototype': Object.assign(Object.create(null), PARAMS),
    'in another order': Object.fromEntries(Object.entries(PARAMS).reverse()),
    'as URLSearchParams': form(PARAMS),
    'as FormData': formData(PARAMS),
    'as a Map': new Map(Object.entries(PARAMS)),
    'as the text of the body': form(PARAMS).toString(),
    'as the bytes of the body': bytes(form(PARAMS)),
    'as an ArrayBuffer': bytes(form(PARAMS)).buffer,
    'as a Buffer': Buffer.from(form(PARAMS).toString()),
    'as a part of a larger buffer': bytes(`xx${form(PARAMS)}xx`).subarray(2, -2),
    'with the same value twice': { ...PARAMS, Digits: ['1234', '1234'] },
    'with a number': { ...PARAMS, Digits: 1234 },
  };
  for (const [name, params] of Object.entries(cases)) {
    test(name, async () => assert.equal(await validateWebhook(TOKEN, SIGNATURE, URL_, params), true));
  }

  test('a URL object', async () => {
    assert.equal(await validateWebhook(TOKEN, SIGNATURE, new URL(URL_), PARAMS), true);
  });

  const repeated = [
    ['Sid', 'CA123'],
    ['SidAccount', 'AC123'],
    ['Digits', '5678'],
    ['Digits', '1234'],
  ];
  for (const [name, params] of Object.entries({
    'as URLSearchParams': form(repeated),
    'as text': form(repeated).toString(),
    'as a list': { Sid: 'CA123', SidAccount: 'AC123', Digits: ['5678', '1234', '5678'] },
  })) {
    test(`repeated parameters, sorted and each value once, ${name}`, async () => {
      assert.equal(await validateWebhook(TOKEN, 'IK+Dwps556ElfBT0I3Rgjkr1wJU=', URL_, params), true);
    });
  }

  const urls = [
    ['https, called with a port, signed without', withPort(1234), SIGNATURE],
    ['http, called and signed with a port', http_(withPort(1234)), 'Zmvh+3yNM1Phv2jhDCwEM3q5ebU='],
    ['https, signed with the standard port', URL_, 'kvajT1Ptam85bY51eRf/AJRuM3w='],
    ['http, signed with the standard port', http_(URL_), '0ZXoZLH/DfblKGATFgpif+LLRf4='],
  ];
  for (const [name, url, signature] of urls) {
    test(`ports: ${name}`, async () => {
      assert.equal(await validateWebhook(TOKEN, signature, url, PARAMS), true);
    });
  }

  const spellings = [
    ['https://example.com:443/path?test=param', 'https://example.com/path?test=param'],
    ['https://example.com/path?test=param', 'https://example.com:443/path?test=param'],
    ['https://example.com/path?test=param%27WithQuote', "https://example.com/path?test=param'WithQuote"],
    ['https://user:pass@example.com:443/a', 'https://user:pass@example.com/a'],
    ['https://example.com/a?b=c:80/d@e:90', 'https://example.com:8080/a?b=c:80/d@e:90'],
    ['https://[::1]/a', 'https://[::1]:8443/a'],
    ['wss://example.com:443/media', 'wss://example.com/media'],
    ['https://example.com/', 'https://example.com'],
    ['https://example.com/ö', 'https://example.com/ö'],
    ['https://example.com/?q=a%20b', 'https://example.com/?q=a+b'],
    ['https://example.com/?t=10%3A30', 'https://example.com/?t=10:30'],
    ['https://example.com/?x=', 'https://example.com/?x'],
    ['https://example.com:443/?x=a%2Fb', 'https://example.com/?x=a/b'],
    ['https://example.com/?1=c&a=b&a=d', 'https://example.com/?a=b&1=c&&a=d'],
    ["https://example.com/?a=it's%20b", "https://example.com/?a=it's+b"],
    ['wss://example.com:80/media', 'wss://example.com/media'],
    ['wss://example.com:443/media', 'wss://example.com/media'],
    ["https://example.com/?FriendlyName=Anna's+iPhone", 'https://example.com/?FriendlyName=Anna%27s+iPhone'],
    ["https://example.com/%27?a='b'", 'https://example.com/%27?a=%27b%27'],
    ['https://example.com/{a}?b="<c>"', 'https://example.com/%7Ba%7D?b=%22%3Cc%3E%22'],
    ['https://a b/', 'https://a b/'],
  ];
  for (const [signed, called] of spellings) {
    test(`signed as ${signed}, called as ${called}`, async () => {
      assert.equal(await validateWebhook(TOKEN, sign(signed), called), true);
    });
  }

  test('a JSON body, as text and as bytes', async () => {
    for (const body of [JSON_BODY, bytes(JSON_BODY), bytes(JSON_BODY).buffer]) {
      assert.equal(await validateWebhook(TOKEN, JSON_SIGNATURE, JSON_URL, body), true);
    }
  });

  test('a JSON body that is no UTF-8', async () => {
    const body = new Uint8Array([0xff, 0xfe, 0]);
    const url = `https://example.com/?bodySHA256=${sha256(body)}`;
    assert.equal(await validateWebhook(TOKEN, sign(url), url, body), true);
  });

  test('a GET has its parameters in the URL', async () => {
    for (const none of [undefined, null, {}, '', new Uint8Array(), form()]) {
      assert.equal(await validateWebhook(TOKEN, sign(URL_), URL_, none), true);
    }
  });

  test('names and values of any script, spaces and signs', async () => {
    const params = { Body: 'Grüße 😀 + & = %', 'a b': 'ß', Ä: '', B: ' x ', a: '\n' };
    const text = `${URL_}BGrüße`.slice(0, URL_.length) + 'B x BodyGrüße 😀 + & = %a\na bßÄ';
    for (const given of [params, form(params), form(params).toString()]) {
      assert.equal(await validateWebhook(TOKEN, sign(text), URL_, given), true);
    }
  });

  test('a token of any text', async () => {
    assert.equal(await validateWebhook('Ünï', sign(URL_, 'Ünï'), URL_), true);
  });
});

describe('a request that Twilio did not sign', () => {
  const refused = async (signature, url, params, token = TOKEN) =>
    assert.equal(await validateWebhook(token, signature, url, params), false);

  for (const [name, params] of Object.entries(tampered)) {
    test(name, async () => {
      await refused(SIGNATURE, URL_, params);
      await refused(JSON_SIGNATURE, JSON_URL, params);
    });
  }

  test('another token', () => refused(SIGNATURE, URL_, PARAMS, '12346'));

  for (const url of [
    URL_.replace('foo=1', 'foo=2'),
    URL_.replace('mycompany.com', 'mycompany.com.example.org'),
    URL_.replace('myapp', 'Myapp'),
    `${URL_}#`,
    http_(URL_),
    `${URL_}&bodySHA256=${sha256(form(PARAMS).toString())}`,
  ]) {
    test(`another URL: ${url}`, async () => {
      await refused(SIGNATURE, url, PARAMS);
      await refused(SIGNATURE, url, form(PARAMS).toString());
    });
  }

  for (const signature of [
    undefined,
    null,
    '',
    '=',
    '====',
    'x'.repeat(1e6),
    SIGNATURE.replace('R', 'r'),
    // The same 20 bytes in other words.
    SIGNATURE.slice(0, -1),
    SIGNATURE.replace('8=', '9='),
    ` ${SIGNATURE}`,
    `${SIGNATURE}\n`,
    `${SIGNATURE}, ${SIGNATURE}`,
    SIGNATURE.replace('/', '_'),
    Buffer.from(SIGNATURE, 'base64').toString('hex'),
    'ÿ'.repeat(28),
    '\ud800'.repeat(28),
  ]) {
    const shown = inspect(signature).slice(0, 40);
    test(`the signature ${shown}`, () => refused(signature, URL_, PARAMS));
  }

  for (const body of [
    JSON_BODY.replace('value', 'Value'),
    `${JSON_BODY} `,
    '',
    undefined,
    bytes(`\ufeff${JSON_BODY}`),
    JSON.parse(JSON_BODY),
    form({ [JSON_BODY]: '' }),
  ]) {
    test(`another JSON body: ${inspect(body, { breakLength: Infinity })}`, () =>
      refused(JSON_SIGNATURE, JSON_URL, body));
  }

  test('a JSON body whose hash is of another', async () => {
    const url = JSON_URL.replace('0a1f', '0a1e');
    await refused(sign(url), url, JSON_BODY);
    await refused(sign(`${URL_}&bodySHA256=`), `${URL_}&bodySHA256=`, JSON_BODY);
  });

  test('a byte order mark is no empty body', () =>
    refused(sign(URL_), URL_, new Uint8Array([0xef, 0xbb, 0xbf])));

  test('values that no form has', async () => {
    for (const value of [
      null,
      undefined,
      {},
      { toString: () => '1234' },
      [[1234]],
      Symbol('1234'),
      () => {},
    ]) {
      await refused(SIGNATURE, URL_, { ...PARAMS, Digits: value });
    }
  });

  test('what adds nothing to the signed text, and is still not what was signed', async () => {
    for (const params of [[[]], { a: [] }, { '': '' }, '=', '=&=']) await refused(sign(URL_), URL_, params);
  });

  test('names that objects have', async () => {
    const params = JSON.parse('{"__proto__": "a", "constructor": "b", "entries": "c", "then": "d"}');
    const text = `${URL_}__proto__aconstructorbentriescthend`;
    assert.equal(await validateWebhook(TOKEN, sign(text), URL_, params), true);
    await refused(SIGNATURE, URL_, params);
  });

  test('a URL that is none', async () => {
    for (const url of [
      'https://',
      'https://a b/',
      'https://[/',
      'https://x:99999/',
      `https://${'x'.repeat(1e5)}:/@`,
    ]) {
      await refused(SIGNATURE, url, PARAMS);
    }
  });
});

describe('what a program gets wrong is a TypeError that names it, and shows no token', () => {
  const MARKED = 'marked-token';
  const cases = {
    authToken: [undefined, null, '', 5, {}, [MARKED], Symbol(MARKED)].map((token) => [
      token,
      SIGNATURE,
      URL_,
      PARAMS,
    ]),
    signature: [5, {}, [SIGNATURE], true].map((signature) => [MARKED, signature, URL_, PARAMS]),
    url: [undefined, null, '', '/myapp.php', 'mycompany.com/', 'ftp://a/', 5, {}].map((url) => [
      MARKED,
      SIGNATURE,
      url,
    ]),
    params: [
      5,
      true,
      Symbol('a'),
      () => {},
      Promise.resolve(''),
      new ReadableStream(),
      new Request(URL_),
      new Date(),
    ].map((params) => [MARKED, SIGNATURE, URL_, params]),
  };
  for (const [name, calls] of Object.entries(cases)) {
    for (const call of calls) {
      test(`${name}: ${inspect(call, { breakLength: Infinity }).slice(0, 100)}`, async () => {
        const error = await validateWebhook(...call).then(assert.fail, (error) => error);
        assert.ok(error instanceof TypeError);
        assert.match(error.message, new RegExp(`^validateWebhook: ${name} must be `));
        assert.doesNotMatch(inspect(error), new RegExp(MARKED));
      });
    }
  }

  test('an error of an own getter is that error', async () => {
    const params = Object.defineProperty({}, 'a', { enumerable: true, get: () => assert.fail('mine') });
    await assert.rejects(validateWebhook(TOKEN, SIGNATURE, URL_, params), /mine/);
  });
});

test('require gives the same', async () => {
  const required = createRequire(import.meta.url)('twilio_verify/webhook');
  assert.deepEqual(Object.keys(required), ['validateWebhook']);
  assert.equal(await required.validateWebhook(TOKEN, SIGNATURE, URL_, PARAMS), true);
  assert.equal(await required.validateWebhook(TOKEN, SIGNATURE, URL_, {}), false);
});

describe('a server that Twilio calls', () => {
  let server;
  let origin;
  before(async () => {
    server = http.createServer(async (request, response) => {
      const chunks = await request.toArray();
      const { 'x-twilio-signature': signature, host } = request.headers;
      const url = `http://${host}${request.url}`;
      const valid = await validateWebhook(TOKEN, signature, url, Buffer.concat(chunks));
      response.writeHead(valid ? 204 : 403).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${server.address().port}`;
  });
  after(() => server.close());

  const post = async (path, signature, body, type) => {
    const headers = { 'content-type': type, ...(signature && { 'x-twilio-signature': signature }) };
    return (await fetch(`${origin}${path}`, { method: 'POST', headers, body })).status;
  };

  test('a signed form passes, and nothing else', async () => {
    const body = form({ type: 'factor.verified', identity: 'ff483d1f', friendly: 'Mika’s phone' });
    const signature = sign(`${origin}/hook?a=%20bfriendlyMika’s phoneidentityff483d1ftypefactor.verified`);
    const type = 'application/x-www-form-urlencoded';
    assert.equal(await post('/hook?a=%20b', signature, body.toString(), type), 204);
    assert.equal(await post('/hook?a=%20b', undefined, body.toString(), type), 403);
    assert.equal(await post('/hook?a=%20c', signature, body.toString(), type), 403);
    assert.equal(await post('/hook?a=%20b', signature, `${body}&x=y`, type), 403);
  });

  test('a signed JSON body passes, and no other', async () => {
    const path = `/hook?bodySHA256=${sha256(JSON_BODY)}`;
    const signature = sign(`${origin}${path}`);
    assert.equal(await post(path, signature, JSON_BODY, 'application/json'), 204);
    assert.equal(await post(path, signature, `${JSON_BODY}\n`, 'application/json'), 403);
  });
});
