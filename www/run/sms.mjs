// Signs a person in with a code by SMS.
//
//   npm install twilio_verify
//   npx twilio_verify sandbox    (in another terminal: Verify on this machine, no account needed)
//   node sms.mjs    (or bun sms.mjs, or deno run --allow-env --allow-net sms.mjs)
//
// With Twilio instead: VERIFY_URL=https://verify.twilio.com and your TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and
// VERIFY_SERVICE_SID in the environment.
import process, { argv, env, stdin, stdout } from 'node:process';
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

const verifications = new TwilioVerify.VerifyV2VerificationApi();
const checks = new TwilioVerify.VerifyV2VerificationCheckApi();
const to = argv[2] ?? '+15017122661';

/** What the person types: read from the sandbox's outbox, or asked for. */
async function typed() {
  if (!real) {
    const answer = await fetch(`${url}/_sandbox/code?to=${encodeURIComponent(to)}`);
    return (await answer.json()).code;
  }
  const terminal = createInterface({ input: stdin, output: stdout });
  const code = await terminal.question(`The code that was sent to ${to}: `);
  terminal.close();
  return code.trim();
}

try {
  await verifications.createVerification(serviceSid, 'sms', to);
  const check = await checks.createVerificationCheck(serviceSid, { to, code: await typed() });
  // A wrong code is no error: the Verification stays pending, and the person may try again.
  console.log(check.status === 'approved' ? `signed in: ${to}` : 'the code was wrong');
} catch (error) {
  // 20404: expired, or approved before. 60202: five wrong codes. 60203: five codes sent.
  console.error(...[error.status, error.code, error.message].filter(Boolean));
  process.exitCode = 1;
}
