// Every step of the page, as the program that one would write for it.
import { FLAVOURS, literal, literals, program } from './program.js';

const VERIFICATIONS = { api: 'VerifyV2VerificationApi', variable: 'verifications' };
const CHECKS = { api: 'VerifyV2VerificationCheckApi', variable: 'checks' };
const FACTORS = { api: 'VerifyV2FactorApi', variable: 'factors' };
const NEW_FACTORS = { api: 'VerifyV2NewFactorApi', variable: 'newFactors' };
const CHALLENGES = { api: 'VerifyV2ChallengeApi', variable: 'challenges' };
const NEW_CHALLENGES = { api: 'VerifyV2NewChallengeApi', variable: 'newChallenges' };
const TOKENS = { api: 'VerifyV2AccessTokenApi', variable: 'tokens' };
const PASSKEYS = { api: 'DefaultApi', variable: 'passkeys' };

const ENTITY = 'service.entities(identity)';
const status = (result) => ({ result, tells: ['status', `${result}.status`] });

/** What a page has sent. */
const sent = (call) => ({
  code: 'JSON.parse(process.argv[2])',
  remark: `What the page has sent: (await navigator.credentials.${call}(…)).toJSON()`,
});

/** Sends a code. */
export const send = (to, channel) =>
  program({
    ...VERIFICATIONS,
    ...status('verification'),
    operation: 'createVerification',
    values: { to },
    args: [literal(channel), 'to'],
    twilio: 'service.verifications.create',
    params: { to: 'to', channel: literal(channel) },
  });

/** Checks what a person typed. */
export const check = (to, code) =>
  program({
    ...CHECKS,
    ...status('check'),
    operation: 'createVerificationCheck',
    values: { to, code },
    args: [],
    options: { to: 'to', code: 'code' },
    remark: "'approved', or 'pending' where the code was wrong.",
    twilio: 'service.verificationChecks.create',
    params: { to: 'to', code: 'code' },
  });

/** Enrols an authenticator app. */
export const enrol = (identity, name, options) =>
  program({
    ...NEW_FACTORS,
    operation: 'createNewFactor',
    values: { identity, name },
    args: ['identity', "'totp'", 'name'],
    options: literals(options),
    result: 'factor',
    tells: ['uri', 'factor.binding.uri'],
    remark: 'Show it as a QR code. It is told this once.',
    twilio: `${ENTITY}.newFactors.create`,
    params: {
      factorType: "'totp'",
      friendlyName: 'name',
      ...Object.fromEntries(
        Object.entries(literals(options)).map(([key, value]) => [
          `'config.${key[6].toLowerCase()}${key.slice(7)}'`,
          value,
        ]),
      ),
    },
  });

/** Verifies a Factor with a first code. */
export const prove = (identity, sid, code) =>
  program({
    ...FACTORS,
    ...status('factor'),
    operation: 'updateFactor',
    values: { identity, sid, code },
    args: ['identity', 'sid'],
    options: { authPayload: 'code' },
    remark: "'verified', or still 'unverified' where the code was wrong.",
    twilio: `${ENTITY}.factors(sid).update`,
    params: { authPayload: 'code' },
  });

/** Signs in with a code of an app. */
export const answer = (identity, factorSid, code) =>
  program({
    ...CHALLENGES,
    ...status('challenge'),
    operation: 'createChallenge',
    values: { identity, factorSid, code },
    args: ['identity', 'factorSid'],
    options: { authPayload: 'code' },
    remark: "'approved', or 'pending' where the code was wrong.",
    twilio: `${ENTITY}.challenges.create`,
    params: { factorSid: 'factorSid', authPayload: 'code' },
  });

/** Lists Factors, all pages. */
export const list = (identity, pageSize) =>
  program({
    ...FACTORS,
    operation: 'listFactor',
    values: { identity },
    args: ['identity'],
    options: { pageSize: String(pageSize) },
    result: 'page',
    each: 'factor',
    tells: ['factors', 'sid'],
    twilio: `${ENTITY}.factors.list`,
    params: { pageSize: String(pageSize) },
  });

/** Reads a Factor. */
export const read = (identity, sid) =>
  program({
    ...FACTORS,
    ...status('factor'),
    operation: 'fetchFactor',
    values: { identity, sid },
    args: ['identity', 'sid'],
    twilio: `${ENTITY}.factors(sid).fetch`,
  });

