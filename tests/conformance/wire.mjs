// What goes over the wire.
import { equal, failure, get, ok, same, thrown } from './check.mjs';

const AWKWARD = [
  'plain',
  'a b',
  'a/b?c#d%e&f+g=h',
  '%2F',
  `'"\``,
  'a\r\nb\tc',
  '\0',
  'grüße',
  '日本',
  '😀👩‍👩‍👧',
  '{Identity}',
  '...',
  ' ',
  "!*'()~-_.",
];

const form = (body) => Object.fromEntries(new URLSearchParams(body));

export const wire = {
  'path values go through encodeURIComponent': async (bench) => {
    await bench.answer({ body: bench.factor });
    for (const value of AWKWARD) await bench.api.fetchFactor('VA1', value, 'YF1');
    const sent = (await bench.seen(AWKWARD.length)).map(({ url }) => url.split('/')[5]);
    same(sent, AWKWARD.map(encodeURIComponent));
  },

  'a path value that would make another request is refused before anything is sent': async (bench) => {
    const { ParameterError } = bench.TwilioVerify;
    for (const value of ['', '.', '..', '\ud83d', 'a\ude00b']) {
      for (const args of [
        [value, 'me', 'YF1'],
        ['VA1', value, 'YF1'],
        ['VA1', 'me', value],
      ]) {
        ok(thrown(() => bench.api.deleteFactor(...args)) instanceof ParameterError, 'a ParameterError');
      }
    }
    // Two halves in neighbouring values are no pair.
    ok(thrown(() => bench.api.deleteFactor('VA\ud83d', '\ude00me', 'YF1')) instanceof ParameterError);
    equal((await bench.seen()).length, 0, 'requests');
  },

  'query keys are the documented ones; absent options leave no key': async (bench) => {
    await bench.answer({ body: { factors: [], meta: {} } });
    await bench.api.listFactor('VA1', 'me', { pageSize: 20, page: 0, pageToken: 'a&b c' });
    await bench.api.listFactor('VA1', 'me', { pageSize: undefined, page: null });
    const [{ url, method, body }, without] = await bench.seen(2);
    equal(method, 'GET');
    equal(body, '');
    const search = new URL(url, 'http://x').searchParams;
    same(
      [...search],
      [
        ['PageSize', '20'],
        ['Page', '0'],
        ['PageToken', 'a&b c'],
      ],
    );
    equal(without.url, '/v2/Services/VA1/Entities/me/Factors');
  },

  'forms are urlencoded, with keys such as Config.TimeStep': async (bench) => {
    await bench.answer({ status: 201, body: bench.factor });
    await bench.newApi.createNewFactor('VA1', 'me', 'totp', "Mika's phone", {
      bindingSecret: 'GEZDGNBVGY3TQOJQ',
      configAlg: 'sha256',
      configCodeLength: 8,
      configSkew: 0,
      configTimeStep: 60,
      metadata: { os: 'Android', nested: { a: [1] } },
    });
    const { method, url, headers, body } = await bench.request();
    same([method, url], ['POST', '/v2/Services/VA1/Entities/me/Factors']);
    equal(headers['content-type'], 'application/x-www-form-urlencoded');
    same(form(body), {
      FactorType: 'totp',
      FriendlyName: "Mika's phone",
      'Binding.Secret': 'GEZDGNBVGY3TQOJQ',
      'Config.Alg': 'sha256',
      'Config.CodeLength': '8',
      'Config.Skew': '0',
      'Config.TimeStep': '60',
      Metadata: '{"os":"Android","nested":{"a":[1]}}',
    });
  },

  'awkward values arrive in forms as they are': async (bench) => {
    await bench.answer({ body: bench.factor });
    for (const value of AWKWARD) await bench.api.updateFactor('VA1', 'me', 'YF1', { friendlyName: value });
    const sent = (await bench.seen(AWKWARD.length)).map(({ body }) => form(body).FriendlyName);
    same(sent, AWKWARD);
  },

  'dates travel as toJSON, plain objects as JSON, everything else as toString': async (bench) => {
    await bench.answer({ body: bench.factor });
    class Named {
      toString() {
        return 'named';
      }
    }
    const values = [new Date(Date.UTC(2026, 0, 2)), { a: 1 }, new Named(), 12, true, 1n, NaN, 'text'];
    const texts = ['2026-01-02T00:00:00.000Z', '{"a":1}', 'named', '12', 'true', '1', 'NaN', 'text'];
    for (const value of values) await bench.api.updateFactor('VA1', 'me', 'YF1', { friendlyName: value });
    same(
      (await bench.seen(values.length)).map(({ body }) => form(body).FriendlyName),
      texts,
    );
  },

  'an array in a form or query is a repeated key, objects in it as JSON each': async (bench) => {
    await bench.answer({ body: bench.factor });
    await bench.api.updateFactor('VA1', 'me', 'YF1', { friendlyName: ['a', { b: 1 }, 'c,d'] });
    await bench.api.updateFactor('VA1', 'me', 'YF1', { friendlyName: [] });
    await bench.api.listFactor('VA1', 'me', { pageToken: ['a', 'b'] }).catch(() => {});
    const [one, two, three] = await bench.seen(3);
    same(new URLSearchParams(one.body).getAll('FriendlyName'), ['a', '{"b":1}', 'c,d']);
    equal(two.body, '');
    ok(three.url.endsWith('?PageToken=a&PageToken=b'), three.url);
  },

  'basic auth is UTF-8, then base64; none is sent when neither username nor password is set': async (
    bench,
  ) => {
    await bench.answer({ body: bench.factor });
    const auth = bench.client.authentications.accountSid_authToken;
    for (const [username, password] of [
      ['grüße', '日本:😀'],
      ['only', undefined],
      [undefined, 'only'],
      ['', ''],
      [undefined, undefined],
    ]) {
      Object.assign(auth, { username, password });
      await bench.api.fetchFactor('VA1', 'me', 'YF1');
    }
    const sent = (await bench.seen(5)).map(({ headers }) => headers.authorization);
    const bytes = Uint8Array.from(atob(sent[0].slice(6)), (character) => character.charCodeAt(0));
    equal(new TextDecoder().decode(bytes), 'grüße:日本:😀');
    same(sent.slice(1), [`Basic ${btoa('only:')}`, `Basic ${btoa(':only')}`, undefined, undefined]);
  },

  'authentications may be changed to bearer, apiKey or oauth2': async (bench) => {
    await bench.answer({ body: bench.factor });
    const call = (entry) => {
      bench.client.authentications.accountSid_authToken = entry;
      return bench.api.fetchFactor('VA1', 'me', 'YF1');
    };
    await call({ type: 'bearer', accessToken: 'one' });
    await call({ type: 'bearer', accessToken: () => 'two' });
    await call({ type: 'oauth2', accessToken: 'three' });
    await call({ type: 'apiKey', in: 'header', name: 'X-Key', apiKey: 'four', apiKeyPrefix: 'Token' });
    await call({ type: 'apiKey', in: 'query', name: 'key', apiKey: 'five 5' });
    await call({ type: 'bearer' });
    const seen = await bench.seen(6);
    same(
      seen.slice(0, 3).map(({ headers }) => headers.authorization),
      ['Bearer one', 'Bearer two', 'Bearer three'],
    );
    equal(seen[3].headers['x-key'], 'Token four');
    ok(seen[4].url.endsWith('?key=five%205'), seen[4].url);
    equal(seen[5].headers.authorization, undefined);
    ok(/Unknown authentication type: magic/.test(thrown(() => call({ type: 'magic' })).message));
  },

  'a token with a line end is refused, and not shown': (bench) => {
    bench.client.authentications.accountSid_authToken = { type: 'bearer', accessToken: 's3cret\r\nX: 1' };
    const error = thrown(() => bench.api.fetchFactor('VA1', 'me', 'YF1'));
    ok(error instanceof bench.TwilioVerify.ParameterError, 'a ParameterError');
    ok(error.message.includes('Authorization') && !error.stack.includes('s3cret'), error.message);
  },

  'redirects are not followed': async (bench) => {
    const elsewhere = `${bench.origin}/elsewhere-${bench.place}/stolen?token=s3cret`;
    for (const status of [301, 302, 303, 307, 308]) {
      await bench.answer({ status, headers: { location: elsewhere } });
      const error = await failure(() =>
        bench.api.updateFactor('VA1', 'me', 'YF1', { authPayload: '123456' }),
      );
      ok(error instanceof bench.TwilioVerify.RedirectError, `a RedirectError, got ${error}`);
      // A browser tells nothing of where a redirect points.
      if (error.status) {
        equal(error.status, status);
        ok(error.message.includes(`/elsewhere-${bench.place}/stolen`), error.message);
      }
      ok(!error.message.includes('s3cret'), error.message);
    }
    const user = elsewhere.replace('//', '//me:s3cret@').replace('?', '#s3cret?');
    await bench.answer({ status: 302, headers: { location: user } });
    const error = await failure(() => bench.api.fetchFactor('VA1', 'me', 'YF1'));
    ok(!error.message.includes('s3cret'), error.message);
    if (error.status)
      ok(error.message.includes(` to ${bench.origin.replace(/^.*\/\//, '')}/elsewhere`), error.message);
    const stolen = await (await get(`${bench.origin}/_/elsewhere-${bench.place}`)).json();
    equal(stolen.length, 0, 'requests elsewhere');
  },

  'Accept is application/json where a model comes back, and is not asked for by deletes': async (bench) => {
    await bench.answer({ body: bench.factor }, { status: 204, body: '' });
    await bench.api.fetchFactor('VA1', 'me', 'YF1');
    await bench.api.deleteFactor('VA1', 'me', 'YF1');
    const [fetched, deleted] = await bench.seen(2);
    equal(fetched.headers.accept, 'application/json');
    // fetch itself adds this where nothing is asked for.
    equal(deleted.headers.accept ?? '*/*', '*/*');
    same([deleted.method, deleted.body, deleted.headers['content-type']], ['DELETE', '', undefined]);
  },

  'defaultHeaders go with every request; our own User-Agent outside browsers': async (bench) => {
    await bench.answer({ body: bench.factor });
    const browser = /^Mozilla\//.test(globalThis.navigator?.userAgent);
    equal('User-Agent' in bench.client.defaultHeaders, !browser);
    bench.client.defaultHeaders['X-Trace'] = 'abc';
    await bench.api.fetchFactor('VA1', 'me', 'YF1');
    const { headers } = await bench.request();
    equal(headers['x-trace'], 'abc');
    if (!browser) ok(/^twilio_verify\/\d/.test(headers['user-agent']), headers['user-agent']);
  },

  'cache = false adds _ to GETs': async (bench) => {
    await bench.answer({ body: bench.factor });
    bench.client.cache = false;
    const before = Date.now();
    await bench.api.fetchFactor('VA1', 'me', 'YF1');
    await bench.api.updateFactor('VA1', 'me', 'YF1', { configSkew: 1 });
    const [got, posted] = await bench.seen(2);
    const stamp = Number(new URL(got.url, 'http://x').searchParams.get('_'));
    ok(stamp >= before && stamp <= Date.now(), got.url);
    ok(!posted.url.includes('?'), posted.url);
  },

  'enableCookies outside a browser says that there is no cookie jar': async (bench) => {
    bench.client.enableCookies = true;
    if (/^Mozilla\//.test(globalThis.navigator?.userAgent)) {
      let credentials;
      bench.client.fetch = async (url, init) => {
        credentials = init.credentials;
        return new Response(JSON.stringify(bench.factor));
      };
      await bench.api.fetchFactor('VA1', 'me', 'YF1');
      equal(credentials, 'include');
    } else {
      const error = thrown(() => bench.api.fetchFactor('VA1', 'me', 'YF1'));
      ok(
        error instanceof bench.TwilioVerify.ParameterError && /enableCookies/.test(error.message),
        error.message,
      );
    }
  },

  'basePath loses its trailing slashes': async (bench) => {
    await bench.answer({ body: bench.factor });
    const { ApiClient, VerifyV2FactorApi } = bench.TwilioVerify;
    equal(new ApiClient('https://x.test///').basePath, 'https://x.test');
    equal(new ApiClient().basePath, 'https://verify.twilio.com');
    bench.client.basePath += '//';
    await new VerifyV2FactorApi(bench.client).fetchFactor('VA1', 'me', 'YF1');
    equal((await bench.request()).url, '/v2/Services/VA1/Entities/me/Factors/YF1');
  },

  'requestAgent and plugins fail at the next call, naming what replaces them': async (bench) => {
    for (const setting of ['requestAgent', 'plugins']) {
      bench.client[setting] = [{}];
      const error = thrown(() => bench.api.fetchFactor('VA1', 'me', 'YF1'));
      ok(error instanceof bench.TwilioVerify.ParameterError, 'a ParameterError');
      for (const word of [setting, 'apiClient.fetch', 'apiClient.fetchOptions'])
        ok(error.message.includes(word), word);
      bench.client[setting] = null;
    }
    await bench.answer({ body: bench.factor });
    await bench.api.fetchFactor('VA1', 'me', 'YF1');
  },

  'apiClient.fetch is called in place of the platform, fetchOptions go into its init': async (bench) => {
    const calls = [];
    bench.client.fetchOptions = { keepalive: true, method: 'PATCH', redirect: 'follow', headers: { a: 'b' } };
    bench.client.fetch = async (url, init) => {
      calls.push([url, init]);
      return new Response(JSON.stringify(bench.factor), { headers: { 'content-type': 'application/json' } });
    };
    const data = await bench.api.updateFactor('VA1', 'me', 'YF1', { configSkew: 1 });
    ok(data.date_created instanceof Date, 'a date');
    const [[url, init]] = calls;
    equal(url, `${bench.client.basePath}/v2/Services/VA1/Entities/me/Factors/YF1`);
    same([init.method, init.redirect, init.body, init.keepalive], ['POST', 'manual', 'Config.Skew=1', true]);
    ok(init.headers instanceof Headers && init.signal instanceof AbortSignal, 'headers and signal');
    equal(init.headers.get('content-type'), 'application/x-www-form-urlencoded');
    equal(init.headers.get('a'), null);
    equal((await bench.seen()).length, 0, 'requests');
  },
};
