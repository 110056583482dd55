// How an Express app ends: what is unknown or went wrong is answered without a word of it, then it listens.
import { checkSettings } from './settings.mjs';

const MAY_BE_KNOWN = [400, 404, 413, 415, 429];

export function listen(app, env) {
  checkSettings(env);
  app.use((request, response) => response.status(404).json({}));
  app.use((error, request, response, next) => {
    // What a body's reader says holds what was sent, a code among it; its type does not.
    console.error(error.type ?? error.stack);
    if (response.headersSent) return next(error);
    // By Twilio's code this package's client in a page knows that a limit is a person's, and does not try again.
    response.status(MAY_BE_KNOWN.includes(error.status) ? error.status : 502).json({ code: error.code });
  });
  const server = app.listen(env.PORT ?? 3000, env.HOST ?? '127.0.0.1', (error) => {
    if (error) throw error;
    console.log(`http://127.0.0.1:${server.address().port}`);
  });
}