/** Renames a Factor. */
export const rename = (identity, sid, name) =>
  program({
    ...FACTORS,
    operation: 'updateFactor',
    values: { identity, sid, name },
    args: ['identity', 'sid'],
    options: { friendlyName: 'name' },
    result: 'factor',
    tells: ['name', 'factor.friendly_name'],
    twilio: `${ENTITY}.factors(sid).update`,
    params: { friendlyName: 'name' },
  });

/** Deletes a Factor. */
export const remove = (identity, sid) =>
  program({
    ...FACTORS,
    operation: 'deleteFactor',
    values: { identity, sid },
    args: ['identity', 'sid'],
    twilio: `${ENTITY}.factors(sid).remove`,
  });

/** Lets a device register. */
export const admit = (identity, name) =>
  program({
    ...TOKENS,
    operation: 'createAccessToken',
    values: { identity, name },
    args: ["'push'", 'identity'],
    options: { factorFriendlyName: 'name' },
    result: 'access',
    tells: ['token', 'access.token'],
    remark: 'For the app on the device, which registers with it.',
    twilio: 'service.accessTokens.create',
    params: { factorType: "'push'", identity: 'identity', factorFriendlyName: 'name' },
  });

/** Asks a device. */
export const ask = (identity, factorSid, message, fields) =>
  program({
    ...CHALLENGES,
    operation: 'createChallenge',
    values: { identity, factorSid, message: { code: literal(message) }, fields: { code: literal(fields) } },
    args: ['identity', 'factorSid'],
    options: { detailsMessage: 'message', detailsFields: 'fields' },
    result: 'challenge',
    tells: ['sid', 'challenge.sid'],
    remark: 'Read its status with it, or wait for a webhook.',
    twilio: `${ENTITY}.challenges.create`,
    params: { factorSid: 'factorSid', "'details.message'": 'message', "'details.fields'": 'fields' },
  });

/** Reads what a device has answered. */
export const answered = (identity, sid) =>
  program({
    ...CHALLENGES,
    ...status('challenge'),
    operation: 'fetchChallenge',
    values: { identity, sid },
    args: ['identity', 'sid'],
    remark: "'pending', 'approved', 'denied' or 'expired'.",
    twilio: `${ENTITY}.challenges(sid).fetch`,
  });

/** Begins a new passkey. */
export const newPasskey = (identity, name, config) =>
  program({
    ...NEW_FACTORS,
    operation: 'createNewFactorPasskey',
    values: { identity, name, config: { code: literal(config) } },
    args: [],
    options: { identity: 'identity', friendly_name: 'name', config: 'config' },
    result: 'factor',
    tells: ['options', 'factor.options'],
    remark: 'For navigator.credentials.create() in the page.',
    twilio: 'service.newFactors.create',
    params: { identity: 'identity', friendly_name: 'name', config: 'config' },
  });

/** Takes a new passkey. */
export const provePasskey = () =>
  program({
    ...PASSKEYS,
    ...status('factor'),
    operation: 'updatePasskeysFactor',
    values: { credential: sent('create') },
    args: ['credential'],
    twilio: 'service.newVerifyFactors.update',
    params: 'credential',
  });

/** Begins a sign-in with a passkey. */
export const challengePasskey = (identity) =>
  program({
    ...NEW_CHALLENGES,
    operation: 'createChallengePasskeys',
    values: { identity },
    args: [],
    options: { identity: 'identity' },
    result: 'challenge',
    tells: ['options', 'challenge.options'],
    remark: 'For navigator.credentials.get() in the page.',
    twilio: 'service.newChallenge().create',
    params: { identity: 'identity' },
  });

/** Checks what a passkey has signed. */
export const answerPasskey = () =>
  program({
    ...PASSKEYS,
    ...status('challenge'),
    operation: 'updateChallengePasskeys',
    values: { credential: sent('get') },
    args: ['credential'],
    twilio: 'service.approveChallenge.update',
    params: 'credential',
  });

const PARSE = { create: 'parseCreationOptionsFromJSON', get: 'parseRequestOptionsFromJSON' };

/** What the browser does for a passkey: the same, whatever the server is written in. */
export function inBrowser(act) {
  const code = `// In the page, with the options that your server has sent:
const publicKey = PublicKeyCredential.${PARSE[act]}(options.publicKey);
const credential = await navigator.credentials.${act}({ publicKey });
// credential.toJSON() goes back to your server.`;
  const flavours = Object.fromEntries(FLAVOURS.map(([name]) => [name, { setup: '', code }]));
  return { operation: `credentials.${act}`, flavours };
}
