// The conformance cases in Node, on the packed package: by import and by require.
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import imported, * as named from 'twilio_verify';
import { names, run } from './conformance/cases.mjs';
import { serve } from './server.mjs';

const required = createRequire(import.meta.url)('twilio_verify');

let server;
before(async () => (server = await serve()));
after(() => server.close());

for (const [kind, TwilioVerify] of Object.entries({ import: imported, require: required })) {
  describe(`by ${kind}`, () => {
    for (const name of names) test(name, () => run(name, TwilioVerify, server.origin, kind));
  });
}

test('import, named imports and require reach every class, and the same ones', () => {
  assert.ok(Object.keys(imported).length > 20);
  for (const [name, value] of Object.entries(imported)) {
    assert.equal(value, required[name], name);
    assert.equal(value, named[name], name);
    assert.equal(value.name, name);
  }
});

test('no connection has the code of the platform', async () => {
  const client = new imported.ApiClient('http://127.0.0.1:9911');
  const call = new imported.VerifyV2FactorApi(client).fetchFactor('VA1', 'me', 'YF1');
  await assert.rejects(call, { code: 'ECONNREFUSED' });
});
