// The main thread of a page, which finds the package through the page's import map, or was put together by a bundler.
import TwilioVerify from 'twilio_verify';
import twilio from 'twilio_verify/twilio';
import { Sandbox } from 'twilio_verify/sandbox';
import { tell } from './tell.mjs';

tell({ TwilioVerify, Sandbox, twilio });
