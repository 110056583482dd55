// Each call keeps its caller's context, and what goes wrong in a program stays visible, or silent, as it was.
import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { after, before, beforeEach, describe, test } from 'node:test';
import TwilioVerify from 'twilio_verify';
import { Scratch } from './scratch.mjs';
import { serve } from './server.mjs';

const FACTOR = '{"sid":"YF1"}';
const context = new AsyncLocalStorage();

let server;
let scratch;
let api;
before(async () => {
  [server, scratch] = await Promise.all([serve(), Scratch.create()]);
  api = new TwilioVerify.VerifyV2FactorApi(new TwilioVerify.ApiClient(`${server.origin}/context`));
});
after(() => Promise.all([server.close(), scratch.remove()]));

const answer = (...answers) =>
  fetch(`${server.origin}/_/context`, { method: 'PUT', body: JSON.stringify(answers) });

/** Notes in which context the platform's fetch is called, while `run` runs. */
async function fetches(run) {
  const { fetch } = globalThis;
  const contexts = [];
  globalThis.fetch = (...args) => {
    contexts.push(context.getStore());
    return fetch(...args);
  };
  try {
    await run(contexts);
  } finally {
    globalThis.fetch = fetch;
  }
  return contexts;
}

describe('the context of the caller', () => {
  const COUNT = 400;
  beforeEach(() => answer({ body: FACTOR }));

  test('a fetch has started when the call returns', () =>
    fetches(async (started) => {
      const call = api.fetchFactor('VA1', 'me', 'YF1');
      assert.equal(started.length, 1);
      await call;
      assert.equal(started.length, 1);
    }));

  for (const [kind, script, opts] of [
    ['data', { body: FACTOR }, {}],
    ['an error', { status: 404, body: '{"code":20404}' }, {}],
    ['a timeout', { hang: true }, { timeout: 300 }],
    ['an abort', { hang: true }, { signal: 'shared' }],
  ]) {
    test(`${COUNT} callbacks of ${kind} run in it, and so do their fetches`, async () => {
      await answer(script);
      const controller = new AbortController();
      const options = opts.signal ? { signal: controller.signal } : opts;
      const ran = [];
      const started = await fetches(async () => {
        const calls = Array.from({ length: COUNT }, (_, i) => {
          const done = (resolve) => {
            const callback = () => {
              ran[i] = context.getStore();
              resolve();
            };
            context.run(i, () => api.fetchFactor('VA1', 'me', 'YF1', options, callback));
          };
          return new Promise(done);
        });
        if (opts.signal) setTimeout(() => controller.abort(), 100);
        await Promise.all(calls);
      });
      const numbers = Array.from({ length: COUNT }, (_, i) => i);
      assert.deepEqual(ran, numbers);
      assert.deepEqual(started, numbers);
    });
  }

  test('an own fetch runs in it', async () => {
    const contexts = [];
    const client = new TwilioVerify.ApiClient();
    client.fetch = async () => {
      contexts.push(context.getStore());
      await null;
      contexts.push(context.getStore());
      return new Response(FACTOR);
    };
    const own = new TwilioVerify.VerifyV2FactorApi(client);
    await Promise.all([1, 2].map((i) => context.run(i, () => own.fetchFactor('VA1', 'me', 'YF1'))));
    assert.deepEqual(contexts, [1, 2, 1, 2]);
  });
});

