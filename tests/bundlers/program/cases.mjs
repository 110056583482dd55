// The conformance cases in a Cloudflare Worker.
import TwilioVerify from 'twilio_verify';
import { Sandbox } from 'twilio_verify/sandbox';
import twilio from 'twilio_verify/twilio';
import { validateWebhook } from 'twilio_verify/webhook';
import { report } from '../../conformance/report.mjs';

export default {
  fetch: async (request, { origin, place }) =>
    Response.json(await report({ TwilioVerify, Sandbox, twilio, validateWebhook }, origin, place)),
};
