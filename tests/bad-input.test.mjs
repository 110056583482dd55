// Whatever is passed: an error or the right bytes on the wire, never a trap, and the client goes on working.
import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, describe, test } from 'node:test';
import { types } from 'node:util';
import TwilioVerify from 'twilio_verify';
import { HOSTILE } from './hostile.mjs';
import { nothing, operations } from './known.mjs';

let server;
let origin;
let seen = [];
before(async () => {
  // A megabyte is allowed in a path here, so that it can be looked at.
  server = http.createServer({ maxHeaderSize: 1 << 24 }, async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    seen.push({ method: request.method, url: request.url, body: Buffer.concat(chunks).toString('utf8') });
    response.writeHead(200, { 'content-type': 'application/json' }).end(nothing);
  });
  // No connection ends while a long test goes on without it.
  server.keepAliveTimeout = 600_000;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${server.address().port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

function client() {
  const client = new TwilioVerify.ApiClient(origin);
  Object.assign(client.authentications.accountSid_authToken, { username: 'AC1', password: 's3cret' });
  // A second attempt gets the same junk, only later.
  client.maxRetries = 0;
  return client;
}

/** An error that tells of a trap, or of a wasm that is no longer sound. */
function trapped(error) {
  if (/WebAssembly|table index|unreachable/.test(error.message)) return true;
  // The cause may be what was passed, and throw whatever is asked of it.
  return types.isNativeError(error.cause) && trapped(error.cause);
}

/** Calls something that may throw, reject or give data; fails on a trap, and where nothing comes. */
async function outcome(run) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new assert.AssertionError({ message: 'it never settles' })), 10_000);
  });
  try {
    return { data: await Promise.race([run(), late]) };
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error;
    assert.ok(error instanceof Error, 'an Error');
    assert.ok(!trapped(error), String(error.stack));
    assert.doesNotMatch(`${error.message} ${error.stack}`, /s3cret|czNjcmV0/);
    return { error };
  } finally {
    clearTimeout(timer);
  }
}

async function works() {
  await new TwilioVerify.VerifyV2FactorApi(client()).fetchFactor('VA1', 'it-works', 'YF1');
  assert.deepEqual(seen.at(-1), {
    method: 'GET',
    url: '/v2/Services/VA1/Entities/it-works/Factors/YF1',
    body: '',
  });
}

const GOOD = { path: 'good', other: 'fine' };

/** Calls an operation with one value in the place of one parameter, and good ones in all other required places. */
function call(api, { name, parameters }, parameter, value) {
  const required = parameters.filter((one) => one.required);
  const args = required.map((one) => (one === parameter ? value : one.inPath ? GOOD.path : GOOD.other));
  return parameter.required ? api[name](...args) : api[name](...args, { [parameter.name]: value });
}

/** What the server must see of a call; null where it must be refused. */
function expected({ method, path, parameters }, parameter, texts, value) {
  // A path has one text for a list, as the replaced client has.
  if (parameter.inPath && texts && Array.isArray(value)) texts = [String(value)];
  if (!texts || (parameter.required && !texts.length && !Array.isArray(value))) return null;
  if (parameter.inPath && ['', '.', '..'].includes(texts[0])) return null;
  const pairs = [];
  const segments = path.split('/');
  for (const one of parameters) {
    const own = one === parameter ? texts : one.required ? [one.inPath ? GOOD.path : GOOD.other] : [];
    if (one.inPath) segments[path.split('/').indexOf(`{${one.wire}}`)] = own[0];
    else for (const text of own) pairs.push([one.wire, text]);
  }
  return { method, segments, pairs };
}

/** What a JSON body holds of a value: a text as it is, all else as JSON; null where it has none. */
function inBody(value) {
  try {
    const text = typeof value === 'string' ? value : JSON.stringify(value ?? undefined);
    return text?.isWellFormed() ? [text] : null;
  } catch {
    return null;
  }
}

