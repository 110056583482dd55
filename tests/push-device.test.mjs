// A push device written against Twilio's protocol by itself, on Node's crypto: it knows nothing of the sandbox's own.
// Source: the code of Twilio's SDKs for Android and iOS.
import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, test } from 'node:test';
import TwilioVerify from 'twilio_verify';
import { Sandbox } from 'twilio_verify/sandbox';

const MIKA = 'mika-0001';
const HOST = 'https://verify.twilio.com';

/** An app on a person's phone: a key pair, and the calls that Twilio's SDKs make. */
class Device {
  #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  #fetch;
  #clock;
  factor;

  constructor({ fetch, clock }) {
    this.#fetch = fetch;
    this.#clock = clock;
  }

  /** Registers with an access token that the app's own backend has handed out, and proves to hold the key. */
  async register({ serviceSid, identity, token, ...more }) {
    this.path = `${HOST}/v2/Services/${serviceSid}/Entities/${identity}`;
    const { status, body } = await this.send('POST', '/Factors', token, {
      FriendlyName: "Mika's phone",
      FactorType: 'push',
      'Binding.Alg': 'ES256',
      'Binding.PublicKey': this.#keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
      'Config.SdkVersion': '3.0.0',
      'Config.AppId': 'test.owl',
      'Config.NotificationPlatform': 'fcm',
      'Config.NotificationToken': 't'.repeat(64),
      ...more,
    });
    if (status === 201) this.factor = body;
    return { status, body };
  }

