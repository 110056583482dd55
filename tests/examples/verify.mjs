// The sandbox as a server of its own, which is to the examples what Twilio is.
import http from 'node:http';
import { text } from 'node:stream/consumers';
import { Sandbox } from 'twilio_verify/sandbox';

/** Starts it on a free port of the loopback interface. Its clock stands still unless `verify.now` is set, so that a code stays what it is. */
export async function serveVerify() {
  const verify = {
    now: 1.4e12,
    sandbox: new Sandbox({ now: () => verify.now }),
    /** What it was asked: `GET /v2/…`. */
    seen: [],
    /** A Response in place of the sandbox's. */
    instead: undefined,
  };
  const { sandbox } = verify;
  const server = http.createServer(async (request, response) => {
    const { method, url, headers } = request;
    verify.seen.push(`${method} ${url}`);
    const body = method === 'POST' ? await text(request) : undefined;
    const answer =
      verify.instead?.clone() ??
      (await sandbox.fetch(`https://verify.twilio.com${url}`, { method, headers, body }));
    response.writeHead(answer.status, [...answer.headers].flat()).end(await answer.text());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  /** What an example has in its environment. */
  verify.env = {
    VERIFY_URL: `http://127.0.0.1:${server.address().port}`,
    VERIFY_SERVICE_SID: sandbox.serviceSid,
    TWILIO_API_KEY: sandbox.accountSid,
    TWILIO_API_SECRET: sandbox.authToken,
    SESSION_SECRET: 'of these tests, and of no real site',
  };
  verify.close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return verify;
}

/** A code that is not this one, nor one of the minutes around it. */
export const wrong = (code) => `${(Number(code) + 500_000) % 1_000_000}`.padStart(6, '0');
