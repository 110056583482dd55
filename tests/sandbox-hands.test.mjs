// The hands of a tester on a sandbox, as it ships.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import TwilioVerify from 'twilio_verify';
import { Sandbox } from 'twilio_verify/sandbox';
import { validateWebhook } from 'twilio_verify/webhook';

const MIKA = 'mika-0001';
const ORIGIN = 'https://verify.twilio.com';
const HOOK = 'https://owl.example/hook';

/** The client on a sandbox. */
function on(sandbox) {
  const client = new TwilioVerify.ApiClient();
  client.fetch = sandbox.fetch;
  client.maxRetries = 0;
  const { accountSid: username, authToken: password } = sandbox;
  Object.assign(client.authentications.accountSid_authToken, { username, password });
  const api = (name) => new TwilioVerify[name](client);
  return {
    sandbox,
    client,
    service: sandbox.serviceSid,
    services: api('VerifyV2ServiceApi'),
    factors: api('VerifyV2FactorApi'),
    newFactors: api('VerifyV2NewFactorApi'),
    challenges: api('VerifyV2ChallengeApi'),
    newChallenges: api('VerifyV2NewChallengeApi'),
    passkeys: api('DefaultApi'),
    webhooks: api('VerifyV2WebhookApi'),
    verifications: api('VerifyV2VerificationApi'),
    checks: api('VerifyV2VerificationCheckApi'),
    tokens: api('VerifyV2AccessTokenApi'),
  };
}

const start = (options) => on(new Sandbox({ now: () => 1.4e12, ...options }));

/** A device that is registered and verified, and a Challenge for it. */
async function asked(its) {
  const device = its.sandbox.device();
  await device.register({ identity: MIKA });
  await device.verify();
  const challenge = () =>
    its.challenges.createChallenge(its.service, MIKA, device.factor.sid, { detailsMessage: 'Sign in?' });
  return { device, challenge };
}

