// The sandbox with the client on it: a phone from its enrolment to its end.
import { equal, failure, ok, same } from './check.mjs';

const MIKA = 'mika-0001';

/** A client on a new sandbox. */
function start({ TwilioVerify, Sandbox }) {
  const sandbox = new Sandbox();
  const client = new TwilioVerify.ApiClient();
  client.fetch = sandbox.fetch;
  const { accountSid: username, authToken: password } = sandbox;
  Object.assign(client.authentications.accountSid_authToken, { username, password });
  return {
    sandbox,
    service: sandbox.serviceSid,
    client,
    factors: new TwilioVerify.VerifyV2FactorApi(client),
    newFactors: new TwilioVerify.VerifyV2NewFactorApi(client),
  };
}

export const sandbox = {
  'sandbox: a factor is enrolled, verified by its code, and deleted': async (its) => {
    const { sandbox, service, factors, newFactors } = start(its);
    const created = await newFactors.createNewFactor(service, MIKA, 'totp', "Mika's phone");
    ok(created instanceof its.TwilioVerify.VerifyV2ServiceEntityNewFactor, 'a model');
    equal(created.status, 'unverified');
    ok(created.date_created instanceof Date, 'a Date');
    const code = sandbox.totp(created.binding.uri);
    const wrong = code === '000000' ? '000001' : '000000';
    for (const [authPayload, expected] of [
      [wrong, 'unverified'],
      [code, 'verified'],
    ]) {
      equal((await factors.updateFactor(service, MIKA, created.sid, { authPayload })).status, expected);
    }
    equal(await factors.deleteFactor(service, MIKA, created.sid), null);
    const { status, code: number } = await failure(() => factors.fetchFactor(service, MIKA, created.sid));
    same([status, number], [404, 20404]);
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

  'sandbox: credentials are checked': async (its) => {
    const { service, client, factors } = start(its);
    client.authentications.accountSid_authToken.password = 'wrong';
    const error = await failure(() => factors.listFactor(service, MIKA));
    ok(error instanceof its.TwilioVerify.HttpError, 'an HttpError');
    same([error.name, error.status, error.code], ['HttpError', 401, 20003]);
  },
};
