// The conformance cases in Jest, of what a test requires.
const { writeFileSync } = require('node:fs');
const TwilioVerify = require('twilio_verify');
const { init } = require('twilio_verify/init');
const { Sandbox } = require('twilio_verify/sandbox');
const { init: initSandbox } = require('twilio_verify/sandbox/init');
const twilio = require('twilio_verify/twilio');
const { validateWebhook } = require('twilio_verify/webhook');

test('the cases pass', async () => {
  expect([typeof init, typeof initSandbox]).toEqual(['function', 'function']);
  const { report } = await import('../../conformance/report.mjs');
  const query = new URLSearchParams(process.env.QUERY);
  // jsdom has no crypto.subtle, which webhooks are checked with.
  const its = { TwilioVerify, Sandbox, twilio, ...(globalThis.crypto.subtle && { validateWebhook }) };
  writeFileSync(
    process.env.RESULT,
    JSON.stringify(await report(its, query.get('origin'), query.get('place'))),
  );
}, 300_000);
