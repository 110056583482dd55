// What a call promises: its time, its end, what was sent, and what a log shows of it.
import { equal, failure, ok, same, thrown } from './check.mjs';

const fetchFactor = (bench, opts) => bench.api.fetchFactor('VA1', 'me', 'YF1', opts);

/** Limits on time that nothing else in the process has. */
const LIMIT = 54_321;

/** Runs something in the time of a test's own clock, which stands still: for what lasts as long as our limits, or no time. */
async function underClock(run) {
  const { setTimeout, clearTimeout, setImmediate, queueMicrotask } = globalThis;
  const timers = new Map();
  globalThis.setTimeout = (run, ms, ...args) => {
    if (ms >= 1 && ms < LIMIT) return setTimeout(run, ms, ...args);
    const timer = { ms, unref() {}, ref() {}, refresh() {} };
    timers.set(timer, run);
    return timer;
  };
  globalThis.clearTimeout = (timer) => timers.delete(timer) || clearTimeout(timer);
  if (setImmediate) globalThis.setImmediate = () => 0;
  globalThis.queueMicrotask = () => 0;
  try {
    return await run(timers);
  } finally {
    Object.assign(globalThis, { setTimeout, clearTimeout, queueMicrotask });
    if (setImmediate) globalThis.setImmediate = setImmediate;
  }
}

const answerWith = (body, init) => async () => new Response(JSON.stringify(body), init);

/** An answer of nothing but promises: Node's own `Response` does not come under such a clock. */
const plain = (status, body) => async () => ({
  status,
  headers: new Headers(),
  text: async () => JSON.stringify(body),
});

/** An error as Node makes it. */
const system = (code, syscall, message = `${syscall} ${code}`) =>
  Object.assign(new Error(message), { code, ...(syscall && { syscall }) });
const failed = (cause) => Object.assign(new TypeError('fetch failed'), { cause });

