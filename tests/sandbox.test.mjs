// The sandbox as it ships: a fetch that answers as Twilio does.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import TwilioVerify from 'twilio_verify';
import { Sandbox } from 'twilio_verify/sandbox';

const MIKA = 'mika-0001';

/** A sandbox whose clock stands still, with the client on it. */
function start(options) {
  const sandbox = new Sandbox({ now: () => 1.4e12, ...options });
  const client = new TwilioVerify.ApiClient();
  client.fetch = sandbox.fetch;
  Object.assign(client.authentications.accountSid_authToken, {
    username: sandbox.accountSid,
    password: sandbox.authToken,
  });
  return {
    sandbox,
    client,
    factors: new TwilioVerify.VerifyV2FactorApi(client),
    newFactors: new TwilioVerify.VerifyV2NewFactorApi(client),
  };
}

const authorization = ({ accountSid, authToken }) => `Basic ${btoa(`${accountSid}:${authToken}`)}`;
const url = ({ serviceSid }, rest = '') =>
  `https://verify.twilio.com/v2/Services/${serviceSid}/Entities/${MIKA}/Factors${rest}`;

describe('the sandbox', () => {
  test('a factor is enrolled, verified, listed, renamed and deleted', async () => {
    const { sandbox, factors, newFactors } = start();
    const service = sandbox.serviceSid;
    const created = await newFactors.createNewFactor(service, MIKA, 'totp', "Mika's phone");
    assert.equal(created.status, 'unverified');
    assert.ok(created.date_created instanceof Date);
    const code = sandbox.totp(created.binding.uri);
    const wrong = code === '000000' ? '000001' : '000000';
    const { status } = await factors.updateFactor(service, MIKA, created.sid, { authPayload: wrong });
    assert.equal(status, 'unverified');
    const verified = await factors.updateFactor(service, MIKA, created.sid, { authPayload: code });
    assert.equal(verified.status, 'verified');
    assert.equal(verified.binding, undefined);
    const renamed = await factors.updateFactor(service, MIKA, created.sid, { friendlyName: 'grüße 😀' });
    assert.equal(renamed.friendly_name, 'grüße 😀');
    const page = await factors.listFactor(service, MIKA);
    assert.deepEqual(
      page.factors.map(({ sid }) => sid),
      [created.sid],
    );
    assert.equal(await factors.deleteFactor(service, MIKA, created.sid), null);
    await assert.rejects(factors.fetchFactor(service, MIKA, created.sid), { code: 20404, status: 404 });
  });

  test('pages are walked by their tokens', async () => {
    const { sandbox, factors, newFactors } = start();
    const sids = [];
    for (let i = 0; i < 7; i++) {
      sids.push((await newFactors.createNewFactor(sandbox.serviceSid, MIKA, 'totp', `phone ${i}`)).sid);
    }
    const seen = [];
    let pageToken;
    do {
      const { factors: items, meta } = await factors.listFactor(sandbox.serviceSid, MIKA, {
        pageSize: 3,
        pageToken,
      });
      seen.push(...items.map(({ sid }) => sid));
      pageToken = meta.next_page_url && new URL(meta.next_page_url).searchParams.get('PageToken');
    } while (pageToken);
    assert.deepEqual(seen, sids);
  });

  test('credentials are checked', async () => {
    const { client, sandbox, factors } = start();
    client.authentications.accountSid_authToken.password = 'wrong';
    await assert.rejects(factors.listFactor(sandbox.serviceSid, MIKA), {
      name: 'HttpError',
      status: 401,
      code: 20003,
      message: 'Unauthorized: Authenticate (Twilio error 20003)',
    });
  });

  test('what breaks a rule is told as Twilio tells it', async () => {
    const { sandbox, newFactors } = start();
    const create = (opts) => newFactors.createNewFactor(sandbox.serviceSid, MIKA, 'totp', 'phone', opts);
    await assert.rejects(create({ configSkew: 9 }), { status: 400, code: 60306 });
    await assert.rejects(create({ configSkew: 9 }), /Config\.Skew must be a whole number, 0 to 2/);
  });

  test('it takes what fetch takes', async () => {
    const { sandbox } = start();
    const headers = {
      Authorization: authorization(sandbox),
      'Content-Type': 'application/x-www-form-urlencoded',
    };
    const form = { FactorType: 'totp', FriendlyName: 'phone' };
    const text = new URLSearchParams(form).toString();
    const bodies = [text, new URLSearchParams(form), new TextEncoder().encode(text), new Blob([text])];
    for (const body of bodies) {
      for (const given of [headers, new Headers(headers), Object.entries(headers)]) {
        const response = await sandbox.fetch(url(sandbox), { method: 'post', headers: given, body });
        assert.equal(response.status, 201);
      }
    }
    for (const input of [url(sandbox), new URL(url(sandbox)), new Request(url(sandbox))]) {
      const response = await sandbox.fetch(input, { headers });
      assert.ok(response instanceof Response);
      assert.equal(response.headers.get('content-type'), 'application/json');
      assert.match(response.headers.get('twilio-request-id'), /^RQ[0-9a-f]{32}$/);
      assert.equal((await response.json()).factors.length, 12);
    }
    const { fetch } = sandbox;
    assert.equal((await fetch(url(sandbox))).status, 401);
    await assert.rejects(sandbox.fetch('/relative'), TypeError);
    await assert.rejects(sandbox.fetch(), TypeError);
  });

  test('an aborted signal rejects with its reason, at once and while an answer waits', async () => {
    const { sandbox } = start({ latency: 60_000 });
    const reason = new Error('enough');
    const abort = (signal) => sandbox.fetch(url(sandbox), { signal }).catch((error) => error);
    assert.equal(await abort(AbortSignal.abort(reason)), reason);
    const controller = new AbortController();
    const waiting = abort(controller.signal);
    controller.abort(reason);
    assert.equal(await waiting, reason);
  });

  test('clock and randomness can be set, so that a test repeats itself', async () => {
    const create = async () => {
      let count = 0;
      const options = { now: () => new Date(0), random: (bytes) => bytes.fill(++count) };
      const { sandbox, newFactors } = start(options);
      return newFactors.createNewFactor(sandbox.serviceSid, MIKA, 'totp', 'phone');
    };
    const [one, two] = [await create(), await create()];
    assert.deepEqual(one, two);
    assert.equal(one.date_created.getTime(), 0);
    const { newFactors, sandbox } = start();
    const other = await newFactors.createNewFactor(sandbox.serviceSid, MIKA, 'totp', 'phone');
    assert.notEqual(other.binding.secret, one.binding.secret);
  });

  test('totp is the code of RFC 6238 at the clock of the sandbox', () => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    const code = (seconds) =>
      new Sandbox({ now: () => seconds * 1000 }).totp(`otpauth://totp/x?secret=${secret}&digits=8`);
    assert.deepEqual([59, 1111111109, 20000000000].map(code), ['94287082', '07081804', '65353130']);
    for (const uri of [
      undefined,
      '',
      'https://x',
      `otpauth://hotp/x?secret=${secret}`,
      'otpauth://totp/x?secret=!',
    ]) {
      assert.throws(() => new Sandbox().totp(uri), TypeError);
    }
    assert.throws(
      () => new Sandbox().totp(`otpauth://totp/x?secret=${secret}&digits=x`),
      (error) => !error.message.includes(secret),
    );
  });

  test('two sandboxes know nothing of each other', async () => {
    const one = start();
    const two = start({ services: [{ sid: `VA${'1'.repeat(32)}` }], accountSid: 'AC1', authToken: 'x' });
    await one.newFactors.createNewFactor(one.sandbox.serviceSid, MIKA, 'totp', 'phone');
    await assert.rejects(two.factors.listFactor(two.sandbox.serviceSid, MIKA), { code: 20404 });
    const created = await two.newFactors.createNewFactor(two.sandbox.serviceSid, MIKA, 'totp', 'phone');
    assert.equal(created.account_sid, 'AC1');
  });

  test('bad options are told', () => {
    for (const options of [
      { services: [] },
      { services: 'VA1' },
      { services: [null] },
      { services: [{ sid: 'VA1' }] },
      { accountSid: '' },
      { authToken: 5 },
      { now: 5 },
      { random: true },
      { latency: -1 },
      { latency: NaN },
      null,
    ]) {
      assert.throws(() => new Sandbox(options), TypeError);
    }
    assert.throws(
      () => new Sandbox({ now: () => 'yesterday' }).totp('otpauth://totp/x?secret=GEZDGNBV'),
      TypeError,
    );
  });

  test('an options object that throws throws its own error, and the next sandbox works', () => {
    const options = {
      get accountSid() {
        throw new RangeError('mine');
      },
    };
    assert.throws(() => new Sandbox(options), RangeError);
    assert.ok(new Sandbox());
  });

  test('import and require give the same class', () => {
    assert.equal(createRequire(import.meta.url)('twilio_verify/sandbox').Sandbox, Sandbox);
  });
});
