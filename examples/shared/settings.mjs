// What an example has to find in its environment.
const NEEDED = {
  TWILIO_API_KEY: 'the SID of an API key (SK…), or your Account SID',
  TWILIO_API_SECRET: "the key's secret, or your auth token",
  VERIFY_SERVICE_SID: 'the SID of your Verify Service (VA…)',
  SESSION_SECRET: '32 characters or more, made at random',
};

/** Says what is missing, all at once: better when it starts than when somebody signs in. */
export function checkSettings(env) {
  const missing = Object.keys(NEEDED).filter((name) => !env[name]);
  if (env.SESSION_SECRET && env.SESSION_SECRET.length < 32) missing.push('SESSION_SECRET');
  const lines = missing.map((name) => `  ${name}: ${NEEDED[name]}`);
  if (!/^\d+$/.test(env.PORT ?? 3000)) lines.push('  PORT: a number, such as 3000');
  if (!lines.length) return;
  throw new Error(`The environment lacks what this example needs:\n${lines.join('\n')}`);
}
