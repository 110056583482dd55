// The recipes of docs/sandbox.md that need nothing but Node, curl or Python: each is run as it stands.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { Sandbox } from 'twilio_verify/sandbox';
import { fenced } from './code-blocks/blocks.mjs';
import { Scratch } from './scratch.mjs';

const execute = promisify(execFile);
const JEST = new URL('node_modules/jest/bin/jest.js', import.meta.url).pathname;
const blocks = fenced(await readFile(new URL('../docs/sandbox.md', import.meta.url), 'utf8'));

let scratch;
before(async () => (scratch = await Scratch.create()));
after(() => scratch.remove());

/** The block that is marked so. */
const recipe = (mark) => blocks.find(({ language }) => language.split(' ')[1] === mark).text;

/** Runs a program of Node in the project. A test runner within one would think it its own. */
const run = (...args) => {
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  return execute(process.execPath, args, { cwd: scratch.folder, env });
};

test('node:test', async () => {
  await scratch.write('recipe.test.mjs', recipe('node-test'));
  const { stdout } = await run('--test', '--test-reporter=tap', 'recipe.test.mjs');
  assert.match(stdout, /^# pass 1$/m);
  assert.match(stdout, /^# fail 0$/m);
});

test('Jest', async () => {
  await scratch.write('recipe.test.cjs', recipe('jest'));
  const { stderr } = await run(JEST, '--rootDir=.', '--testMatch=**/recipe.test.cjs');
  assert.match(stderr, /Tests: +1 passed, 1 total/);
});

const noCurl = await execute('curl', ['--version']).then(
  () => false,
  () => 'no curl on this machine',
);

test('curl', { skip: noCurl }, async () => {
  const sandbox = new Sandbox();
  const server = await sandbox.listen();
  try {
    const script = recipe('curl').replaceAll('http://127.0.0.1:8374', server.url);
    const { stdout } = await execute('sh', ['-e', '-c', script], { cwd: scratch.folder });
    assert.match(stdout, /"status":"pending"/);
    assert.match(stdout, /\{"code":"\d{6}"\}/);
    assert.match(stdout, /"operation":"createVerification"/);
    // Reset, and back again: to the SMS, ten minutes later.
    assert.equal(sandbox.outbox.length, 1);
    assert.ok(sandbox.now() - sandbox.outbox[0].when >= 600_000);
  } finally {
    await server.close();
  }
});

const noPython = await execute('python3', ['--version']).then(
  () => false,
  () => 'no python3 on this machine',
);

/** What of pytest and of Twilio's library the fixture `sandbox` needs; and a session of tests with it. */
const STUBS = `
import sys, types
fixture = lambda *of, **_: of[0] if of else lambda one: one
sys.modules["pytest"] = types.SimpleNamespace(fixture=fixture)
sys.modules["twilio"] = types.ModuleType("twilio")
sys.modules["twilio.rest"] = types.SimpleNamespace(Client=None)
`;
const SESSION = `
session = sandbox()
print(next(session)["url"])
next(session, None)
`;

test("Python's fixture ends the sandbox that it starts", { skip: noPython }, async () => {
  await scratch.write('recipe.py', STUBS + recipe('pytest') + SESSION);
  // A sandbox that goes on must not hold the pipe that this test waits for.
  const { stdout } = await execute('sh', ['-c', 'python3 recipe.py 2>python.log'], { cwd: scratch.folder });
  assert.match(stdout, /^http:/);
  await assert.rejects(fetch(stdout.trim()), { message: 'fetch failed' });
});
