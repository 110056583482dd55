// The second step of signing in with Node and Express: POST /enrol, /confirm and /check, as the Worker answers them.
// From the environment: TWILIO_API_KEY, TWILIO_API_SECRET, VERIFY_SERVICE_SID, and SESSION_SECRET (32 characters or
// more, made at random).
import express from 'express';
import { listen } from '../shared/listen.mjs';
import { readSession, writeSession } from '../shared/session.mjs';
import { act } from '../shared/totp.mjs';

const { env } = process;
const app = express();
app.disable('x-powered-by');
app.use(express.json({ limit: '1kb' }));

app.post('/:name', async (request, response) => {
  response.set('cache-control', 'no-store');
  // Other sites can make a browser send forms to this one, but no JSON.
  if (!request.is('application/json')) return response.status(415).json({ error: 'json' });
  const session = await readSession(request.headers.cookie, env.SESSION_SECRET);
  const { status, body, passed } = await act(request.params.name, session, request.body?.code, env);
  if (passed) {
    const { identity } = session;
    response.set('set-cookie', await writeSession({ identity, passed }, env.SESSION_SECRET));
  }
  response.status(status).json(body);
});

listen(app, env);
