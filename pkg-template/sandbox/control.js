// The hands of a tester over HTTP: `/_sandbox/…`, and the page at `/` that shows what they reach.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readBody } from './request-body.js';

const ROOT = '/_sandbox';

/** The longest body, in bytes: a snapshot of many things is large. */
const LONGEST = 256 * 1024 * 1024;

/** How long a code is waited for at most, and how often it is looked for meanwhile, in milliseconds. */
const [PATIENCE, PAUSE] = [60_000, 20];

/** The files of the page, by their path. */
const FILES = {
  '/': ['sandbox.page.html', 'text/html'],
  [`${ROOT}/page.css`]: ['sandbox.page.css', 'text/css'],
  [`${ROOT}/page.js`]: ['sandbox.page.js', 'text/javascript'],
};

/** No other site can read or frame it, nor can anything be put into it. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** A request that cannot be. */
class Refusal extends Error {
  constructor(status, message, headers) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** The part of a list that is asked for. */
const part = (list, query) =>
  query.has('last') ? list.slice(-Number(query.get('last')) || list.length) : list;

const needed = (query, name) => {
  if (!query.get(name)) throw new Refusal(400, `the query needs ${name}`);
  return query.get(name);
};

/** The code that was sent last to somebody; waits for one where it should. */
async function code({ sandbox, query, request }) {
  const to = needed(query, 'to');
  const serviceSid = query.get('serviceSid') ?? undefined;
  const until = Date.now() + Math.min(Number(query.get('wait')) || 0, PATIENCE);
  for (;;) {
    const found = sandbox.code(to, { serviceSid });
    if (found !== null) return { code: found };
    if (Date.now() >= until || request.socket.destroyed) throw new Refusal(404, `no code was sent to ${to}`);
    await sleep(PAUSE);
  }
}

/** What can be done: `METHOD name`, and what comes of it as JSON; nothing, as 204. */
const ROUTES = {
  'GET ': ({ sandbox, place }) => ({
    url: place.url,
    accountSid: sandbox.accountSid,
    authToken: sandbox.authToken,
    serviceSid: sandbox.serviceSid,
    now: sandbox.now(),
    changes: sandbox.changes,
  }),
  'GET outbox': ({ sandbox, query }) => {
    const to = query.get('to');
    return part(
      sandbox.outbox.filter((message) => !to || message.to === to),
      query,
    );
  },
  'GET code': code,
  'GET totp': ({ sandbox, query }) => ({ code: sandbox.totp(needed(query, 'uri')) }),
  'GET factors': ({ sandbox, query }) => part(sandbox.factors, query),
  'GET requests': ({ sandbox, query }) => part(sandbox.requests, query),
  'GET deliveries': ({ sandbox, query }) => part(sandbox.deliveries, query),
  'GET numbers': ({ sandbox }) => sandbox.numbers,
  'GET snapshot': ({ sandbox }) => sandbox.snapshot(),
  'POST advance': ({ sandbox, query }) => ({ now: sandbox.advance(Number(needed(query, 'ms'))) }),
  'POST fail': ({ sandbox, body }) => sandbox.fail(body),
  'POST clear': ({ sandbox }) => sandbox.clear(),
  'POST reset': ({ sandbox }) => sandbox.reset(),
  'POST restore': ({ sandbox, body }) => sandbox.restore(body),
};

/** Whether a request is none to the API. */
export const isControl = ({ method, url }) => {
  const [pathname] = url.split('?');
  const file = pathname in FILES && ['GET', 'HEAD'].includes(method);
  return file || pathname === ROOT || pathname.startsWith(`${ROOT}/`);
};

/** A name that no site of the web can have: an address, or one of this machine or its network. */
const isNear = (name) =>
  /^\[|^[\d.]+$/.test(name) || !name.includes('.') || /\.(localhost|internal|local)$/.test(name);

/** Refuses what a page of another site makes a browser send, be it under a name of its own that leads here. */
function guard({ headers }, url, hosts) {
  if (!isNear(url.hostname) && !hosts.includes(url.hostname)) {
    throw new Refusal(
      403,
      `this is not ${url.hostname}: a name has to be allowed, with --allow-host or hosts`,
    );
  }
  const { origin, 'sec-fetch-site': site } = headers;
  const same = !origin || (URL.canParse(origin) && new URL(origin).host === url.host);
  if (!same || !['same-origin', 'none', undefined].includes(site)) {
    throw new Refusal(403, 'pages of other sites have no control of it');
  }
}

async function parsed(request) {
  const bytes = await readBody(request, LONGEST);
  if (bytes.length > LONGEST) throw new Refusal(413, `a body has at most ${LONGEST} bytes`);
  if (!bytes.length) return undefined;
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw new Refusal(400, 'the body must be JSON');
  }
}

/** Does what is asked for. */
async function act(sandbox, place, request, url) {
  const name = url.pathname.slice(ROOT.length + 1);
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const route = ROUTES[`${method} ${name}`];
  if (!route) {
    const methods = Object.keys(ROUTES).filter((key) => key.endsWith(` ${name}`));
    const allow = methods.map((key) => key.split(' ')[0]).join();
    if (allow) throw new Refusal(405, `${name} wants ${allow}`, { allow });
    throw new Refusal(404, `there is: ${Object.keys(ROUTES).join(', ')}`);
  }
  const body = method === 'POST' ? await parsed(request) : undefined;
  return route({ sandbox, place, request, query: url.searchParams, body });
}

/** Answers a request that is none to the API. */
export async function control(sandbox, place, request, url) {
  const json = (status, value, headers) => ({
    status,
    headers: { ...HEADERS, ...headers, ...(value !== undefined && { 'content-type': 'application/json' }) },
    body: value !== undefined && `${JSON.stringify(value)}\n`,
  });
  try {
    guard(request, url, place.hosts);
    const file = FILES[url.pathname];
    if (file) {
      const [name, type] = file;
      const body = await readFile(path.join(__dirname, name));
      return { status: 200, headers: { ...HEADERS, 'content-type': `${type}; charset=utf-8` }, body };
    }
    const value = await act(sandbox, place, request, url);
    return json(value === undefined ? 204 : 200, value);
  } catch (error) {
    const { status = error instanceof TypeError ? 400 : 500, message, headers } = error;
    return json(status, { error: message }, headers);
  }
}
