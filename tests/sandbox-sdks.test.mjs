// Twilio's own libraries for Node and Python, from their registries and unchanged but for the host, against the sandbox
// over HTTP. Where there is no Python, or none of its registry, a sentence says so.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Sandbox } from 'twilio_verify/sandbox';
import { steps } from './sdks/steps.mjs';

const execute = promisify(execFile);
const HERE = fileURLToPath(new URL('sdks', import.meta.url));
const VENV = fileURLToPath(new URL('../target/sdks', import.meta.url));
const PYTHON = path.join(VENV, 'bin', 'python');

const wanted = (await readFile(path.join(HERE, 'requirements.txt'), 'utf8')).trim().split('\n');

/** Why Python's library is not there; undefined where it is. */
async function missing() {
  try {
    await execute(PYTHON, ['-c', 'import cryptography, pyotp, twilio']);
  } catch {
    try {
      await execute('python3', ['-m', 'venv', VENV]);
      await execute(PYTHON, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...wanted]);
    } catch (error) {
      return `twilio for Python could not be installed: ${error.message.split('\n')[0]}`;
    }
  }
  return undefined;
}

const noPython = await missing();

/** A place for webhooks: a GET of it waits for the next one. */
async function hooks() {
  const [told, waiting] = [[], []];
  const next = () => (told.length ? told.shift() : new Promise((resolve) => waiting.push(resolve)));
  const server = http.createServer(async (request, response) => {
    if (request.method === 'GET') return response.end(JSON.stringify(await next()));
    let body = '';
    for await (const chunk of request) body += chunk;
    const form = Object.fromEntries(new URLSearchParams(body));
    const one = { signature: request.headers['x-twilio-signature'], form };
    if (waiting.length) waiting.shift()(one);
    else told.push(one);
    response.end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}/hook?from=verify`;
  return { url, next, close: () => server.closeAllConnections() ?? server.close() };
}

const sandbox = new Sandbox({ webhooks: 'send' });
const server = await sandbox.listen();
const hook = await hooks();
after(async () => {
  hook.close();
  await server.close();
});
const { accountSid, authToken } = sandbox;

describe('twilio for Node', () => {
  const hands = {
    code: async (to) => sandbox.code(to),
    advance: async (ms) => sandbox.advance(ms),
    device: () => sandbox.device(),
    hook,
  };
  for (const [name, step] of Object.entries(steps({ url: server.url, accountSid, authToken }, hands)))
    test(name, step);
});

test('twilio for Python', { skip: noPython }, async () => {
  const env = {
    ...process.env,
    SANDBOX_URL: server.url,
    SANDBOX_ACCOUNT_SID: accountSid,
    SANDBOX_AUTH_TOKEN: authToken,
    SANDBOX_HOOK: hook.url,
  };
  const { stdout } = await execute(PYTHON, [path.join(HERE, 'steps.py')], { env });
  const [, listed] = /^STEPS = \[([^\]]+)\]/m.exec(await readFile(path.join(HERE, 'steps.py'), 'utf8'));
  assert.equal(stdout, listed.replaceAll(/[ ,]/g, '').trimStart());
});
