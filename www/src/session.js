// The client as a program sets it up, on a sandbox instead of Twilio.
import TwilioVerify from 'twilio_verify';
import { Sandbox } from 'twilio_verify/sandbox';
import { tapped } from './wire.js';

export const sandbox = new Sandbox();
export const { serviceSid } = sandbox;

const client = TwilioVerify.ApiClient.instance;
const credentials = client.authentications['accountSid_authToken'];
credentials.username = sandbox.accountSid;
credentials.password = sandbox.authToken;
client.fetch = tapped(sandbox.fetch);

export const factors = new TwilioVerify.VerifyV2FactorApi();
export const newFactors = new TwilioVerify.VerifyV2NewFactorApi();
