// twilio_verify/twilio for Node, by import: the function that require gives too.
import twilio from './twilio.cjs';

export default twilio;
export const { Twilio, RestException } = twilio;
