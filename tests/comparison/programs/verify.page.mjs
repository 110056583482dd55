import TwilioVerify from 'twilio_verify';
import { withVerify } from './calls.mjs';

globalThis.call = (origin) => withVerify(TwilioVerify, origin)();
