// Starts an example without an account, and a page to click through: `node sandbox.mjs express`, or another.
// Verify's sandbox answers in Twilio's place; nothing leaves this machine.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { buffer } from 'node:stream/consumers';
import { Sandbox } from 'twilio_verify/sandbox';
import { writeSession } from './shared/session.mjs';

const listen = (server) =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));
const free = http.createServer();
const port = await listen(free);
await new Promise((resolve) => free.close(resolve));

const worker = (folder) => (env) => {
  const vars = Object.entries(env).flatMap((entry) => ['--var', entry.join(':')]);
  const config = ['--config', `${folder}/wrangler.toml`, '--port', `${port}`, ...vars];
  return ['node', 'node_modules/wrangler/bin/wrangler.js', 'dev', ...config];
};
const PROGRAMS = {
  'express-sms': () => ['node', 'express-sms/server.mjs'],
  'worker-sms': worker('worker-sms'),
  express: () => ['node', 'express/server.mjs'],
  worker: worker('worker'),
  deno: () => ['deno', 'run', '--allow-net=127.0.0.1', '--allow-env', 'deno/main.mjs'],
  proxy: () => ['node', 'proxy/proxy.mjs'],
};
const [name] = process.argv.slice(2);
const end = (words) => process.exit(console.error(words) ?? 1);
if (!Object.hasOwn(PROGRAMS, name)) end(`node sandbox.mjs ${Object.keys(PROGRAMS).join(' | ')}`);

const sandbox = new Sandbox();
const secret = randomBytes(24).toString('hex');
const page = name.endsWith('-sms') ? 'page-sms.html' : name === 'proxy' ? 'page-proxy.html' : 'page.html';
const file = async (path, type) => new Response(await readFile(path), { headers: { 'content-type': type } });
// Somebody whose password was right.
let cookie = await writeSession({ identity: 'sandbox-person', passed: ['password'] }, secret);

/** Of this server: the page, the package, Verify, the app that shows codes, the phone. All else is the example's. */
async function answer({ method, url, headers }, body) {
  if (url === '/') return file(page, 'text/html');
  if (url === '/page-proxy.mjs') return file('page-proxy.mjs', 'text/javascript');
  if (url === '/browser.js') return file('node_modules/twilio_verify/browser.js', 'text/javascript');
  if (url.startsWith('/v2/'))
    return sandbox.fetch(`https://verify.twilio.com${url}`, { method, headers, body });
  if (url === '/phone') return Response.json({ text: sandbox.outbox.at(-1)?.text });
  if (url === '/app') return Response.json({ code: sandbox.totp(`${body}`) });
  const type = { 'content-type': headers['content-type'] ?? '', 'sec-fetch-site': 'same-origin' };
  const sent = { method, body, headers: { ...type, cookie: cookie.split(';')[0] } };
  const response = await fetch(`http://127.0.0.1:${port}${url}`, sent);
  cookie = response.headers.get('set-cookie') ?? cookie;
  return response;
}

const front = http.createServer(async (request, response) => {
  const body = request.method === 'POST' ? await buffer(request) : undefined;
  const given = await answer(request, body).catch(() => new Response('', { status: 502 }));
  response.writeHead(given.status, { 'content-type': given.headers.get('content-type') ?? 'text/plain' });
  response.end(Buffer.from(await given.arrayBuffer()));
});
const env = {
  VERIFY_URL: `http://127.0.0.1:${await listen(front)}`,
  VERIFY_SERVICE_SID: sandbox.serviceSid,
  TWILIO_API_KEY: sandbox.accountSid,
  TWILIO_API_SECRET: sandbox.authToken,
  SESSION_SECRET: secret,
  PORT: `${port}`,
};
const [program, ...args] = PROGRAMS[name](env);
const child = spawn(program, args, { stdio: [0, 'ignore', 2], env: { ...process.env, ...env } });
child.on('error', ({ message }) => end(`${program} does not start: ${message}`));
child.on('exit', (code) => process.exit(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill());
// The page comes when the example answers: a Worker takes its time.
while (!(await fetch(`http://127.0.0.1:${port}`).catch(() => null)))
  await new Promise((resolve) => setTimeout(resolve, 100));
console.log(`${name}, on the sandbox: ${env.VERIFY_URL}`);
