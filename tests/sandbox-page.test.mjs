// The page of a sandbox that listens, in Chromium: narrow and wide, dark and light.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import TwilioVerify from 'twilio_verify';
import { Sandbox } from 'twilio_verify/sandbox';
import { inspect, launch } from './page/visit.mjs';

const PHONE = '+15017122661';
const MAIL = 'mika@owl.example';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** A sandbox in which something has happened. */
async function start() {
  const sandbox = new Sandbox();
  const client = new TwilioVerify.ApiClient();
  client.fetch = sandbox.fetch;
  const { accountSid: username, authToken: password, serviceSid } = sandbox;
  Object.assign(client.authentications.accountSid_authToken, { username, password });
  const verifications = new TwilioVerify.VerifyV2VerificationApi(client);
  const send = (channel, to) => verifications.createVerification(serviceSid, channel, to);
  await send('sms', PHONE);
  await send('email', MAIL);
  const newFactors = new TwilioVerify.VerifyV2NewFactorApi(client);
  await newFactors.createNewFactor(serviceSid, 'mika-0001', 'totp', '<b>phone</b>');
  return { sandbox, send, server: await sandbox.listen() };
}

for (const [scheme, width] of [
  ['light', 1200],
  ['dark', 360],
]) {
  describe(`the page of a sandbox, ${scheme}, ${width} wide`, () => {
    test('shows messages, codes and requests as they come, and moves the clock', async () => {
      const { sandbox, send, server } = await start();
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
      const page = await context.newPage();
      const complaints = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.stack));
      try {
        await page.goto(server.url);
        const shown = (text) => page.getByText(text, { exact: true }).first().waitFor();
        await shown(sandbox.code(PHONE));
        await shown(sandbox.code(MAIL));
        await shown('<b>phone</b>');
        await shown(sandbox.factors[0].code);
        await inspect(page, `the sandbox's page, ${scheme}`);
        await send('sms', '+4915112345678');
        await shown(sandbox.code('+4915112345678'));
        const before = sandbox.now();
        await page.getByRole('button', { name: 'Ten minutes on' }).click();
        await page.waitForFunction(() => document.querySelector('#now').textContent);
        for (let i = 0; sandbox.now() - before < 600_000 && i < 500; i++) await page.waitForTimeout(10);
        assert.ok(sandbox.now() - before >= 600_000);
        page.on('dialog', (dialog) => dialog.accept());
        await page.getByRole('button', { name: 'Reset' }).click();
        await shown('Nothing was sent yet.');
        assert.deepEqual(complaints, []);
        await server.close();
        await shown('It does not answer: has it ended?');
      } finally {
        await context.close();
        await server.close();
      }
    });
  });
}
