// What comes of three calls whose answers a library makes up: data, an error of Twilio, and no connection.
import TwilioVerify from 'twilio_verify';

const { ApiClient, VerifyV2FactorApi, VerifyV2NewFactorApi, ConnectionError, HttpError } = TwilioVerify;

/** Prints {cases, checks, failed}. */
export async function check() {
  const failed = [];
  let checks = 0;
  const holds = (name, condition, seen) => {
    checks++;
    if (!condition) failed.push({ name, message: `${seen?.stack ?? JSON.stringify(seen)}` });
  };
  const failure = (call) =>
    call.then(
      (data) => data,
      (error) => error,
    );
  const { instance } = ApiClient;
  instance.maxRetries = 0;
  Object.assign(instance.authentications['accountSid_authToken'], { username: 'AC1', password: 'secret' });

  const factor = await failure(new VerifyV2FactorApi().fetchFactor('VA1', 'me', 'YF1'));
  holds('data', factor.sid === 'YF1' && factor.date_created instanceof Date, factor);
  const refused = await failure(new VerifyV2NewFactorApi().createNewFactor('VA1', 'me', 'totp', 'My phone'));
  holds('an error of Twilio', refused instanceof HttpError && refused.code === 60318, refused);
  const lost = await failure(new VerifyV2FactorApi().listFactor('VA1', 'me'));
  holds('no connection', lost instanceof ConnectionError, lost);
  console.log(JSON.stringify({ cases: 3, checks, failed }));
}
