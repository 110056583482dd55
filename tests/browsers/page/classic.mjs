// A web worker or a service worker, of which a bundler makes a classic script.
import TwilioVerify from 'twilio_verify';
import twilio from 'twilio_verify/twilio';
import { Sandbox } from 'twilio_verify/sandbox';
import { work } from './work.mjs';

work({ TwilioVerify, Sandbox, twilio });
