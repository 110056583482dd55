// What comes back.
import { equal, ok, same, thrown } from './check.mjs';

export const answers = {
  'data is an instance of its model, nested ones too, with own enumerable fields': async (bench) => {
    const { TwilioVerify } = bench;
    await bench.answer({
      body: { factors: [bench.factor, bench.factor], meta: { page: 0, key: 'factors' } },
    });
    const list = await bench.api.listFactor('VA1', 'me');
    ok(list instanceof TwilioVerify.ListFactorResponse, 'a ListFactorResponse');
    ok(list.meta instanceof TwilioVerify.ListBucketResponseMeta, 'a ListBucketResponseMeta');
    equal(list.factors.length, 2);
    for (const factor of list.factors) {
      ok(factor instanceof TwilioVerify.VerifyV2ServiceEntityFactor, 'a factor');
      equal(factor.constructor.name, 'VerifyV2ServiceEntityFactor');
      same(Object.keys(factor), Object.keys(bench.factor));
    }
    await bench.answer({ status: 201, body: { ...bench.factor, binding: { secret: 'x' } } });
    const created = await bench.newApi.createNewFactor('VA1', 'me', 'totp', 'phone');
    equal(created.constructor.name, 'VerifyV2ServiceEntityNewFactor');
    same(created.binding, { secret: 'x' });
  },

  'JSON.stringify and structuredClone show the fields': async (bench) => {
    await bench.answer({ body: bench.factor });
    const data = await bench.api.fetchFactor('VA1', 'me', 'YF1');
    const date = '2015-07-30T20:00:00.000Z';
    same(JSON.parse(JSON.stringify(data)), { ...bench.factor, date_created: date, date_updated: date });
    same(structuredClone(data), data);
    same({ ...data }, data);
    ok(!('free' in data), 'no free()');
  },

  'dates become Date; null stays null; absent stays absent': async (bench) => {
    const { date_created: none, ...rest } = bench.factor;
    await bench.answer({ body: { ...rest, date_updated: null } });
    const data = await bench.api.fetchFactor('VA1', 'me', 'YF1');
    equal(data.date_updated, null);
    equal(data.date_created, undefined);
    equal('date_created' in data, true, 'date_created in data');
    equal(Object.hasOwn(data, 'date_created'), false, 'own date_created');
    equal(data.metadata, null);
    await bench.answer({
      body: { date_created: '2015-07-30T20:00:00Z', date_updated: 'Thu, 30 Jul 2015 20:00:00 +0000' },
    });
    const { date_created: iso, date_updated: rfc } = await bench.api.fetchFactor('VA1', 'me', 'YF1');
    ok(iso instanceof Date && rfc instanceof Date, 'dates');
    same([iso.getTime(), rfc.getTime()], [Date.UTC(2015, 6, 30, 20), Date.UTC(2015, 6, 30, 20)]);
  },

  'a value of another type than documented is left as it came': async (bench) => {
    await bench.answer({
      body: { ...bench.factor, sid: 5, date_created: 17, factors: 'x', status: ['new'] },
    });
    const data = await bench.api.fetchFactor('VA1', 'me', 'YF1');
    same([data.sid, data.date_created, data.status], [5, 17, ['new']]);
    await bench.answer({ body: { factors: [], meta: 'none' } });
    same(await bench.api.listFactor('VA1', 'me'), { factors: [], meta: 'none' });
    await bench.answer({ body: { factors: [null, 'x', [1], bench.factor], meta: null } });
    const list = await bench.api.listFactor('VA1', 'me');
    same(list.factors.slice(0, 3), [null, 'x', [1]]);
    ok(list.factors[3].date_created instanceof Date, 'a date after odd items');
  },

  'fields that are not known are kept': async (bench) => {
    await bench.answer({ body: `{"sid":"YF1","tomorrow":{"a":[1]},"__proto__":{"polluted":true}}` });
    const data = await bench.api.fetchFactor('VA1', 'me', 'YF1');
    same(data.tomorrow, { a: [1] });
    equal({}.polluted, undefined);
    equal(data.polluted, undefined);
    ok(data instanceof bench.TwilioVerify.VerifyV2ServiceEntityFactor, 'a factor');
  },

  'enumerations are classes whose instances hold the values': ({ TwilioVerify }) => {
    same(
      { ...new TwilioVerify.FactorEnumTotpAlgorithms() },
      { sha1: 'sha1', sha256: 'sha256', sha512: 'sha512' },
    );
    same(
      { ...new TwilioVerify.FactorEnumFactorStatuses() },
      { unverified: 'unverified', verified: 'verified' },
    );
    same(
      { ...new TwilioVerify.NewFactorEnumFactorTypes() },
      { push: 'push', totp: 'totp', passkeys: 'passkeys' },
    );
    same(
      { ...new TwilioVerify.NewFactorEnumNotificationPlatforms() },
      { apn: 'apn', fcm: 'fcm', none: 'none' },
    );
    equal(TwilioVerify.FactorEnumFactorTypes.constructFromObject('totp'), 'totp');
  },

  'models have constructFromObject and validateJSON, which coerce and check': ({ TwilioVerify }) => {
    const { ListFactorResponse, VerifyV2ServiceEntityFactor } = TwilioVerify;
    const list = ListFactorResponse.constructFromObject({
      factors: [{ sid: 5, date_created: '2015-07-30T20:00:00Z', other: 1 }],
      meta: { page: '3', key: 'factors' },
    });
    ok(list.factors[0] instanceof VerifyV2ServiceEntityFactor, 'a factor');
    same(list.factors[0], { sid: '5', date_created: '2015-07-30T20:00:00.000Z' });
    equal(list.meta.page, 3);
    const filled = new VerifyV2ServiceEntityFactor();
    equal(VerifyV2ServiceEntityFactor.constructFromObject({ sid: 'YF1' }, filled), filled);
    equal(filled.sid, 'YF1');
    equal(VerifyV2ServiceEntityFactor.constructFromObject(null), undefined);
    equal(VerifyV2ServiceEntityFactor.validateJSON({ sid: 'YF1' }), true);
    ok(/sid/.test(thrown(() => VerifyV2ServiceEntityFactor.validateJSON({ sid: 5 })).message));
    ok(thrown(() => ListFactorResponse.validateJSON({ factors: 'x' })) instanceof Error);
    ok(thrown(() => ListFactorResponse.validateJSON({ factors: [{ sid: 5 }] })) instanceof Error);
  },

  'the statics of ApiClient give what they gave': ({
    TwilioVerify: { ApiClient, VerifyV2ServiceEntityFactor },
  }) => {
    const { convertToType } = ApiClient;
    same(
      [
        convertToType('5', 'Number'),
        convertToType('5.7', 'Integer'),
        convertToType(1, 'Boolean'),
        convertToType(5, 'String'),
        convertToType('1438286400000', 'Date'),
        convertToType({ a: 1 }, Object),
        convertToType(['1', '2'], ['Number']),
        convertToType({ a: '1' }, { String: 'Number' }),
        convertToType(null, 'String'),
      ],
      [5, 5, true, '5', '2015-07-30T20:00:00.000Z', { a: 1 }, [1, 2], { a: 1 }, null],
    );
    equal(convertToType(undefined, 'String'), undefined);
    ok(convertToType({ sid: 'x' }, VerifyV2ServiceEntityFactor) instanceof VerifyV2ServiceEntityFactor);
    equal(ApiClient.parseDate('2015-07-30T20:00:00Z').getTime(), Date.UTC(2015, 6, 30, 20));
    same([{}, '[object Object]', [], 'x', 5, null].map(ApiClient.canBeJsonified), [
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    const filled = {};
    ApiClient.constructFromObject({ a: '1' }, filled, 'Number');
    same(filled, { a: 1 });
    same(ApiClient.CollectionFormatEnum, { CSV: ',', SSV: ' ', TSV: '\t', PIPES: '|', MULTI: 'multi' });
  },

  'the methods of ApiClient give what they gave': ({
    TwilioVerify: { ApiClient, VerifyV2ServiceEntityFactor },
  }) => {
    const client = new ApiClient('https://x.test/');
    const day = new Date(Date.UTC(2026, 0, 2));
    same(
      [null, undefined, day, { a: 1 }, [1, 2], 5].map((one) => client.paramToString(one)),
      ['', '', '2026-01-02T00:00:00.000Z', '{"a":1}', '1,2', '5'],
    );
    equal(client.buildUrl('a/{b}/{c}', { b: 'x/y' }), 'https://x.test/a/x%2Fy/%7Bc%7D');
    equal(client.buildUrl('/a', {}, 'https://y.test'), 'https://y.test/a');
    same(client.normalizeParams({ a: null, b: undefined, c: 5, d: [1] }), { c: '5', d: [1] });
    same(
      ['csv', 'ssv', 'tsv', 'pipes', 'multi', 'passthrough'].map((one) =>
        client.buildCollectionParam([1, { a: 1 }], one),
      ),
      ['1,{"a":1}', '1 {"a":1}', '1\t{"a":1}', '1|{"a":1}', ['1', '{"a":1}'], [1, { a: 1 }]],
    );
    equal(client.buildCollectionParam(null, 'csv'), null);
    ok(/Unknown collection format: x/.test(thrown(() => client.buildCollectionParam([], 'x')).message));
    same(
      ['application/json', 'application/json; charset=UTF8', 'APPLICATION/JSON', 'text/json', null].map(
        client.isJsonMime,
      ),
      [true, true, true, false, false],
    );
    equal(client.jsonPreferredMime(['text/plain', 'application/json']), 'application/json');
    equal(client.jsonPreferredMime(['text/plain']), 'text/plain');
    equal(client.jsonPreferredMime([]), undefined);
    equal(client.isFileParam('x'), false);
    equal(client.isFileParam(new Blob([])), true);
    equal(client.hostSettings()[0].url, 'https://verify.twilio.com');
    equal(client.getBasePathFromSettings(0), 'https://verify.twilio.com');
    ok(/Invalid index 1/.test(thrown(() => client.getBasePathFromSettings(1)).message));
    client.authentications.accountSid_authToken.username = 'me';
    const plain = {};
    client.applyAuthToRequest(plain, ['accountSid_authToken']);
    equal(plain.headers.Authorization, `Basic ${btoa('me:')}`);
    const request = new Request('https://x.test');
    client.applyAuthToRequest(request, ['accountSid_authToken']);
    equal(request.headers.get('authorization'), `Basic ${btoa('me:')}`);
    const factor = client.deserialize({ status: 200, body: { sid: 5 } }, VerifyV2ServiceEntityFactor);
    ok(factor instanceof VerifyV2ServiceEntityFactor && factor.sid === '5', 'a factor');
    same(
      [
        client.deserialize({ status: 204, body: {} }, Object),
        client.deserialize(null, Object),
        client.deserialize({ status: 200, body: {} }, null),
        client.deserialize({ status: 200, body: {}, text: '5' }, 'Number'),
      ],
      [null, null, null, 5],
    );
  },

  'callApi sends what it is told': async (bench) => {
    await bench.answer({ body: { sid: 'YF1', date_created: '2015-07-30T20:00:00Z' } });
    const { VerifyV2ServiceEntityFactor } = bench.TwilioVerify;
    let told;
    const data = await bench.client.callApi(
      '/v2/{A}/x',
      'PUT',
      { A: 'a b' },
      { Q: [1, 2], N: null },
      { 'X-One': 1 },
      {},
      { json: true },
      ['accountSid_authToken'],
      ['application/json'],
      ['application/json'],
      VerifyV2ServiceEntityFactor,
      null,
      (...args) => (told = args),
    );
    ok(data instanceof VerifyV2ServiceEntityFactor && data.date_created instanceof Date, 'a factor');
    const { method, url, headers, body } = await bench.request();
    same([method, url, body], ['PUT', '/v2/a%20b/x?Q=1&Q=2', '{"json":true}']);
    same(
      [headers['x-one'], headers['content-type'], headers.accept],
      ['1', 'application/json', 'application/json'],
    );
    ok(headers.authorization.startsWith('Basic '), 'credentials');
    equal(told[1], data);
  },

  'the response has what it had, and raw': async (bench) => {
    await bench.answer({
      status: 201,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'X-Trace': 'abc',
        link: '<https://x.test/2>; rel="next", <https://x.test/9>; rel=last',
      },
      body: bench.factor,
    });
    const { response, data } = await bench.api.fetchFactorWithHttpInfo('VA1', 'me', 'YF1');
    const {
      status,
      statusCode,
      statusType,
      ok: good,
      info,
      redirect,
      clientError,
      serverError,
      error,
    } = response;
    same(
      { status, statusCode, statusType, good, info, redirect, clientError, serverError, error },
      {
        status: 201,
        statusCode: 201,
        statusType: 2,
        good: true,
        info: false,
        redirect: false,
        clientError: false,
        serverError: false,
        error: false,
      },
    );
    same([response.created, response.accepted, response.notFound], [true, false, false]);
    same([response.type, response.charset], ['application/json', 'utf-8']);
    same(response.body, bench.factor);
    equal(response.body, response.body, 'the body, parsed once');
    ok(
      data.date_created instanceof Date && typeof response.body.date_created === 'string',
      'an untouched body',
    );
    equal(response.text, JSON.stringify(bench.factor));
    same(
      [response.get('X-TRACE'), response.headers['x-trace'], response.header['x-trace']],
      ['abc', 'abc', 'abc'],
    );
    equal(response.get('none'), '');
    same(response.links, { next: 'https://x.test/2', last: 'https://x.test/9' });
    ok(response.raw instanceof Response, 'the platform Response');
  },

  'statuses have their names': async (bench) => {
    const names = {
      badRequest: 400,
      unauthorized: 401,
      forbidden: 403,
      notFound: 404,
      notAcceptable: 406,
      unprocessableEntity: 422,
    };
    for (const [name, status] of Object.entries(names)) {
      await bench.answer({ status, body: '{}' });
      const { response } = await bench.api.fetchFactor('VA1', 'me', 'YF1').catch((error) => error);
      same([response[name], response.clientError, response.ok], [true, true, false]);
      ok(response.error instanceof bench.TwilioVerify.HttpError, 'response.error');
    }
    await bench.answer({ status: 202, body: '{}' });
    equal((await bench.api.fetchFactorWithHttpInfo('VA1', 'me', 'YF1')).response.accepted, true);
  },

  'response.body is {} where the type is not JSON, and empty text where it is and nothing came': async (
    bench,
  ) => {
    await bench.answer(
      { headers: { 'content-type': 'text/plain' }, body: bench.factor },
      { status: 200, body: '' },
    );
    const { response } = await bench.api.fetchFactorWithHttpInfo('VA1', 'me', 'YF1');
    same(response.body, {});
    const deleted = await bench.api.deleteFactorWithHttpInfo('VA1', 'me', 'YF1');
    same([deleted.data, deleted.response.body], [null, '']);
  },

  'a list of thousands is decoded in full': async (bench) => {
    const factors = Array.from({ length: 5000 }, (_, index) => ({ ...bench.factor, sid: `YF${index}` }));
    await bench.answer({ body: { factors, meta: {} } });
    const list = await bench.api.listFactor('VA1', 'me');
    equal(list.factors.length, 5000);
    ok(
      list.factors.every(
        (factor, index) => factor.sid === `YF${index}` && factor.date_updated instanceof Date,
      ),
    );
  },
};
