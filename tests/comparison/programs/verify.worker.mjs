import TwilioVerify from 'twilio_verify';
import { withVerify } from './calls.mjs';

export default {
  fetch: async (request, { ORIGIN }) => Response.json(await withVerify(TwilioVerify, ORIGIN)()),
};
