// The same call through both libraries: reads a Factor, gives its SID.
export const SIDS = {
  account: `AC${'0'.repeat(32)}`,
  service: `VA${'0'.repeat(32)}`,
  factor: `YF${'0'.repeat(32)}`,
};

export function withVerify(TwilioVerify, origin) {
  const client = new TwilioVerify.ApiClient(origin);
  Object.assign(client.authentications.accountSid_authToken, { username: SIDS.account, password: 'token' });
  const factors = new TwilioVerify.VerifyV2FactorApi(client);
  return async () => (await factors.fetchFactor(SIDS.service, 'mika-0001', SIDS.factor)).sid;
}

export function withTwilio(twilio, origin) {
  const client = twilio(SIDS.account, 'token', { basePath: origin });
  client.verify.baseUrl = origin;
  return async () => {
    const entity = client.verify.v2.services(SIDS.service).entities('mika-0001');
    return (await entity.factors(SIDS.factor).fetch()).sid;
  };
}
