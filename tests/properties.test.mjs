// What holds of every value and of every answer, not only of those that somebody thought of. A failure prints the smallest
// value that was found, and the seed; `SEED=… node --test properties.test.mjs` runs the same again.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { serveFaults } from './faults.mjs';
import { nothing, operations, sample } from './known.mjs';

// The package keeps its wasm to itself: this counts how often it was started.
let instances = 0;
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...args) {
    super(...args);
    instances++;
  }
};
const { default: TwilioVerify } = await import('twilio_verify');
const { ParameterError, VerifyError } = TwilioVerify;

if (process.env.SEED) fc.configureGlobal({ seed: Number(process.env.SEED) });

/** An API of a client of its own, which tries everything once. */
function apiOf(name, origin) {
  const client = new TwilioVerify.ApiClient(origin);
  client.maxRetries = 0;
  return new TwilioVerify[name](client);
}

/** The arguments of a call, of the values of its parameters. */
const argumentsOf = ({ parameters }, valueOf) => [
  ...parameters.filter(({ required }) => required).map(valueOf),
  Object.fromEntries(
    parameters.filter(({ required }) => !required).map((parameter) => [parameter.name, valueOf(parameter)]),
  ),
];

// A value, and its text on the wire: undefined where it has none, or where UTF-8 has none for it.
const whole = (value, text) => ({
  value,
  text: text === undefined || /\p{Cs}/u.test(text) ? undefined : text,
});
const unit = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  fc.constantFrom(...'%&=+?#/.\0\r\n'),
);
const string = fc.string({ unit, maxLength: 30 });
const cut = fc.tuple(string, fc.integer({ min: 0xd800, max: 0xdfff }), string);
const single = fc.oneof(
  { weight: 4, arbitrary: string.map((value) => whole(value, value)) },
  cut.map(([a, half, b]) => a + String.fromCharCode(half) + b).map((value) => whole(value, value)),
  fc.oneof(fc.double(), fc.boolean(), fc.bigInt()).map((value) => whole(value, `${value}`)),
  fc.date({ noInvalidDate: false }).map((value) => whole(value, value.toJSON() ?? undefined)),
  fc
    .dictionary(fc.string(), fc.jsonValue())
    .filter((value) => !Object.hasOwn(value, 'toString'))
    .map((value) => whole(value, JSON.stringify(value))),
  fc.integer({ min: 1, max: 100_000 }).map((length) => whole('ü'.repeat(length), 'ü'.repeat(length))),
);
const several = fc
  .array(single, { maxLength: 4 })
  .map((items) => ({ value: items.map(({ value }) => value), texts: items.map(({ text }) => text) }));
const none = fc.constantFrom(undefined, null).map((value) => ({ value, texts: [] }));

/** A value of a parameter, and its texts on the wire. */
function given({ isBody, inPath, required }) {
  const one = single.map(({ value, text }) => ({ value, texts: [text] }));
  if (isBody) {
    const body = fc.dictionary(fc.string(), fc.jsonValue());
    return body.map((value) => ({ value, texts: [JSON.stringify(value)] }));
  }
  if (inPath) return one;
  return required ? fc.oneof(one, several) : fc.oneof(none, one, several);
}

/** An operation, and what each of its parameters is given. */
const call = fc
  .constantFrom(...operations)
  .chain((operation) =>
    fc
      .tuple(...operation.parameters.map(given))
      .map((list) => ({ operation, of: new Map(operation.parameters.map((one, n) => [one, list[n]])) })),
  );

let seen;
let echo;
let wire;
let answer;
before(async () => {
  echo = http.createServer({ maxHeaderSize: 1 << 24 }, async (request, response) => {
    seen.push({ url: request.url, body: await text(request) });
    response.end(nothing);
  });
  await once(echo.listen(0, '127.0.0.1'), 'listening');
  wire = await serveFaults(() => answer);
});
after(async () => {
  echo.closeAllConnections();
  echo.close();
  await wire.close();
});

