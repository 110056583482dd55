// A passkey of Chromium's own virtual authenticator, on a page at http://localhost: it registers and signs in.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import TwilioVerify from 'twilio_verify';
import { Sandbox } from 'twilio_verify/sandbox';
import { addAuthenticator, launch } from './page/visit.mjs';

const MIKA = 'mika-0001';

/** An app's server: its own two steps of each ceremony, on a sandbox, and a page that has no script of its own. */
async function start() {
  const sandbox = new Sandbox();
  const client = new TwilioVerify.ApiClient();
  client.fetch = sandbox.fetch;
  Object.assign(client.authentications.accountSid_authToken, {
    username: sandbox.accountSid,
    password: sandbox.authToken,
  });
  const { serviceSid } = sandbox;
  const newFactors = new TwilioVerify.VerifyV2NewFactorApi(client);
  const newChallenges = new TwilioVerify.VerifyV2NewChallengeApi(client);
  const passkeys = new TwilioVerify.DefaultApi(client);
  let config;
  const steps = {
    '/create/options': () =>
      newFactors.createNewFactorPasskey(serviceSid, { friendly_name: 'Laptop', identity: MIKA, config }),
    '/create': (credential) => passkeys.updatePasskeysFactor(serviceSid, credential),
    '/get/options': (whom) => newChallenges.createChallengePasskeys(serviceSid, whom),
    '/get': (credential) => passkeys.updateChallengePasskeys(serviceSid, credential),
  };
  const server = createServer(async (request, response) => {
    const step = steps[request.url];
    if (!step) return response.setHeader('Content-Type', 'text/html').end('<title>Owl Bank</title>');
    const answer = await step(JSON.parse(await text(request))).catch(({ code, message }) => ({
      code,
      message,
    }));
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${server.address().port}`;
  config = {
    relying_party: { id: 'localhost', name: 'Owl Bank', origins: [url] },
    authenticator_attachment: 'platform',
    discoverable_credentials: 'required',
    user_verification: 'required',
  };
  const factors = new TwilioVerify.VerifyV2FactorApi(client);
  return {
    url,
    factor: (sid) => factors.fetchFactor(serviceSid, MIKA, sid),
    set: (change) => Object.assign(config, change),
    useForAnybody: () =>
      new TwilioVerify.VerifyV2ServiceApi(client).updateService(serviceSid, {
        passkeysRelyingPartyId: 'localhost',
        passkeysRelyingPartyName: 'Owl Bank',
        passkeysRelyingPartyOrigins: url,
      }),
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

/** A ceremony in the page, as an app writes it: options from the server, the browser's answer to the server. */
const ceremony = (page, step, whom = {}) =>
  page.evaluate(
    async ([step, whom]) => {
      const post = async (path, body) =>
        (await fetch(path, { method: 'POST', body: JSON.stringify(body) })).json();
      const { options, ...asked } = await post(`/${step}/options`, whom);
      if (!options) return { asked };
      const read = { create: 'parseCreationOptionsFromJSON', get: 'parseRequestOptionsFromJSON' }[step];
      const publicKey = PublicKeyCredential[read](options.publicKey);
      const credential = (await navigator.credentials[step]({ publicKey })).toJSON();
      return { asked, options, credential, answer: await post(`/${step}`, credential) };
    },
    [step, whom],
  );

const send = (page, path, body) =>
  page.evaluate(
    async ([path, body]) => (await fetch(path, { method: 'POST', body: JSON.stringify(body) })).json(),
    [path, body],
  );

describe('a passkey of Chromium', () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  /** Opens the app's page, with an authenticator in the device. */
  async function visit(act) {
    const app = await start();
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      await page.goto(app.url);
      await addAuthenticator(page);
      await act({ page, ...app });
    } finally {
      await context.close();
      await app.close();
    }
  }

  test('registers, and signs in for its person', () =>
    visit(async ({ page, factor }) => {
      const { asked, credential, answer } = await ceremony(page, 'create');
      assert.deepEqual([asked.status, asked.binding], ['unverified', null]);
      assert.deepEqual([answer.sid, answer.status], [asked.sid, 'verified']);
      assert.equal((await factor(asked.sid)).status, 'verified');

      for (const whom of [{ identity: MIKA }, { identity: MIKA, factor_sid: asked.sid }]) {
        const signed = await ceremony(page, 'get', whom);
        assert.deepEqual(
          signed.options.publicKey.allowCredentials.map(({ id }) => id),
          [credential.id],
        );
        assert.deepEqual(
          [signed.asked.status, signed.answer.status, signed.answer.identity, signed.answer.factor_sid],
          ['pending', 'approved', MIKA, asked.sid],
        );
        assert.equal((await send(page, '/get', signed.credential)).code, 60322, 'and not a second time');
      }
    }));

  test('signs in without saying who it is', () =>
    visit(async ({ page, useForAnybody }) => {
      const { asked } = await ceremony(page, 'create');
      await useForAnybody();
      const signed = await ceremony(page, 'get');
      assert.deepEqual(signed.options.publicKey.allowCredentials, []);
      assert.deepEqual([signed.asked.identity, signed.asked.factor_sid], ['', '']);
      assert.deepEqual(
        [signed.answer.status, signed.answer.identity, signed.answer.factor_sid],
        ['approved', MIKA, asked.sid],
      );
    }));

  test('is believed at its own origin only', () =>
    visit(async ({ page, set, url }) => {
      set({ relying_party: { id: 'localhost', name: 'Owl Bank', origins: ['https://owl.test'] } });
      assert.equal((await ceremony(page, 'create')).answer.code, 60380);
      set({ relying_party: { id: 'localhost', name: 'Owl Bank', origins: ['https://owl.test', url] } });
      assert.equal((await ceremony(page, 'create')).answer.status, 'verified');
    }));

  test('is not believed with a signature that is not its own', () =>
    visit(async ({ page }) => {
      await ceremony(page, 'create');
      const [first, second] = [
        await ceremony(page, 'get', { identity: MIKA }),
        await ceremony(page, 'get', { identity: MIKA }),
      ];
      assert.deepEqual([first.answer.status, second.answer.status], ['approved', 'approved']);
      const { asked } = await send(page, '/get/options', { identity: MIKA }).then((asked) => ({ asked }));
      const mixed = structuredClone(second.credential);
      const said = JSON.parse(Buffer.from(mixed.response.clientDataJSON, 'base64url'));
      said.challenge = Buffer.from(asked.sid).toString('base64url');
      mixed.response.clientDataJSON = Buffer.from(JSON.stringify(said)).toString('base64url');
      const counter = Buffer.from(mixed.response.authenticatorData, 'base64url');
      counter.writeUInt32BE(counter.readUInt32BE(33) + 1, 33);
      mixed.response.authenticatorData = counter.toString('base64url');
      assert.equal((await send(page, '/get', mixed)).code, 60381);
    }));
});