describe('a program of its own', () => {
  /** Runs lines after those that make `api`. */
  async function run(lines, ...answers) {
    await answer(...answers);
    await scratch.write(
      'program.mjs',
      `import TwilioVerify from 'twilio_verify';
       const api = new TwilioVerify.VerifyV2FactorApi();
       ${lines}`,
    );
    return scratch.run('program.mjs', `${server.origin}/context`);
  }

  test('ends well where nobody looks at a failure', async () => {
    const lines = `
      api.fetchFactor('VA1', 'me', 'YF1');
      api.fetchFactorWithHttpInfo('VA1', 'me', 'YF1');
      api.fetchFactor('VA1', 'me', 'YF1').withResponse();
      api.fetchFactor('VA1', 'me', 'YF1', () => {});
      api.fetchFactor('VA1', 'me', 'YF1', () => {}).abort();
      api.fetchFactor('VA1', 'me', 'YF1', { timeout: 1 });
      api.fetchFactor('VA1', 'me', 'YF1', { signal: AbortSignal.abort() });
      api.apiClient.basePath = 'http://127.0.0.1:9911';
      api.fetchFactor('VA1', 'me', 'YF1');`;
    assert.deepEqual(await run(lines, { status: 500 }), { code: 0, stdout: '', stderr: '' });
  });

  test('is told of a failure that it chains on without a catch', async () => {
    const { code, stderr } = await run(`api.fetchFactor('VA1', 'me', 'YF1').then(() => {});`, {
      status: 500,
    });
    assert.equal(code, 1);
    assert.match(stderr, /HttpError: Internal Server Error/);
  });

  for (const [kind, script] of Object.entries({ data: { body: FACTOR }, error: { status: 500 } })) {
    const throwing = `
      let calls = 0;
      const call = api.fetchFactor('VA1', 'me', 'YF1', () => {
        console.log('called', ++calls);
        throw new Error('of the program');
      });`;

    test(`an exception in a callback of ${kind} ends it`, async () => {
      const { code, stdout, stderr } = await run(throwing, script);
      assert.deepEqual([code, stdout], [1, 'called 1\n']);
      assert.match(stderr, /Error: of the program/);
    });

    test(`an exception in a callback of ${kind} is one uncaught exception, and no rejection`, async () => {
      const lines = `
        process.on('uncaughtException', (error, origin) => console.log(origin, error.message));
        process.on('unhandledRejection', () => console.log('a rejection'));
        ${throwing}
        call.then(() => console.log('data'), () => console.log('error'));`;
      const { code, stdout, stderr } = await run(lines, script);
      assert.deepEqual([code, stderr], [0, '']);
      assert.deepEqual(stdout.trim().split('\n').sort(), [
        'called 1',
        kind,
        'uncaughtException of the program',
      ]);
    });
  }

  test('is told of what its log and its hooks throw, and its call goes on', async () => {
    const lines = `
      process.on('uncaughtException', (error, origin) => console.log(origin, error.name));
      class Log {
        #lines = [];
        debug(line) {
          this.#lines.push(line);
        }
      }
      api.apiClient.debug = new Log().debug;
      api.apiClient.onRequest = api.apiClient.onResponse = () => {
        throw new RangeError();
      };
      const { sid } = await api.updateFactor('VA1', 'me', 'YF1', { configSkew: 1 });
      console.log(sid);`;
    const { code, stdout, stderr } = await run(lines, { body: FACTOR });
    assert.deepEqual([code, stderr], [0, '']);
    const thrown = ['RangeError', 'RangeError', 'TypeError'].map((name) => `uncaughtException ${name}`);
    assert.deepEqual(stdout.trim().split('\n').sort(), ['YF1', ...thrown]);
  });

  test('may share a signal between its calls without a warning', async () => {
    const lines = `
      const { signal } = new AbortController();
      const calls = Array.from({ length: 50 }, () => api.fetchFactor('VA1', 'me', 'YF1', { signal }));
      console.log((await Promise.all(calls)).length);`;
    assert.deepEqual(await run(lines, { body: FACTOR }), { code: 0, stdout: '50\n', stderr: '' });
  });

  test('may abort a call in its hooks: nothing is sent after that, and nothing keeps it', async () => {
    const start = performance.now();
    const lines = `
      const controllers = { onRequest: new AbortController(), onRetry: new AbortController() };
      let sent = 0;
      api.apiClient.fetch = async (url, { signal }) => {
        await null;
        signal.throwIfAborted();
        console.log('sent', ++sent);
        return new Response('', { status: 429, headers: { 'retry-after': '1' } });
      };
      for (const [hook, controller] of Object.entries(controllers)) {
        api.apiClient[hook] = () => controller.abort();
        const { signal } = controller;
        const call = api.fetchFactor('VA1', 'me', 'YF1', { signal, timeout: { response: 50_000 } });
        console.log(await call.catch(({ name, sent, attempts }) => [name, sent, attempts].join()));
        api.apiClient[hook] = null;
      }`;
    const stdout = ['AbortError,maybe,1', 'sent 1', 'AbortError,answered,1', ''].join('\n');
    assert.deepEqual(await run(lines), { code: 0, stdout, stderr: '' });
    assert.ok(performance.now() - start < 30_000, 'it waited for its timer');
  });

  test('may abort a walk over a list from what runs while the next page starts', async () => {
    const lines = `
      const { apiClient } = api;
      const at = { onRequest: null, credentials: { username: 'AC1', password: 's3cret' }, fetch: null };
      for (const [setting, gives] of Object.entries(at)) {
        let times = 0;
        const page = (number) => ({ factors: [{ sid: 'YF' + number }], meta: { next_page_url: '/?Page=' + number } });
        const other = async (url) => Response.json(page(Number(new URL(url).searchParams.get('Page')) + 1));
        apiClient.fetch = other;
        apiClient[setting] = (...args) => {
          if (++times === 2) list.abort();
          return setting === 'fetch' ? other(...args) : gives;
        };
        const list = api.listFactor('VA1', 'me');
        try {
          for await (const { sid } of list) console.log(setting, sid);
        } catch ({ name }) {
          console.log(name);
        }
        apiClient[setting] = null;
      }`;
    const ends = ['onRequest', 'credentials', 'fetch'].flatMap((setting) => [`${setting} YF1`, 'AbortError']);
    assert.deepEqual(await run(lines), { code: 0, stdout: `${ends.join('\n')}\n`, stderr: '' });
  });

  test('ends as soon as its calls have: no timer keeps it', async () => {
    const start = performance.now();
    const result = await run(`await api.fetchFactor('VA1', 'me', 'YF1', { timeout: 55_000 });`, {
      body: FACTOR,
    });
    assert.equal(result.code, 0);
    assert.ok(performance.now() - start < 30_000, 'it waited for its timer');
  });
});
