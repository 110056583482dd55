// Signing in with a phone number, with Node and Express: POST /send and /sign-in, as the Worker answers them. From the
// environment: TWILIO_API_KEY, TWILIO_API_SECRET, VERIFY_SERVICE_SID, and SESSION_SECRET (32 characters or more, made at
// random).
import express from 'express';
import { listen } from '../shared/listen.mjs';
import { writeSession } from '../shared/session.mjs';
import { act } from '../shared/sms.mjs';

const { env } = process;
const app = express();
app.disable('x-powered-by');
app.use(express.json({ limit: '1kb' }));

app.post('/:name', async (request, response) => {
  response.set('cache-control', 'no-store');
  // Other sites can make a browser send forms to this one, but no JSON.
  if (!request.is('application/json')) return response.status(415).json({ error: 'json' });
  const { status, body, session } = await act(request.params.name, request.body, env);
  if (session) response.set('set-cookie', await writeSession(session, env.SESSION_SECRET));
  response.status(status).json(body);
});

listen(app, env);
