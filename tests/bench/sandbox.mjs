// What the sandbox over HTTP takes: until its first answer, and under 200 connections, beside a bare answer of node:http
// in a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { chmod, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Scratch } from '../scratch.mjs';

const CONNECTIONS = 200;
const SANDBOX = ['sandbox', '--port', '0', '--json'];
const COMMAND = new URL('../node_modules/twilio_verify/cli.cjs', import.meta.url).pathname;

/** Answers as much as a fetched Service is, and does nothing for it. */
const BARE = `
  const body = Buffer.alloc(1200, 'x');
  const head = { 'content-type': 'application/json', 'content-length': body.length };
  const server = require('node:http').createServer((request, response) => response.writeHead(200, head).end(body));
  server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ url: 'http://127.0.0.1:' + server.address().port })));
`;

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** The bin of a package that does nothing. */
const NOTHING = `#!/usr/bin/env node
console.log('{}');
`;

/** A process that prints a line of JSON: where it listens. */
async function start(command, args, options) {
  const began = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], ...options });
  const [line] = await once(child.stdout, 'data');
  return { child, began, ...JSON.parse(line) };
}

const startSandbox = () => start(process.execPath, [COMMAND, ...SANDBOX]);

/** Ends a process. npx is the parent of what it starts: both have a group of their own, which ends as one. */
function end(child, { detached }) {
  try {
    if (detached) process.kill(-child.pid);
    else child.kill();
  } catch (error) {
    // It has ended by itself.
    if (error.code !== 'ESRCH') throw error;
  }
}

/** How long it takes, median of so many times, until a command has printed a line, and what it tells of has answered. */
async function first(times, command, args, options) {
  const took = [];
  for (let i = 0; i < times; i++) {
    const { child, began, url } = await start(command, args, options);
    if (url) await ask(`${url}/v2/Services`);
    took.push(performance.now() - began);
    end(child, options);
  }
  return median(took);
}

/** The first answer: of the command in Node, and as npx starts it; and what each of them takes to print a line at least. */
async function firstAnswers(times) {
  const scratch = await Scratch.create();
  try {
    await scratch.write('nothing.cjs', NOTHING);
    const bin = path.join(scratch.folder, 'node_modules', '.bin');
    await scratch.write('node_modules/.bin/nothing', NOTHING);
    await chmod(path.join(bin, 'nothing'), 0o755);
    const options = { cwd: scratch.folder };
    const own = { ...options, detached: true };
    return {
      node: await first(times, process.execPath, [COMMAND, ...SANDBOX], options),
      nodeAlone: await first(times, process.execPath, ['nothing.cjs'], options),
      npx: await first(times, 'npx', ['twilio_verify', ...SANDBOX], own),
      npxAlone: await first(times, 'npx', ['nothing'], own),
    };
  } finally {
    await scratch.remove();
  }
}

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
  const until = await firstAnswers(Math.round(8 * share) + 3);
  const [sandbox, bare] = [await startSandbox(), await start(process.execPath, ['-e', BARE])];
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
    first: until,
    ours: rate(ours),
    bare: rate(theirs),
    errors: many.errors + ours.errors,
    seconds: ours.seconds,
    requests: many.count,
    grown: after - before,
  };
}