const authorization = ({ accountSid, authToken }) => ({
  Authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}`,
});

describe('a device', () => {
  test('registers, verifies itself, approves and denies', async () => {
    const its = start();
    const { device, challenge } = await asked(its);
    assert.equal(device.factor.status, 'verified');
    assert.equal((await its.factors.fetchFactor(its.service, MIKA, device.factor.sid)).status, 'verified');
    const [first, second] = [await challenge(), await challenge()];
    const pending = await device.challenges();
    assert.deepEqual(
      pending.map(({ sid }) => sid),
      [first.sid, second.sid],
    );
    assert.equal((await device.approve()).sid, second.sid);
    assert.equal((await device.deny(first.sid)).status, 'denied');
    assert.equal((await its.challenges.fetchChallenge(its.service, MIKA, second.sid)).status, 'approved');
    await assert.rejects(device.approve(), /no Challenge waits/);
    await assert.rejects(device.approve(first.sid), { status: 403, code: 60322 });
  });

  test('takes the access token of a back end, changes its address, and goes', async () => {
    const its = start();
    const { token } = await its.tokens.createAccessToken(its.service, 'push', MIKA);
    const device = its.sandbox.device();
    await device.register({
      identity: MIKA,
      token,
      friendlyName: "Mika's phone",
      metadata: { os: 'Owl 7' },
      notificationPlatform: 'none',
    });
    assert.deepEqual(
      [device.factor.friendly_name, device.factor.metadata],
      ["Mika's phone", { os: 'Owl 7' }],
    );
    await assert.rejects(its.sandbox.device().register({ identity: MIKA, token }), {
      status: 403,
      code: 60313,
    });
    await device.verify();
    assert.equal((await device.update({ friendlyName: 'old phone' })).friendly_name, 'old phone');
    const { sid } = device.factor;
    await device.remove();
    assert.equal(device.factor, undefined);
    await assert.rejects(its.factors.fetchFactor(its.service, MIKA, sid), { code: 20404 });
  });

  test('has to register first, with an identity', async () => {
    const device = new Sandbox().device();
    for (const act of ['verify', 'challenges', 'approve', 'deny', 'update', 'remove', 'register']) {
      await assert.rejects(device[act](), TypeError, act);
    }
    await assert.rejects(device.challenge('YC1'), TypeError);
  });

  test('goes by the clock of its sandbox', async () => {
    const { device, challenge } = await asked(start());
    await challenge();
    const its = start();
    const other = await asked(its);
    await other.challenge();
    its.sandbox.advance(4 * 60_000);
    assert.equal((await other.device.approve()).status, 'approved');
    assert.equal((await device.approve()).status, 'approved');
  });
});

describe('an authenticator', () => {
  const ENTRY = {
    relying_party: {
      id: 'owl.example',
      name: 'Owl',
      origins: ['https://owl.example', 'https://www.owl.example'],
    },
    authenticator_attachment: 'platform',
    discoverable_credentials: 'preferred',
    user_verification: 'preferred',
  };
  const create = ({ newFactors, service }, config = ENTRY) =>
    newFactors.createNewFactorPasskey(service, { friendly_name: 'Phone', identity: MIKA, config });

  test('makes a passkey and signs in with it', async () => {
    const settings = {
      passkeysRelyingPartyId: 'owl.example',
      passkeysRelyingPartyOrigins: 'https://owl.example',
    };
    const its = start({ services: [{ sid: `VA${'1'.repeat(32)}`, ...settings }] });
    const authenticator = its.sandbox.authenticator();
    const factor = await create(its);
    const made = await its.passkeys.updatePasskeysFactor(
      its.service,
      await authenticator.create(factor.options),
    );
    assert.deepEqual([made.sid, made.status], [factor.sid, 'verified']);
    for (const request of [{ identity: MIKA }, { identity: MIKA, factor_sid: factor.sid }, {}]) {
      const challenge = await its.newChallenges.createChallengePasskeys(its.service, request);
      const answer = await authenticator.get(challenge.options);
      const approved = await its.passkeys.updateChallengePasskeys(its.service, answer);
      assert.equal(approved.status, 'approved');
    }
  });

  test('of another origin, or that does not verify its user, is refused where that is asked for', async () => {
    const its = start();
    const options = async (config) => (await create(its, config)).options;
    const answer = async (authenticator, config) =>
      its.passkeys.updatePasskeysFactor(its.service, await authenticator.create(await options(config)));
    const elsewhere = its.sandbox.authenticator({ origin: 'https://evil.example' });
    await assert.rejects(answer(elsewhere), { code: 60380 });
    await answer(its.sandbox.authenticator({ origin: 'https://www.owl.example' }));
    const blind = its.sandbox.authenticator({ userVerification: false });
    await assert.rejects(answer(blind, { ...ENTRY, user_verification: 'required' }), { code: 60379 });
    await answer(blind);
  });

  test('says what a browser would say', async () => {
    const its = start();
    const authenticator = its.sandbox.authenticator();
    const { publicKey } = (await create(its)).options;
    const { id } = await authenticator.create({ publicKey });
    for (const [options, name] of [
      [
        { publicKey: { ...publicKey, pubKeyCredParams: [{ type: 'public-key', alg: -257 }] } },
        'NotSupportedError',
      ],
      [
        { publicKey: { ...publicKey, excludeCredentials: [{ id, type: 'public-key' }] } },
        'InvalidStateError',
      ],
      [undefined, 'TypeError'],
      [{}, 'TypeError'],
    ]) {
      await assert.rejects(authenticator.create(options), { name });
    }
    const { challenge } = publicKey;
    assert.equal((await authenticator.get({ challenge, rpId: 'owl.example' })).id, id);
    await assert.rejects(authenticator.get({ challenge, rpId: 'other.example' }), {
      name: 'NotAllowedError',
    });
    const allowCredentials = [{ id: 'AAAA', type: 'public-key' }];
    await assert.rejects(authenticator.get({ challenge, rpId: 'owl.example', allowCredentials }), {
      name: 'NotAllowedError',
    });
  });
});

describe('codes', () => {
  const MIKAS = '+4915112345678';
  const OTHER = 'mika@owl.example';

  test('are read from the outbox, and checked', async () => {
    const { sandbox, service, verifications, checks } = start();
    assert.equal(sandbox.code(MIKAS), null);
    await verifications.createVerification(service, 'sms', MIKAS);
    await verifications.createVerification(service, 'email', OTHER);
    const [first, second] = sandbox.outbox;
    assert.deepEqual([first.to, first.channel, first.delivered], [MIKAS, 'sms', true]);
    assert.deepEqual([second.to, second.channel, second.number], [OTHER, 'email', 2]);
    assert.equal(first.when.getTime(), 1.4e12);
    assert.ok(first.text.includes(first.code));
    const code = sandbox.code(MIKAS);
    assert.equal(code, first.code);
    assert.equal(sandbox.code(MIKAS, { serviceSid: service }), code);
    assert.equal(sandbox.code(MIKAS, { serviceSid: `VA${'9'.repeat(32)}` }), null);
    const { status } = await checks.createVerificationCheck(service, { to: MIKAS, code });
    assert.equal(status, 'approved');
    for (const to of ['', undefined, 5, null]) assert.throws(() => sandbox.code(to), TypeError);
  });

  test('may always be the same', async () => {
    const { sandbox, service, verifications } = start({ codes: '123456' });
    await verifications.createVerification(service, 'sms', MIKAS);
    await verifications.createVerification(service, 'email', OTHER);
    assert.deepEqual([sandbox.code(MIKAS), sandbox.code(OTHER)], ['123456', '123456']);
  });

  test('may come of a function, once for each Verification', async () => {
    const asks = [];
    const { sandbox, service, services, verifications } = start({
      codes: async (ask) => {
        asks.push(ask);
        return ask.to === MIKAS ? '654321' : undefined;
      },
    });
    await services.fetchService(service);
    await verifications.createVerification(service, 'sms', MIKAS);
    await verifications.createVerification(service, 'call', MIKAS);
    await verifications.createVerification(service, 'email', OTHER);
    assert.deepEqual(asks, [
      { to: MIKAS, channel: 'sms', serviceSid: service, length: 6 },
      { to: OTHER, channel: 'email', serviceSid: service, length: 6 },
    ]);
    assert.equal(sandbox.code(MIKAS), '654321');
    assert.match(sandbox.code(OTHER), /^\d{6}$/);
  });

  test('of a function that fails are not sent', async () => {
    const answers = [
      () => {
        throw new RangeError('mine');
      },
      () => '123',
      () => 123456,
      () => '12345678901',
      () => Promise.reject(new RangeError('mine')),
    ];
    const { sandbox, service, verifications } = start({ codes: () => answers.shift()() });
    for (let i = 0; i < 5; i++) {
      await assert.rejects(
        verifications.createVerification(service, 'sms', MIKAS),
        /mine|what codes\(\) gives/,
      );
    }
    assert.deepEqual([sandbox.outbox, sandbox.requests], [[], []]);
  });

  test('can be asked for as often as wanted where there are no limits', async () => {
    const many = async ({ service, verifications }) => {
      for (let i = 0; i < 8; i++) await verifications.createVerification(service, 'sms', MIKAS);
    };
    await assert.rejects(many(start()), { status: 429, code: 60203 });
    await many(start({ limits: false }));
  });

  test('expire with the clock', async () => {
    const { sandbox, service, verifications, checks } = start();
    await verifications.createVerification(service, 'sms', MIKAS);
    sandbox.advance(10 * 60_000);
    const late = checks.createVerificationCheck(service, { to: MIKAS, code: sandbox.code(MIKAS) });
    await assert.rejects(late, { status: 404, code: 20404 });
  });
});

describe('webhooks', () => {
  const register = ({ webhooks, service }, events = ['*'], url = HOOK) =>
    webhooks.createWebhook(service, events, 'hook', url);

  test('come to a function, signed', async () => {
    const seen = [];
    const its = start({
      webhooks: async (request) => {
        const signature = request.headers.get('x-twilio-signature');
        const body = await request.text();
        const { authToken } = its.sandbox;
        seen.push(
          new URLSearchParams(body).get('type'),
          await validateWebhook(authToken, signature, request.url, body),
        );
        return new Response(null, { status: 202 });
      },
    });
    await register(its);
    const { device, challenge } = await asked(its);
    await challenge();
    await device.deny();
    await its.sandbox.settled();
    assert.deepEqual(seen, ['factor.created', true, 'factor.verified', true, 'challenge.denied', true]);
    const [first] = its.sandbox.deliveries;
    assert.deepEqual(
      [first.url, first.event, first.status, first.error, first.when.getTime()],
      [HOOK, 'factor.created', 202, null, 1.4e12],
    );
    assert.equal(first.fields.factor_sid, device.factor.sid);
  });

  test('that fail change nothing', async () => {
    const thrown = [new RangeError('mine'), undefined, Symbol('odd'), Object.create(null)];
    const its = start({
      webhooks: () => {
        throw thrown.shift();
      },
    });
    await register(its);
    const { device, challenge } = await asked(its);
    await challenge();
    await device.approve();
    await its.sandbox.settled();
    const errors = its.sandbox.deliveries.map(({ error }) => error);
    assert.equal(errors.length, 3);
    assert.equal(errors[0], 'mine');
    assert.ok(errors.every((error) => typeof error === 'string'));
  });

  test('go nowhere unless it is wanted', async () => {
    const its = start();
    await register(its);
    await asked(its);
    await its.sandbox.settled();
    assert.deepEqual(
      its.sandbox.deliveries.map(({ event, status, error }) => [event, status, error]),
      [
        ['factor.created', null, null],
        ['factor.verified', null, null],
      ],
    );
  });

  test('may ask the sandbox in turn, and are waited for', async () => {
    let count = 0;
    const its = start({
      webhooks: async () => {
        if (count++ === 0) await asked(its);
      },
    });
    await register(its, ['factor.verified']);
    await asked(its);
    await its.sandbox.settled();
    assert.equal(count, 2);
  });
});

describe('intercept', () => {
  test('takes what is for Verify and nothing else, until it is undone', async () => {
    const before = globalThis.fetch;
    const passed = [];
    globalThis.fetch = async (...all) => passed.push(all);
    const mock = globalThis.fetch;
    try {
      const { sandbox } = start();
      const undo = sandbox.intercept();
      const headers = authorization(sandbox);
      for (const input of [
        `${ORIGIN}/v2/Services`,
        new URL(`${ORIGIN}/v2/Services`),
        `${ORIGIN}:443/v2/Services`,
      ]) {
        assert.equal((await fetch(input, { headers })).status, 200);
      }
      assert.equal((await fetch(new Request(`${ORIGIN}/v2/Services`, { headers }))).status, 200);
      assert.equal(passed.length, 0);
      const others = [
        'https://api.twilio.com/',
        'http://verify.twilio.com/',
        '/relative',
        `${ORIGIN}.example/`,
        undefined,
      ];
      for (const input of others) await fetch(input, { headers });
      assert.deepEqual(
        passed,
        others.map((input) => [input, { headers }]),
      );

      const client = new TwilioVerify.ApiClient();
      Object.assign(client.authentications.accountSid_authToken, {
        username: sandbox.accountSid,
        password: sandbox.authToken,
      });
      const page = await new TwilioVerify.VerifyV2ServiceApi(client).listService();
      assert.equal(page.services[0].sid, sandbox.serviceSid);

      undo();
      assert.equal(globalThis.fetch, mock);
      undo();
    } finally {
      globalThis.fetch = before;
    }
  });

  test('of two, undone in any order, leaves what was there', async () => {
    const before = globalThis.fetch;
    const [one, two] = [start().sandbox, start().sandbox];
    const undoOne = one.intercept();
    const undoTwo = two.intercept();
    undoOne();
    await fetch(`${ORIGIN}/v2/Services`);
    undoTwo();
    globalThis.fetch = before;
    assert.deepEqual([one.requests.length, two.requests.length], [0, 1]);
  });
});

describe('faults', () => {
  test('come in the order in which they are asked for, to the operation that they name', async () => {
    const { sandbox, service, services } = start();
    sandbox.fail({ operation: 'fetchService', code: 20429, times: 2 });
    sandbox.fail({ operation: 'fetchService', status: 503 });
    sandbox.fail({ operation: 'listService' });
    const seen = [];
    for (let i = 0; i < 4; i++) {
      seen.push(
        await services.fetchService(service).then(
          ({ sid }) => sid,
          ({ status, code }) => [status, code],
        ),
      );
    }
    assert.deepEqual(seen, [[429, 20429], [429, 20429], [503, 20503], service]);
    await assert.rejects(services.listService(), { status: 500, code: 20500 });
  });

  test('break the connection', async () => {
    const { sandbox, service, services } = start();
    sandbox.fail({ status: 0 });
    await assert.rejects(services.fetchService(service), { name: 'ConnectionError', code: 'ECONNRESET' });
    assert.equal((await services.fetchService(service)).sid, service);
  });

  test('may be a slow answer, which can be given up', async () => {
    const { sandbox, service, client, services } = start();
    sandbox.fail({ delay: 5 });
    assert.equal((await services.fetchService(service)).sid, service);
    sandbox.fail({ delay: 60_000 });
    client.timeout = 20;
    await assert.rejects(services.fetchService(service), { name: 'TimeoutError' });
  });

  test('that cannot be are told', () => {
    const { sandbox } = start();
    for (const fault of [
      null,
      5,
      { operation: 'fetchOwl' },
      { operation: '' },
      { status: 100 },
      { status: 200 },
      { status: 'x' },
      { code: -1 },
      { code: 1234567 },
      { times: 1.5 },
      { times: -1 },
      { delay: Infinity },
      { oops: 1 },
    ]) {
      assert.throws(() => sandbox.fail(fault), TypeError, JSON.stringify(fault));
    }
  });
});

describe('what happened', () => {
  test('is listed, without secrets, and can be forgotten', async () => {
    const { sandbox, service, newFactors, factors } = start();
    const { sid } = await newFactors.createNewFactor(service, MIKA, 'totp', 'phone');
    await factors.updateFactor(service, MIKA, sid, { authPayload: '000000' });
    await assert.rejects(factors.fetchFactor(service, MIKA, `YF${'0'.repeat(32)}`));
    assert.deepEqual(
      sandbox.requests.map(({ operation, status, code }) => [operation, status, code]),
      [
        ['createNewFactor', 201, null],
        ['updateFactor', 200, null],
        ['fetchFactor', 404, 20404],
      ],
    );
    const [, { when, method, path, parameters }] = sandbox.requests;
    assert.deepEqual([when.getTime(), method], [1.4e12, 'POST']);
    assert.equal(path, `/v2/Services/${service}/Entities/${MIKA}/Factors/${sid}`);
    assert.deepEqual([parameters.Identity, parameters.AuthPayload], [MIKA, '***']);
    sandbox.clear();
    assert.deepEqual([sandbox.requests, sandbox.outbox, sandbox.deliveries], [[], [], []]);
    assert.equal((await factors.fetchFactor(service, MIKA, sid)).sid, sid);
  });

  test('shows each Factor with the code that its app shows', async () => {
    const { sandbox, service, newFactors, factors } = start();
    const { sid, binding } = await newFactors.createNewFactor(service, MIKA, 'totp', 'phone');
    const [{ code, codeUntil, ...factor }] = sandbox.factors;
    assert.equal(code, sandbox.totp(binding.uri));
    assert.ok(codeUntil instanceof Date && codeUntil > sandbox.now());
    assert.deepEqual(factor, {
      sid,
      accountSid: sandbox.accountSid,
      serviceSid: service,
      identity: MIKA,
      friendlyName: 'phone',
      factorType: 'totp',
      status: 'unverified',
    });
    assert.equal((await factors.updateFactor(service, MIKA, sid, { authPayload: code })).status, 'verified');
  });

  test('is counted', async () => {
    const { sandbox, service, services } = start();
    const counts = [sandbox.changes];
    for (const change of [
      () => services.fetchService(service),
      () => sandbox.advance(1),
      () => sandbox.fail({ times: 0 }),
      () => sandbox.reset(),
      () => sandbox.restore(sandbox.snapshot()),
    ]) {
      await change();
      counts.push(sandbox.changes);
    }
    assert.ok(
      counts.every((count, at) => !at || count > counts[at - 1]),
      counts.join(),
    );
    sandbox.snapshot();
    assert.equal(sandbox.changes, counts.at(-1));
  });
});

describe('a state', () => {
  test('is restored from a snapshot, in another sandbox too', async () => {
    const its = start();
    const { device, challenge } = await asked(its);
    await challenge();
    const snapshot = JSON.parse(JSON.stringify(its.sandbox.snapshot()));
    assert.equal((await device.approve()).status, 'approved');
    its.sandbox.restore(snapshot);
    const [{ sid }] = await device.challenges();
    const other = start();
    other.sandbox.restore(snapshot);
    assert.equal((await other.challenges.fetchChallenge(other.service, MIKA, sid)).status, 'pending');
    assert.equal((await device.deny()).status, 'denied');
    assert.equal((await other.challenges.fetchChallenge(other.service, MIKA, sid)).status, 'pending');
    assert.ok(!JSON.stringify(snapshot).includes(its.sandbox.authToken));
  });

  test('that is none changes nothing', async () => {
    const its = start();
    const { device } = await asked(its);
    const before = its.sandbox.snapshot();
    for (const none of [
      undefined,
      null,
      5,
      'x',
      [],
      {},
      { ...before, version: 99 },
      { ...before, accounts: 5 },
    ]) {
      assert.throws(() => its.sandbox.restore(none), TypeError);
    }
    assert.deepEqual(its.sandbox.snapshot(), before);
    assert.deepEqual(await device.challenges(), []);
  });

  test('goes back to how it was made, chance too', async () => {
    const { sandbox, service, newFactors, factors } = start({ seed: 'owl' });
    const first = await newFactors.createNewFactor(service, MIKA, 'totp', 'phone');
    sandbox.advance(5000);
    sandbox.reset();
    assert.equal(sandbox.now().getTime(), 1.4e12);
    await assert.rejects(factors.fetchFactor(service, MIKA, first.sid), { code: 20404 });
    sandbox.reset();
    assert.deepEqual(await newFactors.createNewFactor(service, MIKA, 'totp', 'phone'), first);
  });

  test('is the same, byte by byte, for the same seed, clock and calls', async () => {
    const walk = async (seed) => {
      const { sandbox } = start({ seed });
      const answers = [];
      for (const [method, path, form] of [
        ['POST', 'Services', { FriendlyName: 'Owl' }],
        ['GET', 'Services'],
        [
          'POST',
          `Services/${sandbox.serviceSid}/Entities/${MIKA}/Factors`,
          { FactorType: 'totp', FriendlyName: 'phone' },
        ],
        ['GET', 'Nowhere'],
      ]) {
        const body = form && new URLSearchParams(form);
        const headers = authorization(sandbox);
        const answer = await sandbox.fetch(`${ORIGIN}/v2/${path}`, { method, headers, body });
        answers.push(answer.status, [...answer.headers], await answer.text());
      }
      return JSON.stringify([answers, sandbox.snapshot()]);
    };
    assert.equal(await walk('owl'), await walk('owl'));
    assert.notEqual(await walk('owl'), await walk('lark'));
  });

  test('moves with its clock', async () => {
    const { sandbox } = start();
    assert.equal(sandbox.advance(90_000).getTime(), 1.4e12 + 90_000);
    assert.equal(sandbox.now().getTime(), 1.4e12 + 90_000);
    for (const ms of [-1, 0.5, NaN, Infinity, '5', undefined, 1e15]) {
      assert.throws(() => sandbox.advance(ms), TypeError);
    }
    let now = 1.4e12;
    const own = new Sandbox({ now: () => new Date(now) });
    own.advance(1000);
    now += 1000;
    assert.equal(own.now().getTime(), 1.4e12 + 2000);
  });
});

describe('credentials', () => {
  test('of any kind are taken where that is wanted, each Account on its own', async () => {
    const sandbox = new Sandbox({ credentials: 'any' });
    const as = (accountSid, authToken = 'x') =>
      on({ ...sandbox, fetch: sandbox.fetch, accountSid, authToken });
    const [one, two] = [as(`AC${'1'.repeat(32)}`), as(`AC${'2'.repeat(32)}`)];
    const made = await one.newFactors.createNewFactor(sandbox.serviceSid, MIKA, 'totp', 'phone');
    assert.equal(made.account_sid, `AC${'1'.repeat(32)}`);
    await assert.rejects(two.factors.fetchFactor(sandbox.serviceSid, MIKA, made.sid), { code: 20404 });
    assert.equal((await as('someone').services.listService()).services[0].account_sid, sandbox.accountSid);
  });

  test('may be an API key', async () => {
    const key = { sid: `SK${'a'.repeat(32)}`, secret: 'owl' };
    const sandbox = new Sandbox({ apiKeys: [key] });
    const as = (accountSid, authToken) =>
      on({ ...sandbox, fetch: sandbox.fetch, accountSid, authToken }).services;
    assert.equal((await as(key.sid, key.secret).listService()).services.length, 1);
    await assert.rejects(as(key.sid, 'lark').listService(), { status: 401 });
  });
});

describe('a body', () => {
  const post = ({ sandbox }, body) =>
    sandbox.fetch(`${ORIGIN}/v2/Services`, {
      method: 'POST',
      headers: { ...authorization(sandbox), 'Content-Type': 'application/x-www-form-urlencoded' },
      body,
      duplex: 'half',
    });

  test('without end is answered with 413, and no more of it is read', async () => {
    const its = start();
    let pulled = 0;
    let cancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => {
        pulled++;
        controller.enqueue(new Uint8Array(64 * 1024).fill(120));
      },
      cancel: () => void (cancelled = true),
    });
    const answer = await post(its, endless);
    assert.deepEqual([answer.status, (await answer.json()).code], [413, 20413]);
    assert.ok(cancelled && pulled < 20, `${pulled} pieces`);
    assert.equal((await post(its, 'x'.repeat(64 * 1024 * 1024))).status, 413);
    assert.equal((await post(its, 'FriendlyName=Owl')).status, 201);
  });

  test('that breaks off is no request', async () => {
    const its = start();
    const broken = new ReadableStream({ pull: (controller) => controller.error(new RangeError('mine')) });
    await assert.rejects(post(its, broken));
    assert.equal(its.sandbox.requests.length, 0);
  });
});

describe('options', () => {
  test('that cannot be are told', () => {
    for (const options of [
      { seed: '' },
      { seed: 5 },
      { codes: 5 },
      { codes: '12' },
      { limits: 'no' },
      { customFriendlyNames: 1 },
      { channels: 'sms' },
      { channels: [5] },
      { apiKeys: {} },
      { apiKeys: [{ sid: 'SK' }] },
      { templates: 'x' },
      { credentials: 'none' },
      { webhooks: 'post' },
      { webhooks: {} },
      { services: [{ sid: `VA${'1'.repeat(32)}`, codeLength: 99 }] },
    ]) {
      assert.throws(() => new Sandbox(options), TypeError, JSON.stringify(options));
    }
  });

  test('give a Service its settings', async () => {
    const services = [{ sid: `VA${'1'.repeat(32)}`, friendlyName: 'Owl', codeLength: 8 }];
    const { service, services: api } = start({ services });
    const { code_length: length, friendly_name: name } = await api.fetchService(service);
    assert.deepEqual([length, name], [8, 'Owl']);
  });
});

describe('the numbers that fail', () => {
  test('are there by their names, and fail', async () => {
    const { sandbox, service, verifications } = start();
    const send = (name) => verifications.createVerification(service, 'sms', sandbox.numbers[name]);
    await assert.rejects(send('blocked'), { status: 403, code: 60410 });
    await assert.rejects(send('countryOff'), { code: 60605 });
    await send('undelivered');
    assert.equal(sandbox.code(sandbox.numbers.undelivered), null);
    assert.equal(sandbox.outbox.at(-1).errorCode, 30003);
  });

  test('are those that types and documentation name', async () => {
    const read = (file) => readFile(new URL(`../${file}`, import.meta.url), 'utf8');
    const [types, doc] = [await read('pkg-template/types/sandbox.d.cts'), await read('docs/sandbox.md')];
    const { numbers } = new Sandbox();
    const typed = /export type SandboxNumber =([^;]*);/.exec(types)[1].match(/\w+/g);
    const told = [...doc.matchAll(/^\| `(\w+)` \| (\+1500555\d+) \|/gm)].map(([, ...row]) => row);
    assert.deepEqual(typed.toSorted(), Object.keys(numbers).sort());
    assert.deepEqual(Object.fromEntries(told), numbers);
  });
});
