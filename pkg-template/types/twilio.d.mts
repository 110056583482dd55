// The types of twilio.d.cts, for import.
import twilio from './twilio.cjs';

export default twilio;
export import Twilio = twilio.Twilio;
export import RestException = twilio.RestException;
