// What the sandbox over HTTP takes: until its first answer, and under 200 connections, beside a bare answer of node:http
// in a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { readFile } from 'node:fs/promises';

const CONNECTIONS = 200;
const COMMAND = new URL('../node_modules/twilio_verify/cli.cjs', import.meta.url).pathname;

/** Answers as much as a fetched Service is, and does nothing for it. */
const BARE = `
  const body = Buffer.alloc(1200, 'x');
  const head = { 'content-type': 'application/json', 'content-length': body.length };
  const server = require('node:http').createServer((request, response) => response.writeHead(200, head).end(body));
  server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ url: 'http://127.0.0.1:' + server.address().port })));
`;

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** A process that prints where it listens. */
async function start(...args) {
  const began = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  return { child, began, ...JSON.parse(line) };
}

const startSandbox = () => start(COMMAND, 'sandbox', '--port', '0', '--json');

function ask(url, agent, headers) {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent, headers }, (response) => {
      response.on('data', () => {}).on('end', () => resolve(response.statusCode));
    });
    request.on('error', reject);
  });
}

/** Asks on all connections for so long, or so often: {count, errors, seconds}. */
async function load(url, headers, until) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const result = { count: 0, errors: 0 };
  const began = performance.now();
  const one = async () => {
    while (!until(result, performance.now() - began)) {
      result.count++;
      const status = await ask(url, agent, headers).catch(() => 0);
      if (status !== 200) result.errors++;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, one));
  agent.destroy();
  return { ...result, seconds: (performance.now() - began) / 1000 };
}

/** The memory of a process, in bytes; Linux tells it. */
async function memory({ child }) {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? NaN) * 1024;
}

/** Measures: `share` of the time, 30 s and 100,000 requests for 1. */
export async function sandboxOverHttp(share) {
  const first = [];
  for (let i = 0; i < Math.round(8 * share) + 3; i++) {
    const { child, began, url } = await startSandbox();
    await ask(`${url}/v2/Services`);
    first.push(performance.now() - began);
    child.kill();
  }
  const [sandbox, bare] = [await startSandbox(), await start('-e', BARE)];
  const { url, accountSid, authToken, serviceSid } = sandbox;
  const service = `${url}/v2/Services/${serviceSid}`;
  const headers = { Authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` };
  const times = (count) => (result) => result.count >= count;
  const long = (ms) => (_, passed) => passed >= ms;
  // Once before, so that what is compiled and kept is there.
  await load(service, headers, times(5000));
  const before = await memory(sandbox);
  const many = await load(service, headers, times(100_000 * share));
  const after = await memory(sandbox);
  const ours = await load(service, headers, long(30_000 * share));
  const theirs = await load(bare.url, {}, long(10_000 * share));
  for (const { child } of [sandbox, bare]) child.kill();
  const rate = ({ count, seconds }) => count / seconds;
  return {
    first: median(first),
    ours: rate(ours),
    bare: rate(theirs),
    errors: many.errors + ours.errors,
    seconds: ours.seconds,
    requests: many.count,
    grown: after - before,
  };
}