/** What the server saw of a call, decoded by the platform. */
const decoded =
  ({ parameters }) =>
  ({ method, url, body }) => {
    const [path, query = ''] = url.split('?');
    const form = [...new URLSearchParams(body || query)];
    const pairs = parameters.some(({ isBody }) => isBody) ? [[undefined, body]] : form;
    return { method, segments: path.split('/').map(decodeURIComponent), pairs };
  };

describe('every parameter of every operation', () => {
  for (const operation of operations) {
    for (const parameter of operation.parameters) {
      test(`${operation.name}: ${parameter.name}`, async () => {
        const api = new TwilioVerify[operation.api](client());
        for (const [name, [make, texts]] of Object.entries(HOSTILE)) {
          seen = [];
          const value = make();
          const { error } = await outcome(() => call(api, operation, parameter, value));
          const again = typeof value === 'object' ? make() : value;
          const wanted = expected(operation, parameter, parameter.isBody ? inBody(again) : texts, again);
          if (wanted) assert.deepEqual([error, ...seen.map(decoded(operation))], [undefined, wanted], name);
          else {
            assert.ok(error instanceof TwilioVerify.ParameterError, `${name}: ${error}`);
            assert.ok(error.message.includes(parameter.name), `${name}: ${error.message}`);
            assert.deepEqual(seen, [], name);
          }
        }
        await works();
      });
    }
  }
});

/** Values for what is no parameter: settings, options, callbacks. */
const junk = Object.entries(HOSTILE).map(([name, [make]]) => [name, make]);

/** Where junk can stand: each calls an operation on a client of its own. */
const PLACES = {
  opts: (value) => new TwilioVerify.VerifyV2FactorApi(client()).listFactor('VA1', 'me', value),
  'a callback': (value) => new TwilioVerify.VerifyV2FactorApi(client()).listFactor('VA1', 'me', {}, value),
  'an argument too many': (value) =>
    new TwilioVerify.VerifyV2FactorApi(client()).listFactor('VA1', 'me', {}, () => {}, value),
  'opts.signal': (value) =>
    new TwilioVerify.VerifyV2FactorApi(client()).listFactor('VA1', 'me', { signal: value }),
  'opts.timeout': (value) =>
    new TwilioVerify.VerifyV2FactorApi(client()).listFactor('VA1', 'me', { timeout: value }),
  'opts.timeout.response': (value) =>
    new TwilioVerify.VerifyV2FactorApi(client()).listFactor('VA1', 'me', { timeout: { response: value } }),
  'the client': (value) => new TwilioVerify.VerifyV2FactorApi(value ?? client()).listFactor('VA1', 'me'),
  apiClient: (value) => {
    const api = new TwilioVerify.VerifyV2FactorApi(client());
    api.apiClient = value;
    return api.listFactor('VA1', 'me');
  },
  'a header': (value) => {
    const one = client();
    one.defaultHeaders['X-One'] = value;
    return new TwilioVerify.VerifyV2FactorApi(one).listFactor('VA1', 'me');
  },
  'the user name': (value) => {
    const one = client();
    one.authentications.accountSid_authToken.username = value;
    return new TwilioVerify.VerifyV2FactorApi(one).listFactor('VA1', 'me');
  },
  'the type of authentication': (value) => {
    const one = client();
    one.authentications.accountSid_authToken.type = value;
    return new TwilioVerify.VerifyV2FactorApi(one).listFactor('VA1', 'me');
  },
  'a bearer token': (value) => {
    const one = client();
    one.authentications.accountSid_authToken = { type: 'bearer', accessToken: value };
    return new TwilioVerify.VerifyV2FactorApi(one).listFactor('VA1', 'me');
  },
  ...Object.fromEntries(
    Object.keys(client()).map((setting) => [
      `the setting ${setting}`,
      (value) => {
        const one = client();
        one[setting] = value;
        return new TwilioVerify.VerifyV2FactorApi(one).listFactor('VA1', 'me', { timeout: 2000 });
      },
    ]),
  ),
  'what an own fetch gives': (value) => {
    const one = client();
    one.fetch = async () => value;
    return new TwilioVerify.VerifyV2FactorApi(one).listFactor('VA1', 'me');
  },
  'what an own fetch throws': (value) => {
    const one = client();
    one.fetch = () => {
      throw value;
    };
    return new TwilioVerify.VerifyV2FactorApi(one).listFactor('VA1', 'me');
  },
  ...Object.fromEntries(
    ['status', 'text', 'headers'].map((field) => [
      `the ${field} of an own response`,
      (value) => {
        const one = client();
        const response = { status: 200, text: async () => nothing, headers: new Headers(), [field]: value };
        one.fetch = async () => response;
        return new TwilioVerify.VerifyV2FactorApi(one).listFactor('VA1', 'me');
      },
    ]),
  ),
  'the text of an own response': (value) => {
    const one = client();
    one.fetch = async () => ({ status: 200, text: async () => value });
    return new TwilioVerify.VerifyV2FactorApi(one).listFactor('VA1', 'me');
  },
  'callApi of a stub': (value) => {
    const one = client();
    one.callApi = () => value;
    const call = new TwilioVerify.VerifyV2FactorApi(one).listFactor('VA1', 'me');
    // A stub that never answers leaves its promise open, as it leaves its callback uncalled.
    return Promise.race([call, new Promise((resolve) => setImmediate(resolve))]);
  },
  'a method of a subclass': (value) => {
    const one = client();
    one.paramToString = () => value;
    return new TwilioVerify.VerifyV2FactorApi(one).listFactor('VA1', 'me', { pageToken: 'x' });
  },
};

