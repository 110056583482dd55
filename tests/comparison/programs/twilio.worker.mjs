import twilio from 'twilio';
import { withTwilio } from './calls.mjs';

export default {
  fetch: async (request, { ORIGIN }) => Response.json(await withTwilio(twilio, ORIGIN)()),
};
