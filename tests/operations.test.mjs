// Every operation, against what is known of it by hand: what it sends, what it refuses, what it gives, how it fails.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import TwilioVerify from 'twilio_verify';
import { enumerations, fieldsOf, held, nothing, operations, sample } from './known.mjs';
import { serve } from './server.mjs';

let server;
before(async () => (server = await serve()));
after(() => server.close());

/** An API of an operation's class, and the place on the server that it calls. */
function place({ api, name }, purpose) {
  const base = `${server.origin}/${name}-${purpose}`;
  const client = new TwilioVerify.ApiClient(base);
  Object.assign(client.authentications.accountSid_authToken, { username: 'AC1', password: 's3cret' });
  const control = `${server.origin}/_/${name}-${purpose}`;
  return {
    api: new TwilioVerify[api](client),
    answer: (answer) => fetch(control, { method: 'PUT', body: JSON.stringify([answer]) }),
    seen: async () => (await fetch(control)).json(),
  };
}

const AWKWARD = `a/b?c#d%25&e+f=g "'<>\\ {Sid} 👩‍👩‍👧‍👦 ü\r\n`;

/** A value for a parameter, and its texts on the wire: one, or those of a list. */
function value({ name, type }) {
  const [kind, prefix] = type.split(' ');
  switch (kind) {
    case 'string':
      return [`${name} ${AWKWARD}`, [`${name} ${AWKWARD}`]];
    case 'sid':
      return [`${prefix}0123456789abcdef0123456789ABCDEF`, [`${prefix}0123456789abcdef0123456789ABCDEF`]];
    case 'country':
      return ['ES', ['ES']];
    case 'integer':
      return [name.length, [`${name.length}`]];
    case 'boolean':
      return [false, ['false']];
    case 'date':
      return [new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 6)), ['2026-01-02T03:04:05.006Z']];
    case 'object':
      return [{ name, list: [AWKWARD, null] }, [JSON.stringify({ name, list: [AWKWARD, null] })]];
    case '[string]':
      return [
        [AWKWARD, '', 'a,b'],
        [AWKWARD, '', 'a,b'],
      ];
    case '[object]':
      return [
        [{ label: AWKWARD, value: 1 }, { label: 'IP' }],
        [JSON.stringify({ label: AWKWARD, value: 1 }), '{"label":"IP"}'],
      ];
    default: {
      if (fieldsOf(kind)) return [sample(kind), [JSON.stringify(sample(kind))]];
      // An enumeration, and a value that it has.
      assert.ok(
        kind.includes('|') || enumerations.some(({ values }) => values.join('|') === kind),
        `${name} is of an unknown type, ${kind}`,
      );
      return [kind.split('|').at(-1), [kind.split('|').at(-1)]];
    }
  }
}

/** Values at the edge of a parameter's limits, and values beyond it; none of either where it has no limits. */
function edges({ type }) {
  const [kind, ...limits] = type.split(' ');
  const [, from, to] = /(\d+)\.\.(\d*)/.exec(type) ?? [];
  const digits = '0123456789abcdef0123456789ABCDEF';
  switch (kind) {
    case 'sid':
      return {
        kept: [limits[0] + digits],
        broken: [limits[0] + digits.slice(1), `XX${digits}`, `${limits[0]}${digits}0`],
      };
    case 'country':
      return { kept: ['ES'], broken: ['es', 'ESP', 'E1'] };
    case 'integer':
      if (from === undefined) return { kept: [], broken: [] };
      return { kept: [+from, to ? +to : 2 ** 31], broken: [from - 1, ...(to ? [+to + 1] : []), 'many', 1.5] };
    case 'string': {
      if (limits[0] === 'among') return { kept: limits[1].split(','), broken: ['pigeon', ''] };
      if (limits[0] === 'recipient')
        return { kept: ['+15017122661', 'mika@example.com'], broken: ['nobody', ''] };
      const dashed = limits.includes('dashed');
      const letter = dashed ? 'x' : '😀';
      const kept = from === undefined ? [] : [letter.repeat(from || 1), letter.repeat(to)];
      const broken =
        from === undefined ? [] : [letter.repeat(+to + 1), ...(from > 1 ? [letter.repeat(from - 1)] : [])];
      return { kept, broken: dashed ? [...broken, `${'x'.repeat(from)}_`] : broken };
    }
    default:
      return { kept: [], broken: [] };
  }
}

