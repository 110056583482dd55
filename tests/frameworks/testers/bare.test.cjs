// Jest's plain jsdom has no fetch, TextDecoder or crypto.subtle: all can be required, and what is called says what is
// missing.
const { writeFileSync } = require('node:fs');
const TwilioVerify = require('twilio_verify');
const { Sandbox } = require('twilio_verify/sandbox');
const { validateWebhook } = require('twilio_verify/webhook');

const WAY = /jest-fixed-jsdom/;

test('what jsdom lacks is named', async () => {
  const { VerifyError, VerifyV2FactorApi } = TwilioVerify;
  const api = new VerifyV2FactorApi();
  const error = await Promise.resolve()
    .then(() => api.fetchFactor('VA1', 'me', 'YF1'))
    .catch((error) => error);
  expect(error).toBeInstanceOf(VerifyError);
  expect(error.sent).toBe('no');
  expect(error.message).toMatch(/has no .*(fetch|Headers|Response)/);
  expect(error.message).toMatch(WAY);
  expect(typeof Sandbox).toBe('function');
  await expect(validateWebhook('t', 'x', 'https://a/', 'b=c')).rejects.toThrow(WAY);
  writeFileSync(process.env.RESULT, JSON.stringify({ cases: 1, checks: expect.getState().assertionCalls }));
});
