// Twilio's own library for Node, `twilio`, as it is, on a sandbox: a step for each part of Verify.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../comparison/', import.meta.url));

const MIKA = 'mika-0001';
const MINUTE = 60_000;

/** Twilio's status and code of what is refused. */
const refused = async (promise, status, code) => assert.rejects(promise, { status, code });

/** A code that is not the right one. */
const wrong = (code) => (code === '000000' ? '000001' : '000000');

/**
 * The steps, by what they show.
 *
 * @param sandbox What the server shows of itself: {url, accountSid, authToken}.
 * @param hands The hands of a tester: {code, advance, factors, device, hook: {url, next()}}.
 */
export function steps({ url, accountSid, authToken }, hands) {
  const twilio = require('twilio');
  const { generate } = require('otplib');
  const client = twilio(accountSid, authToken);
  client.verify.baseUrl = url;
  const { v2 } = client.verify;
  /** A Service of its own for each step. */
  const own = async (options) =>
    v2.services((await v2.services.create({ friendlyName: 'Owl Bank', ...options })).sid);
  let numbers = 100;
  const phone = () => `+1501712${String(2000 + numbers++)}`;
  const entity = (service) => service.entities(MIKA);

  return {
    'Services are created, changed, listed and deleted': async () => {
      const made = await v2.services.create({ friendlyName: 'Owl Bank', codeLength: 8 });
      assert.ok(made.dateCreated instanceof Date && made.codeLength === 8);
      assert.equal((await v2.services(made.sid).update({ friendlyName: 'Owl' })).friendlyName, 'Owl');
      assert.ok((await v2.services.list()).some(({ sid }) => sid === made.sid));
      assert.equal(await v2.services(made.sid).remove(), true);
      await refused(v2.services(made.sid).fetch(), 404, 20404);
    },

    'a code is sent by SMS, and checked': async () => {
      const [service, to] = [await own(), phone()];
      const sent = await service.verifications.create({ to, channel: 'sms' });
      assert.deepEqual([sent.status, sent.channel, sent.sendCodeAttempts.length], ['pending', 'sms', 1]);
      const code = await hands.code(to);
      assert.equal((await service.verificationChecks.create({ to, code: wrong(code) })).valid, false);
      assert.equal((await service.verificationChecks.create({ to, code })).status, 'approved');
      await refused(service.verificationChecks.create({ to, code }), 404, 20404);
    },

    'five wrong codes are too many': async () => {
      const [service, to] = [await own(), phone()];
      await service.verifications.create({ to, channel: 'sms' });
      const code = await hands.code(to);
      for (let i = 0; i < 5; i++) await service.verificationChecks.create({ to, code: wrong(code) });
      await refused(service.verificationChecks.create({ to, code }), 429, 60202);
    },

    'five sends are too many, for ten minutes': async () => {
      const [service, to] = [await own(), phone()];
      const send = () => service.verifications.create({ to, channel: 'sms' });
      for (let i = 0; i < 5; i++) await send();
      await refused(send(), 429, 60203);
      await hands.advance(10 * MINUTE);
      assert.equal((await send()).status, 'pending');
    },

    'a Verification is canceled by its number': async () => {
      const [service, to] = [await own(), phone()];
      const { sid } = await service.verifications.create({ to, channel: 'sms' });
      assert.equal((await service.verifications(to).update({ status: 'canceled' })).sid, sid);
      assert.equal((await service.verifications(sid).fetch()).status, 'canceled');
      assert.notEqual((await service.verifications.create({ to, channel: 'sms' })).sid, sid);
    },

    'codes may be one’s own where the Service allows it': async () => {
      const to = phone();
      const send = (service) => service.verifications.create({ to, channel: 'sms', customCode: '90210' });
      await refused(send(await own()), 403, 60204);
      await send(await own({ customCodeEnabled: true }));
      assert.equal(await hands.code(to), '90210');
    },

    'a code is sent by e-mail': async () => {
      const service = await own();
      const to = 'mika@owl.example';
      await service.verifications.create({ to, channel: 'email' });
      assert.equal(
        (await service.verificationChecks.create({ to, code: await hands.code(to) })).status,
        'approved',
      );
    },

    'an authenticator app enrols, and signs in': async () => {
      const service = await own();
      const factor = await entity(service).newFactors.create({ friendlyName: 'phone', factorType: 'totp' });
      const { secret } = factor.binding;
      const now = async () => Math.floor((await hands.advance(0)).getTime() / 1000);
      const code = async () => generate({ secret, epoch: await now() });
      const verified = await entity(service)
        .factors(factor.sid)
        .update({ authPayload: await code() });
      assert.equal(verified.status, 'verified');
      await hands.advance(MINUTE);
      const challenge = await entity(service).challenges.create({
        factorSid: factor.sid,
        authPayload: await code(),
      });
      assert.equal(challenge.status, 'approved');
    },

    'a device approves what it is asked, and a webhook is told': async () => {
      const service = await own();
      const events = ['factor.verified', 'challenge.approved'];
      await service.webhooks.create({ friendlyName: 'hook', eventTypes: events, webhookUrl: hands.hook.url });
      const token = await service.accessTokens.create({ identity: MIKA, factorType: 'push' });
      assert.ok(token.token && token.ttl === 60);
      const device = hands.device();
      const { sid: serviceSid } = await service.fetch();
      await device.register({ identity: MIKA, serviceSid, token: token.token });
      await device.verify();
      const challenge = await entity(service).challenges.create({
        factorSid: device.factor.sid,
        'details.message': 'Sign in?',
        'details.fields': [{ label: 'Place', value: 'Kiel' }],
      });
      await device.approve(challenge.sid);
      assert.equal((await entity(service).challenges(challenge.sid).fetch()).status, 'approved');
      for (const event of events) {
        const { signature, form } = await hands.hook.next();
        assert.equal(form.type, event);
        assert.ok(twilio.validateRequest(authToken, signature, hands.hook.url, form), event);
        assert.ok(!twilio.validateRequest(authToken, signature, hands.hook.url, { ...form, more: '1' }));
      }
    },

    'rate limits hold': async () => {
      const service = await own();
      const limit = await service.rateLimits.create({ uniqueName: 'ip' });
      await service.rateLimits(limit.sid).buckets.create({ max: 1, interval: 60 });
      const send = () =>
        service.verifications.create({ to: phone(), channel: 'sms', rateLimits: '{"ip":"127.0.0.1"}' });
      await send();
      await refused(send(), 429, 20429);
    },

    'attempts are listed and summed up': async () => {
      const [service, to] = [await own(), phone()];
      const { sid } = await service.verifications.create({ to, channel: 'sms' });
      await service.verificationChecks.create({ to, code: await hands.code(to) });
      const [attempt, ...more] = await v2.verificationAttempts.list({ verificationSid: sid });
      assert.deepEqual([attempt.conversionStatus, attempt.channel, more.length], ['converted', 'sms', 0]);
      assert.equal((await v2.verificationAttempts(attempt.sid).fetch()).verificationSid, sid);
      const { sid: verifyServiceSid } = await service.fetch();
      const summary = await v2.verificationAttemptsSummary().fetch({ verifyServiceSid });
      assert.deepEqual([summary.totalAttempts, summary.totalConverted], [1, 1]);
    },

    'there are templates and forms': async () => {
      assert.match((await v2.templates.list())[0].sid, /^HJ/);
      assert.equal((await v2.forms('form-push').fetch()).formType, 'form-push');
    },

    'a number is put on the SafeList once': async () => {
      const to = phone();
      await v2.safelist.create({ phoneNumber: to });
      await refused(v2.safelist.create({ phoneNumber: to }), 400, 60411);
      assert.equal((await v2.safelist(to).fetch()).phoneNumber, to);
      assert.equal(await v2.safelist(to).remove(), true);
      await refused(v2.safelist(to).fetch(), 404, 20404);
    },

    'a country has one messaging service': async () => {
      const service = await own();
      const messagingServiceSid = `MG${'a'.repeat(32)}`;
      const create = () => service.messagingConfigurations.create({ country: 'DE', messagingServiceSid });
      await create();
      await refused(create(), 400, 60213);
      assert.equal(
        (await service.messagingConfigurations('DE').fetch()).messagingServiceSid,
        messagingServiceSid,
      );
      assert.equal((await service.messagingConfigurations.list()).length, 1);
    },

    'a long list is walked forth and back': async () => {
      const service = await own();
      const count = 2500;
      for (let i = 0; i < count; i += 50) {
        const identity = (j) => ({ identity: `person-${String(i + j).padStart(6, '0')}` });
        await Promise.all(Array.from({ length: 50 }, (_, j) => service.entities.create(identity(j))));
      }
      const all = await service.entities.list({ pageSize: 1000 });
      assert.equal(new Set(all.map(({ identity }) => identity)).size, count);
      let page = await service.entities.page({ pageSize: 1000 });
      const sizes = [page.instances.length];
      const first = page.instances[0].identity;
      for (let next; (next = await page.nextPage()); sizes.push(page.instances.length)) page = next;
      assert.deepEqual(sizes, [1000, 1000, 500]);
      for (let back; (back = await page.previousPage());) page = back;
      assert.equal(page.instances[0].identity, first);
    },

    'what is deleted is gone, and what is wrong is told': async () => {
      const service = await own();
      const factor = await entity(service).newFactors.create({ friendlyName: 'phone', factorType: 'totp' });
      assert.equal(await entity(service).factors(factor.sid).remove(), true);
      await refused(entity(service).factors(factor.sid).fetch(), 404, 20404);
      await refused(service.verifications.create({ to: '+49', channel: 'sms' }), 400, 60200);
      await refused(service.verifications.create({ to: phone(), channel: 'pigeon' }), 400, 60200);
      await refused(service.entities.create({ identity: 'me' }), 400, 60306);
      const stranger = twilio(accountSid, 'wrong');
      stranger.verify.baseUrl = url;
      await refused(stranger.verify.v2.services.list(), 401, 20003);
    },
  };
}
