// The recipes of docs/sandbox.md for what is installed here: each runs as it stands, but for ports that may be taken.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { fenced } from '../code-blocks/blocks.mjs';
import { Scratch, TARBALL } from '../scratch.mjs';
import { freePort } from '../frameworks/running.mjs';

const execute = promisify(execFile);
const MODULES = path.join(import.meta.dirname, 'node_modules');
const ROOT = path.join(import.meta.dirname, '../..');
const blocks = fenced(await readFile(path.join(ROOT, 'docs/sandbox.md'), 'utf8'));

const { devDependencies } = JSON.parse(
  await readFile(path.join(import.meta.dirname, 'package.json'), 'utf8'),
);

/** The Workers' runtime wants a newer Node than the oldest that this package runs in. */
const NEWEST = path.join(ROOT, 'tests/node_modules/node-newest/bin/node');

let scratch;
before(async () => {
  scratch = await Scratch.create();
  for (const name of Object.keys(devDependencies)) {
    const place = path.join(scratch.folder, 'node_modules', name);
    await mkdir(path.dirname(place), { recursive: true });
    await symlink(path.join(MODULES, name), place);
  }
});
after(() => scratch.remove());

/** The block that is marked so. */
const recipe = (mark) => blocks.find(({ language }) => language.split(' ')[1] === mark).text;

/** Runs a program of a package in the project. A test runner within one would think it its own. */
async function run(node, program, args, more) {
  const { NODE_TEST_CONTEXT, NO_COLOR, FORCE_COLOR, ...env } = process.env;
  const options = { cwd: scratch.folder, env: { ...env, NO_COLOR: '1', ...more } };
  try {
    return (await execute(node, [path.join(MODULES, program), ...args], options)).stdout;
  } catch (error) {
    throw new Error(`${error.message}\n${error.stdout}`);
  }
}

/** Gives the project scripts. */
async function setScripts(scripts) {
  const project = JSON.parse(await scratch.read('package.json'));
  await scratch.write('package.json', JSON.stringify({ ...project, scripts }));
}

/** The same recipe at another port than the sandbox's own. */
const moved = (text, port) =>
  text.replaceAll(':8374', `:${port}`).replaceAll('--any-credentials', `--any-credentials --port ${port}`);

/** A program that signs somebody in by plain requests to Twilio, as a test of it runs it. */
const SIGN_IN = `
const service = 'https://verify.twilio.com/v2/Services/VA00000000000000000000000000000000';
const post = async (name, form) => {
  const headers = { Authorization: 'Basic ' + btoa('AC00000000000000000000000000000001:any') };
  return (await fetch(service + '/' + name, { method: 'POST', headers, body: new URLSearchParams(form) })).json();
};
export const start = (To) => post('Verifications', { To, Channel: 'sms' });
export const check = (To, Code) => post('VerificationCheck', { To, Code });
`;

test('Vitest', async () => {
  await scratch.write('vitest.setup.js', recipe('vitest'));
  await scratch.write('vitest.config.mjs', `export default { test: { setupFiles: ['./vitest.setup.js'] } };`);
  await scratch.write('sign-in.mjs', SIGN_IN);
  await scratch.write(
    'vitest.test.mjs',
    `import { expect, test } from 'vitest';
import { check, start } from './sign-in.mjs';

test('signs in', async () => {
  await start('+15017122661');
  expect(await check('+15017122661', sandbox.code('+15017122661'))).toMatchObject({ status: 'approved' });
});

test('begins anew', () => expect(sandbox.outbox).toEqual([]));
`,
  );
  assert.match(
    await run(process.execPath, 'vitest/vitest.mjs', ['run', 'vitest.test.mjs']),
    /Tests +2 passed \(2\)/,
  );
});

test("Cloudflare's vitest plugin", async () => {
  await scratch.write('vitest.config.mjs', recipe('cloudflare-config'));
  await scratch.write('sign-in.mjs', SIGN_IN);
  await scratch.write(
    'worker.mjs',
    `import { check, start } from './sign-in.mjs';

export default {
  async fetch(request) {
    const text = await request.text();
    const starts = new URL(request.url).pathname === '/start';
    const { status } = await (starts ? start(text) : check('+15017122661', text));
    return new Response(status, { status: ['pending', 'approved'][Number(!starts)] === status ? 200 : 403 });
  },
};
`,
  );
  await scratch.write(
    'wrangler.toml',
    'name = "app"\nmain = "worker.mjs"\ncompatibility_date = "2026-01-01"\n',
  );
  await scratch.write('worker.test.mjs', recipe('cloudflare'));
  assert.match(await run(NEWEST, 'vitest/vitest.mjs', ['run', 'worker.test.mjs']), /Tests +1 passed \(1\)/);
});

