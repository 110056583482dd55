// A small program, as a user would write it: a new factor, and the list of all.
import TwilioVerify, { HttpError } from 'twilio_verify';

/** Enrols a phone and lists the factors of its owner; gives what the list says, or what the service said. */
export async function enrol(basePath, serviceSid, identity) {
  const client = new TwilioVerify.ApiClient(basePath);
  Object.assign(client.authentications.accountSid_authToken, { username: 'AC1', password: 's3cret' });
  try {
    const newFactors = new TwilioVerify.VerifyV2NewFactorApi(client);
    await newFactors.createNewFactor(serviceSid, identity, 'totp', 'Mika’s phone');
    const factors = new TwilioVerify.VerifyV2FactorApi(client);
    const page = await factors.listFactor(serviceSid, identity, { pageSize: 20 });
    return page.factors.map((factor) => `${factor.friendly_name}: ${factor.date_created.toISOString()}`);
  } catch (error) {
    return error instanceof HttpError ? [error.message] : Promise.reject(error);
  }
}
