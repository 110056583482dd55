// Credentials from a source, limits checked before sending, hooks and the log; and that none of them shows a secret.
import { equal, failure, ok, same, thrown } from './check.mjs';

const SECRET = 'pass+word/s3cret?=';
const CODE = '918273';

/** The texts that would give a secret away. */
const traces = (secret) => [secret, encodeURIComponent(secret), btoa(secret), btoa(`AC1:${secret}`)];

/** Fails where a text holds a secret. */
function clean(text, what) {
  for (const secret of [SECRET, CODE]) {
    for (const trace of traces(secret)) ok(!text.includes(trace), `no secret in ${what}: ${text}`);
  }
}

/** Everything of an error, or of what a hook was given, that ends up in a log. */
const printed = (value) =>
  [String(value), value?.stack, JSON.stringify(value), JSON.stringify(value?.error)].join('\n');

const events = (bench) => {
  const all = [];
  for (const hook of ['onRequest', 'onResponse', 'onRetry']) {
    bench.client[hook] = (event) => all.push({ hook, ...event });
  }
  return all;
};

export const watching = {
  'credentials come from a source at each call': async (bench) => {
    await bench.answer({ body: {} });
    let count = 0;
    bench.client.credentials = async () => ({ username: 'SK1', password: `p${++count}` });
    await bench.api.fetchFactor('VA1', 'me', 'YF1');
    await bench.api.fetchFactor('VA1', 'me', 'YF1');
    bench.client.credentials = () => ({ username: 'SK1', password: 'at once' });
    await bench.api.fetchFactor('VA1', 'me', 'YF1');
    same(
      (await bench.seen()).map(({ headers }) => atob(headers.authorization.slice(6))),
      ['SK1:p1', 'SK1:p2', 'SK1:at once'],
    );
  },

  'a source without credentials is an error, and nothing is sent': async (bench) => {
    const reason = new Error('the store is closed');
    const sources = [
      () => null,
      () => ({}),
      async () => ({ username: 'SK1' }),
      () => Promise.reject(reason),
      () => {
        throw reason;
      },
      async () => ({ username: 'SK1', password: '\ud800' }),
      async () => ({ username: Symbol('a'), password: 'b' }),
    ];
    for (const source of sources) {
      bench.client.credentials = source;
      const error = await failure(() => bench.api.fetchFactor('VA1', 'me', 'YF1'));
      ok(error instanceof bench.TwilioVerify.ParameterError, `a ParameterError, got ${error}`);
      same([error.sent, error.attempts], ['no', 0]);
    }
    equal((await failure(() => bench.api.fetchFactor('VA1', 'me', 'YF1'))).name, 'ParameterError');
    bench.client.credentials = () => Promise.reject(reason);
    equal((await failure(() => bench.api.fetchFactor('VA1', 'me', 'YF1'))).cause, reason);
    equal((await bench.seen()).length, 0, 'requests');
    bench.client.credentials = null;
    await bench.answer({ body: {} });
    await bench.api.fetchFactor('VA1', 'me', 'YF1');
  },

  'a slow source counts against the time of the call, and an abort ends the wait for it': async (bench) => {
    let give;
    bench.client.credentials = () => new Promise((resolve) => (give = resolve));
    const error = await failure(() => bench.api.fetchFactor('VA1', 'me', 'YF1', { timeout: 50 }));
    same([error.name, error.sent], ['TimeoutError', 'no']);
    const call = bench.api.fetchFactor('VA1', 'me', 'YF1');
    call.abort();
    same([(await failure(() => call)).name], ['AbortError']);
    give({ username: 'AC1', password: 'x' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    equal((await bench.seen()).length, 0, 'requests');
  },

  'with a source of credentials, what is wrong with an argument is still thrown at once': async (bench) => {
    bench.client.credentials = async () => ({ username: 'AC1', password: 'x' });
    equal(thrown(() => bench.api.fetchFactor('VA1', '..', 'YF1')).name, 'ParameterError');
  },

  'limits are checked where that is turned on, and no value is shown': async (bench) => {
    const { client, api } = bench;
    const sid = (prefix) => `${prefix}${'0'.repeat(32)}`;
    await bench.answer({ body: {} });
    await api.fetchFactor('VA1', 'me', 'YF1');
    client.validate = true;
    await api.fetchFactor(sid('VA'), 'identity-1', sid('YF'));
    const refused = (run) => {
      const error = thrown(run);
      ok(error instanceof bench.TwilioVerify.ParameterError, `a ParameterError, got ${error}`);
      return error.message;
    };
    equal(
      refused(() => api.fetchFactor('VA1', 'identity-1', sid('YF'))),
      "'serviceSid' of fetchFactor must be VA and 32 hexadecimal digits",
    );
    equal(
      refused(() => api.listFactor(sid('VA'), 'identity-1', { pageSize: 1001 })),
      "'pageSize' of listFactor must be a whole number, 1 to 1000",
    );
    const check = new bench.TwilioVerify.VerifyV2VerificationCheckApi(client);
    const message = refused(() => check.createVerificationCheck(sid('VA'), { code: CODE.repeat(2) }));
    equal(message, "'code' of createVerificationCheck must be 4 to 10 characters long");
    equal((await bench.seen()).length, 2, 'requests');
  },

  'hooks are told of each attempt': async (bench) => {
    const { random } = Math;
    Math.random = () => 0;
    await bench.answer(
      { status: 503, headers: { 'twilio-request-id': 'RQ1' } },
      { body: { factors: [] }, headers: { 'twilio-request-id': 'RQ2' } },
    );
    const seen = events(bench);
    await bench.api.listFactor('VA1', 'me', { pageSize: 5 });
    Math.random = random;
    same(
      seen.map(({ hook, attempt, status, requestId, wait }) => [hook, attempt, status, requestId, wait]),
      [
        ['onRequest', 1, undefined, undefined, undefined],
        ['onResponse', 1, 503, 'RQ1', undefined],
        ['onRetry', 1, undefined, undefined, 0],
        ['onRequest', 2, undefined, undefined, undefined],
        ['onResponse', 2, 200, 'RQ2', undefined],
      ],
    );
    for (const { operation, method, url, parameters } of seen) {
      same(
        [operation, method, url, parameters],
        [
          'listFactor',
          'GET',
          `${bench.client.basePath}/v2/Services/VA1/Entities/me/Factors`,
          { serviceSid: 'VA1', identity: 'me', pageSize: 5 },
        ],
      );
    }
    ok(seen[1].duration >= 0, 'a duration');
    equal(seen[2].error.requestId, 'RQ1');
  },

  'a log line tells method, URL, status, time, attempt and request id': async (bench) => {
    await bench.answer({ status: 404, headers: { 'twilio-request-id': 'RQ1' } });
    const lines = [];
    bench.client.debug = (line) => lines.push(line);
    await failure(() => bench.api.fetchFactor('VA1', 'me', 'YF1'));
    bench.client.maxRetries = 0;
    await bench.answer({ cut: 'before' });
    await failure(() => bench.api.fetchFactor('VA1', 'me', 'YF1'));
    const url = `${bench.client.basePath}/v2/Services/VA1/Entities/me/Factors/YF1`;
    same(
      lines.map((line) => line.replace(/\d+ ms/, '? ms')),
      [
        `twilio_verify: GET ${url} 404 in ? ms, attempt 1, RQ1`,
        `twilio_verify: GET ${url} ConnectionError in ? ms, attempt 1`,
      ],
    );
  },

  'what is no function is refused as a hook, a source of credentials or a fetch': async (bench) => {
    for (const setting of ['fetch', 'credentials', 'onRequest', 'onResponse', 'onRetry']) {
      bench.client[setting] = 'x';
      const { name, message } = thrown(() => bench.api.fetchFactor('VA1', 'me', 'YF1'));
      same([name, message], ['ParameterError', `'${setting}' of apiClient must be a function`]);
      bench.client[setting] = null;
    }
    equal((await bench.seen()).length, 0, 'requests');
  },

  'no error, hook or log line shows a secret, not even one that the server repeats': async (bench) => {
    const { client, TwilioVerify } = bench;
    const lines = [];
    client.authentications.accountSid_authToken.password = SECRET;
    client.debug = (line) => lines.push(line);
    client.maxRetries = 1;
    const seen = events(bench);
    const check = new TwilioVerify.VerifyV2VerificationCheckApi(client);
    const echo = (status) => ({
      status,
      body: {
        code: 20429,
        message: `Invalid code ${CODE}, Basic ${btoa(`AC1:${SECRET}`)}, ${SECRET}`,
        details: { given: [CODE, { password: SECRET }] },
      },
      headers: { 'retry-after': '0', location: `https://x.test/?code=${CODE}` },
    });
    for (const answer of [echo(400), echo(429), echo(302), { cut: 'before' }, { body: `{"code":"${CODE}` }]) {
      await bench.answer(answer);
      const call = check.createVerificationCheck('VA1', { code: CODE, to: '+15017122661' });
      const error = await failure(() => call);
      clean(printed(error), error.name);
    }
    for (const event of seen) clean(printed(event), event.hook);
    ok(seen.length > 8 && lines.length > 5, 'events and lines');
    equal(seen[0].parameters.code, '[secret]');
    equal(seen[0].parameters.to, '+15017122661');
    clean(lines.join('\n'), 'the log');
    clean(JSON.stringify(client), 'the client');
    clean(JSON.stringify(check), 'the API object');
    equal(client.authentications.accountSid_authToken.password, SECRET, 'what a program reads');
  },
};
