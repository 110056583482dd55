// The same on Deno Deploy: what a Worker answers, Deno serves. Its environment variables are set in the dashboard:
// TWILIO_API_KEY, TWILIO_API_SECRET, VERIFY_SERVICE_SID, SESSION_SECRET (32 characters or more, made at random).
import { checkSettings } from '../shared/settings.mjs';
import worker from '../worker/index.mjs';

const env = Deno.env.toObject();
checkSettings(env);
// Deploy knows where to listen; elsewhere only this machine may ask.
const { DENO_DEPLOYMENT_ID, HOST: hostname = '127.0.0.1', PORT: port = 8000 } = env;
const where = DENO_DEPLOYMENT_ID ? {} : { hostname, port: Number(port) };
const onListen = (at) => console.log(`http://${at.hostname}:${at.port}`);

Deno.serve({ ...where, onListen }, (request) => worker.fetch(request, env));