  /** Signs the Factor's SID: that verifies it. */
  verify(text = this.factor.sid) {
    const AuthPayload = sign('sha256', Buffer.from(text), this.#keys.privateKey).toString('base64');
    return this.send('POST', `/Factors/${this.factor.sid}`, this.token(), { AuthPayload });
  }

  /** Answers a Challenge with the fields that its header names, exactly as they came. */
  async answer(sid, status, change = {}) {
    const { headers, body } = await this.send('GET', `/Challenges/${sid}`);
    const names = headers.get('Twilio-Verify-Signature-Fields').split(',');
    assert.ok(names.every((name) => name in body));
    const fields = Object.fromEntries(names.map((name) => [name, body[name]]));
    const AuthPayload = this.#jwt({ typ: 'JWT', alg: 'ES256' }, { ...fields, ...change, status });
    return this.send('POST', `/Challenges/${sid}`, this.token(), { AuthPayload });
  }

  /** What it has as a password: a token of its own making, for ten minutes. */
  token(claims) {
    const now = Math.floor(this.#clock() / 1000);
    return this.#jwt(
      { cty: 'twilio-pba;v=1', kid: this.factor.config.credential_sid, typ: 'JWT', alg: 'ES256' },
      { sub: this.factor.account_sid, exp: now + 600, nbf: now, ...claims },
    );
  }

  async send(method, path, token = this.token(), form = undefined) {
    const response = await this.#fetch(this.path + path, {
      method,
      headers: { Authorization: `Basic ${btoa(`token:${token}`)}` },
      body: form && new URLSearchParams(form),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
  }

  #jwt(header, payload) {
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part(header)}.${part(payload)}`;
    const key = { key: this.#keys.privateKey, dsaEncoding: 'ieee-p1363' };
    return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
  }
}

/** A sandbox on a clock that a test moves, an app's backend on it, and the means to make devices. */
function start() {
  let now = 1.4e12;
  const sandbox = new Sandbox({ now: () => now });
  const client = new TwilioVerify.ApiClient();
  client.fetch = sandbox.fetch;
  Object.assign(client.authentications.accountSid_authToken, {
    username: sandbox.accountSid,
    password: sandbox.authToken,
  });
  const { serviceSid } = sandbox;
  const challenges = new TwilioVerify.VerifyV2ChallengeApi(client);
  const tokens = new TwilioVerify.VerifyV2AccessTokenApi(client);
  const device = () => new Device({ fetch: sandbox.fetch, clock: () => now });
  const token = async (identity = MIKA) =>
    (await tokens.createAccessToken(serviceSid, 'push', identity)).token;
  return {
    serviceSid,
    challenges,
    factors: new TwilioVerify.VerifyV2FactorApi(client),
    device,
    token,
    later: (ms) => (now += ms),
    /** A device that is registered and verified. */
    async enrolled() {
      const made = device();
      await made.register({ serviceSid, identity: MIKA, token: await token() });
      await made.verify();
      return made;
    },
    /** A Challenge that waits for a device. */
    challenge: ({ factor }, more) =>
      challenges.createChallenge(serviceSid, MIKA, factor.sid, {
        detailsMessage: 'Sign in to Owl Bank?',
        detailsFields: [{ label: 'Place', value: 'Kiel – „Förde“ 🦉' }],
        hiddenDetails: { ip: '127.0.0.1' },
        ...more,
      }),
  };
}

describe('a push device of one’s own', () => {
  test('registers with an access token, verifies itself, and approves and denies', async () => {
    const { serviceSid, factors, challenges, challenge, device, token } = start();
    const phone = device();
    const made = await phone.register({ serviceSid, identity: MIKA, token: await token() });
    assert.deepEqual([made.status, made.body.status], [201, 'unverified']);
    assert.equal(typeof made.body.config.credential_sid, 'string');
    const verified = await phone.verify();
    assert.deepEqual([verified.status, verified.body.status], [200, 'verified']);
    assert.equal((await factors.fetchFactor(serviceSid, MIKA, phone.factor.sid)).status, 'verified');

    for (const status of ['approved', 'denied']) {
      const { sid } = await challenge(phone);
      const answered = await phone.answer(sid, status);
      assert.deepEqual([answered.status, answered.body.status], [200, status]);
      const seen = await phone.send('GET', `/Challenges/${sid}`);
      assert.equal(seen.body.status, status);
      const known = await challenges.fetchChallenge(serviceSid, MIKA, sid);
      assert.equal(known.status, status);
      assert.ok(known.date_responded instanceof Date);
      assert.equal((await phone.answer(sid, 'approved').catch((error) => error)).body?.code, 60322);
    }
  });

  test('finds what waits for it', async () => {
    const { challenge, enrolled } = start();
    const phone = await enrolled();
    const sids = [];
    for (let i = 0; i < 3; i++) sids.push((await challenge(phone)).sid);
    await phone.answer(sids[1], 'denied');
    const list = (query) =>
      phone.send('GET', `/Challenges?${new URLSearchParams({ FactorSid: phone.factor.sid, ...query })}`);
    const found = async (query) => (await list(query)).body.challenges.map(({ sid }) => sid);
    assert.deepEqual(await found({ Status: 'pending', Order: 'asc' }), [sids[0], sids[2]]);
    assert.deepEqual(await found({ Status: 'denied' }), [sids[1]]);
    assert.deepEqual(await found({ Order: 'desc' }), sids.toReversed());
    const { meta } = (await list({ PageSize: 2 })).body;
    const token = new URL(meta.next_page_url).searchParams.get('PageToken');
    for (const name of ['PageToken', 'pageToken']) {
      assert.deepEqual(await found({ PageSize: 2, [name]: token }), [sids[2]], name);
    }
  });

  test('is not believed where its signature is not right', async () => {
    const { challenge, challenges, device, enrolled, serviceSid, token } = start();
    const phone = await enrolled();
    const { sid } = await challenge(phone);
    for (const change of [{ details: { message: 'Pay 1 €?' } }, { sid: `YC${'0'.repeat(32)}` }]) {
      const refused = await phone.answer(sid, 'approved', change);
      assert.deepEqual([refused.status, refused.body.code], [403, 60324]);
    }
    const unknown = await phone.answer(sid, 'maybe');
    assert.deepEqual([unknown.status, unknown.body.code], [403, 60324]);
    assert.equal((await challenges.fetchChallenge(serviceSid, MIKA, sid)).status, 'pending');

    const other = device();
    await other.register({ serviceSid, identity: MIKA, token: await token() });
    const wrong = await other.verify(phone.factor.sid);
    assert.deepEqual([wrong.status, wrong.body.code], [403, 60311]);
    other.factor = phone.factor;
    const stranger = await other.send('GET', `/Challenges/${sid}`);
    assert.equal(stranger.status, 401);
    assert.ok(stranger.body.code >= 20101 && stranger.body.code <= 20107, stranger.body.code);
    assert.ok(
      Math.abs(Date.parse(stranger.headers.get('Date')) - 1.4e12) < 1000,
      'by which it sets its clock',
    );
  });

  test('has tokens that end, and sees no one else’s', async () => {
    const { challenge, enrolled, later } = start();
    const phone = await enrolled();
    const { sid } = await challenge(phone);
    const old = phone.token();
    const early = phone.token({ nbf: 1.4e9 + 60 });
    assert.equal((await phone.send('GET', `/Challenges/${sid}`, early)).status, 401);
    later(599_000);
    assert.equal((await phone.send('GET', `/Challenges/${sid}`, old)).status, 200);
    later(1000);
    assert.equal((await phone.send('GET', `/Challenges/${sid}`, old)).status, 401);
    assert.equal((await phone.send('GET', `/Challenges/${sid}`)).body.status, 'expired');
    const foreign = phone.token({ sub: `AC${'f'.repeat(32)}` });
    assert.equal((await phone.send('GET', `/Challenges/${sid}`, foreign)).status, 401);
    phone.path = phone.path.replace(MIKA, 'nele-0001');
    assert.ok((await phone.send('GET', '/Challenges')).status > 400);
  });

  test('registers once with an access token, and only for its person', async () => {
    const { device, later, serviceSid, token } = start();
    const first = await token();
    assert.equal((await device().register({ serviceSid, identity: MIKA, token: first })).status, 201);
    for (const [identity, used] of [
      [MIKA, first],
      ['nele-0001', await token()],
      [MIKA, 'no-token'],
    ]) {
      const { status, body } = await device().register({ serviceSid, identity, token: used });
      assert.deepEqual([status, body.code], [403, 60313]);
    }
    const late = await token();
    later(60_000);
    assert.equal((await device().register({ serviceSid, identity: MIKA, token: late })).body.code, 60313);
  });

  test('changes where its notifications go, and goes', async () => {
    const { enrolled, factors, serviceSid } = start();
    const phone = await enrolled();
    const path = `/Factors/${phone.factor.sid}`;
    const changed = await phone.send('POST', path, phone.token(), {
      'Config.NotificationToken': 'n'.repeat(40),
      'Config.SdkVersion': '3.1.0',
    });
    assert.deepEqual(
      [changed.body.config.notification_token, changed.body.config.sdk_version],
      ['n'.repeat(40), '3.1.0'],
    );
    const last = phone.token();
    assert.equal((await phone.send('DELETE', path)).status, 204);
    await assert.rejects(factors.fetchFactor(serviceSid, MIKA, phone.factor.sid), { code: 20404 });
    assert.equal((await phone.send('DELETE', path, last)).status, 401);
  });
});
