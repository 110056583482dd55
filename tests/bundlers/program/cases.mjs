// The conformance cases in a Cloudflare Worker.
import TwilioVerify from 'twilio_verify';
import { Sandbox } from 'twilio_verify/sandbox';
import { report } from '../../conformance/report.mjs';

export default {
  fetch: async (request, { origin, place }) =>
    Response.json(await report({ TwilioVerify, Sandbox }, origin, place)),
};
