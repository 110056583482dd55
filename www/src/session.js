// The client as a program sets it up: on a sandbox instead of Twilio, or, where the page says so, on the real service.
import TwilioVerify from 'twilio_verify';
import { clock } from './clock.js';
import { live, liveClient } from './live.js';
import { part } from './part.js';
import { tapped } from './wire.js';

const ZEROS = '0'.repeat(32);
const credentials = { accountSid: `AC${ZEROS}`, authToken: 'made-up-auth-token' };

/** The Service of all calls. */
export const serviceSid = live?.serviceSid ?? `VA${ZEROS}`;

/** The name that messages, authenticator apps and devices show. */
export const ISSUER = 'Owl Bank';

const options = { ...credentials, services: [{ sid: serviceSid, friendlyName: ISSUER }] };

/** The real service is there already. */
const nothing = async () => {};

/**
 * The service that sends codes, in this page's memory: the page begins with it. `undefined` where the real one answers.
 *
 * @type {() => Promise<import('./codes.js').Codes | undefined>}
 */
export const codes = live
  ? nothing
  : part(
      () => import('./codes.js'),
      ({ Codes }) => new Codes(options, clock.now),
    );

/** What it answers; all else the whole sandbox does. No way to sign in needs both. */
const OF_CODES = /\/Verification(s|Check)\b/;

/**
 * The whole service, loaded when it is first wanted: it is several times as large as the page. `undefined` where the real one
 * answers.
 *
 * @type {() => Promise<import('twilio_verify/sandbox').Sandbox | undefined>}
 */
export const sandbox = live ? nothing : part(() => import('twilio_verify/sandbox'), whole);

function whole({ Sandbox }) {
  const made = new Sandbox({ ...options, now: clock.now });
  // Its devices and authenticators send their own requests through it.
  const server = made.fetch;
  const operation = () => made.requests.at(-1)?.operation;
  Object.assign(made, { server, fetch: tapped(server, { who: 'device', operation }) });
  return made;
}

const client = live ? liveClient() : simulated();

function simulated() {
  const made = new TwilioVerify.ApiClient();
  Object.assign(made.authentications['accountSid_authToken'], {
    username: credentials.accountSid,
    password: credentials.authToken,
  });
  return made;
}

client.fetch = tapped(
  live
    ? (input, init) => fetch(input, init)
    : async (input, init) =>
        OF_CODES.test(input) ? (await codes()).fetch(input, init) : (await sandbox()).server(input, init),
  { who: 'server' },
);

export const verifications = new TwilioVerify.VerifyV2VerificationApi(client);
export const checks = new TwilioVerify.VerifyV2VerificationCheckApi(client);
export const factors = new TwilioVerify.VerifyV2FactorApi(client);
export const newFactors = new TwilioVerify.VerifyV2NewFactorApi(client);
export const challenges = new TwilioVerify.VerifyV2ChallengeApi(client);
export const newChallenges = new TwilioVerify.VerifyV2NewChallengeApi(client);
export const accessTokens = new TwilioVerify.VerifyV2AccessTokenApi(client);
export const passkeys = new TwilioVerify.DefaultApi(client);

/** An identity that nobody has. */
export const newIdentity = () =>
  `user-${Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