export const promises = {
  'a callback comes under a clock that stands still, and after a wait for the next attempt': (bench) =>
    underClock(async () => {
      bench.client.fetch = plain(200, bench.factor);
      const told = (opts) =>
        new Promise((resolve) => bench.api.fetchFactor('VA1', 'me', 'YF1', opts, (...args) => resolve(args)));
      const [error, data, response] = await told({});
      same([error, data.sid, response.status], [null, bench.factor.sid, 200]);
      const { random } = Math;
      Math.random = () => 0;
      bench.client.fetch = plain(503, {});
      const [busy] = await told({ maxRetries: 1 });
      Math.random = random;
      same([busy.status, busy.attempts], [503, 2]);
    }),

  "a test's clock drives the limit on time, and is left without a timer": (bench) =>
    underClock(async (timers) => {
      bench.client.fetch = plain(200, bench.factor);
      await fetchFactor(bench, { timeout: { response: LIMIT, deadline: LIMIT + 1 } });
      equal(timers.size, 0, 'timers');
      bench.client.fetch = () => new Promise(() => {});
      const call = fetchFactor(bench, { timeout: LIMIT });
      const [[{ ms }, run]] = timers;
      equal(ms, LIMIT);
      run();
      same([(await failure(() => call)).name, timers.size], ['TimeoutError', 0]);
    }),

  'a POST is sent once, although its connection was used before and ends': async (bench) => {
    // Browsers do as they like, and tell nobody.
    if (/^Mozilla\//.test(globalThis.navigator?.userAgent)) return;
    const { faults } = await bench.below();
    bench.client.basePath = `${faults}/${bench.place}`;
    const body = '{"sid":"YF1"}';
    const fine = [
      'HTTP/1.1 200 OK',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      '',
      body,
    ];
    await bench.answer({ raw: [fine.join('\r\n')] }, { raw: [{ end: true }] });
    await fetchFactor(bench);
    const error = await failure(() => bench.api.updateFactor('VA1', 'me', 'YF1', { configSkew: 1 }));
    same([error.name, error.sent, error.attempts], ['ConnectionError', 'maybe', 1]);
    same(
      (await bench.seen()).map(({ method, body }) => [method, body]),
      [
        ['GET', ''],
        ['POST', 'Config.Skew=1'],
      ],
    );
  },

  'a limit on time that is used up ends the call at once, and nothing is sent': async (bench) => {
    for (const timeout of [-5, -0.5, '-1', -Infinity, { response: -5 }, { deadline: -1, response: 60000 }]) {
      for (const own of [true, false]) {
        bench.client.timeout = own ? 60000 : timeout;
        const error = await failure(() => fetchFactor(bench, own ? { timeout } : {}));
        same([error.name, error.sent, error.attempts, error.code], ['TimeoutError', 'no', 0, 'ECONNABORTED']);
      }
    }
    equal((await bench.seen()).length, 0, 'requests');
  },

  'a limit on time that is no number is refused; 0, null and undefined are none': async (bench) => {
    const { ParameterError } = bench.TwilioVerify;
    const wrong = [
      NaN,
      '10s',
      '',
      ' ',
      [50],
      [],
      {},
      true,
      Symbol('s'),
      5n,
      { response: '1s' },
      { deadline: NaN },
    ];
    wrong.push({ deadline: [50] }, { response: Symbol('s') }, { read: 50 }, () => 50, new Date(50));
    for (const timeout of wrong) {
      const error = thrown(() => fetchFactor(bench, { timeout }));
      ok(error instanceof ParameterError, `a ParameterError for ${String(timeout)}, got ${error}`);
      ok(error.message.includes('timeout'), error.message);
    }
    bench.client.timeout = Symbol('s');
    ok(thrown(() => fetchFactor(bench)) instanceof ParameterError, 'a ParameterError');
    bench.client.timeout = 60000;
    for (const maxRetries of [Symbol('s'), { valueOf: () => Symbol('s') }]) {
      const error = thrown(() => fetchFactor(bench, { maxRetries }));
      ok(error instanceof ParameterError && error.message.includes('maxRetries'), error);
    }
    equal((await bench.seen()).length, 0, 'requests');
    await bench.answer({ body: bench.factor });
    for (const timeout of [
      0,
      -0,
      null,
      undefined,
      '60000',
      Infinity,
      2 ** 31,
      { response: 0 },
      { deadline: null, response: 2 ** 31 },
    ]) {
      bench.client.timeout = timeout;
      equal((await fetchFactor(bench)).sid, bench.factor.sid);
    }
  },

  'a jump of the wall clock changes neither waits nor durations': async (bench) => {
    const { now } = Date;
    const { random } = Math;
    Math.random = () => 0;
    const durations = [];
    bench.client.onResponse = ({ duration }) => durations.push(duration);
    try {
      for (const jump of [3600_000, -3600_000]) {
        let count = 0;
        bench.client.fetch = async () => {
          Date.now = () => now() + jump;
          return new Response('{"sid":"YF1"}', { status: count++ ? 200 : 503 });
        };
        equal((await fetchFactor(bench, { timeout: 60000 })).sid, 'YF1', 'data after a second attempt');
        Date.now = now;
      }
    } finally {
      Object.assign(Math, { random });
      Date.now = now;
    }
    ok(durations.length === 4 && durations.every((ms) => ms >= 0 && ms < 60000), durations);
  },

  'no Retry-After is waited for that no timer could count, or that is none': async (bench) => {
    const { client } = bench;
    client.timeout = 0;
    const busy = (value) => async () =>
      new Response('{}', { status: 429, headers: { 'retry-after': value } });
    for (const value of ['2147484', '99999999999', '9'.repeat(400)]) {
      client.fetch = busy(value);
      const error = await failure(() => fetchFactor(bench, { maxRetries: Infinity }));
      same([error.status, error.attempts], [429, 1], value);
      ok(error.retryAfter >= 2147484000, error.retryAfter);
    }
    for (const value of ['5, 10', '5 10', '1e3', '0x10', '-5', '+5', '2001-10-05', 'Infinity', 'soon', ' ']) {
      client.fetch = busy(value);
      equal((await failure(() => fetchFactor(bench, { maxRetries: 0 }))).retryAfter, undefined, value);
    }
    for (const value of [
      'Sun, 06 Nov 1994 08:49:37 GMT',
      'Sunday, 06-Nov-94 08:49:37 GMT',
      'Sun Nov  6 08:49:37 1994',
    ]) {
      client.fetch = busy(value);
      equal((await failure(() => fetchFactor(bench, { maxRetries: 0 }))).retryAfter, 0, value);
    }
  },

  'sent is no where nothing left, and maybe where a connection stood': async (bench) => {
    const both = (error) => [error, failed(error)];
    const never = [
      system('ECONNREFUSED', 'connect'),
      system('EHOSTUNREACH', 'connect'),
      system('ENETUNREACH', 'connect'),
      system('ETIMEDOUT', 'connect'),
      system('ENOTFOUND', 'getaddrinfo'),
      system('EAI_AGAIN', 'getaddrinfo'),
      system('UNABLE_TO_VERIFY_LEAF_SIGNATURE', '', 'unable to verify the first certificate'),
      system('SELF_SIGNED_CERT_IN_CHAIN', '', 'self-signed certificate in certificate chain'),
      system('UNABLE_TO_GET_ISSUER_CERT_LOCALLY', '', 'x'),
      system('CERT_HAS_EXPIRED', '', 'certificate has expired'),
      system('ERR_TLS_CERT_ALTNAME_INVALID', '', 'x'),
      system('HOSTNAME_MISMATCH', '', 'x'),
      system('INVALID_CA', '', 'x'),
      system('ERR_SSL_WRONG_VERSION_NUMBER', '', 'x'),
      system('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', '', 'x'),
      system('UND_ERR_CONNECT_TIMEOUT', '', 'Connect Timeout Error'),
      system(
        'ECONNRESET',
        '',
        'Client network socket disconnected before secure TLS connection was established',
      ),
      system('EPROTO', '', 'EPROTO: The TLS handshake failed. Does the server speak TLS on this port?'),
      system('ConnectionRefused', '', 'Unable to connect. Is the computer able to access the url?'),
      new TypeError(
        'error sending request for url (https://x.test/): client error (Connect): invalid peer certificate',
      ),
      new Error('request to https://x.test/ failed, reason: connect EHOSTUNREACH 192.0.2.1:443'),
      new AggregateError([system('ECONNREFUSED', 'connect'), system('ENETUNREACH', 'connect')]),
    ];
    const maybe = [
      system('EHOSTUNREACH', 'read'),
      system('ENETUNREACH', 'write'),
      system('ECONNRESET', 'read'),
      system('EPIPE', 'write'),
      system('ETIMEDOUT', 'read'),
      system('UND_ERR_SOCKET', '', 'other side closed'),
      system('ERR_SSL_UNEXPECTED_EOF_WHILE_READING', '', 'x'),
      system('ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', '', 'x'),
      new TypeError('Failed to fetch'),
      new AggregateError([system('ECONNREFUSED', 'connect'), system('ECONNRESET', 'read')]),
      undefined,
      'text',
    ];
    bench.client.maxRetries = 0;
    for (const [sent, errors] of Object.entries({ no: never, maybe })) {
      for (const error of errors.flatMap(both)) {
        bench.client.fetch = () => Promise.reject(error);
        const { name, sent: told } = await failure(() => bench.api.updateFactor('VA1', 'me', 'YF1', {}));
        same([name, told], ['ConnectionError', sent], `${error?.cause?.code ?? error?.code ?? error}`);
      }
    }
    bench.client.fetch = () =>
      Promise.reject(
        failed(
          new AggregateError(
            [
              system('ECONNREFUSED', 'connect', 'connect ECONNREFUSED ::1:443'),
              system('ECONNREFUSED', 'connect', 'connect ECONNREFUSED 127.0.0.1:443'),
            ],
            '',
          ),
        ),
      );
    const { message } = await failure(() => fetchFactor(bench));
    ok(
      message.includes('fetch failed: connect ECONNREFUSED ::1:443, connect ECONNREFUSED 127.0.0.1:443. '),
      message,
    );
  },

  'what an own fetch gives that is no Response is asked for once, and the error says so': async (bench) => {
    const { client, TwilioVerify } = bench;
    const answers = [undefined, null, 'text', 5, {}, { status: 200 }, { status: 200, text: '{}' }];
    answers.push(
      { status: '', text: async () => '{}' },
      { status: 199, text: async () => '{}' },
      { status: 600, text: async () => '{}' },
    );
    answers.push({ status: 200, text: async () => 5 }, { status: 200, text: async () => undefined });
    for (const answer of answers) {
      let calls = 0;
      client.fetch = async () => {
        calls++;
        return answer;
      };
      const error = await failure(() => fetchFactor(bench));
      ok(error instanceof TwilioVerify.ConnectionError, `a ConnectionError, got ${error}`);
      ok(/is not a Response\. Is apiClient\.fetch right\?/.test(error.message), error.message);
      same([calls, error.attempts, error.sent !== 'no'], [1, 1, true]);
    }
    for (const [status, name] of [
      [200, undefined],
      [599, 'HttpError'],
      [404, 'HttpError'],
      [302, 'RedirectError'],
    ]) {
      client.fetch = async () => ({ status, headers: new Headers(), text: async () => '{"sid":"YF1"}' });
      const error = await fetchFactor(bench, { maxRetries: 0 }).then(
        () => undefined,
        (error) => error,
      );
      same([error?.name, error?.status], [name, name && status]);
    }
  },

  "a hook gets copies of the program's objects": async (bench) => {
    const metadata = { os: { name: 'Android' } };
    const seen = [];
    bench.client.fetch = answerWith(bench.factor);
    bench.client.onRequest = ({ parameters }) => {
      seen.push(parameters.metadata);
      parameters.metadata.os.name = 'changed';
    };
    const createNewFactor = () => bench.newApi.createNewFactor('VA1', 'me', 'totp', 'phone', { metadata });
    await createNewFactor();
    await createNewFactor();
    same([metadata.os.name, seen.length, seen[0] === metadata], ['Android', 2, false]);
  },

  'nothing is pending for ever': async (bench) => {
    const { client, TwilioVerify } = bench;
    const { ParameterError } = TwilioVerify;
    client.fetch = answerWith(bench.factor);
    client.credentials = () => {
      throw Object.freeze(new ParameterError('frozen'));
    };
    equal((await failure(() => fetchFactor(bench))).message, 'frozen');
    client.credentials = null;
    for (const thrownOne of [null, undefined, 0, 'no', new Error('x')]) {
      const signal = {
        aborted: false,
        addEventListener() {
          throw thrownOne;
        },
        removeEventListener() {},
      };
      const error = thrown(() => fetchFactor(bench, { signal }));
      ok(
        error instanceof ParameterError && error.message.includes('signal'),
        `a ParameterError, got ${error}`,
      );
      client.deserialize = () => {
        throw thrownOne;
      };
      const told = await new Promise((resolve) => bench.api.fetchFactor('VA1', 'me', 'YF1', resolve));
      if (thrownOne) equal(told, thrownOne);
      else ok(told instanceof TwilioVerify.ParseError, `a ParseError, got ${told}`);
      delete client.deserialize;
    }
  },

  'headers of every kind are sent': async (bench) => {
    await bench.answer({ body: bench.factor });
    const pairs = [
      ['X-One', 'a'],
      ['X-Two', 'b'],
    ];
    for (const headers of [new Headers(pairs), new Map(pairs), pairs, Object.fromEntries(pairs)]) {
      bench.client.defaultHeaders = headers;
      await fetchFactor(bench);
    }
    for (const { headers } of await bench.seen(4)) same([headers['x-one'], headers['x-two']], ['a', 'b']);
    bench.client.defaultHeaders = { 'X-One': ['', null, 'last'] };
    await fetchFactor(bench);
    equal((await bench.seen(5)).at(-1).headers['x-one'], 'last');
  },

  'a signal of fetchOptions counts beside that of the call, and each has the reason of its own': async (
    bench,
  ) => {
    bench.client.fetch = () => new Promise(() => {});
    for (const which of [0, 1]) {
      const controllers = [new AbortController(), new AbortController()];
      const [{ signal }, { signal: other }] = controllers;
      bench.client.fetchOptions = { signal: other };
      const call = fetchFactor(bench, { signal });
      controllers[which].abort(new Error(`of ${which}`));
      const error = await failure(() => call);
      same([error.name, error.cause.message], ['AbortError', `of ${which}`]);
      const late = await failure(() => fetchFactor(bench, { signal }));
      same([late.sent, late.attempts], ['no', 0]);
      // What neither ends can still be ended.
      const again = fetchFactor(bench, { signal: controllers[1 - which].signal, timeout: 20 });
      equal((await failure(() => again)).name, which ? 'AbortError' : 'TimeoutError');
    }
  },

  'calls that share a signal all end with it, those that began later too': async (bench) => {
    bench.client.fetch = (url, { signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const { signal, controller = undefined } = new AbortController();
    equal(controller, undefined);
    const own = new AbortController();
    const first = fetchFactor(bench, { signal: own.signal });
    const second = fetchFactor(bench, { signal: own.signal });
    first.abort();
    await failure(() => first);
    const third = fetchFactor(bench, { signal: own.signal });
    own.abort();
    for (const call of [second, third]) equal((await failure(() => call)).name, 'AbortError');
    equal(signal.aborted, false);
  },

  'xWithHttpInfo goes through an x that a program has in its place': async (bench) => {
    const { client, api, TwilioVerify } = bench;
    client.fetch = answerWith(bench.factor);
    const called = [];
    class Sub extends TwilioVerify.VerifyV2FactorApi {
      fetchFactor(...args) {
        called.push('sub');
        return super.fetchFactor(...args);
      }
    }
    const { data, response } = await new Sub(client).fetchFactorWithHttpInfo('VA1', 'me', 'YF1');
    same([data.sid, response.status], [bench.factor.sid, 200]);
    api.fetchFactor = async () => called.push('own');
    await api.fetchFactorWithHttpInfo('VA1', 'me', 'YF1');
    same(called, ['sub', 'own']);
  },

  'a response works behind a proxy': async (bench) => {
    bench.client.fetch = async () =>
      new Response(JSON.stringify(bench.factor), {
        headers: { 'content-type': 'application/json', 'x-a': 'b' },
      });
    const { response } = await fetchFactor(bench).withResponse();
    const reactive = new Proxy(response, {
      get: (target, key, receiver) => Reflect.get(target, key, receiver),
    });
    same(
      [reactive.status, reactive.ok, reactive.get('x-a'), reactive.type],
      [200, true, 'b', 'application/json'],
    );
    same([reactive.body, reactive.text], [bench.factor, JSON.stringify(bench.factor)]);
    ok(reactive.raw instanceof Response, 'raw');
    equal(JSON.stringify(response).includes('sid'), false);
  },

  'an error in JSON has its name and message, and what else can be shown': async (bench) => {
    bench.client.fetch = answerWith({ code: 20404, message: 'gone', details: { a: 1 } }, { status: 404 });
    const error = await failure(() => fetchFactor(bench));
    const shown = JSON.parse(JSON.stringify({ error })).error;
    same(
      [
        shown.name,
        shown.message,
        shown.status,
        shown.code,
        shown.details,
        shown.sent,
        shown.attempts,
        shown.operation,
      ],
      [
        'HttpError',
        'Not Found: gone (Twilio error 20404)',
        404,
        20404,
        { a: 1 },
        'answered',
        1,
        'fetchFactor',
      ],
    );
    ok(!('response' in shown) && !('cause' in shown) && !('stack' in shown), Object.keys(shown));
    same(Object.keys(error).includes('status'), true, 'a field that is printed');
  },

  'values and answers without measure are bounded': async (bench) => {
    const { client, api, TwilioVerify } = bench;
    const error = thrown(() => api.updateFactor('VA1', 'me', 'YF1', { friendlyName: 'x'.repeat(1_000_001) }));
    ok(error instanceof TwilioVerify.ParameterError && /characters long/.test(error.message), error.message);
    client.fetch = async () =>
      new Response(
        JSON.stringify({
          code: 5,
          message: 'm'.repeat(2 << 20),
          more_info: 'x',
          details: Array(100_000).fill(1),
        }),
        { status: 400 },
      );
    const large = await failure(() => fetchFactor(bench));
    ok(large.message.length < 2000 && large.stack.length < 5000, large.message.length);
    same([large.code, large.details, large.moreInfo], [5, undefined, undefined]);
    client.fetch = () => Promise.reject(new TypeError('y'.repeat(2 << 20)));
    ok((await failure(() => fetchFactor(bench, { maxRetries: 0 }))).message.length < 2000);
    const headers = {
      'content-type': `a${' '.repeat(200_000)}b`,
      link: `${'<'.repeat(100_000)}${'<>;'.repeat(100_000)}<https://x.test/2>; rel="next"`,
    };
    client.fetch = async () => ({
      status: 200,
      headers: Object.entries(headers),
      text: async () => '{"sid":"YF1"}',
    });
    const { response } = await fetchFactor(bench).withResponse();
    same([response.type.length, response.links], [200_002, { next: 'https://x.test/2' }]);
  },

  'no error shows a secret in another spelling, in a part, or in what lies behind it': async (bench) => {
    const { client, api, TwilioVerify } = bench;
    const hidden = (error, secrets, what) => {
      // Ports, lines and columns of a stack are digits too.
      const stack = error.stack.replaceAll(/:\d+/g, '');
      const shown = [error.message, stack, JSON.stringify(error), Object.keys(error).join()].join('\n');
      for (const secret of secrets) ok(!shown.includes(secret), `${what}: no ${secret} in ${shown}`);
    };
    const code = 'a b/é"ü';
    const spelt = [
      code,
      encodeURIComponent(code),
      encodeURIComponent(code).toLowerCase(),
      encodeURIComponent(code).replaceAll('%20', '+'),
    ];
    spelt.push(`${new URLSearchParams({ '': code })}`.slice(1), JSON.stringify(code).slice(1, -1));
    const update = (authPayload) => api.updateFactor('VA1', 'me', 'YF1', { authPayload });
    for (const secret of spelt) {
      client.fetch = answerWith(
        { code: 1, message: secret, more_info: secret, details: { [secret]: [secret], '': { [secret]: 1 } } },
        { status: 400, headers: { 'twilio-request-id': encodeURI('x') } },
      );
      hidden(await failure(() => update(code)), spelt, 'an error');
    }
    client.fetch = answerWith(
      { code: 1, message: 'code 123 of 918273', details: { given: 918273, other: 5 } },
      { status: 400 },
    );
    hidden(await failure(() => update('123')), ['123'], 'three digits');
    const { details } = await failure(() => update('918273'));
    same(details, { given: '[secret]', other: 5 });
    client.authentications.accountSid_authToken = {
      type: 'basic',
      username: 'AC1',
      password: 'longer-than-that',
    };
    client.fetch = answerWith({ message: 'longer-than-that longer' }, { status: 400 });
    hidden(await failure(() => update('longer')), ['longer', 'than-that'], 'one in another');
    client.fetch = async () =>
      new Response('[]', { headers: { 'content-type': 'text/918273', 'twilio-request-id': 'RQ918273' } });
    hidden(await failure(() => update('918273')), ['918273'], 'a media type');
    const lines = [];
    client.debug = client.onResponse = (line) => lines.push(JSON.stringify(line));
    client.fetch = async () =>
      new Response('{}', { status: 400, headers: { 'twilio-request-id': 'RQ918273' } });
    hidden(await failure(() => update('918273')), ['918273'], 'the name of a request');
    ok(lines.length === 2 && !lines.join().includes('918273'), lines.join());
    client.debug = client.onResponse = null;
    client.authentications.accountSid_authToken = {
      type: 'apiKey',
      in: 'query',
      name: 'key',
      apiKey: 'k3y-secret',
    };
    client.fetch = async (url) => {
      throw new TypeError(`cannot reach ${url}`);
    };
    hidden(await failure(() => fetchFactor(bench, { maxRetries: 0 })), ['k3y-secret'], 'a key in the query');
    const cause = new Error('the body was Code=918273');
    client.fetch = () => Promise.reject(cause);
    const error = await failure(() => update('918273'));
    equal(error.cause, cause, 'what a program reads');
    equal(Object.getOwnPropertyDescriptor(error, 'cause').value, undefined, 'what a log prints of it');
    const plain = new Error('nothing of it');
    client.fetch = () => Promise.reject(plain);
    equal(Object.getOwnPropertyDescriptor(await failure(() => update('918273')), 'cause').value, plain);
    const challenges = new TwilioVerify.VerifyV2VerificationCheckApi(client);
    ok(challenges, 'an API');
  },

  'an answer of an error with any keys at the top, and parts that are no text, is an HttpError': async (
    bench,
  ) => {
    const { client, api } = bench;
    client.fetch = answerWith(
      { code: 20001, message: 'm', more_info: 'i', details: { code: 'x' } },
      { status: 400 },
    );
    // A value that is the name of a field is no reason to lose that.
    for (const authPayload of ['code', 'message', 'details', 'more_info']) {
      const error = await failure(() => api.updateFactor('VA1', 'me', 'YF1', { authPayload }));
      same([error.code, error.moreInfo, Object.keys(error.details).length], [20001, 'i', 1], authPayload);
    }
    for (const message of [5, {}, ['x'], null, true]) {
      client.fetch = answerWith({ code: '5', message }, { status: 400 });
      const error = await failure(() => fetchFactor(bench));
      same([error.message, error.code], ['Bad Request', undefined]);
    }
    client.fetch = () => Promise.reject({ message: 5, code: 5, cause: { message: {}, code: null } });
    const error = await failure(() => fetchFactor(bench, { maxRetries: 0 }));
    same(
      [error.message, error.code],
      ['No answer to fetchFactor. Is apiClient.basePath right, and the network there?', undefined],
    );
  },

  'a callApi of a program gives what it gives: without abort, or with one of data and response': async (
    bench,
  ) => {
    const { client, api } = bench;
    for (const answer of [{ data: 1 }, { response: 1 }]) {
      client.callApi = async () => answer;
      equal(await fetchFactor(bench), answer);
    }
    client.callApi = (...args) => {
      setTimeout(() => args[12](null, 'late', 'response'), 5);
      return {};
    };
    const call = api.fetchFactor('VA1', 'me', 'YF1');
    call.abort();
    equal(await call, 'late');
  },
};
