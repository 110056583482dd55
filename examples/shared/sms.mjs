// Signing in with a phone number: a code by SMS, and whoever has it has the number. No database: Verify knows what was sent.
import TwilioVerify from 'twilio_verify';
import { clientOf } from './client.mjs';
import { nameOf } from './session.mjs';

/** Twilio's codes of numbers that no SMS goes to: none at all, a landline, a country that is off, taken for fraud. */
const NO_SMS = [60200, 60205, 60605, 60410, 60412];

/** Verify's operations, for the account and the Service that the environment names. */
function connect(env) {
  const client = clientOf(env);
  return {
    service: env.VERIFY_SERVICE_SID,
    verifications: new TwilioVerify.VerifyV2VerificationApi(client),
    checks: new TwilioVerify.VerifyV2VerificationCheckApi(client),
  };
}

const refuse = (status, error) => ({ status, body: { error } });

/** What a page may ask for. `session` is there once the person is signed in. */
const ACTIONS = {
  async send({ service, verifications }, { to }) {
    await verifications.createVerification(service, 'sms', to);
    return { status: 200, body: {} };
  },
  async 'sign-in'({ service, checks }, { to, code }, env) {
    if (!(typeof code === 'string' && /^\d{4,10}$/.test(code))) return refuse(400, 'code');
    const { status } = await checks.createVerificationCheck(service, { to, code });
    if (status !== 'approved') return refuse(403, 'code');
    // Your database knows whose number it is; here a name is made of it, which tells nobody the number.
    const identity = await nameOf(to, env.SESSION_SECRET);
    return { status: 200, body: {}, session: { identity, passed: ['sms'] } };
  },
};

/** What came of an error: what went wrong at Twilio stays here, but for what the person can do something about. */
function failed(name, error) {
  if (error.status === 429) return refuse(429, 'wait');
  // No code waits for this number: it has signed in already, or its ten minutes are over.
  if (name === 'sign-in' && error.status === 404 && error.code === 20404) return refuse(403, 'code');
  if (NO_SMS.includes(error.code)) return refuse(400, 'number');
  console.error(error);
  return refuse(502, 'later');
}

/** Answers {status, body, session}. `sent` is what the page sent: {to}, or {to, code}. */
export async function act(name, sent, env) {
  if (!Object.hasOwn(ACTIONS, name)) return refuse(404, 'unknown');
  const { to, code } = sent ?? {};
  if (!(typeof to === 'string' && /^\+[1-9]\d{6,14}$/.test(to))) return refuse(400, 'number');
  try {
    return await ACTIONS[name](connect(env), { to, code }, env);
  } catch (error) {
    return failed(name, error);
  }
}
