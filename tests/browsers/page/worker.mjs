// A web worker or a service worker, as a module. Workers know no import map: they import the files by their addresses.
import TwilioVerify from '/node_modules/twilio_verify/browser.js';
import twilio from '/node_modules/twilio_verify/twilio.browser.js';
import { Sandbox } from '/node_modules/twilio_verify/sandbox.browser.js';
import { work } from './work.mjs';

work({ TwilioVerify, Sandbox, twilio });
