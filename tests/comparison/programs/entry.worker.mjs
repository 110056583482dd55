import twilio from 'twilio_verify/twilio';
import { withTwilio } from './calls.mjs';

export default {
  fetch: async (request, { ORIGIN }) => Response.json(await withTwilio(twilio, ORIGIN)()),
};
