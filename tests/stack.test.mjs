// An error's stack leads to the line that made the call.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import TwilioVerify from 'twilio_verify';
import { serve } from './server.mjs';

const { ApiClient, VerifyV2FactorApi } = TwilioVerify;

let server;
before(async () => (server = await serve()));
after(() => server.close());

/** An API whose server answers so. */
async function answered(...answers) {
  const place = `stack${Math.random()}`;
  await fetch(`${server.origin}/_/${place}`, { method: 'PUT', body: JSON.stringify(answers) });
  return new VerifyV2FactorApi(new ApiClient(`${server.origin}/${place}`));
}

// What a program has around a call; their names are looked for.
const CALLERS = {
  async signIn(api) {
    await api.fetchFactor('VA1', 'me', 'YF1');
  },
  async walkOver(api) {
    for await (const factor of api.listFactor('VA1', 'me')) assert.fail(factor.sid);
  },
  async askForBoth(api) {
    await api.fetchFactorWithHttpInfo('VA1', 'me', 'YF1');
  },
  async askWithResponse(api) {
    await api.fetchFactor('VA1', 'me', 'YF1').withResponse();
  },
  async askAtOnce(api) {
    await Promise.all([api.fetchFactor('VA1', 'me', 'YF1')]);
  },
};

const ANSWERS = {
  'an error of Twilio': [{ status: 404, body: '{"code":20404,"message":"none"}' }],
  'what is no JSON': [{ body: '<html>' }],
  'no answer at all': [{ cut: 'before' }],
  'a redirect': [{ status: 302, headers: { location: 'https://elsewhere.example/' } }],
  'an error after an attempt that was turned away': [{ status: 429 }, { status: 400 }],
};

for (const [what, answers] of Object.entries(ANSWERS)) {
  for (const [name, run] of Object.entries(CALLERS)) {
    test(`${what}: the stack shows ${name}, which made the call`, async () => {
      const api = await answered(...answers);
      api.apiClient.maxRetries = answers.length - 1;
      await assert.rejects(run(api), ({ stack }) => {
        assert.match(stack, new RegExp(`at async .*${name} .*stack\\.test\\.mjs`));
        return true;
      });
    });
  }
}
