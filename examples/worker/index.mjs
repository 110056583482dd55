// A Cloudflare Worker that asks for a code of an authenticator app as the second step of signing in:
//
//   POST /enrol    {}                  -> {"uri": "otpauth:…"}, to be shown as a QR code
//   POST /confirm  {"code": "123456"}  the new app's first code: from now on it counts
//   POST /check    {"code": "123456"}  a code, to sign in: the session has passed 'totp'
//
// Who it is comes from the session alone, which your check of the password has written.
import { readSession, writeSession } from '../shared/session.mjs';
import { checkSettings } from '../shared/settings.mjs';
import { act } from '../shared/totp.mjs';

const json = (status, body, headers) =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } });

export default {
  async fetch(request, env) {
    // Here, because a Worker has its environment with a request.
    checkSettings(env);
    // Other sites can make a browser send forms to this one, but no JSON.
    const isJson = /^application\/json *(;|$)/i.test(request.headers.get('content-type'));
    if (request.method !== 'POST' || !isJson) return json(415, { error: 'json' });
    const session = await readSession(request.headers.get('cookie'), env.SESSION_SECRET);
    const sent = session && (await request.json().catch(() => undefined));
    const name = new URL(request.url).pathname.slice(1);
    const { status, body, passed } = await act(name, session, sent?.code, env);
    if (!passed) return json(status, body);
    const cookie = await writeSession({ identity: session.identity, passed }, env.SESSION_SECRET);
    return json(status, body, { 'set-cookie': cookie });
  },
};
