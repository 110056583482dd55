import twilio from 'twilio';
import { withTwilio } from './calls.mjs';

globalThis.call = (origin) => withTwilio(twilio, origin)();
