// The same types for a program that requires the package.
import TwilioVerify = require('twilio_verify');
import sandbox = require('twilio_verify/sandbox');

const api = new TwilioVerify.VerifyV2FactorApi(TwilioVerify.ApiClient.instance);
api.fetchFactor('VA1', 'me', 'YF1', (error, data) => console.log(error?.message ?? data.sid));
api.apiClient.fetch = new sandbox.Sandbox().fetch;

const { ApiClient, HttpError } = TwilioVerify;
const report = (error: unknown) => (error instanceof HttpError ? error.status : undefined);
api.listFactor('VA1', 'me').then((list: TwilioVerify.ListFactorResponse) => list.factors.length, report);

export = ApiClient;
