// twilio_verify/twilio for browsers, bundlers, and whatever no other entry is for: over the one file of the client.
import * as verify from './browser.js';
import { make } from '../twilio/index.js';

const twilio = make(verify.default);

export default twilio;
export const { Twilio, RestException } = twilio;
