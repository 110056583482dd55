// The programs of "Run it yourself" on the page: each is saved, the package is installed beside it, and it runs as it is.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { createServer } from 'node:net';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { DENO } from './runtimes/runtimes.mjs';

const execute = promisify(execFile);
const MODULES = new URL('node_modules/', import.meta.url).pathname;
const RUN = new URL('../www/run/', import.meta.url).pathname;
const PROGRAMS = await readdir(RUN);

const RUNTIMES = {
  Node: [process.execPath],
  Deno: [DENO, 'run', '--quiet', '--no-prompt', '--no-remote', '--allow-env', '--allow-net'],
  Bun: [path.join(MODULES, '@oven/bun-linux-x64/bin/bun'), '--no-install'],
};

describe('a program to run oneself', () => {
  let folder, sandbox, told;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'run-'));
    await writeFile(path.join(folder, 'package.json'), '{ "private": true }');
    await mkdir(path.join(folder, 'node_modules'));
    // A copy, as npm installs it, and no link out of the folder.
    await cp(path.join(MODULES, 'twilio_verify'), path.join(folder, 'node_modules/twilio_verify'), {
      recursive: true,
      dereference: true,
    });
    await cp(RUN, folder, { recursive: true });
    const command = path.join(folder, 'node_modules/twilio_verify/cli.cjs');
    sandbox = spawn(process.execPath, [command, 'sandbox', '--port', '0', '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(sandbox.stdout, 'data');
    told = JSON.parse(line);
  });
  after(async () => {
    const ended = once(sandbox, 'exit');
    sandbox.kill();
    await ended;
    await rm(folder, { recursive: true });
  });

  const run = (runtime, program, env) => {
    const [command, ...flags] = RUNTIMES[runtime];
    return execute(command, [...flags, program], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, NO_COLOR: '1', VERIFY_URL: told.url, ...env },
      timeout: 120_000,
    });
  };

  test('there is one for each way to sign in', () => {
    assert.deepEqual(PROGRAMS.toSorted(), ['authenticator.mjs', 'passkey.mjs', 'push.mjs', 'sms.mjs']);
  });

  for (const runtime of Object.keys(RUNTIMES)) {
    for (const program of PROGRAMS) {
      test(`${program} signs in, in ${runtime}`, async () => {
        const { stdout, stderr } = await run(runtime, program);
        assert.equal(stderr, '');
        assert.match(stdout, /^signed in: (\+15017122661|[\da-f-]{36})\n$/);
      });
    }
  }

  for (const program of PROGRAMS) {
    test(`${program} takes Account and Service from the environment`, async () => {
      const failed = (env) => run('Node', program, env).catch((error) => error);
      const wrong = await failed({ TWILIO_AUTH_TOKEN: 'owl' });
      assert.match(wrong.stderr, /^401 20003 /);
      assert.equal(wrong.code, 1);
      const nowhere = await failed({ VERIFY_SERVICE_SID: `VA${'1'.repeat(32)}` });
      assert.match(nowhere.stderr, /^404 20404 /);
    });

    test(`${program} signs in, whether the address ends in a slash or not`, async () => {
      const { stdout } = await run('Node', program, { VERIFY_URL: `${told.url}/` });
      assert.match(stdout, /^signed in: /);
    });

    test(`${program} says that nobody listens, and fails`, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address();
      server.close();
      const alone = await run('Node', program, { VERIFY_URL: `http://127.0.0.1:${port}` }).catch(
        (error) => error,
      );
      assert.match(alone.stderr, /^\S.*No answer to /);
      assert.doesNotMatch(alone.stderr, /undefined/);
      assert.equal(alone.code, 1);
    });
  }
});
