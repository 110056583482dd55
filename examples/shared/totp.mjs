// The second step of signing in: a code of an authenticator app. No database: Verify knows whose app is whose.
import TwilioVerify from 'twilio_verify';
import { clientOf } from './client.mjs';
import { signIn } from './used.mjs';

/** Verify's operations, for the account and the Service that the environment names. */
export function connect(env) {
  const client = clientOf(env);
  return {
    service: env.VERIFY_SERVICE_SID,
    factors: new TwilioVerify.VerifyV2FactorApi(client),
    newFactors: new TwilioVerify.VerifyV2NewFactorApi(client),
    challenges: new TwilioVerify.VerifyV2ChallengeApi(client),
  };
}

/** A person's apps: the verified ones, of which a code was seen, and the others. */
export async function apps({ service, factors }, identity) {
  const all = [];
  try {
    for await (const factor of factors.listFactor(service, identity)) all.push(factor);
  } catch (error) {
    // Verify knows nobody who has no app yet. Any other failure must not look as if there were none.
    if (error.status !== 404 || all.length) throw error;
  }
  const those = (status) => all.filter((one) => one.factor_type === 'totp' && one.status === status);
  return { verified: those('verified'), unverified: those('unverified') };
}

/** Who has an app adds another only after a code of it: a stolen password must not be enough. */
export const mayAdd = ({ verified }, { passed }) => !verified.length || passed.includes('totp');

/** A new app, in the place of those that were never confirmed. */
export async function add({ service, factors, newFactors }, identity, name, { unverified }) {
  for (const { sid } of unverified) await factors.deleteFactor(service, identity, sid);
  return newFactors.createNewFactor(service, identity, 'totp', name);
}

const refuse = (status, error) => ({ status, body: { error } });

/** What a page may ask for. `passed` is there once the step is passed. */
const ACTIONS = {
  async enrol(verify, session, own) {
    if (!mayAdd(own, session)) return refuse(403, 'sign-in');
    const { binding } = await add(verify, session.identity, 'Authenticator app', own);
    return { status: 200, body: { uri: binding.uri } };
  },
  async confirm({ service, factors }, session, own, authPayload) {
    if (!mayAdd(own, session)) return refuse(403, 'sign-in');
    const [added] = own.unverified;
    if (!added) return refuse(409, 'enrol');
    const { status } = await factors.updateFactor(service, session.identity, added.sid, { authPayload });
    if (status !== 'verified') return refuse(403, 'code');
    for (const { sid } of own.verified) await factors.deleteFactor(service, session.identity, sid);
    return { status: 200, body: {} };
  },
  async check({ service, challenges }, { identity }, own, authPayload) {
    const [app] = own.verified.sort((one, other) => other.date_created - one.date_created);
    if (!app) return refuse(409, 'enrol');
    if (!(await signIn({ service, challenges }, identity, app.sid, authPayload))) return refuse(403, 'code');
    return { status: 200, body: {}, passed: ['password', 'totp'] };
  },
};

/** Answers {status, body, passed}. What went wrong at Twilio stays here, but for a limit, which slows guessing down. */
export async function act(name, session, code, env) {
  if (!Object.hasOwn(ACTIONS, name)) return refuse(404, 'unknown');
  if (!session?.passed.includes('password')) return refuse(401, 'sign-in');
  if (name !== 'enrol' && !(typeof code === 'string' && /^\d{6}$/.test(code))) return refuse(400, 'code');
  try {
    const verify = connect(env);
    return await ACTIONS[name](verify, session, await apps(verify, session.identity), code);
  } catch (error) {
    console.error(error);
    return error.status === 429 ? refuse(429, 'wait') : refuse(502, 'later');
  }
}
