// A web worker or a service worker. Workers know no import map: they import the files by their addresses.
import TwilioVerify from '/node_modules/twilio_verify/browser.js';
import { Sandbox } from '/node_modules/twilio_verify/sandbox.browser.js';
import { tell } from './tell.mjs';

const told = tell({ TwilioVerify, Sandbox });

// A service worker may be ended unless an event waits for something.
addEventListener('install', (event) => event.waitUntil(told));
