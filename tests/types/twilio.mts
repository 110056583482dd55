// Programs as they are written for Twilio's own library: only the import is another.
import twilio, { Twilio, RestException } from 'twilio_verify/twilio';

declare const serviceSid: string;
declare const phone: string;

// A client in every way: by the function, by the class, of an API key, of the environment.
const client = twilio('AC0', 'token');
const other: Twilio = new Twilio('AC0', 'token', { region: 'au1', edge: 'sydney', timeout: 5000 });
const keyed = twilio('SK0', 'secret', { accountSid: 'AC0', autoRetry: true, maxRetries: 3 });
const quiet = new twilio.Twilio(undefined, undefined, {
  lazyLoading: true,
  logLevel: 'debug',
  userAgentExtensions: ['x/1'],
});

// A route of Express: send a code.
export async function start(request: { body: { to: string } }, response: { json(value: unknown): void }) {
  const verification = await client.verify.v2
    .services(serviceSid)
    .verifications.create({ to: request.body.to, channel: 'sms' });
  response.json({
    sid: verification.sid,
    status: verification.status,
    at: verification.dateCreated.toISOString(),
  });
}

// A route of Express: check it, and tell errors apart.
export async function check(code: string): Promise<boolean | 'too often'> {
  try {
    const result = await client.verify.v2.services(serviceSid).verificationChecks.create({ to: phone, code });
    return result.status === 'approved' && result.valid;
  } catch (error) {
    if (error instanceof RestException && error.code === 60202) return 'too often';
    if (error instanceof twilio.RestException)
      throw new Error(`${error.status}: ${error.message} (${error.moreInfo})`);
    throw error;
  }
}

// A server action of Next.js.
export async function action(form: FormData): Promise<{ ok: boolean }> {
  'use server';
  const to = String(form.get('phone'));
  const { status } = await keyed.verify.v2
    .services(serviceSid)
    .verifications.create({ to, channel: 'whatsapp', locale: 'de' });
  return { ok: status === 'pending' };
}

// In the style of callbacks.
other.verify.v2
  .services(serviceSid)
  .verifications.create({ to: phone, channel: 'call' }, (error, verification) => {
    if (error) return console.error(error.message);
    console.log(verification?.sid);
  });
other.verify.v2.services(serviceSid).fetch((error, service) => console.log(error ?? service?.friendlyName));

// The older accessor.
quiet.verify
  .services(serviceSid)
  .verifications('VE0')
  .update({ status: 'canceled' })
  .then((verification) => verification.status);

// Lists: all of one, by each, by pages.
export async function lists() {
  const services = await client.verify.v2.services.list({ limit: 20 });
  services.forEach((service) => console.log(service.sid, service.codeLength, service.links));
  await client.verify.v2.services.each({
    pageSize: 50,
    callback: (service, done) => (service.sid ? undefined : done()),
  });
  await client.verify.v2.services.each((service) => console.log(service.friendlyName));
  const page = await client.verify.v2.services.page({ pageSize: 2 });
  if (page.nextPageUrl) {
    const next = await client.verify.v2.services.getPage(page.nextPageUrl);
    for (const { accountSid } of next.instances) console.log(accountSid);
  }
  for (let one: twilio.ServicePage | undefined = page; one; one = await one.nextPage())
    console.log(one.instances.length);
}

// An authenticator app: enrol, prove, sign in.
export async function totp(identity: string, code: string) {
  const entity = client.verify.v2.services(serviceSid).entities(identity);
  const created = await entity.newFactors.create({
    friendlyName: 'My phone',
    factorType: 'totp',
    'config.timeStep': 30,
    'config.alg': 'sha1',
    metadata: { os: 'Android' },
  });
  const { uri } = created.binding;
  const factor = await entity.factors(created.sid).update({ authPayload: code });
  const challenge = await entity.challenges.create({ factorSid: factor.sid, authPayload: code });
  const verified = (await entity.factors.list({ limit: 5 })).filter(({ status }) => status === 'verified');
  return { uri, approved: challenge.status === 'approved', verified };
}

// A push challenge with its details; then a notification.
export async function push(identity: string, factorSid: string) {
  const challenges = client.verify.v2.services(serviceSid).entities(identity).challenges;
  const challenge = await challenges.create({
    factorSid,
    'details.message': 'Log in?',
    'details.fields': [{ label: 'Place', value: 'Berlin' }],
    expirationDate: new Date(Date.now() + 60_000),
  });
  await challenge.notifications().create({ ttl: 60 });
  const pending = await challenges.list({ status: 'pending', order: 'desc', factorSid });
  return [await challenge.fetch(), ...pending];
}

// Instances that act, and what `…WithHttpInfo` gives.
export async function act() {
  const limit = await client.verify.v2.services(serviceSid).rateLimits.create({ uniqueName: 'ip' });
  const bucket = await limit.buckets().create({ max: 4, interval: 60 });
  const updated = await bucket.update({ max: 5 });
  const gone: boolean = await updated.remove();
  const { body, statusCode, headers } = await limit.fetchWithHttpInfo();
  return [gone, body.uniqueName, statusCode, headers['twilio-request-id']];
}

// Webhooks, the summary, the safe list, a form.
export async function rest() {
  const webhook = await client.verify.v2.services(serviceSid).webhooks.create({
    friendlyName: 'x',
    eventTypes: ['*'],
    webhookUrl: 'https://example.com',
    versionParam: 'v2',
  });
  const summary = await client.verify.v2
    .verificationAttemptsSummary()
    .fetch({ dateCreatedAfter: new Date() });
  const attempts = await client.verify.v2.verificationAttempts.list({ 'channelData.to': phone, limit: 3 });
  const safe = await client.verify.v2.safelist.create({ phoneNumber: phone });
  const form = await client.verify.v2.forms('form-push').fetch();
  return [webhook.eventTypes, summary.totalAttempts, attempts[0]?.dateCreated, safe.phoneNumber, form.forms];
}

// Types by the names that they have there.
export type Both = [
  twilio.VerificationInstance,
  twilio.VerificationContext,
  twilio.VerificationListInstance,
  twilio.VerificationListInstanceCreateOptions,
  twilio.ChallengeListInstanceOptions,
  twilio.ClientOpts,
];
