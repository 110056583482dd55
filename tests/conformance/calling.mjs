// How operations are called.
import { equal, failure, ok, same, thrown } from './check.mjs';

/** A callback, and a promise of what it was called with. */
function callback() {
  let resolve;
  const called = new Promise((settle) => (resolve = settle));
  const calls = [];
  const one = (...args) => {
    calls.push(args);
    resolve(args);
  };
  return Object.assign(one, { called, calls });
}

/** Lets everything that is already due run. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

export const calling = {
  'an API class uses ApiClient.instance, or the client it is given': ({ TwilioVerify, client }) => {
    equal(new TwilioVerify.VerifyV2FactorApi().apiClient, TwilioVerify.ApiClient.instance);
    equal(new TwilioVerify.VerifyV2FactorApi(client).apiClient, client);
    ok(TwilioVerify.ApiClient.instance instanceof TwilioVerify.ApiClient);
  },

  'credentials are a plain object, read at each call': async (bench) => {
    const { accountSid_authToken: credentials } = bench.client.authentications;
    same(credentials, { type: 'basic', username: 'AC1', password: 's3cret' });
    await bench.answer({ body: bench.factor });
    await bench.api.fetchFactor('VA1', 'me', 'YF1');
    credentials.password = 'other';
    await bench.api.fetchFactor('VA1', 'me', 'YF1');
    const sent = (await bench.seen(2)).map(({ headers }) =>
      atob(headers.authorization.slice('Basic '.length)),
    );
    same(sent, ['AC1:s3cret', 'AC1:other']);
  },

  'a method takes its positional arguments, opts and a callback': async (bench) => {
    await bench.answer({ body: { factors: [], meta: {} } });
    const done = callback();
    bench.api.listFactor('VA1', 'me', { pageSize: 5 }, done);
    const [error, data, response] = await done.called;
    equal(error, null);
    same(data, { factors: [], meta: {} });
    equal(response.status, 200);
    equal((await bench.request()).url, '/v2/Services/VA1/Entities/me/Factors?PageSize=5');
  },

  'a method without options takes the callback after its arguments': async (bench) => {
    await bench.answer({ status: 204, body: '' });
    const done = callback();
    bench.api.deleteFactor('VA1', 'me', 'YF1', done);
    const [error, data, response] = await done.called;
    same([error, data, response.status], [null, null, 204]);
    equal(bench.api.deleteFactor.length, 4, 'length of deleteFactor');
    equal(bench.api.listFactor.length, 4, 'length of listFactor');
  },

  'the callback may stand where opts may stand, and undefined or null opts are none': async (bench) => {
    await bench.answer({ body: { factors: [], meta: {} } });
    for (const args of [[], [undefined], [null], [{}]]) {
      const done = callback();
      bench.api.listFactor('VA1', 'me', ...args, done);
      equal((await done.called)[0], null);
    }
    for (const { url } of await bench.seen(4)) equal(url, '/v2/Services/VA1/Entities/me/Factors');
  },

  'a missing required parameter throws at once, in the same words': (bench) => {
    const { api, newApi } = bench;
    const words = (name, operation) => `Missing the required parameter '${name}' when calling ${operation}`;
    equal(thrown(() => api.fetchFactor('VA1', 'me')).message, words('sid', 'fetchFactor'));
    equal(thrown(() => api.fetchFactor(null, 'me', 'YF1')).message, words('serviceSid', 'fetchFactor'));
    equal(thrown(() => api.listFactor('VA1', undefined, {})).message, words('identity', 'listFactor'));
    equal(thrown(() => newApi.createNewFactor('VA1', 'me')).message, words('factorType', 'createNewFactor'));
    equal(thrown(() => api.deleteFactorWithHttpInfo()).message, words('serviceSid', 'deleteFactor'));
  },

  'the callback comes exactly once, never before the call returned': async (bench) => {
    await bench.answer({ body: bench.factor });
    const done = callback();
    bench.api.fetchFactor('VA1', 'me', 'YF1', done);
    equal(done.calls.length, 0, 'calls before the return');
    await done.called;
    await turn();
    equal(done.calls.length, 1, 'calls');
  },

  'callback and promise are told the same': async (bench) => {
    await bench.answer({ body: bench.factor });
    const done = callback();
    const data = await bench.api.fetchFactor('VA1', 'me', 'YF1', done);
    equal((await done.called)[1], data);
    await bench.answer({ status: 404, body: { code: 20404, message: 'gone' } });
    const again = callback();
    const error = await failure(() => bench.api.fetchFactor('VA1', 'me', 'YF1', again));
    const [told, none, response] = await again.called;
    equal(told, error);
    equal(none, null);
    equal(response, error.response);
  },

  'after abort() the callback is never called, and the promise rejects with an AbortError': async (bench) => {
    await bench.answer({ hang: true });
    const done = callback();
    const call = bench.api.fetchFactor('VA1', 'me', 'YF1', done);
    await bench.seen(1);
    call.abort();
    const error = await failure(() => call);
    ok(error instanceof bench.TwilioVerify.AbortError, 'an AbortError');
    equal(error.name, 'AbortError');
    await turn();
    equal(done.calls.length, 0, 'calls');
  },

  'abort() after the answer changes nothing, and before the callback keeps it away': async (bench) => {
    await bench.answer({ body: bench.factor });
    const call = bench.api.fetchFactor('VA1', 'me', 'YF1');
    const data = await call;
    call.abort();
    equal(await call, data);
  },

  'a failure that nobody looks at is silent': async (bench) => {
    const unhandled = [];
    // Next's edge has a `process` whose methods throw.
    const process = globalThis.EdgeRuntime ? undefined : globalThis.process;
    const note = (event) => {
      event.preventDefault?.();
      unhandled.push(event);
    };
    globalThis.addEventListener?.('unhandledrejection', note);
    process?.on?.('unhandledRejection', note);
    await bench.answer({ status: 500 });
    const done = callback();
    bench.api.fetchFactor('VA1', 'me', 'YF1');
    bench.api.fetchFactor('VA1', 'me', 'YF1', done);
    bench.api.fetchFactorWithHttpInfo('VA1', 'me', 'YF1');
    bench.api.fetchFactor('VA1', 'me', 'YF1').withResponse();
    await done.called;
    await bench.seen(4);
    await turn();
    await turn();
    globalThis.removeEventListener?.('unhandledrejection', note);
    process?.off?.('unhandledRejection', note);
    equal(unhandled.length, 0, 'unhandled rejections');
  },

  'xWithHttpInfo and withResponse give data and response': async (bench) => {
    await bench.answer({ body: bench.factor });
    const both = await bench.api.fetchFactorWithHttpInfo('VA1', 'me', 'YF1');
    same(Object.keys(both), ['data', 'response']);
    equal(both.data.sid, bench.factor.sid);
    equal(both.response.status, 200);
    const again = await bench.api.fetchFactor('VA1', 'me', 'YF1').withResponse();
    same(again.data, both.data);
    equal(again.response.status, 200);
  },

  'a stubbed callApi gets the same arguments, and sends nothing': async (bench) => {
    const { TwilioVerify, client, api, newApi } = bench;
    const calls = [];
    const answer = {};
    client.callApi = (...args) => {
      calls.push(args);
      return answer;
    };
    const done = callback();
    equal(api.listFactor('VA1', 'me', { pageSize: 5 }, done), answer, 'what the stub gave');
    const path = '/v2/Services/{ServiceSid}/Entities/{Identity}/Factors';
    const names = ['accountSid_authToken'];
    const json = ['application/json'];
    const [list] = calls;
    same(list.slice(0, 3), [path, 'GET', { ServiceSid: 'VA1', Identity: 'me' }]);
    same(Object.keys(list[3]), ['PageSize', 'Page', 'PageToken']);
    same(list.slice(4, 10), [{}, {}, null, names, [], json]);
    equal(list[10], TwilioVerify.ListFactorResponse);
    equal(list[11], null);
    equal(list[12], done);
    equal(list.length, 13);
    newApi.createNewFactor('VA1', 'me', 'totp', 'phone', { metadata: { a: 1 } }, done);
    const created = calls[1];
    equal(created[5].FactorType, 'totp');
    same(created[5].Metadata, { a: 1 });
    same(created[8], ['application/x-www-form-urlencoded']);
    api.deleteFactor('VA1', 'me', 'YF1', done);
    same(calls[2].slice(8, 12), [[], [], null, null]);
    equal((await bench.seen()).length, 0, 'requests');
  },

  'what a stubbed callApi gives back for a callback is left as it is': ({ client, api }) => {
    const answers = [undefined, null, 'sent', Object.freeze({ abort() {} })];
    const done = callback();
    for (const answer of answers) {
      client.callApi = () => answer;
      for (const name of ['listFactor', 'listFactorWithHttpInfo']) {
        equal(api[name]('VA1', 'me', {}, done), answer, name);
      }
      equal(api.deleteFactorWithHttpInfo('VA1', 'me', 'YF1', done), answer, 'deleteFactorWithHttpInfo');
    }
  },

  'a stubbed callApi answers a promise, by its callback or by a promise of its own': async (bench) => {
    const { client, api } = bench;
    client.callApi = (...args) => args[12](null, 'data', 'response');
    same(await api.fetchFactorWithHttpInfo('VA1', 'me', 'YF1'), { data: 'data', response: 'response' });
    client.callApi = async () => ({ data: 'both', response: 'response' });
    equal(await api.fetchFactor('VA1', 'me', 'YF1'), 'both');
    client.callApi = (...args) => args[12](new Error('stubbed'));
    equal((await failure(() => api.fetchFactor('VA1', 'me', 'YF1'))).message, 'stubbed');
  },

  'a method that a program overrides is called, in a subclass or on the client': async (bench) => {
    const { TwilioVerify, client } = bench;
    const called = [];
    const note = (name) => (original) =>
      function (...args) {
        called.push(name);
        return original.apply(this, args);
      };
    await bench.answer({ body: bench.factor });
    for (const name of [
      'buildUrl',
      'paramToString',
      'normalizeParams',
      'applyAuthToRequest',
      'deserialize',
      'callApi',
    ]) {
      const own = new TwilioVerify.ApiClient(client.basePath);
      own[name] = note(name)(own[name]);
      class Sub extends TwilioVerify.ApiClient {}
      Sub.prototype[name] = note(name)(Sub.prototype[name]);
      for (const one of [own, new Sub(client.basePath)]) {
        called.length = 0;
        const data = await new TwilioVerify.VerifyV2FactorApi(one).updateFactor('VA1', 'me', 'YF1', {
          configSkew: 1,
        });
        ok(called.includes(name), `a call of ${name}`);
        ok(data instanceof TwilioVerify.VerifyV2ServiceEntityFactor, 'a factor');
        ok(data.date_created instanceof Date, 'a date');
      }
    }
    for (const { url, body } of await bench.seen(12)) {
      same([url, body], ['/v2/Services/VA1/Entities/me/Factors/YF1', 'Config.Skew=1']);
    }
  },

  'an overriding applyAuthToRequest can use set, query and auth of the request': async (bench) => {
    bench.client.applyAuthToRequest = (request, names) => {
      same(names, ['accountSid_authToken']);
      request.set('X-One', '1').set({ 'X-Two': '2' }).query({ key: 'a b' }).auth('me', 'you');
    };
    await bench.answer({ body: bench.factor });
    await bench.api.fetchFactor('VA1', 'me', 'YF1');
    const { url, headers } = await bench.request();
    same([headers['x-one'], headers['x-two'], headers.authorization], ['1', '2', `Basic ${btoa('me:you')}`]);
    ok(url.endsWith('?key=a%20b'), url);
  },

  'values beyond the documented limits are sent all the same': async (bench) => {
    await bench.answer({ body: bench.factor });
    const opts = { configCodeLength: 56, configSkew: 56, friendlyName: 'x'.repeat(100), configAlg: 'md5' };
    await bench.api.updateFactor('serviceSid_example', 'identity_example', 'sid_example', opts);
    const { body } = await bench.request();
    const form = Object.fromEntries(new URLSearchParams(body));
    same(form, {
      'Config.Alg': 'md5',
      'Config.CodeLength': '56',
      'Config.Skew': '56',
      FriendlyName: 'x'.repeat(100),
    });
  },

  'opts.signal aborts a call, and its callback is told': async (bench) => {
    await bench.answer({ hang: true });
    const controller = new AbortController();
    const done = callback();
    const call = bench.api.fetchFactor('VA1', 'me', 'YF1', { signal: controller.signal }, done);
    await bench.seen(1);
    controller.abort(new Error('too late'));
    const error = await failure(() => call);
    ok(error instanceof bench.TwilioVerify.AbortError, 'an AbortError');
    equal(error.cause.message, 'too late');
    equal((await done.called)[0], error);
  },

  'a signal that is aborted already sends nothing': async (bench) => {
    const signal = AbortSignal.abort();
    const error = await failure(() => bench.api.listFactor('VA1', 'me', { signal }));
    ok(error instanceof bench.TwilioVerify.AbortError, 'an AbortError');
    equal((await bench.seen()).length, 0, 'requests');
  },
};
