// Trying again: when, how often, and what the error of the last attempt tells.
import { equal, failure, get, ok, same } from './check.mjs';

const FINE = { body: { sid: 'YF1' } };
const BUSY = { status: 503, body: 'busy' };
const LIMITED = { status: 429, body: { code: 20429, message: 'Too many requests' } };

/** Runs something with the waits between attempts as short as chance makes them. */
async function atOnce(run) {
  const { random } = Math;
  Math.random = () => 0;
  try {
    return await run();
  } finally {
    Math.random = random;
  }
}

/** Whether the platform notices that an answer breaks off. WebKit's fetch takes such a text for a whole one. */
async function notices(bench) {
  await bench.answer({ cut: 'within' });
  const text = get(bench.client.basePath).then((response) => response.text());
  return text.then(
    () => false,
    () => true,
  );
}

const fetchFactor = (bench, opts) => bench.api.fetchFactor('VA1', 'me', 'YF1', opts);
const updateFactor = (bench, opts) => bench.api.updateFactor('VA1', 'me', 'YF1', opts);

/** The facts of an error that tell what has become of the call. */
const fate = ({ name, status, attempts, sent, retryAfter }) => ({ name, status, attempts, sent, retryAfter });

export const retrying = {
  'a GET is tried again after 502, 503 and 504, twice unless told otherwise': (bench) =>
    atOnce(async () => {
      for (const status of [502, 503, 504]) {
        await bench.answer({ status }, { status }, FINE);
        equal((await fetchFactor(bench)).sid, 'YF1', `data after two ${status}`);
      }
      equal((await bench.seen()).length, 9, 'requests');
      await bench.answer(BUSY);
      const error = await failure(() => fetchFactor(bench));
      same(fate(error), { name: 'HttpError', status: 503, attempts: 3, sent: 'answered' });
      equal((await bench.seen()).length, 12, 'requests');
    }),

  'a GET is tried again where the connection ended before or within the answer': (bench) =>
    atOnce(async () => {
      const cuts = (await notices(bench)) ? ['before', 'within'] : ['before'];
      for (const cut of cuts) {
        await bench.answer({ cut }, FINE);
        equal((await fetchFactor(bench)).sid, 'YF1', `data after a connection that ended ${cut}`);
      }
      await bench.answer({ cut: 'before' });
      const error = await failure(() => fetchFactor(bench));
      same([error.name, error.sent, error.attempts], ['ConnectionError', 'maybe', 3]);
    }),

  'what may have been acted on is never sent twice': (bench) =>
    atOnce(async () => {
      const { api } = bench;
      const calls = [() => updateFactor(bench, {}), () => api.deleteFactor('VA1', 'me', 'YF1')];
      let count = 0;
      for (const call of calls) {
        for (const answer of [{ status: 500 }, { status: 502 }, BUSY, { status: 504 }]) {
          await bench.answer(answer, FINE);
          const { status, attempts, sent } = await failure(call);
          same([status, attempts, sent], [answer.status, 1, 'answered']);
          equal((await bench.seen()).length, ++count, 'requests');
        }
      }
      const expected = (await notices(bench)) ? 'ConnectionError' : 'ParseError';
      await bench.answer({ cut: 'within' }, FINE);
      const { name, attempts, sent } = await failure(() => updateFactor(bench, {}));
      same([name, attempts], [expected, 1]);
      // Firefox may tell of the end before it tells of the headers.
      ok(['answered', 'maybe'].includes(sent), `sent: ${sent}`);
      equal((await bench.seen()).length, count + 2, 'requests, one of them of this test');
    }),

  'a 429 is tried again whatever was asked, unless a person has reached a limit': (bench) =>
    atOnce(async () => {
      for (const call of [() => fetchFactor(bench), () => updateFactor(bench, { friendlyName: 'a' })]) {
        for (const body of [LIMITED.body, '', '<html>']) {
          await bench.answer({ status: 429, body }, FINE);
          equal((await call()).sid, 'YF1');
        }
        for (const code of [60202, 60203, 60212]) {
          await bench.answer({ status: 429, body: { code, message: 'Max attempts reached' } }, FINE);
          const error = await failure(call);
          same([error.code, error.attempts, error.sent], [code, 1, 'answered']);
        }
      }
      const bodies = (await bench.seen()).filter(({ method }) => method === 'POST').map(({ body }) => body);
      same(bodies, Array(9).fill('FriendlyName=a'), 'the same body each time');
    }),

  'nothing else is tried again': (bench) =>
    atOnce(async () => {
      for (const answer of [
        { status: 400 },
        { status: 401 },
        { status: 404 },
        { status: 500 },
        { body: '{' },
      ]) {
        await bench.answer(answer, FINE);
        equal((await failure(() => fetchFactor(bench))).attempts, 1, 'attempts');
      }
      equal((await bench.seen()).length, 5, 'requests');
    }),

  'maxRetries = 0 sends once, of the client or of the call': (bench) =>
    atOnce(async () => {
      await bench.answer(BUSY, BUSY, BUSY, BUSY, FINE);
      equal((await failure(() => fetchFactor(bench, { maxRetries: 0 }))).attempts, 1);
      bench.client.maxRetries = 0;
      equal((await failure(() => fetchFactor(bench))).attempts, 1);
      equal((await failure(() => fetchFactor(bench, { maxRetries: 1 }))).attempts, 2);
      for (const maxRetries of [-1, NaN, 'x', {}, 0.5]) {
        await bench.answer(BUSY);
        bench.client.maxRetries = maxRetries;
        equal((await failure(() => fetchFactor(bench))).attempts, 1, `attempts with ${maxRetries}`);
      }
    }),

  'Retry-After is waited for, in seconds or as a date': (bench) =>
    atOnce(async () => {
      for (const [value, least] of [
        ['1', 1000],
        [() => new Date(Date.now() + 2000).toUTCString(), 900],
        ['0', 0],
        ['soon', 0],
        ['-5', 0],
      ]) {
        const header = typeof value === 'function' ? value() : value;
        await bench.answer({ ...LIMITED, headers: { 'retry-after': header } }, FINE);
        const start = Date.now();
        await fetchFactor(bench);
        // Timers may fire a little early.
        ok(Date.now() - start >= least - 20, `a wait of ${least} ms for ${header}`);
      }
    }),

  'a Retry-After beyond the deadline fails at once, and is told': (bench) =>
    atOnce(async () => {
      await bench.answer({ ...LIMITED, headers: { 'retry-after': '120' } });
      const start = Date.now();
      const error = await failure(() => updateFactor(bench, {}));
      ok(Date.now() - start < 30_000, 'no wait');
      same(fate(error), {
        name: 'HttpError',
        status: 429,
        attempts: 1,
        sent: 'answered',
        retryAfter: 120_000,
      });
    }),

  'the deadline is one over all attempts and waits': async (bench) => {
    // Over no network: that alone may take as long.
    const answers = [Promise.resolve(new Response('busy', { status: 503 })), new Promise(() => {})];
    bench.client.fetch = () => answers.shift();
    const error = await atOnce(() => failure(() => fetchFactor(bench, { timeout: 300 })));
    same(fate(error), { name: 'TimeoutError', attempts: 2, sent: 'maybe' });
    equal(error.timeout, 300);
  },

  'abort during the wait ends the call': async (bench) => {
    await bench.answer({ ...LIMITED, headers: { 'retry-after': '20' } }, FINE);
    const controller = new AbortController();
    bench.client.onRetry = () => controller.abort();
    const error = await failure(() => fetchFactor(bench, { signal: controller.signal }));
    same(fate(error), { name: 'AbortError', attempts: 1, sent: 'answered' });
    equal((await bench.seen()).length, 1, 'requests');
  },

  'an abort in the moment that the wait is over comes before the next attempt': (bench) =>
    atOnce(async () => {
      const { setTimeout } = globalThis;
      for (const status of [429, 503]) {
        await bench.answer({ status }, FINE);
        const before = (await bench.seen()).length;
        const controller = new AbortController();
        // Of two timers of the same length the one that was set first is over first.
        bench.client.onRetry = ({ wait }) => setTimeout(() => controller.abort(), wait);
        const error = await failure(() => fetchFactor(bench, { signal: controller.signal }));
        same(fate(error), { name: 'AbortError', attempts: 1, sent: 'answered' });
        equal((await bench.seen()).length, before + 1, 'requests');
      }
    }),

  'a callback is called once, however many attempts there were': (bench) =>
    atOnce(async () => {
      await bench.answer(BUSY, BUSY, FINE);
      const calls = [];
      await new Promise((resolve) =>
        bench.api.fetchFactor('VA1', 'me', 'YF1', (error, data, response) => {
          calls.push([error, data.sid, response.status]);
          resolve();
        }),
      );
      await fetchFactor(bench);
      same(calls, [[null, 'YF1', 200]]);
    }),

  'what was never sent says so': async (bench) => {
    const { AbortError, ParameterError } = bench.TwilioVerify;
    const aborted = await failure(() => fetchFactor(bench, { signal: AbortSignal.abort() }));
    ok(aborted instanceof AbortError, 'an AbortError');
    same([aborted.sent, aborted.attempts], ['no', 0]);
    const refused = await failure(() => bench.api.fetchFactor('VA1', '..', 'YF1'));
    ok(refused instanceof ParameterError, 'a ParameterError');
    same([refused.sent, refused.attempts], ['no', 0]);
    equal((await bench.seen()).length, 0, 'requests');
  },

  'time that ran out does not tell whether it arrived': async (bench) => {
    await bench.answer({ hang: true });
    const error = await failure(() => updateFactor(bench, { timeout: 100 }));
    same(fate(error), { name: 'TimeoutError', attempts: 1, sent: 'maybe' });
  },
};
