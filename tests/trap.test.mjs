// A trap of the wasm cannot happen. If it does, that call fails, and the next one works.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

// A module whose one function is the instruction `unreachable`.
const TRAP = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0],
  ...[7, 5, 1, 1, 0x66, 0, 0],
  ...[10, 5, 1, 3, 0, 0, 0x0b],
);
const { Instance } = WebAssembly;
const { f: trap } = new Instance(new WebAssembly.Module(TRAP)).exports;

// The functions of each instance, counted, and with the trap in the place of the one that `armed` names.
let instances = 0;
let calls = 0;
let armed = 0;
WebAssembly.Instance = class {
  constructor(...args) {
    instances++;
    this.exports = { ...new Instance(...args).exports };
    for (const [name, value] of Object.entries(this.exports)) {
      if (typeof value !== 'function') continue;
      this.exports[name] = (...args) => (++calls === armed ? trap() : value(...args));
    }
  }
};

const { default: TwilioVerify } = await import('twilio_verify');
const client = new TwilioVerify.ApiClient();
client.fetch = async () => new Response('{"factors":[{"sid":"YF1"}],"meta":{}}', { status });
const api = new TwilioVerify.VerifyV2FactorApi(client);
let status;

/** Calls an operation, the `n`th call of a function of the wasm being a trap: the error, or none. */
async function error(n) {
  armed = n && calls + n;
  try {
    const { factors } = await api.listFactor('VA1', 'me', { pageSize: 5 });
    assert.equal(factors[0].sid, 'YF1');
  } catch (error) {
    return error;
  }
}

beforeEach(() => (status = 200));

for (const [kind, code] of Object.entries({ 'that is answered': 200, 'that fails': 404 })) {
  test(`a trap anywhere in a call ${kind} fails that call, and no other`, async () => {
    status = code;
    const expected = await error(0);
    const before = calls;
    await error(0);
    const functions = calls - before;
    assert.ok(functions > 3, `${functions} functions of the wasm are called`);
    for (let n = 1; n <= functions; n++) {
      const started = instances;
      const { name, message, cause } = await error(n);
      assert.equal(name, 'VerifyError');
      assert.match(message, /^The WebAssembly core failed in \w+ and was started anew/);
      assert.ok(cause instanceof WebAssembly.RuntimeError);
      assert.equal(instances, started + 1, 'instances');
      assert.equal((await error(0))?.message, expected?.message);
    }
  });
}

test('a callback is told of it', async () => {
  armed = calls + 1;
  assert.throws(() => api.listFactor('VA1', 'me', () => assert.fail('called')), /WebAssembly core failed/);
  await error(0);
  const before = calls;
  await error(0);
  armed = calls + (calls - before);
  const told = await new Promise((resolve) => api.listFactor('VA1', 'me', resolve));
  assert.match(told.message, /WebAssembly core failed/);
});
