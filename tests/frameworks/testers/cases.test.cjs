// The conformance cases in Jest, of what a test requires.
const { writeFileSync } = require('node:fs');
const TwilioVerify = require('twilio_verify');
const { init } = require('twilio_verify/init');
const { Sandbox } = require('twilio_verify/sandbox');
const { init: initSandbox } = require('twilio_verify/sandbox/init');
const twilio = require('twilio_verify/twilio');
const { validateWebhook } = require('twilio_verify/webhook');

const SIGNED = [
  'a device enrols, and answers what it is asked',
  'a passkey is made, and signs in',
  'a webhook is told, signed',
];

test('the cases pass', async () => {
  expect([typeof init, typeof initSandbox]).toEqual(['function', 'function']);
  const { report } = await import('../../conformance/report.mjs');
  const query = new URLSearchParams(process.env.QUERY);
  // jsdom has none, with which webhooks are checked, and the sandbox's devices and webhooks sign.
  const { subtle } = globalThis.crypto;
  const skip = {};
  for (const name of SIGNED) if (!subtle) skip[`sandbox: ${name}`] = 'jsdom has no crypto.subtle';
  const its = { TwilioVerify, Sandbox, twilio, ...(subtle && { validateWebhook }) };
  writeFileSync(
    process.env.RESULT,
    JSON.stringify(await report(its, query.get('origin'), query.get('place'), skip)),
  );
}, 300_000);
