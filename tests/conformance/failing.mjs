// When it fails.
import { equal, failure, get, ok, same } from './check.mjs';

/** No server listens on this port of the loopback interface; a browser would not even try it, were it reserved. */
const NOBODY = 'http://127.0.0.1:9911';

export const failing = {
  'a 4xx or 5xx is an HttpError with status, response and what Twilio says': async (bench) => {
    const body = {
      code: 20404,
      message: 'The requested resource was not found',
      more_info: 'https://www.twilio.com/docs/errors/20404',
      status: 404,
      details: { a: 1 },
    };
    await bench.answer({ status: 404, body });
    const error = await failure(() => bench.api.fetchFactor('VA1', 'me', 'YF1'));
    ok(
      error instanceof bench.TwilioVerify.HttpError && error instanceof bench.TwilioVerify.VerifyError,
      'an HttpError',
    );
    const { status, code, moreInfo, details, operation, name } = error;
    same(
      { status, code, moreInfo, details, operation, name },
      {
        status: 404,
        code: 20404,
        moreInfo: body.more_info,
        details: { a: 1 },
        operation: 'fetchFactor',
        name: 'HttpError',
      },
    );
    equal(error.message, 'Not Found: The requested resource was not found (Twilio error 20404)');
    equal(error.response.status, 404);
    same(error.response.body, body);
  },

  'an error without a body of Twilio has the status text for a message': async (bench) => {
    bench.client.maxRetries = 0;
    const texts = {
      400: 'Bad Request',
      401: 'Unauthorized',
      418: 'HTTP 418',
      429: 'Too Many Requests',
      503: 'Service Unavailable',
    };
    for (const [status, text] of Object.entries(texts)) {
      for (const body of ['', '<html>', 'null', '[]', '5', '{"code":"x","message":{}}']) {
        await bench.answer({ status: Number(status), body });
        const error = await failure(() => bench.api.fetchFactor('VA1', 'me', 'YF1'));
        same([error.message, error.status, error.code], [text, Number(status), undefined]);
      }
    }
  },

  'no connection is a ConnectionError with the cause of the platform': async (bench) => {
    bench.client.basePath = NOBODY;
    const error = await failure(() => bench.api.fetchFactor('VA1', 'me', 'YF1'));
    ok(error instanceof bench.TwilioVerify.ConnectionError, `a ConnectionError, got ${error}`);
    same([error.status, error.response], [undefined, undefined]);
    // Of whatever realm the platform's fetch is: Jest's tests run in another one.
    equal(Object.prototype.toString.call(error.cause), '[object Error]', 'cause');
    ok(error.message.includes('fetchFactor'), error.message);
  },

  'a connection that breaks is a ConnectionError': async (bench) => {
    bench.client.maxRetries = 0;
    const { ConnectionError, ParseError } = bench.TwilioVerify;
    for (const cut of ['before', 'within']) {
      await bench.answer({ cut, body: bench.factor });
      // WebKit's fetch takes a text that broke off for a whole one; it is no JSON then.
      const bare = await get(bench.client.basePath)
        .then((response) => response.text())
        .catch(() => null);
      const expected = bare === null ? ConnectionError : ParseError;
      const error = await failure(() => bench.api.fetchFactor('VA1', 'me', 'YF1'));
      ok(error instanceof expected, `a ${expected.name}, got ${error}`);
    }
    await bench.answer({ body: bench.factor });
    equal((await bench.api.fetchFactor('VA1', 'me', 'YF1')).sid, bench.factor.sid);
  },

  'a timeout has timeout, code ECONNABORTED, errno ETIME and the same message': async (bench) => {
    await bench.answer({ hang: true });
    equal(bench.client.timeout, 60000);
    bench.client.timeout = 50;
    const error = await failure(() => bench.api.fetchFactor('VA1', 'me', 'YF1'));
    ok(error instanceof bench.TwilioVerify.TimeoutError, `a TimeoutError, got ${error}`);
    const { timeout, code, errno, message, name } = error;
    same(
      { timeout, code, errno, message, name },
      {
        timeout: 50,
        code: 'ECONNABORTED',
        errno: 'ETIME',
        message: 'Timeout of 50ms exceeded',
        name: 'TimeoutError',
      },
    );
  },

  'timeout may be {response, deadline}, per client and per call; 0 is none': async (bench) => {
    await bench.answer({ hang: true });
    bench.client.timeout = { response: 50, deadline: 60000 };
    const first = await failure(() => bench.api.fetchFactor('VA1', 'me', 'YF1'));
    same([first.message, first.errno], ['Response timeout of 50ms exceeded', 'ETIMEDOUT']);
    bench.client.timeout = { deadline: 50 };
    equal((await failure(() => bench.api.fetchFactor('VA1', 'me', 'YF1'))).errno, 'ETIME');
    bench.client.timeout = 60000;
    equal((await failure(() => bench.api.fetchFactor('VA1', 'me', 'YF1', { timeout: 50 }))).timeout, 50);
    bench.client.timeout = 50;
    await bench.answer({ body: bench.factor });
    bench.client.timeout = 0;
    await bench.api.fetchFactor('VA1', 'me', 'YF1');
  },

  'the clock covers the body': async (bench) => {
    const stream = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array([123])) });
    bench.client.fetch = async () => new Response(stream);
    bench.client.timeout = { response: 60000, deadline: 50 };
    const error = await failure(() => bench.api.fetchFactor('VA1', 'me', 'YF1'));
    ok(error instanceof bench.TwilioVerify.TimeoutError, `a TimeoutError, got ${error}`);
  },

  'a fetch that does not listen to its signal does not hold up a timeout or an abort': async (bench) => {
    bench.client.fetch = () => new Promise(() => {});
    const late = await failure(() => bench.api.fetchFactor('VA1', 'me', 'YF1', { timeout: 20 }));
    ok(late instanceof bench.TwilioVerify.TimeoutError, `a TimeoutError, got ${late}`);
    const call = bench.api.fetchFactor('VA1', 'me', 'YF1');
    call.abort();
    ok((await failure(() => call)) instanceof bench.TwilioVerify.AbortError, 'an AbortError');
  },

  'a 2xx whose JSON does not parse is a ParseError with rawResponse and statusCode': async (bench) => {
    for (const body of ['{"sid":', '{', 'undefined', 'NaN']) {
      await bench.answer({ body });
      const error = await failure(() => bench.api.fetchFactor('VA1', 'me', 'YF1'));
      ok(error instanceof bench.TwilioVerify.ParseError, `a ParseError, got ${error}`);
      same([error.parse, error.statusCode, error.rawResponse, error.response.status], [true, 200, body, 200]);
      ok(error.message.includes('VerifyV2ServiceEntityFactor'), error.message);
    }
  },

  'a 2xx without the JSON of a model is a ParseError that says what came': async (bench) => {
    const cases = [
      ['', 'empty', 'application/json'],
      ['null', 'null', 'application/json'],
      ['[]', 'a list', 'application/json'],
      ['"x"', 'string', 'application/json'],
      ['5', 'number', 'application/json'],
      ['<html>sign in</html>', 'not JSON', 'text/html'],
    ];
    for (const [body, came, type] of cases) {
      await bench.answer({ body, headers: { 'content-type': type } });
      const error = await failure(() => bench.api.fetchFactor('VA1', 'me', 'YF1'));
      ok(error instanceof bench.TwilioVerify.ParseError, `a ParseError, got ${error}`);
      ok(error.message.includes(came) && error.message.includes(type), error.message);
      ok(!error.message.includes('sign in'), error.message);
    }
  },

  'JSON with another or no content type is read as JSON all the same': async (bench) => {
    for (const type of ['text/plain', 'application/octet-stream', '']) {
      await bench.answer({ body: bench.factor, headers: { 'content-type': type } });
      equal((await bench.api.fetchFactor('VA1', 'me', 'YF1')).sid, bench.factor.sid);
    }
  },

  'a 204 has data null and no error': async (bench) => {
    await bench.answer({ status: 204, body: '' });
    equal(await bench.api.deleteFactor('VA1', 'me', 'YF1'), null);
    equal(await bench.api.fetchFactor('VA1', 'me', 'YF1'), null);
  },

  'errors are of classes that a program can tell apart, and each has its name': ({ TwilioVerify }) => {
    for (const name of ['Parameter', 'Http', 'Redirect', 'Connection', 'Timeout', 'Abort', 'Parse']) {
      const error = new TwilioVerify[`${name}Error`]('x');
      ok(error instanceof TwilioVerify.VerifyError && error instanceof Error, `${name}Error`);
      equal(error.name, `${name}Error`);
      equal(`${error}`, `${name}Error: x`);
    }
  },

  'no error holds the password, the Authorization header or the code': async (bench) => {
    const secrets = ['s3cret', btoa('AC1:s3cret'), '987654'];
    const hidden = (error) => {
      const shown = [
        error.message,
        error.stack,
        JSON.stringify(error),
        JSON.stringify(error.response ?? {}),
      ].join();
      for (const secret of secrets) ok(!shown.includes(secret), `no secret in ${shown}`);
    };
    const call = () => bench.api.updateFactor('VA1', 'me', 'YF1', { authPayload: '987654' });
    for (const answer of [{ status: 400, body: {} }, { body: '{' }, { status: 302 }, { cut: 'before' }]) {
      await bench.answer(answer);
      hidden(await failure(call));
    }
    await bench.answer({ hang: true });
    hidden(
      await failure(() => bench.api.updateFactor('VA1', 'me', 'YF1', { authPayload: '987654', timeout: 20 })),
    );
    bench.client.basePath = NOBODY;
    hidden(await failure(call));
  },

  'whatever an own fetch gives, the call fails with an error and the next one works': async (bench) => {
    const { client, api } = bench;
    client.maxRetries = 0;
    const bad = [
      () => undefined,
      () => null,
      () => 'text',
      () => ({}),
      () => ({ status: 200 }),
      () => ({ status: 'x', text: async () => '{}' }),
      () => ({ status: 200, text: async () => 5 }),
      () => ({ status: 200, text: () => Promise.reject(undefined) }),
      () => Promise.reject(undefined),
      () => Promise.reject('no'),
      () => {
        throw new Error('at once');
      },
      () =>
        new Proxy(
          {},
          {
            get: () => {
              throw new Error('trap');
            },
          },
        ),
    ];
    for (const fetch of bad) {
      client.fetch = fetch;
      const error = await failure(() => api.fetchFactor('VA1', 'me', 'YF1'));
      ok(error instanceof bench.TwilioVerify.ConnectionError, `a ConnectionError, got ${error}`);
    }
    client.fetch = async () => ({
      status: 200,
      headers: { 'X-A': '1' },
      text: async () => JSON.stringify(bench.factor),
    });
    const { data, response } = await api.fetchFactorWithHttpInfo('VA1', 'me', 'YF1');
    equal(data.sid, bench.factor.sid);
    equal(response.status, 200);
    client.fetch = null;
    await bench.answer({ body: bench.factor });
    equal((await api.fetchFactor('VA1', 'me', 'YF1')).sid, bench.factor.sid);
  },
};
