// From the page to Twilio: the credentials are added here, and nothing of them comes back.

const TWILIO = 'https://verify.twilio.com';

/** How much a page may send, in bytes; how long Twilio may take, in milliseconds. */
const LONGEST = 64 * 1024;
const PATIENCE = 30_000;

const BODIES = ['application/x-www-form-urlencoded', 'application/json'];

/** The SID of an account: an answer names it, also where the environment has an API key alone. */
const ACCOUNT = /\bAC[\da-f]{32}\b/gi;

/** Why nothing was sent. */
const UNSENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/** Of Twilio's headers, what the client reads. */
const PASSED = ['content-type', 'retry-after', 'twilio-request-id'];

/** An answer of this server itself, as Twilio would word it. */
function problem(response, status, code, message) {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ status, code, message }));
}

/** Refuses, with a sentence. */
export const refusal = (response, message) => problem(response, 403, 20403, message);

/** The body of a request; undefined where it is too long. */
async function read(request) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > LONGEST) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Sends a request on, if it is one of the page.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} target The path and the query, for Twilio.
 * @param {{authorization: string, hidden: string[], routes: (method: string, path: string) => string | undefined}} live
 * @param {string} [upstream] Where it is sent: nothing in the request changes it.
 */
export async function forward(request, response, target, live, upstream = TWILIO) {
  const { method, headers } = request;
  const [path, ...query] = target.split('?');
  // Every browser says it of a request that could change something; who does not is no page of this server.
  const strange = method !== 'GET' && headers.origin === undefined;
  const site = headers['sec-fetch-site'] ?? 'same-origin';
  if (strange || site !== 'same-origin') return refusal(response, 'This server answers its own page only.');
  if (!live.routes(method, path)) {
    const about = 'only the operations of the page pass, and only to the Service of the environment';
    return refusal(response, `${method} ${path} does not pass: ${about}.`);
  }
  const type = headers['content-type']?.split(';')[0].trim().toLowerCase();
  if (type !== undefined && !BODIES.includes(type)) {
    return problem(response, 415, 20415, 'Only forms and JSON pass.');
  }
  const body = await read(request);
  if (!body) return problem(response, 413, 20413, `A request has at most ${LONGEST} bytes.`);

  const url = new URL(upstream);
  url.pathname = path;
  url.search = query.join('?');
  let answer, text;
  try {
    answer = await fetch(url, {
      method,
      headers: {
        authorization: live.authorization,
        accept: 'application/json',
        ...(type && { 'content-type': type }),
      },
      body: method !== 'GET' && body.length ? body : undefined,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE),
    });
    text = await answer.text();
  } catch (error) {
    const why = error.cause?.code ?? error.name;
    const done = UNSENT.includes(why) ? '' : ' What was asked for may have been done.';
    return problem(response, 502, 20502, `Twilio gave no answer (${why}).${done}`);
  }
  if (answer.status >= 300 && answer.status < 400) {
    return problem(
      response,
      502,
      20502,
      'Twilio pointed elsewhere, and nobody follows with your credentials.',
    );
  }
  const passed = PASSED.map((name) => [name, answer.headers.get(name)]).filter(([, value]) => value !== null);
  response.writeHead(answer.status, {
    ...Object.fromEntries(passed),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(
    live.hidden.reduce(
      (shown, secret) => shown.replaceAll(secret, mask(secret)),
      text.replace(ACCOUNT, mask),
    ),
  );
}

/** What stands for a secret in an answer: a SID stays one, so that its reader finds what it expects. */
const mask = (secret) => (/^(AC|SK)/.test(secret) ? secret.slice(0, 2) + '0'.repeat(32) : 'hidden');
