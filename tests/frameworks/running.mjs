// Running what a framework brings, and what it made.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** This folder, which has what its lock names in `node_modules`. */
export const HERE = import.meta.dirname;
/** Where builds go: a folder each. */
export const DIST = path.join(HERE, 'dist');

/** What is installed here, or for all tests. */
export const require = createRequire(path.join(HERE, 'main.mjs'));
/** What is installed for all tests, where this folder has another version of it. */
export const requireOther = createRequire(path.join(HERE, '../main.mjs'));

/** The version of an installed package. */
export const versionOf = (name) =>
  JSON.parse(readFileSync(path.join(HERE, 'node_modules', name, 'package.json'), 'utf8')).version;

const environment = (more) => ({
  PATH: process.env.PATH,
  // Nothing of the person who runs the tests, and nothing sent anywhere.
  HOME: DIST,
  CI: 'true',
  NO_COLOR: '1',
  DO_NOT_TRACK: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  ...more,
});

/** Runs a file in Node until it ends; gives what it printed. Where it fails, the error has all that it said. */
export async function node(args, { cwd = HERE, env } = {}) {
  const options = { cwd, env: environment(env), timeout: 300_000, maxBuffer: 2 ** 26 };
  try {
    return (await execute(process.execPath, args, options)).stdout;
  } catch (error) {
    const said = [error.stdout, error.stderr].join('\n').trim();
    throw new Error(`${error.message.split('\n')[0]}\n${said.slice(-3000)}`, { cause: error });
  }
}

/** A port of the loopback interface that nobody listens at. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts a server, and gives where it is to `use` once it listens. `args` and `env` are told the port. */
export async function serving({ args, cwd = HERE, env = () => ({}) }, use) {
  const port = await freePort();
  const options = { cwd, env: environment(env(port)), stdio: ['ignore', 'pipe', 'pipe'] };
  const child = spawn(process.execPath, args(port), options);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the server ended with ${code}: ${said.slice(-3000)}`);
  });
  ended.catch(() => {});
  const listening = async () => {
    for (;;) {
      try {
        await fetch(`http://127.0.0.1:${port}/favicon.ico`);
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  };
  try {
    await Promise.race([listening(), ended]);
    return await Promise.race([use(`http://127.0.0.1:${port}`), ended]);
  } catch (error) {
    error.message += `\n${said.slice(-3000)}`;
    throw error;
  } finally {
    child.kill();
  }
}

/** Asks a server for what came of the cases: `query` says where they send to. */
export async function ask(origin, path, query) {
  const response = await fetch(`${origin}${path}?${query}`);
  const text = await response.text();
  // A page has it between marks, escaped as HTML wants it.
  const [, marked] = /BEGIN (\S+) END/.exec(text) ?? [];
  try {
    return JSON.parse(marked ? decodeURIComponent(marked) : text);
  } catch {
    throw new Error(`${response.status}: ${text.slice(0, 2000)}`);
  }
}
