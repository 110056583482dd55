// Enrols an authenticator app (TOTP), and signs a person in with it.
//
//   npm install twilio_verify
//   npx twilio_verify sandbox    (in another terminal: Verify on this machine, no account needed)
//   node authenticator.mjs    (or bun authenticator.mjs, or deno run --allow-env --allow-net authenticator.mjs)
//
// With Twilio instead: VERIFY_URL=https://verify.twilio.com and your TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and
// VERIFY_SERVICE_SID in the environment.
import { randomUUID } from 'node:crypto';
import process, { env, stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import TwilioVerify from 'twilio_verify';

const zeros = '0'.repeat(32);
const url = (env.VERIFY_URL ?? 'http://127.0.0.1:8374').replace(/\/+$/, '');
const real = new URL(url).hostname.endsWith('.twilio.com');
const serviceSid = env.VERIFY_SERVICE_SID ?? `VA${zeros}`;

const client = TwilioVerify.ApiClient.instance;
client.basePath = url;
const account = client.authentications['accountSid_authToken'];
account.username = env.TWILIO_ACCOUNT_SID ?? `AC${zeros}`;
account.password = env.TWILIO_AUTH_TOKEN ?? 'sandbox-auth-token';

const newFactors = new TwilioVerify.VerifyV2NewFactorApi();
const factors = new TwilioVerify.VerifyV2FactorApi();
const challenges = new TwilioVerify.VerifyV2ChallengeApi();
const identity = randomUUID(); // Your own id of the person: nothing that tells who it is.

/** What the app shows: the sandbox works it out, or the person types it. */
async function shown(uri) {
  if (!real) {
    const answer = await fetch(`${url}/_sandbox/totp?uri=${encodeURIComponent(uri)}`);
    return (await answer.json()).code;
  }
  console.log(`Add this to an authenticator app, as a QR code or by hand: ${uri}`);
  const terminal = createInterface({ input: stdin, output: stdout });
  const code = await terminal.question('The code that the app shows: ');
  terminal.close();
  return code.trim();
}

try {
  const factor = await newFactors.createNewFactor(serviceSid, identity, 'totp', 'Phone');
  const { uri } = factor.binding; // Told in this one answer and never again.
  const proof = await factors.updateFactor(serviceSid, identity, factor.sid, {
    authPayload: await shown(uri),
  });
  if (proof.status !== 'verified') throw new Error('the code was wrong: the Factor stays unverified');

  // Later, after the password:
  const challenge = await challenges.createChallenge(serviceSid, identity, factor.sid, {
    authPayload: await shown(uri),
  });
  // Twilio does not forbid the same code twice: remember the time step that a person used last.
  console.log(challenge.status === 'approved' ? `signed in: ${identity}` : 'the code was wrong');
} catch (error) {
  console.error(...[error.status, error.code, error.message].filter(Boolean));
  process.exitCode = 1;
}
