// The same on Deno Deploy: what a Worker answers, Deno serves. Its environment variables are set in the dashboard:
// TWILIO_API_KEY, TWILIO_API_SECRET, VERIFY_SERVICE_SID, SESSION_SECRET (32 characters or more, made at random).
import worker from '../worker/index.mjs';

const env = Deno.env.toObject();

Deno.serve({ hostname: env.HOST ?? '127.0.0.1', port: Number(env.PORT ?? 8000) }, (request) =>
  worker.fetch(request, env),
);
