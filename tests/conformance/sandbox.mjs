// The sandbox with the client on it: a flow of each kind, from its beginning to its end.
import { equal, failure, ok, same } from './check.mjs';

const MIKA = 'mika-0001';
const PHONE = '+4915112345678';
const MAIL = 'mika@owl.example';
const MINUTE = 60_000;

/** A client on a new sandbox. */
function start({ TwilioVerify, Sandbox }, options) {
  const sandbox = new Sandbox(options);
  const client = new TwilioVerify.ApiClient();
  client.fetch = sandbox.fetch;
  client.maxRetries = 0;
  const { accountSid: username, authToken: password } = sandbox;
  Object.assign(client.authentications.accountSid_authToken, { username, password });
  const api = (name) => new TwilioVerify[name](client);
  return {
    sandbox,
    service: sandbox.serviceSid,
    client,
    services: api('VerifyV2ServiceApi'),
    verifications: api('VerifyV2VerificationApi'),
    checks: api('VerifyV2VerificationCheckApi'),
    attempts: api('VerifyV2VerificationAttemptApi'),
    summaries: api('VerifyV2VerificationAttemptsSummaryApi'),
    entities: api('VerifyV2EntityApi'),
    factors: api('VerifyV2FactorApi'),
    newFactors: api('VerifyV2NewFactorApi'),
    challenges: api('VerifyV2ChallengeApi'),
    newChallenges: api('VerifyV2NewChallengeApi'),
    passkeys: api('DefaultApi'),
    rateLimits: api('VerifyV2RateLimitApi'),
    buckets: api('VerifyV2BucketApi'),
    webhooks: api('VerifyV2WebhookApi'),
    templates: api('VerifyV2TemplateApi'),
  };
}

/** Twilio's status and code of an error. */
const refused = async (run) => {
  const { status, code } = await failure(run);
  return [status, code];
};

/** A code that is not the right one. */
const wrong = (code) => (code === '000000' ? '000001' : '000000');

/** Twilio's signature of a form. */
async function signed(authToken, url, fields) {
  const bytes = (text) => new TextEncoder().encode(text);
  const hmac = { name: 'HMAC', hash: 'SHA-1' };
  const key = await crypto.subtle.importKey('raw', bytes(authToken), hmac, false, ['sign']);
  const text = url + [...fields].sort().flat().join('');
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(text)))));
}

