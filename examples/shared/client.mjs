// The client of all examples.
import TwilioVerify from 'twilio_verify';

/** A client for the account that the environment names. */
export function clientOf(env) {
  const client = new TwilioVerify.ApiClient(env.VERIFY_URL); // Twilio's, unless a test has its own
  const { TWILIO_API_KEY: username, TWILIO_API_SECRET: password } = env;
  Object.assign(client.authentications.accountSid_authToken, { username, password });
  client.timeout = 10_000;
  return client;
}
