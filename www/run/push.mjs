// Registers a device for push, and signs a person in when the device approves.
//
//   npm install twilio_verify
//   npx twilio_verify sandbox    (in another terminal: Verify on this machine, no account needed)
//   node push.mjs    (or bun push.mjs, or deno run --allow-env --allow-net push.mjs)
//
// With Twilio instead: VERIFY_URL=https://verify.twilio.com and your TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and
// VERIFY_SERVICE_SID in the environment.
import { randomUUID } from 'node:crypto';
import process, { env } from 'node:process';
import TwilioVerify from 'twilio_verify';

const zeros = '0'.repeat(32);
const url = (env.VERIFY_URL ?? 'http://127.0.0.1:8374').replace(/\/+$/, '');
const serviceSid = env.VERIFY_SERVICE_SID ?? `VA${zeros}`;

const client = TwilioVerify.ApiClient.instance;
client.basePath = url;
const account = client.authentications['accountSid_authToken'];
account.username = env.TWILIO_ACCOUNT_SID ?? `AC${zeros}`;
account.password = env.TWILIO_AUTH_TOKEN ?? 'sandbox-auth-token';

const tokens = new TwilioVerify.VerifyV2AccessTokenApi();
const challenges = new TwilioVerify.VerifyV2ChallengeApi();
const identity = randomUUID(); // Your own id of the person: nothing that tells who it is.

/** The app on the person's phone. Yours has Twilio's SDK for Android or iOS, which does the same. */
class Device {
  #keys;
  #factor;

  /** Makes a key pair, and tells the public key. */
  async register(token) {
    this.#keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
      'verify',
    ]);
    const spki = await crypto.subtle.exportKey('spki', this.#keys.publicKey);
    this.#factor = await this.#send('/Factors', token, {
      FriendlyName: 'Phone',
      FactorType: 'push',
      'Binding.Alg': 'ES256',
      'Binding.PublicKey': Buffer.from(spki).toString('base64'),
      'Config.SdkVersion': '3.0.0',
      'Config.AppId': 'run.push',
      'Config.NotificationPlatform': 'none',
    });
    const proof = der(await this.#sign(this.#factor.sid)).toString('base64');
    return this.#send(`/Factors/${this.#factor.sid}`, await this.#token(), { AuthPayload: proof });
  }

  /** Signs what the person was asked, and the answer. */
  async answer(sid, status) {
    const url = `/Challenges/${sid}`;
    const asked = await this.#get(url);
    const names = asked.headers.get('twilio-verify-signature-fields').split(',');
    const challenge = await asked.json();
    const fields = Object.fromEntries(names.map((name) => [name, challenge[name]]));
    const AuthPayload = await this.#jwt({ typ: 'JWT', alg: 'ES256' }, { ...fields, status });
    await this.#send(url, await this.#token(), { AuthPayload });
  }

  async #token() {
    const now = Math.floor(Date.now() / 1000);
    const kid = this.#factor.config.credential_sid;
    const head = { cty: 'twilio-pba;v=1', kid, typ: 'JWT', alg: 'ES256' };
    return this.#jwt(head, { sub: this.#factor.account_sid, exp: now + 600, nbf: now });
  }

  async #jwt(...parts) {
    const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${text}.${(await this.#sign(text)).toString('base64url')}`;
  }

  async #sign(text) {
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
    return Buffer.from(await crypto.subtle.sign(algorithm, this.#keys.privateKey, Buffer.from(text)));
  }

  async #get(path) {
    return this.#fetch(path, await this.#token());
  }

  async #send(path, token, form) {
    return (await this.#fetch(path, token, { method: 'POST', body: new URLSearchParams(form) })).json();
  }

  async #fetch(path, token, init) {
    const headers = { Authorization: `Basic ${btoa(`token:${token}`)}` };
    const entity = `${url}/v2/Services/${serviceSid}/Entities/${identity}`;
    const answer = await fetch(entity + path, { ...init, headers });
    if (!answer.ok) throw new Error(`the device: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}

/** A signature of two numbers of 32 bytes, as DER has it. */
function der(signature) {
  const numbers = [signature.subarray(0, 32), signature.subarray(32)].map((bytes) => {
    const digits = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
    const positive = digits[0] & 0x80 ? [0, ...digits] : [...digits];
    return [2, positive.length, ...positive];
  });
  return Buffer.from([0x30, numbers.flat().length, ...numbers.flat()]);
}

try {
  // Your server gives the app a token that lets it register, for this person and for a minute.
  const { token } = await tokens.createAccessToken(serviceSid, 'push', identity, {
    factorFriendlyName: 'Phone',
  });
  const device = new Device();
  const factor = await device.register(token);

  // Later, after the password:
  const challenge = await challenges.createChallenge(serviceSid, identity, factor.sid, {
    detailsMessage: 'Sign in to Owl Bank?',
    detailsFields: [{ label: 'From', value: 'Lisbon' }],
  });
  await device.answer(challenge.sid, 'approved');

  const { status } = await challenges.fetchChallenge(serviceSid, identity, challenge.sid);
  console.log(status === 'approved' ? `signed in: ${identity}` : `not signed in: ${status}`);
} catch (error) {
  console.error(...[error.status, error.code, error.message].filter(Boolean));
  process.exitCode = 1;
}
