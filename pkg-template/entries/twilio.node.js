// twilio_verify/twilio for Node, Bun and Deno: over the implementation that all their entries share.
import * as verify from './index.cjs';
import { make } from '../twilio/index.js';

const twilio = make(verify.default);

export default twilio;
export const { Twilio, RestException } = twilio;
