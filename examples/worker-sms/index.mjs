// A Cloudflare Worker that signs a person in with a phone number:
//
//   POST /send     {"to": "+15017122661"}                    sends a code by SMS
//   POST /sign-in  {"to": "+15017122661", "code": "123456"}  the code: a session of this number is begun
import { writeSession } from '../shared/session.mjs';
import { checkSettings } from '../shared/settings.mjs';
import { act } from '../shared/sms.mjs';

const json = (status, body, headers) =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } });

export default {
  async fetch(request, env) {
    // Here, because a Worker has its environment with a request.
    checkSettings(env);
    // Other sites can make a browser send forms to this one, but no JSON.
    const isJson = /^application\/json *(;|$)/i.test(request.headers.get('content-type'));
    if (request.method !== 'POST' || !isJson) return json(415, { error: 'json' });
    const sent = await request.json().catch(() => undefined);
    const { status, body, session } = await act(new URL(request.url).pathname.slice(1), sent, env);
    if (!session) return json(status, body);
    return json(status, body, { 'set-cookie': await writeSession(session, env.SESSION_SECRET) });
  },
};
