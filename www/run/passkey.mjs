// Registers a passkey, and signs a person in with it.
//
//   npm install twilio_verify
//   npx twilio_verify sandbox    (in another terminal: Verify on this machine, no account needed)
//   node passkey.mjs    (or bun passkey.mjs, or deno run --allow-env --allow-net passkey.mjs)
//
// With Twilio instead: VERIFY_URL=https://verify.twilio.com and your TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and
// VERIFY_SERVICE_SID in the environment.
import { randomUUID } from 'node:crypto';
import process, { env } from 'node:process';
import TwilioVerify from 'twilio_verify';
import { Sandbox } from 'twilio_verify/sandbox';

const zeros = '0'.repeat(32);
const url = (env.VERIFY_URL ?? 'http://127.0.0.1:8374').replace(/\/+$/, '');
const serviceSid = env.VERIFY_SERVICE_SID ?? `VA${zeros}`;

const client = TwilioVerify.ApiClient.instance;
client.basePath = url;
const account = client.authentications['accountSid_authToken'];
account.username = env.TWILIO_ACCOUNT_SID ?? `AC${zeros}`;
account.password = env.TWILIO_AUTH_TOKEN ?? 'sandbox-auth-token';

const newFactors = new TwilioVerify.VerifyV2NewFactorApi();
const newChallenges = new TwilioVerify.VerifyV2NewChallengeApi();
const passkeys = new TwilioVerify.DefaultApi();
const identity = randomUUID(); // Your own id of the person: nothing that tells who it is.

// In a page this is `navigator.credentials`, with `PublicKeyCredential.parseCreationOptionsFromJSON` before it and
// `toJSON()` after it. Here no browser is at hand.
const browser = new Sandbox().authenticator({ origin: 'https://app.example' });

try {
  const factor = await newFactors.createNewFactorPasskey(serviceSid, {
    identity,
    friendly_name: 'Laptop',
    config: {
      relying_party: { id: 'app.example', name: 'Owl Bank', origins: ['https://app.example'] },
      authenticator_attachment: 'platform',
      discoverable_credentials: 'required',
      user_verification: 'required',
    },
  });
  await passkeys.updatePasskeysFactor(serviceSid, await browser.create(factor.options));

  // Later, in place of a password:
  const challenge = await newChallenges.createChallengePasskeys(serviceSid, { identity });
  const answer = await browser.get(challenge.options);
  const { status } = await passkeys.updateChallengePasskeys(serviceSid, answer);
  console.log(status === 'approved' ? `signed in: ${identity}` : `not signed in: ${status}`);
} catch (error) {
  console.error(...[error.status, error.code, error.message].filter(Boolean));
  process.exitCode = 1;
}