export const sandbox = {
  'sandbox: a code is sent by SMS, checked, and then gone': async (its) => {
    const { sandbox, service, verifications, checks } = start(its);
    const sent = await verifications.createVerification(service, 'sms', PHONE);
    ok(sent instanceof its.TwilioVerify.VerifyV2ServiceVerification, 'a model');
    same([sent.status, sent.valid, sent.channel, sent.to], ['pending', false, 'sms', PHONE]);
    ok(sent.date_created instanceof Date, 'a Date');
    const [message] = sandbox.outbox;
    same([message.to, message.channel, message.verificationSid], [PHONE, 'sms', sent.sid]);
    const code = sandbox.code(PHONE);
    ok(/^\d{6}$/.test(code) && message.text.includes(code), 'a code in the text');
    const check = (given) => checks.createVerificationCheck(service, { to: PHONE, code: given });
    same((({ status, valid }) => [status, valid])(await check(wrong(code))), ['pending', false]);
    same((({ status, valid }) => [status, valid])(await check(code)), ['approved', true]);
    same(await refused(() => check(code)), [404, 20404]);
    same(await refused(() => verifications.fetchVerification(service, sent.sid)), [404, 20404]);
  },

  'sandbox: after five wrong codes the right one is refused': async (its) => {
    const { sandbox, service, verifications, checks } = start(its);
    await verifications.createVerification(service, 'sms', PHONE);
    const code = sandbox.code(PHONE);
    const check = (given) => checks.createVerificationCheck(service, { to: PHONE, code: given });
    for (let i = 0; i < 5; i++) equal((await check(wrong(code))).valid, false);
    same(await refused(() => check(code)), [429, 60202]);
    sandbox.advance(10 * MINUTE);
    await verifications.createVerification(service, 'sms', PHONE);
    equal((await check(sandbox.code(PHONE))).status, 'approved');
  },

  'sandbox: a code can be sent five times in ten minutes': async (its) => {
    const { sandbox, service, verifications } = start(its);
    const send = (channel = 'sms') => verifications.createVerification(service, channel, PHONE);
    const sids = new Set();
    for (const channel of ['sms', 'call', 'sms', 'whatsapp', 'sms']) sids.add((await send(channel)).sid);
    equal(sids.size, 1);
    equal(new Set(sandbox.outbox.map(({ code }) => code)).size, 1);
    same(await refused(send), [429, 60203]);
    sandbox.advance(10 * MINUTE);
    ok(!sids.has((await send()).sid), 'another Verification');
  },

  'sandbox: a Verification is canceled, by its SID or its number': async (its) => {
    const { service, verifications } = start(its);
    const first = await verifications.createVerification(service, 'sms', PHONE);
    for (const sid of [first.sid, PHONE]) {
      const { status } = await verifications.updateVerification(service, sid, 'canceled');
      equal(status, 'canceled');
      await verifications.createVerification(service, 'sms', PHONE);
    }
    equal((await verifications.fetchVerification(service, first.sid)).status, 'canceled');
  },

  'sandbox: a Service may allow codes of its own': async (its) => {
    const { sandbox, service, services, verifications, checks } = start(its);
    const send = () => verifications.createVerification(service, 'sms', PHONE, { customCode: '90210' });
    same(await refused(send), [403, 60204]);
    await services.updateService(service, { customCodeEnabled: true });
    await send();
    equal(sandbox.code(PHONE), '90210');
    equal((await checks.createVerificationCheck(service, { to: PHONE, code: '90210' })).status, 'approved');
  },

  'sandbox: a code is sent by e-mail': async (its) => {
    const { sandbox, service, verifications, checks } = start(its);
    const sent = await verifications.createVerification(service, 'email', MAIL);
    equal(sent.channel, 'email');
    const check = await checks.createVerificationCheck(service, {
      verificationSid: sent.sid,
      code: sandbox.code(MAIL),
    });
    same([check.status, check.to], ['approved', MAIL]);
  },

  'sandbox: a factor is enrolled, verified by its code, and deleted': async (its) => {
    const { sandbox, service, factors, newFactors } = start(its);
    const created = await newFactors.createNewFactor(service, MIKA, 'totp', "Mika's phone");
    ok(created instanceof its.TwilioVerify.VerifyV2ServiceEntityNewFactor, 'a model');
    equal(created.status, 'unverified');
    ok(created.date_created instanceof Date, 'a Date');
    const code = sandbox.totp(created.binding.uri);
    for (const [authPayload, expected] of [
      [wrong(code), 'unverified'],
      [code, 'verified'],
    ]) {
      equal((await factors.updateFactor(service, MIKA, created.sid, { authPayload })).status, expected);
    }
    equal(await factors.deleteFactor(service, MIKA, created.sid), null);
    same(await refused(() => factors.fetchFactor(service, MIKA, created.sid)), [404, 20404]);
  },

  'sandbox: a challenge is answered with the code of an authenticator app': async (its) => {
    const { sandbox, service, factors, newFactors, challenges } = start(its);
    const { sid, binding } = await newFactors.createNewFactor(service, MIKA, 'totp', 'phone');
    same(await refused(() => challenges.createChallenge(service, MIKA, sid)), [403, 60318]);
    const code = () => sandbox.totp(binding.uri);
    await factors.updateFactor(service, MIKA, sid, { authPayload: code() });
    sandbox.advance(MINUTE);
    const challenge = await challenges.createChallenge(service, MIKA, sid);
    equal(challenge.status, 'pending');
    const answer = (authPayload) => challenges.updateChallenge(service, MIKA, challenge.sid, { authPayload });
    equal((await answer(wrong(code()))).status, 'pending');
    equal((await answer(code())).status, 'approved');
    const late = await challenges.createChallenge(service, MIKA, sid);
    sandbox.advance(5 * MINUTE);
    equal((await challenges.fetchChallenge(service, MIKA, late.sid)).status, 'expired');
  },

  'sandbox: a device enrols, and answers what it is asked': async (its) => {
    const { sandbox, service, challenges } = start(its);
    const device = sandbox.device();
    await device.register({ identity: MIKA });
    equal((await device.verify()).status, 'verified');
    const ask = () =>
      challenges.createChallenge(service, MIKA, device.factor.sid, {
        detailsMessage: 'Sign in?',
        detailsFields: [{ label: 'Place', value: 'Kiel 🦉' }],
      });
    const [one, two] = [await ask(), await ask()];
    equal(sandbox.outbox.at(-1).data.challenge_sid, two.sid);
    same(
      (await device.challenges()).map(({ sid }) => sid),
      [one.sid, two.sid],
    );
    equal((await device.approve(one.sid)).status, 'approved');
    equal((await device.deny()).sid, two.sid);
    equal((await challenges.fetchChallenge(service, MIKA, two.sid)).status, 'denied');
  },

  'sandbox: a passkey is made, and signs in': async (its) => {
    const { sandbox, service, newFactors, newChallenges, passkeys } = start(its);
    const authenticator = sandbox.authenticator();
    const factor = await newFactors.createNewFactorPasskey(service, {
      friendly_name: 'Phone',
      identity: MIKA,
      config: {
        relying_party: { id: 'owl.example', name: 'Owl', origins: ['https://owl.example'] },
        authenticator_attachment: 'platform',
        discoverable_credentials: 'preferred',
        user_verification: 'required',
      },
    });
    const created = await authenticator.create(factor.options);
    equal((await passkeys.updatePasskeysFactor(service, created)).status, 'verified');
    const challenge = await newChallenges.createChallengePasskeys(service, { identity: MIKA });
    const answer = await authenticator.get(challenge.options);
    const signature = `${answer.response.signature.slice(0, -4)}AAAA`;
    const forged = { ...answer, response: { ...answer.response, signature } };
    same(await refused(() => passkeys.updateChallengePasskeys(service, forged)), [400, 60381]);
    equal((await passkeys.updateChallengePasskeys(service, answer)).status, 'approved');
  },

  'sandbox: a webhook is told, signed': async (its) => {
    const told = [];
    const { sandbox, service, webhooks } = start(its, {
      webhooks: async (request) => {
        const signature = request.headers.get('x-twilio-signature');
        told.push([request.url, signature, await request.text()]);
      },
    });
    const url = 'https://owl.example/hook?a=1';
    await webhooks.createWebhook(service, ['factor.verified'], 'hook', url);
    const device = sandbox.device();
    await device.register({ identity: MIKA });
    await device.verify();
    await sandbox.settled();
    equal(told.length, 1);
    const [[called, signature, body]] = told;
    equal(called, url);
    const fields = new URLSearchParams(body);
    equal(signature, await signed(sandbox.authToken, url, fields));
    same([fields.get('type'), fields.get('factor_sid')], ['factor.verified', device.factor.sid]);
    equal(sandbox.deliveries[0].status, 200);
  },

  'sandbox: a rate limit of a Service holds': async (its) => {
    const { sandbox, service, rateLimits, buckets, verifications } = start(its);
    const { sid } = await rateLimits.createRateLimit(service, 'ip');
    await buckets.createBucket(service, sid, 60, 2);
    const send = (ip, to) => verifications.createVerification(service, 'sms', to, { rateLimits: { ip } });
    await send('127.0.0.1', '+4915112345671');
    await send('127.0.0.1', '+4915112345672');
    same(await refused(() => send('127.0.0.1', '+4915112345673')), [429, 20429]);
    await send('127.0.0.2', '+4915112345673');
    sandbox.advance(MINUTE);
    await send('127.0.0.1', '+4915112345674');
  },

  'sandbox: attempts are listed and summed up': async (its) => {
    const { sandbox, service, verifications, checks, attempts, summaries } = start(its);
    for (const to of [PHONE, '+15017122661']) await verifications.createVerification(service, 'sms', to);
    await checks.createVerificationCheck(service, { to: PHONE, code: sandbox.code(PHONE) });
    const listed = (await attempts.listVerificationAttempt()).attempts;
    equal(listed.length, 2);
    const converted = listed.filter(({ conversion_status: status }) => status === 'converted');
    same(
      converted.map(({ channel_data: data }) => data.to),
      [PHONE],
    );
    const summary = await summaries.fetchVerificationAttemptsSummary();
    same([summary.total_attempts, summary.total_converted, summary.total_unconverted], [2, 1, 1]);
  },

  'sandbox: there are templates': async (its) => {
    const { templates } = start(its);
    const [template] = (await templates.listVerificationTemplate()).templates;
    ok(/^HJ[0-9a-f]{32}$/.test(template.sid), 'a template');
    ok(
      Object.values(template.translations).some(({ text }) => text.includes('{{code}}')),
      'a place for the code',
    );
  },

  'sandbox: a list is walked page by page': async (its) => {
    const { service, factors, newFactors } = start(its);
    const sids = [];
    for (let i = 0; i < 5; i++) {
      sids.push((await newFactors.createNewFactor(service, MIKA, 'totp', `phone ${i}`)).sid);
    }
    const seen = [];
    let pageToken;
    do {
      const page = await factors.listFactor(service, MIKA, { pageSize: 2, pageToken });
      ok(page.factors.length <= 2, 'a page of two');
      seen.push(...page.factors.map(({ sid }) => sid));
      const next = page.meta.next_page_url;
      pageToken = next && new URL(next).searchParams.get('PageToken');
    } while (pageToken);
    same(seen, sids);
  },

  'sandbox: what is deleted is gone, with all below it': async (its) => {
    const { service, services, entities, factors, newFactors } = start(its);
    const { sid } = await newFactors.createNewFactor(service, MIKA, 'totp', 'phone');
    await entities.deleteEntity(service, MIKA);
    same(await refused(() => factors.fetchFactor(service, MIKA, sid)), [404, 20404]);
    same(await refused(() => entities.deleteEntity(service, MIKA)), [404, 20404]);
    await services.deleteService(service);
    same(await refused(() => services.fetchService(service)), [404, 20404]);
  },

  'sandbox: what is wrong is told as Twilio tells it': async (its) => {
    const { service, verifications, checks, newFactors } = start(its);
    const to = (number, channel = 'sms') => verifications.createVerification(service, channel, number);
    const error = await failure(() => to('+49'));
    ok(error instanceof its.TwilioVerify.HttpError, 'an HttpError');
    same(
      [error.status, error.code, error.moreInfo],
      [400, 60200, 'https://www.twilio.com/docs/errors/60200'],
    );
    same(await refused(() => to(PHONE, 'pigeon')), [400, 60200]);
    same(await refused(() => to('+15005550004')), [403, 60410]);
    same(await refused(() => checks.createVerificationCheck(service, { code: '123456' })), [400, 60221]);
    same(await refused(() => newFactors.createNewFactor(service, 'me', 'totp', 'phone')), [400, 60306]);
  },

  'sandbox: what is to go wrong does, and the clock moves': async (its) => {
    const { sandbox, service, services } = start(its, { now: () => 1.4e12 });
    sandbox.fail({ operation: 'fetchService', code: 20429 });
    sandbox.fail({ status: 0 });
    same(await refused(() => services.fetchService(service)), [429, 20429]);
    equal((await failure(() => services.fetchService(service))).name, 'ConnectionError');
    equal((await services.fetchService(service)).sid, service);
    equal(sandbox.advance(MINUTE).getTime(), 1.4e12 + MINUTE);
    same(
      sandbox.requests.map(({ status }) => status),
      [429, 0, 200],
    );
  },

  'sandbox: a snapshot is gone back to, and the same seed gives the same': async (its) => {
    const walk = async () => {
      const { sandbox, service, verifications, newFactors } = start(its, { seed: 'owl', now: () => 1.4e12 });
      const sent = await verifications.createVerification(service, 'sms', PHONE);
      const before = sandbox.snapshot();
      const factor = await newFactors.createNewFactor(service, MIKA, 'totp', 'phone');
      sandbox.restore(JSON.parse(JSON.stringify(before)));
      same(await newFactors.createNewFactor(service, MIKA, 'totp', 'phone'), factor);
      return [sent, sandbox.code(PHONE), factor, sandbox.snapshot()];
    };
    same(await walk(), await walk());
  },

  'sandbox: it takes the place of fetch for Verify, and gives it back': async (its) => {
    const { sandbox } = start(its);
    const before = globalThis.fetch;
    const undo = sandbox.intercept();
    try {
      const Authorization = `Basic ${btoa(`${sandbox.accountSid}:${sandbox.authToken}`)}`;
      const answer = await fetch('https://verify.twilio.com/v2/Services', { headers: { Authorization } });
      equal((await answer.json()).services[0].sid, sandbox.serviceSid);
    } finally {
      undo();
    }
    equal(globalThis.fetch, before);
  },

  'sandbox: a body without end is answered with 413': async (its) => {
    const { sandbox } = start(its);
    const body = 'x'.repeat(1024 * 1024);
    const answer = await sandbox.fetch('https://verify.twilio.com/v2/Services', { method: 'POST', body });
    same([answer.status, (await answer.json()).code], [413, 20413]);
  },

  'sandbox: credentials are checked': async (its) => {
    const { service, client, factors } = start(its);
    client.authentications.accountSid_authToken.password = 'wrong';
    const error = await failure(() => factors.listFactor(service, MIKA));
    ok(error instanceof its.TwilioVerify.HttpError, 'an HttpError');
    same([error.name, error.status, error.code], ['HttpError', 401, 20003]);
  },
};