describe('junk in every other place', () => {
  for (const [place, run] of Object.entries(PLACES)) {
    test(place, async () => {
      for (const [, make] of junk) await outcome(() => run(make()));
      await works();
    });
  }
});

test('a signal that throws, or is revoked while a call is under way', async () => {
  const signals = ['aborted', 'addEventListener', 'removeEventListener', 'reason'].map((name) =>
    Object.defineProperty({ aborted: false, addEventListener() {}, removeEventListener() {} }, name, {
      get() {
        throw new Error(`no ${name} for you`);
      },
    }),
  );
  const api = new TwilioVerify.VerifyV2FactorApi(client());
  for (const signal of signals) {
    const called = [];
    await outcome(() => api.fetchFactor('VA1', 'me', 'YF1', { signal }, (...args) => called.push(args)));
    await new Promise(setImmediate);
    assert.ok(called.length <= 1, `${called.length} calls`);
  }
  const fake = { aborted: false, addEventListener() {}, removeEventListener() {} };
  for (const end of [() => {}, (call) => call.abort()]) {
    const { proxy, revoke } = Proxy.revocable(fake, {});
    const call = api.fetchFactor('VA1', 'me', 'YF1', { signal: proxy });
    revoke();
    end(call);
    await outcome(() => call);
  }
  await works();
});

test('a response whose status throws at any time it is read', async () => {
  for (let readable = 0; readable < 6; readable++) {
    const one = client();
    let reads = 0;
    one.fetch = async () =>
      Object.defineProperty(new Response('{"factors":[]}'), 'status', {
        get() {
          if (reads++ >= readable) throw new Error('no status for you');
          return 200;
        },
      });
    for (let i = 0; i < 600; i++, reads = 0)
      await outcome(() => new TwilioVerify.VerifyV2FactorApi(one).listFactor('VA1', 'me'));
  }
  await works();
});

/** JSON values of every kind, for every field that the decoder touches. */
const VALUES = [
  'null',
  'true',
  '5',
  '-1e400',
  '""',
  '"x"',
  '[]',
  '[[]]',
  '{}',
  '[null,1,"x",[],{}]',
  '[{"__proto__":5}]',
];