test('what a server decodes is what went in, or nothing is sent', async () => {
  const origin = `http://127.0.0.1:${echo.address().port}`;
  const property = async ({ operation, of }) => {
    seen = [];
    const refused = [...of].some(([{ inPath }, { texts }]) =>
      texts.some((text) => text === undefined || (inPath && ['', '.', '..'].includes(text))),
    );
    const api = apiOf(operation.api, origin);
    const args = argumentsOf(operation, (parameter) => of.get(parameter).value);
    if (refused) {
      assert.throws(() => api[operation.name](...args), ParameterError);
      return assert.equal(seen.length, 0, 'requests');
    }
    await api[operation.name](...args);
    assert.equal(seen.length, 1, 'requests');
    const [{ url, body }] = seen;
    const [path, query] = url.split('?');
    const inPath = operation.path.split('/').map((segment) => {
      const [parameter] = [...of.keys()].filter(({ wire }) => segment === `{${wire}}`);
      return parameter ? of.get(parameter).texts[0] : segment;
    });
    assert.deepEqual(path.split('/').map(decodeURIComponent), inPath);
    const pairs = [...of]
      .filter(([{ inPath, isBody }]) => !inPath && !isBody)
      .flatMap(([{ wire }, { texts }]) => texts.map((text) => [wire, text]));
    if (operation.body === 'json') {
      const [[, { texts }]] = [...of].filter(([{ isBody }]) => isBody);
      return assert.equal(body, texts[0]);
    }
    const [sent, other] = operation.method === 'POST' ? [body, query ?? ''] : [query ?? '', body];
    assert.deepEqual([...new URLSearchParams(sent)], pairs);
    assert.equal(other, '');
  };
  await fc.assert(fc.asyncProperty(call, property), { numRuns: 1000 });
});

const latin1 = (bytes) => Buffer.from(bytes).toString('latin1');
const bytes = fc.uint8Array({ maxLength: 200 }).map(latin1);

/** A body: anything, JSON, a model with anything in its fields, and a good one of which a part is something else. */
const bodyOf = ({ returns }) => {
  const good = returns ? JSON.stringify(sample(returns)) : '';
  const fields = returns ? Object.keys(sample(returns)) : ['a'];
  const anything = fc.array(fc.tuple(fc.constantFrom(...fields), fc.jsonValue())).map(Object.fromEntries);
  const damaged = fc
    .tuple(fc.nat(good.length), fc.nat(good.length), bytes)
    .map(([from, to, other]) => latin1(good.slice(0, from)) + other + latin1(good.slice(to)));
  const error = fc.record({ code: fc.jsonValue(), message: fc.jsonValue(), more_info: fc.jsonValue() });
  const utf8 = fc.oneof(fc.json(), ...[anything, error].map((value) => value.map(JSON.stringify)));
  return fc.oneof(bytes, damaged, utf8.map(latin1));
};

const header = fc
  .string({ unit: 'grapheme-ascii', maxLength: 20 })
  .map((value) => value.replaceAll(/[\r\n]/g, ''));
const answered = fc.constantFrom(...operations).chain((operation) =>
  fc.record({
    operation: fc.constant(operation),
    text: fc.oneof(
      { weight: 1, arbitrary: bytes },
      {
        weight: 5,
        arbitrary: fc
          .tuple(
            fc.oneof(fc.constant(200), fc.integer({ min: 200, max: 599 })),
            header,
            header,
            bodyOf(operation),
          )
          .map(([status, type, retryAfter, body]) =>
            [
              `HTTP/1.1 ${status} `,
              `Content-Type: ${type}`,
              `Retry-After: ${retryAfter}`,
              'Connection: close',
              '',
              body,
            ].join('\r\n'),
          ),
      },
    ),
  }),
);

test('any bytes as an answer are data or an error, and the next call works', async () => {
  const property = async ({ operation, text }) => {
    const api = apiOf(operation.api, wire.origin);
    const args = argumentsOf(operation, ({ required, isBody }) =>
      required ? (isBody ? {} : 'x') : undefined,
    );
    answer = [text, { end: true }];
    try {
      const data = await api[operation.name](...args);
      if (operation.returns) assert.ok(data === null || data instanceof TwilioVerify[operation.returns]);
      else assert.equal(data, null);
    } catch (error) {
      assert.ok(error instanceof VerifyError, error);
      assert.ok(error.retryAfter === undefined || error.retryAfter >= 0, `retryAfter ${error.retryAfter}`);
    }
    answer = ['HTTP/1.1 200 \r\nConnection: close\r\n\r\n{"sid":"YF1"}', { end: true }];
    const { sid } = await apiOf('VerifyV2FactorApi', wire.origin).fetchFactor('VA1', 'me', 'YF1');
    assert.equal(sid, 'YF1');
    assert.equal(instances, 1, 'starts of the wasm');
  };
  await fc.assert(fc.asyncProperty(answered, property), { numRuns: 1000 });
});
