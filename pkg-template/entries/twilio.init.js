// twilio_verify/twilio for a client whose wasm comes from elsewhere: the entries of edge runtimes give it.
import * as verify from './init.js';
import { make } from '../twilio/index.js';

const twilio = make(verify.default);

export default twilio;
export const { Twilio, RestException } = twilio;
