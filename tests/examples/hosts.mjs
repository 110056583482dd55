// The examples, each run as its user runs it: in a project of its own, with the packed package in it. Every host gives
// {origin, log, stop}: where it is, what it has written so far, and how it ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, symlink } from 'node:fs/promises';
import path from 'node:path';
import * as wrangler from '../bundlers/wrangler.mjs';
import { DENO } from '../runtimes/runtimes.mjs';
import { Scratch } from '../scratch.mjs';

const FROM = new URL('../../examples', import.meta.url).pathname;
const MODULES = new URL('../node_modules', import.meta.url).pathname;

/** A copy of the examples; of what they ask npm for, our package is the packed one. */
export async function install() {
  const scratch = await Scratch.create();
  await cp(FROM, scratch.folder, { recursive: true });
  for (const name of ['express', 'wrangler'])
    await symlink(path.join(MODULES, name), path.join(scratch.folder, 'node_modules', name));
  return scratch;
}

/** What a person's shell has: Deno, and no questions of wrangler's. */
const SHELL = {
  PATH: `${path.dirname(DENO)}${path.delimiter}${process.env.PATH}`,
  CI: 'true',
  WRANGLER_SEND_METRICS: 'false',
};

/** Starts an example by its name on the sandbox, and a page to click through. */
export const onSandbox = ({ folder }, name) =>
  start(folder, process.execPath, ['sandbox.mjs', name], SHELL, `${name}, on the sandbox: `);

/** Starts a program that says, after some words perhaps, on which port of 127.0.0.1 it listens. */
async function start(folder, program, args, env, words = '') {
  const child = spawn(program, args, {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      DENO_NO_UPDATE_CHECK: '1',
      NO_COLOR: '1',
      PORT: '0',
      ...env,
    },
  });
  const exit = once(child, 'exit');
  const listening = new RegExp(`${words}(http://127\\.0\\.0\\.1:\\d+)`);
  const host = {
    log: '',
    async stop() {
      child.kill();
      await exit;
    },
  };
  host.origin = await new Promise((resolve, reject) => {
    const listen = (chunk) => {
      host.log += chunk;
      const [, origin] = listening.exec(host.log) ?? [];
      if (origin) resolve(origin);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    exit.then(([code]) => reject(new Error(`${program} ended with ${code}: ${host.log}`)), reject);
  });
  return host;
}

export const node = ({ folder }, file, env, args = []) =>
  start(folder, process.execPath, [file, ...args], env);

const deno = ({ folder }, env) => {
  const may = ['--no-prompt', '--no-remote', '--allow-net=127.0.0.1', '--allow-env'];
  return start(folder, DENO, ['run', ...may, 'deno/main.mjs'], env);
};

const worker = (name) => async (scratch, env) => {
  const own = path.join(scratch.folder, name);
  await wrangler.deploy(own, 'dist');
  const host = { log: '' };
  const handleRuntimeStdio = (...streams) =>
    streams.forEach((stream) => stream.on('data', (chunk) => (host.log += chunk)));
  const miniflare = wrangler.start(await wrangler.upload(own, 'dist'), env, { handleRuntimeStdio });
  host.origin = (await miniflare.ready).origin;
  host.stop = () => miniflare.dispose();
  return host;
};

/** What of these cannot run on this machine: the lock of tests/ has programs for Linux on x64 only. */
export const lacking = (program) =>
  program &&
  !existsSync(program) &&
  `${process.platform} ${process.arch}` !== 'linux x64' &&
  `no ${program} on this machine`;

/** What signs a person in by an app. `program` is what has to be on the machine. */
export const SIGN_IN = [
  { name: 'Express', folder: 'express', start: (scratch, env) => node(scratch, 'express/server.mjs', env) },
  { name: 'Deno', folder: 'deno', program: DENO, start: deno },
  { name: 'a Worker', folder: 'worker', start: worker('worker') },
];

/** What signs a person in by SMS. */
export const SMS = [
  { name: 'Express', start: (scratch, env) => node(scratch, 'express-sms/server.mjs', env) },
  { name: 'a Worker', start: worker('worker-sms') },
];