/** The arguments of a call with these of its parameters. */
function args(parameters, value_ = (one) => value(one)[0]) {
  const required = parameters.filter((one) => one.required).map(value_);
  const options = parameters.filter((one) => !one.required).map((one) => [one.name, value_(one)]);
  return options.length ? [...required, Object.fromEntries(options)] : required;
}

/** What a server must see of a call with these of an operation's parameters. */
function request({ method, path, body, returns }, parameters) {
  const texts = (one) => value(one)[1];
  const pairs = (some) => some.flatMap((one) => texts(one).map((text) => [one.wire, text]));
  const elsewhere = parameters.filter((one) => !one.inPath && !one.isBody);
  return {
    method,
    path: path.split('/').map((segment) => {
      const one = parameters.find(({ inPath, wire }) => inPath && segment === `{${wire}}`);
      return one ? texts(one)[0] : segment;
    }),
    query: body ? [] : pairs(elsewhere),
    form: body === 'form' ? pairs(elsewhere) : null,
    json: body === 'json' ? JSON.parse(texts(parameters.find((one) => one.isBody))[0]) : null,
    accept: returns ? 'application/json' : undefined,
    authorization: `Basic ${btoa('AC1:s3cret')}`,
  };
}

/** What the server saw, decoded by the platform. */
function decoded({ method, url, body, headers }) {
  const [path, query = ''] = url.split('?');
  const type = headers['content-type'];
  if (!type) assert.equal(body, '');
  return {
    method,
    path: path.split('/').map(decodeURIComponent),
    query: [...new URLSearchParams(query)],
    form: type === 'application/x-www-form-urlencoded' ? [...new URLSearchParams(body)] : null,
    json: type === 'application/json' ? JSON.parse(body) : null,
    // A platform has a value of its own where a program names none.
    accept: headers.accept === '*/*' ? undefined : headers.accept,
    authorization: headers.authorization,
  };
}

/** What a good answer is, for operations that give something and for those that do not. */
const good = ({ returns }, body = nothing) => (returns ? { status: 200, body } : { status: 204, body: '' });

/** An answer with every field, but for some that are null and some that are absent. */
function answerOf(type) {
  const whole = sample(type);
  const names = Object.keys(fieldsOf(type));
  const nullable = names.filter((_, index) => index % 3 === 1);
  const absent = names.filter((_, index) => index % 3 === 2);
  const partial = { ...whole };
  for (const name of nullable) partial[name] = null;
  for (const name of absent) delete partial[name];
  return { whole, partial, absent };
}

