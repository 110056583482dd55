// A sandbox over HTTP, for programs in other processes and languages. Needs the modules of Node, which Deno and Bun have.
import http from 'node:http';
import { gzipSync } from 'node:zlib';
import { fail, whole } from './check.js';
import { control, isControl } from './control.js';
import { ANSWER } from './exchange.js';
import { readBody } from './request-body.js';

/** How much is read of the body of a request to the API. The sandbox itself refuses less with 413. */
const LONGEST = 1024 * 1024;

/** The methods that `fetch` can make. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** What is worth compressing, in bytes: what does not fit into one packet. */
const WORTH = 1400;

/** Gzip is named, or everything is, and not with `q=0`. */
const TAKES_GZIP = /(?:^|,)\s*(?:gzip|\*)\s*(?:,|$|;(?!\s*q=0(?:\.0*)?\s*(?:,|$)))/i;

/** How many connections there may be. One more ends that which has asked for nothing for longest. */
const CONNECTIONS = 1000;

/** How long a client may take for the head of a request, and for all of it; how long it may be silent between two; ms. */
const PATIENCE = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 1000 };
const KEPT_ALIVE = 60_000;

/** How long a request may go on when it has been answered, in milliseconds: who is cut off at once reads no answer. */
const REST = 1000;

/** An answer of the server itself, as Twilio would word it. */
const problem = (status, code, message) => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status }),
});

/** What the API answers. HEAD is GET without the body. */
async function api(sandbox, request, url) {
  const { method, headers } = request;
  if (!METHODS.includes(method)) return problem(405, 20004, 'Method not allowed');
  const { authorization, 'content-type': type } = headers;
  const bytes = await readBody(request, LONGEST);
  // Links in answers begin as this does.
  url.username = url.password = '';
  const answer = await sandbox[ANSWER]({
    method: method === 'HEAD' ? 'GET' : method,
    url: url.href,
    headers: Object.entries({ authorization, 'content-type': type }).filter(([, value]) => value),
    body: ['GET', 'HEAD'].includes(method) ? '' : new TextDecoder().decode(bytes),
  });
  return { ...answer, headers: Object.fromEntries(answer.headers) };
}

/** The URL that a request is for; undefined where that cannot be read. A proxy is asked with the whole of it. */
function urlOf({ url, headers: { host } }, own) {
  const whole = /^https?:\/\//i.test(url) ? url : `http://${host || own}${url}`;
  return URL.canParse(whole) ? new URL(whole) : undefined;
}

/** Sends an answer. */
function send(request, response, { status, headers, body }) {
  const all = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  let bytes = body ? Buffer.from(body) : undefined;
  if (bytes?.length > WORTH) {
    all.vary = 'Accept-Encoding';
    if (TAKES_GZIP.test(request.headers['accept-encoding'])) {
      all['content-encoding'] = 'gzip';
      bytes = gzipSync(bytes, { level: 1 });
    }
  }
  if (bytes) all['content-length'] = bytes.length;
  response.on('finish', () => {
    if (!request.complete) setTimeout(() => request.complete || request.socket.destroy(), REST).unref();
  });
  response.writeHead(status, all);
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

/** Answers a request, whatever it is. */
async function answer(sandbox, place, request, response) {
  try {
    const url = urlOf(request, place.host);
    if (!url) return send(request, response, problem(400, 20001, 'The URL of the request cannot be read'));
    const act = isControl(request) ? control(sandbox, place, request, url) : api(sandbox, request, url);
    send(request, response, await act);
  } catch (error) {
    // A tester wants the connection to break.
    if (error?.cause?.code === 'ECONNRESET') request.socket.destroy();
    else send(request, response, problem(500, 20500, `The sandbox's own function failed: ${error?.message}`));
  }
}

/** Ends the connection that has been silent for longest where there is one too many. */
function bound(server) {
  const sockets = new Set();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    if (sockets.size <= CONNECTIONS) return;
    const [silent] = sockets;
    sockets.delete(silent);
    silent.destroy();
  });
  server.on('request', ({ socket }) => sockets.delete(socket) && sockets.add(socket));
}

/** Listens for a sandbox. */
export async function listen(sandbox, { port = 0, host = '127.0.0.1', hosts = [] } = {}) {
  whole(port, 'port', 0, 65_535);
  if (typeof host !== 'string' || !host) fail('host', 'a name or an address');
  if (!Array.isArray(hosts)) fail('hosts', 'a list of names');
  const server = http.createServer({ ...PATIENCE, keepAliveTimeout: KEPT_ALIVE });
  const place = { hosts: [host, ...hosts] };
  bound(server);
  server.on('request', (request, response) => answer(sandbox, place, request, response));
  server.on('checkContinue', (request, response) => {
    // Who asks first is told at once where it is too much.
    if (!(Number(request.headers['content-length']) > LONGEST)) response.writeContinue();
    server.emit('request', request, response);
  });
  await new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new TypeError(`Sandbox: cannot listen: ${cause.message}`, { cause })),
    );
    server.listen(port, host, resolve);
  });
  const { address, port: taken } = server.address();
  const reached =
    { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[address] ?? (address.includes(':') ? `[${address}]` : address);
  place.host = `${reached}:${taken}`;
  place.url = `http://${place.host}`;
  return {
    url: place.url,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
