// What calls leave behind: nothing, in the wasm's memory, in JavaScript's, or in the event loop.
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';

v8.setFlagsFromString('--expose-gc');
const gc = vm.runInNewContext('gc');

// The package keeps its wasm to itself: this sees each instance as it is made.
const memories = [];
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...args) {
    super(...args);
    memories.push(Object.values(this.exports).find((one) => one instanceof WebAssembly.Memory));
  }
};
const { default: TwilioVerify } = await import('twilio_verify');

/** A page of 500,000 bytes. */
const LONG = JSON.stringify({
  factors: Array(1000).fill({ sid: 'x'.repeat(500) }),
  meta: { key: 'factors' },
});

/** What the server does with the Entity that a path names. */
const ANSWERS = {
  fine: (response) => response.end('{"sid":"YF1","date_created":"2015-07-30T20:00:00Z","config":{}}'),
  missing: (response) => response.writeHead(404).end('{"code":20404,"message":"not here","status":404}'),
  broken: (response) => response.end('{"sid":'),
  moved: (response) => response.writeHead(302, { location: '/elsewhere' }).end(),
  long: (response) => response.end(LONG),
  silent: () => {},
};

let server;
let api;
before(async () => {
  server = http.createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    ANSWERS[request.url.split('/')[5]](response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new TwilioVerify.ApiClient(`http://127.0.0.1:${server.address().port}`);
  Object.assign(client.authentications.accountSid_authToken, { username: 'AC1', password: 's3cret' });
  api = new TwilioVerify.VerifyV2FactorApi(client);
});
after(() => {
  server.closeAllConnections();
  server.close();
});

const controller = new AbortController();
const outcomes = {};

/** One call: a third of them fail, one in a hundred is aborted. */
async function one(i) {
  const { signal } = controller;
  const entity = i % 3 ? 'fine' : ['missing', 'broken', 'moved', ''][(i / 3) % 4];
  try {
    if (i % 100 === 1) {
      const call = api.fetchFactor('VA1', 'silent', 'YF1', { signal });
      setImmediate(call.abort);
      await call;
    } else if (i % 2) await api.fetchFactor('VA1', entity, 'YF1', { signal });
    else
      await api.updateFactor('VA1', entity, 'YF1', { friendlyName: `phone ${i}`, timeout: 30_000, signal });
    outcomes.data = (outcomes.data ?? 0) + 1;
  } catch ({ name }) {
    outcomes[name] = (outcomes[name] ?? 0) + 1;
  }
}

/** Makes calls, 32 of them at a time. */
async function calls(from, to) {
  const line = async () => {
    while (from < to) await one(from++);
  };
  await Promise.all(Array.from({ length: 32 }, line));
}

/** Bytes of the heap in use, when what ended calls (and this program's own server) left has had time to go. */
async function held() {
  for (let round = 0; round < 5; round++) {
    gc();
    await setTimeout(100);
  }
  return process.memoryUsage().heapUsed;
}
const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

test('after 100,000 calls memory is what it was after 1,000', async () => {
  const [memory, ...others] = memories;
  assert.equal(others.length, 0, 'one wasm, one instance');
  await calls(0, 1000);
  const wasm = memory.buffer.byteLength;
  await calls(1000, 10_000);
  const heap = await held();
  await calls(10_000, 100_000);

  assert.equal(memory.buffer.byteLength, wasm, 'bytes of wasm memory');
  // Compiled code and connections come and go by the megabyte. A promise kept with its closures is 200 bytes and more.
  const grown = ((await held()) - heap) / 90_000;
  assert.ok(grown < 64, `the heap has grown by ${grown} bytes a call`);
  assert.equal(memories.length, 1, 'the wasm was never started anew');
  const { data, HttpError, ParseError, RedirectError, ParameterError, AbortError, ...rest } = outcomes;
  assert.deepEqual(rest, {});
  assert.ok(HttpError + ParseError + RedirectError + ParameterError > 33_000, JSON.stringify(outcomes));
  assert.ok(AbortError === 1000 && data > 65_000, JSON.stringify(outcomes));
});

test('what a call gave goes with the young objects, as what a program fetches by hand does', async () => {
  const list = api.listFactor.bind(api, 'VA1');
  const ways = [
    (entity) => list(entity),
    (entity) =>
      list(entity)
        .withResponse()
        .then(({ data }) => data),
    async (entity) => {
      for await (const page of list(entity).pages()) return page;
    },
    (entity) => new Promise((resolve) => list(entity, (error, data) => resolve(data))),
    (entity) => list(entity, { signal: new AbortController().signal }),
    async (entity) => {
      const call = list(entity);
      const page = await call;
      call.abort();
      return page;
    },
  ];
  const read = async (way) => assert.equal((await way('long')).factors[0].sid.length, 500);
  /** Bytes that 20 pages leave where only young objects are collected. */
  const left = async (way) => {
    await read(way);
    gc();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < 20; i++) await read(way);
    gc({ type: 'minor' });
    gc({ type: 'minor' });
    return process.memoryUsage().heapUsed - before;
  };
  for (const way of ways) {
    // Among the old objects 20 pages would be 5 to 15 MB. A page may become old while it is read, if rarely each time.
    const all = [await left(way), await left(way), await left(way)];
    assert.ok(Math.min(...all) < 2_500_000, `${all} bytes are left by ${way}`);
  }
});

test('a signal that lives long keeps no call that it could have ended', async () => {
  const signals = Array.from({ length: 20 }, () => new AbortController().signal);
  await api.listFactor('VA1', 'long', { signal: controller.signal });
  const before = await held();
  for (const signal of signals) await api.listFactor('VA1', 'long', { signal });
  const grown = (await held()) - before;
  // Twenty pages are 10 MB and more.
  assert.ok(grown < 2_000_000, `${grown} bytes are kept by ${signals.length} signals`);
});

test('no timer and no listener is left', async () => {
  // Those of the connections that fetch keeps are its own.
  const before = timers();
  await calls(0, 1000);
  assert.ok(timers() <= before, `${timers()} timers, ${before} before`);
  assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
});

test('a call that took much memory gives it back to the next ones', async () => {
  const [memory] = memories;
  const large = 'x'.repeat(900_000);
  const call = () => api.updateFactor('VA1', 'fine', 'YF1', { friendlyName: large });
  await call();
  const wasm = memory.buffer.byteLength;
  for (let i = 0; i < 10; i++) await call();
  assert.equal(memory.buffer.byteLength, wasm);
});
