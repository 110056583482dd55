// `twilio_verify/twilio`: a walk through Twilio's own library's calls, on the sandbox.
import { equal, failure, ok, same } from './check.mjs';

const MIKA = 'mika-0001';

/** A client, as that library makes one, on a new sandbox. */
function start({ twilio, Sandbox }) {
  const sandbox = new Sandbox();
  const client = twilio(sandbox.accountSid, sandbox.authToken, { fetch: sandbox.fetch });
  return { sandbox, client, service: client.verify.v2.services(sandbox.serviceSid) };
}

export const twilioLibrary = {
  'twilio: an app is enrolled, verified and deleted by its own methods': async (its) => {
    const { sandbox, service } = start(its);
    const entity = service.entities(MIKA);
    const created = await entity.newFactors.create({ friendlyName: "Mika's phone", factorType: 'totp' });
    equal(created.status, 'unverified');
    ok(created.dateCreated instanceof Date, 'a Date');
    const factor = await entity.factors(created.sid).fetch();
    const verified = await factor.update({ authPayload: sandbox.totp(created.binding.uri) });
    equal(verified.status, 'verified');
    equal((await factor.fetch()).friendlyName, "Mika's phone");
    equal(await verified.remove(), true);
    const error = await failure(() => factor.fetch());
    ok(error instanceof its.twilio.RestException, 'a RestException');
    same([error.status, error.code], [404, 20404]);
    ok(!error.message.includes('20404'), 'the message is what Twilio says');
  },

  'twilio: lists end where they are told to': async (its) => {
    const { service } = start(its);
    const { newFactors, factors } = service.entities(MIKA);
    for (let number = 0; number < 5; number++) {
      await newFactors.create({ friendlyName: `app ${number}`, factorType: 'totp' });
    }
    equal((await factors.list()).length, 5);
    equal((await factors.list({ limit: 3, pageSize: 2 })).length, 3);
    const names = [];
    await factors.each({ pageSize: 2 }, ({ friendlyName }, done) => {
      names.push(friendlyName);
      if (names.length === 3) done();
    });
    same(names, ['app 0', 'app 1', 'app 2']);
    const page = await factors.page({ pageSize: 2 });
    const next = await page.nextPage();
    same(
      next.instances.map(({ friendlyName }) => friendlyName),
      ['app 2', 'app 3'],
    );
    equal((await factors.getPage(next.previousPageUrl)).instances[0].friendlyName, 'app 0');
    const { body, statusCode } = await factors.listWithHttpInfo({ limit: 1 });
    same([body.length, statusCode], [1, 200]);
  },

  'twilio: a callback comes once, after the call returned, and beside the promise': async (its) => {
    const { service } = start(its);
    const calls = [];
    let returned = false;
    const called = new Promise((resolve) => {
      service.entities(MIKA).newFactors.create({ friendlyName: 'app', factorType: 'totp' }, (error, item) => {
        calls.push([returned, error, item.friendlyName]);
        resolve();
      });
    });
    returned = true;
    await called;
    same(calls, [[true, null, 'app']]);
    const error = await new Promise((resolve) => service.entities('nobody-00').fetch(resolve));
    equal(error.code, 20404);
  },

  'twilio: what is not Verify says so, and what is missing has the words of that library': async (its) => {
    const { client, service } = start(its);
    const says = (run, words) => {
      let message = 'nothing was thrown';
      try {
        run();
      } catch (error) {
        ({ message } = error);
      }
      ok(message.includes(words), `${words}: ${message}`);
    };
    says(() => client.messages.create({}), 'has no messages');
    says(() => new its.twilio.twiml.VoiceResponse(), 'has no twiml');
    says(() => its.twilio.validateRequest('token', 'signature', 'url', {}), 'twilio_verify/webhook');
    says(() => its.twilio('SK1', 'secret'), 'accountSid must start with AC');
    says(
      () => service.verifications.create({ channel: 'sms' }),
      `Required parameter "params['to']" missing.`,
    );
    says(() => service.entities('a/b'), "Parameter 'identity' is not valid.");
    says(() => service.entities.list({ limit: -1 }), 'Parameter limit must be a positive integer');
  },
};