test('an answer of any JSON', async () => {
  const fields = [
    'factors',
    'meta',
    'date_created',
    '__proto__',
    'constructor',
    'toString',
    'length',
    'then',
  ];
  const bodies = [...VALUES];
  for (const field of fields) {
    for (const value of VALUES) {
      bodies.push(
        `{"${field}":${value}}`,
        `{"factors":[{"${field}":${value}},{}]}`,
        `{"meta":{"${field}":${value}}}`,
      );
    }
  }
  bodies.push(
    '{"factors":'.repeat(5000) + '1' + '}'.repeat(5000),
    '['.repeat(100_000),
    `{"factors":[${'{},'.repeat(20_000)}{}]}`,
  );
  const one = client();
  let body;
  one.fetch = async () => new Response(body, { headers: { 'content-type': 'application/json' } });
  const api = new TwilioVerify.VerifyV2FactorApi(one);
  for (body of bodies) {
    const { data, error } = await outcome(() => api.listFactor('VA1', 'me'));
    if (error) assert.ok(error instanceof TwilioVerify.ParseError, `${body.slice(0, 50)}: ${error}`);
    else if (!body.includes('"then"'))
      assert.ok(data instanceof TwilioVerify.ListFactorResponse, body.slice(0, 50));
  }
  await works();
});

test('model and client functions take anything', async () => {
  const { ApiClient, ListFactorResponse, VerifyV2ServiceEntityFactor, FactorEnumFactorStatuses } =
    TwilioVerify;
  const one = client();
  const functions = [
    (value) => ListFactorResponse.constructFromObject(value),
    (value) => ListFactorResponse.constructFromObject({ factors: value, meta: value }),
    (value) =>
      VerifyV2ServiceEntityFactor.constructFromObject({ sid: value, date_created: value, config: value }),
    (value) => VerifyV2ServiceEntityFactor.validateJSON(value),
    (value) => ListFactorResponse.validateJSON({ factors: value, meta: value }),
    (value) => FactorEnumFactorStatuses.constructFromObject(value),
    (value) => ApiClient.parseDate(value),
    (value) => ApiClient.canBeJsonified(value),
    (value) => ApiClient.convertToType(value, 'Date'),
    (value) => ApiClient.convertToType({}, value),
    (value) => one.paramToString(value),
    (value) => one.buildUrl('/{a}', { a: value }),
    (value) => one.normalizeParams({ a: value }),
    (value) => one.isJsonMime(value),
    (value) => one.isFileParam(value),
    (value) => one.deserialize(value, ListFactorResponse),
    (value) => one.callApi(value, 'GET', {}, {}, {}, {}, null, [], [], [], null),
    (value) =>
      one.callApi('/x', 'POST', {}, {}, {}, value, null, [], ['application/x-www-form-urlencoded'], [], null),
    (value) => one.callApi('/x', 'POST', {}, {}, {}, {}, value, [], ['application/json'], [], null),
    (value) => one.callApi('/{a}', 'GET', { a: value }, { b: value }, {}, {}, null, [], [], [], null),
  ];
  for (const run of functions) {
    for (const [, make] of junk) await outcome(() => run(make()));
  }
  await works();
});

test('after 100,000 of them the next call works', async () => {
  const one = client();
  // What is tested is how the client bears them, so that nothing needs to leave the process.
  one.fetch = async () => new Response(nothing, { status: 200 });
  const small = Object.entries(HOSTILE).filter(([name]) => name !== 'half a million characters');
  const apis = new Map(operations.map(({ api }) => [api, new TwilioVerify[api](one)]));
  let count = 0;
  let failed = 0;
  while (count < 100_000) {
    for (const operation of operations) {
      for (const parameter of operation.parameters) {
        for (const [, [make]] of small) {
          count++;
          try {
            await call(apis.get(operation.api), operation, parameter, make());
          } catch (error) {
            failed++;
            if (!(error instanceof TwilioVerify.ParameterError)) throw error;
          }
        }
      }
    }
  }
  assert.ok(failed > 20_000, `${failed} of ${count} failed`);
  await works();
});