/** An app whose page and rules are those of the examples; it says by VERIFY_URL alone where Verify is. */
const APP = `import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { act } from './shared/sms.mjs';

const env = {
  ...process.env,
  TWILIO_API_KEY: 'SK00000000000000000000000000000000',
  TWILIO_API_SECRET: 'any',
  VERIFY_SERVICE_SID: 'VA00000000000000000000000000000000',
  SESSION_SECRET: 'a secret of 32 characters or more',
};
const page = await readFile('page-sms.html');
const server = http.createServer(async (request, response) => {
  if (request.url === '/') return response.setHeader('content-type', 'text/html').end(page);
  if (request.method !== 'POST') return response.end('{}');
  let text = '';
  for await (const chunk of request) text += chunk;
  const { status, body } = await act(request.url.slice(1), JSON.parse(text), env);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
});
server.listen(process.env.PORT, '127.0.0.1');
`;

test('Playwright', async () => {
  const [sandbox, app] = [await freePort(), await freePort()];
  const here = (text) => moved(text, sandbox).replaceAll(':3000', `:${app}`);
  await setScripts({ start: 'node app.mjs' });
  for (const name of ['shared', 'page-sms.html']) {
    await cp(path.join(ROOT, 'examples', name), path.join(scratch.folder, name), { recursive: true });
  }
  await scratch.write('app.mjs', APP);
  await scratch.write('recipe.config.mjs', here(recipe('playwright-config')));
  // The machine's browser, where a project has Playwright's.
  const launchOptions = {
    executablePath: process.env.CHROME ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  };
  await scratch.write(
    'playwright.config.mjs',
    `import config from './recipe.config.mjs';

export default {
  ...config,
  testMatch: 'signs-in.spec.mjs',
  use: { ...config.use, launchOptions: ${JSON.stringify(launchOptions)} },
};
`,
  );
  await scratch.write('signs-in.spec.mjs', here(recipe('playwright')));
  const told = await run(process.execPath, '@playwright/test/cli.js', ['test', '--reporter=list'], {
    PORT: `${app}`,
  });
  assert.match(told, /1 passed/);
});

test('GitHub Actions', async () => {
  const { steps } = parse(recipe('github'));
  const port = await freePort();
  await setScripts({ test: 'node --test job.test.mjs' });
  await scratch.write(
    'job.test.mjs',
    `import assert from 'node:assert/strict';
import { test } from 'node:test';
import TwilioVerify from 'twilio_verify';

test('signs in', async () => {
  const url = 'http://127.0.0.1:${port}';
  const { serviceSid, accountSid } = await (await fetch(url + '/_sandbox')).json();
  const client = new TwilioVerify.ApiClient(url);
  Object.assign(client.authentications.accountSid_authToken, { username: accountSid, password: 'any' });
  const to = '+15017122661';
  await new TwilioVerify.VerifyV2VerificationApi(client).createVerification(serviceSid, 'sms', to);
  const { code } = await (await fetch(url + '/_sandbox/code?to=%2B15017122661')).json();
  const checks = new TwilioVerify.VerifyV2VerificationCheckApi(client);
  assert.equal((await checks.createVerificationCheck(serviceSid, { to, code })).status, 'approved');
});
`,
  );
  // What a runner does with what a step runs. What one leaves behind goes on until the job ends.
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  const options = {
    cwd: scratch.folder,
    detached: true,
    stdio: 'ignore',
    env: { ...env, npm_config_offline: 'true' },
  };
  const shells = [];
  try {
    for (const { run: script } of steps.filter(({ run: script }) => script)) {
      const shell = spawn('bash', ['-e', '-c', moved(script, port)], options);
      shells.push(shell);
      assert.deepEqual([script, ...(await once(shell, 'exit'))], [script, 0, null]);
    }
    assert.equal(shells.length, 4);
  } finally {
    for (const { pid } of shells) {
      try {
        process.kill(-pid);
      } catch {
        // It has left nothing behind.
      }
    }
  }
});

test('Docker', async () => {
  const lines = recipe('dockerfile').trim().split('\n');
  const of = (name) => lines.find((line) => line.startsWith(`${name} `)).slice(name.length + 1);
  assert.match(of('FROM'), /^node:\d+-alpine$/);
  const prefix = path.join(scratch.folder, 'image');
  const env = {
    ...process.env,
    PATH: `${path.join(prefix, 'bin')}:${process.env.PATH}`,
    npm_config_prefix: prefix,
    npm_config_offline: 'true',
  };
  // What the registry has is what is packed here.
  const install = of('RUN').replace(/\btwilio_verify\b/, () => TARBALL);
  await execute('sh', ['-c', install], { env });
  const [program, ...args] = JSON.parse(of('CMD'));
  const { stdout: help } = await execute(program, ['--help'], { env });
  assert.ok(help.includes(`(default ${of('EXPOSE')})`), 'the port that it listens on');
  const port = await freePort();
  const child = spawn(program, [...args, '--port', `${port}`], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await once(child.stdout, 'data');
    // As another container asks, by the name of this one.
    const options = { port, host: '127.0.0.1', path: '/_sandbox', headers: { host: 'sandbox:8374' } };
    const [response] = await once(http.get(options), 'response');
    assert.equal(response.statusCode, 200);
    response.resume();
  } finally {
    child.kill();
  }
});
