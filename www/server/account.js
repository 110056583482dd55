// The account and the Service of `--live`, of the environment.

/** What costs money, for people. */
export const COSTS =
  'This is Twilio’s own service: real messages and calls go to the number that you type. Twilio charges your account ' +
  'for each of them, whether or not somebody signs in, and for each Verification that succeeds.';

/** What the environment lacks: its message says it, and none of its values. */
export class Missing extends Error {}

const SID = {
  VERIFY_SERVICE_SID: /^VA[\da-f]{32}$/i,
  TWILIO_ACCOUNT_SID: /^AC[\da-f]{32}$/i,
  TWILIO_API_KEY: /^SK[\da-f]{32}$/i,
};

const WANTED =
  'VERIFY_SERVICE_SID, and TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN, or TWILIO_API_KEY with TWILIO_API_SECRET';

/**
 * Reads the environment.
 *
 * @returns {{serviceSid: string, authorization: string, hidden: string[]}} `hidden` is what nobody is to see.
 * @throws {Missing}
 */
export function account(env) {
  const value = (name) => {
    const text = env[name]?.trim();
    if (!text) throw new Missing(`--live: the environment has no ${name}. It needs ${WANTED}.`);
    if (SID[name] && !SID[name].test(text)) {
      const prefix = SID[name].source.slice(1, 3);
      throw new Missing(
        `--live: ${name} is no SID that begins with ${prefix} and has 32 hexadecimal digits.`,
      );
    }
    return text;
  };
  const serviceSid = value('VERIFY_SERVICE_SID');
  const names = env.TWILIO_API_KEY?.trim()
    ? ['TWILIO_API_KEY', 'TWILIO_API_SECRET']
    : ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'];
  const [user, password] = names.map(value);
  const token = Buffer.from(`${user}:${password}`).toString('base64');
  const others = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_API_SECRET'].map((name) =>
    env[name]?.trim(),
  );
  const hidden = [...new Set([user, password, token, ...others])].filter(Boolean);
  return { serviceSid, authorization: `Basic ${token}`, hidden };
}
