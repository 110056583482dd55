import twilio from 'twilio_verify/twilio';
import { withTwilio } from './calls.mjs';

globalThis.call = (origin) => withTwilio(twilio, origin)();
