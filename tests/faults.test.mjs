// A thousand calls at once, through a server that fails three in ten of them: each ends once, and nothing is left of them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';
import TwilioVerify from 'twilio_verify';
import { serveFaults } from './faults.mjs';
import { sequence } from './sequence.mjs';

v8.setFlagsFromString('--expose-gc');
const gc = vm.runInNewContext('gc');

const CALLS = 1000;
const SEED = Number(process.env.SEED ?? 1);
const random = sequence(SEED);

const answer = (status, body) => [
  `HTTP/1.1 ${status} \r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`,
  body,
  { end: true },
];
const FAULTS = [
  [{ reset: true }],
  answer(503, 'busy'),
  answer(500, '{"code":20500,"message":"Internal error"}'),
  answer(429, '{"code":20429,"message":"Too many requests"}'),
  answer(200, '{"sid":"YF'),
];

let server;
let api;
let requests = 0;
before(async () => {
  server = await serveFaults(({ url }) => {
    requests++;
    if (random() < 0.3) return FAULTS[Math.floor(random() * FAULTS.length)];
    return answer(200, JSON.stringify({ sid: url.split('/').at(-1), friendly_name: 'x'.repeat(2000) }));
  });
  api = new TwilioVerify.VerifyV2FactorApi(new TwilioVerify.ApiClient(server.origin));
});
after(() => server.close());

/** Makes all calls at once: a half by promise, a half by callback; of each a half reads. Gives what each was told. */
async function storm() {
  const told = Array.from({ length: CALLS }, () => []);
  const calls = told.map((mine, number) => {
    const method = number % 4 < 2 ? 'fetchFactor' : 'updateFactor';
    const args = ['VA1', 'me', `YF${number}`, {}];
    if (number % 2)
      return api[method](...args).then(
        (data) => mine.push(data),
        (error) => mine.push(error),
      );
    return new Promise((resolve) => {
      api[method](...args, (error, data) => {
        mine.push(error ?? data);
        resolve();
      });
    });
  });
  await Promise.all(calls);
  // Whatever comes late comes now.
  await setTimeout(100);
  return told;
}

test(`${CALLS} calls through a server that fails 30 % of them end once each (SEED=${SEED})`, async () => {
  const told = await storm();
  const outcomes = {};
  for (const [number, results] of told.entries()) {
    assert.equal(results.length, 1, `call ${number} was told ${results.length} times`);
    const [result] = results;
    // Nobody gets the answer to another call.
    if (!(result instanceof Error)) assert.equal(result.sid, `YF${number}`);
    const kind = result instanceof Error ? `${result.name} ${result.status ?? ''}`.trim() : 'data';
    outcomes[kind] = (outcomes[kind] ?? 0) + 1;
  }
  const { data, ...errors } = outcomes;
  const kinds = ['ConnectionError', 'HttpError 500', 'HttpError 503', 'ParseError'];
  for (const kind of kinds) assert.ok(errors[kind], `${kind} in ${JSON.stringify(outcomes)}`);
  // Of 30 % that fail a GET tries the resets, 503 and 429 again: 12 % and a little fail. A POST tries 429 again: 24 %.
  assert.ok(data > 0.75 * CALLS && data < 0.9 * CALLS, JSON.stringify(outcomes));
  assert.ok(requests > CALLS, `${requests} requests`);
});

test('memory is what it was, storm after storm', async () => {
  /** Bytes in use, when what ended calls left has had time to go. */
  const held = async () => {
    for (let round = 0; round < 5; round++) {
      gc();
      await setTimeout(100);
    }
    const { heapUsed, arrayBuffers, external } = process.memoryUsage();
    return heapUsed + arrayBuffers + external;
  };
  await storm();
  const before = await held();
  for (let round = 0; round < 5; round++) await storm();
  const grown = ((await held()) - before) / (5 * CALLS);
  // A promise kept with its closures is 200 bytes and more; a text 2000.
  assert.ok(grown < 64, `${grown} bytes a call`);
});
