// The program in a Cloudflare Worker.
import { enrol } from './enrol.mjs';

export default {
  fetch: async (request, { basePath }) => Response.json({ listed: await enrol(basePath, 'VA1', 'mika') }),
};