for (const operation of operations) {
  const { name, parameters, returns } = operation;
  const required = parameters.filter((one) => one.required);

  describe(name, () => {
    test('sends what is required', async () => {
      const { api, answer, seen } = place(operation, 'required');
      await answer(good(operation));
      await api[name](...args(required));
      assert.deepEqual((await seen()).map(decoded), [request(operation, required)]);
    });

    test('sends every option', async () => {
      const { api, answer, seen } = place(operation, 'options');
      await answer(good(operation));
      await api[name](...args(parameters));
      assert.deepEqual((await seen()).map(decoded), [request(operation, parameters)]);
    });

    test('refuses a call without what is required', async () => {
      const { api, seen } = place(operation, 'missing');
      for (const [index, one] of required.entries()) {
        const message = `Missing the required parameter '${one.name}' when calling ${name}`;
        for (const nothing of [undefined, null]) {
          const given = args(parameters).with(index, nothing);
          assert.throws(() => api[name](...given), { name: 'ParameterError', message });
          assert.throws(() => api[`${name}WithHttpInfo`](...given), { name: 'ParameterError', message });
        }
        assert.throws(() => api[name](...args(required).slice(0, index)), { message });
      }
      assert.deepEqual(await seen(), []);
    });

    test('keeps to the limits where they are checked, and only there', async () => {
      const { api, answer, seen } = place(operation, 'limits');
      const { apiClient } = api;
      await answer(good(operation));
      const limited = parameters.filter((one) => edges(one).broken.length);
      let sent = 0;
      for (const tried of limited) {
        const call = (chosen) =>
          api[name](
            ...args(
              parameters.filter((one) => one.required || one === tried),
              (one) => (one === tried ? chosen : (edges(one).kept[0] ?? value(one)[0])),
            ),
          );
        const { kept, broken } = edges(tried);
        apiClient.validate = true;
        for (const one of kept) await call(one);
        for (const one of broken) {
          const refused = (error) => {
            assert.equal(error.name, 'ParameterError');
            assert.ok(error.message.startsWith(`'${tried.name}' of ${name} must be `), error.message);
            if (one && typeof one === 'string') assert.ok(!error.message.includes(one), error.message);
            return true;
          };
          assert.throws(() => call(one), refused);
        }
        apiClient.validate = false;
        await call(broken[0]);
        sent += kept.length + 1;
      }
      assert.equal((await seen()).length, sent);
    });

    test(returns ? `gives a ${returns}` : 'gives nothing', async () => {
      const { api, answer } = place(operation, 'answer');
      if (!returns) {
        await answer(good(operation));
        assert.equal(await api[name](...args(required)), null);
        const { data, response } = await api[`${name}WithHttpInfo`](...args(required));
        assert.deepEqual([data, response.status], [null, 204]);
        return;
      }
      const { whole, partial, absent } = answerOf(returns);
      for (const body of [whole, partial]) {
        await answer(good(operation, JSON.stringify(body)));
        const expected = held(TwilioVerify, returns, body);
        const data = await api[name](...args(required));
        // Strict: classes and dates as well as values, of the models inside too.
        assert.deepStrictEqual(data, expected);
        assert.ok(data instanceof TwilioVerify[returns]);
        const { data: again, response } = await api[`${name}WithHttpInfo`](...args(required));
        assert.deepStrictEqual(again, expected);
        assert.deepStrictEqual(response.body, body);
        for (const field of Object.keys(fieldsOf(returns))) assert.ok(field in data, field);
        if (body === partial) for (const field of absent) assert.ok(!Object.hasOwn(data, field), field);
      }
    });

    test('fails with what Twilio says', async () => {
      const { api, answer } = place(operation, 'error');
      const url = 'https://www.twilio.com/docs/errors/20404';
      const body = {
        code: 20404,
        message: 'The requested resource was not found',
        more_info: url,
        status: 404,
      };
      await answer({ status: 404, body: JSON.stringify(body) });
      const called = new Promise((resolve) => api[name](...args(required), (...given) => resolve(given)));
      const error = await api[name](...args(required)).catch((error) => error);
      assert.ok(error instanceof TwilioVerify.HttpError);
      assert.deepEqual([error.status, error.code, error.moreInfo, error.operation], [404, 20404, url, name]);
      assert.match(error.message, /^Not Found.*The requested resource was not found.*20404/);
      assert.deepStrictEqual(error.response.body, body);
      const [told, data, response] = await called;
      assert.equal(told.message, error.message);
      assert.deepEqual([data, response.status], [null, 404]);
    });
  });
}

test('createVerification: too many attempts are an error with a body of its own', async () => {
  const operation = operations.find(({ name }) => name === 'createVerification');
  const { api, answer } = place(operation, 'too-many');
  const model = 'CreateVerification429Response';
  const body = { ...sample(model), code: 60203, message: 'Max send attempts reached', status: 429 };
  await answer({ status: 429, body: JSON.stringify(body) });
  const error = await api.createVerification('VA1', 'sms', '+14155550100').catch((error) => error);
  assert.deepEqual([error.status, error.code, error.moreInfo], [429, 60203, body.more_info]);
  assert.deepStrictEqual(error.response.body, body);
  const { of_tomorrow, ...known } = body;
  assert.deepStrictEqual(
    TwilioVerify[model].constructFromObject(error.response.body),
    held(TwilioVerify, model, known),
  );
});

test('no class has an operation that is not known', () => {
  const classes = Object.entries(TwilioVerify).filter(([name]) => name.endsWith('Api'));
  assert.deepEqual(
    classes.map(([name]) => name).sort(),
    [...new Set(operations.map(({ api }) => api))].sort(),
  );
  for (const [name, { prototype }] of classes) {
    const methods = Object.getOwnPropertyNames(prototype).filter((method) => method !== 'constructor');
    const known = operations.filter(({ api }) => api === name);
    const expected = known.flatMap(({ name }) => [name, `${name}WithHttpInfo`]);
    assert.deepEqual(methods.sort(), expected.sort(), name);
  }
});
