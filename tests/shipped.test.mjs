// What `npm publish` would send: `shipped.json`, a line for each file, and a page for whatever has one.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import TwilioVerify from 'twilio_verify';

const root = fileURLToPath(new URL('..', import.meta.url));
const cwd = path.join(root, 'pkg');

/** Pages that belong to no class. */
const PAGES = ['README', 'errors', 'migrating'];

const { ApiClient, VerifyError, VerifyResponse, ...rest } = TwilioVerify;
const documented = Object.keys(rest).filter((name) => !(rest[name].prototype instanceof VerifyError));

let packed;
before(async () => {
  const { stdout } = await promisify(execFile)('npm', ['pack', '--dry-run', '--json'], { cwd });
  [packed] = JSON.parse(stdout);
});

test('what is meant to ship does, and nothing else', async () => {
  const files = JSON.parse(await readFile(new URL('shipped.json', import.meta.url), 'utf8'));
  const pages = [...PAGES, ...documented].map((name) => `docs/${name}.md`);
  assert.deepEqual(packed.files.map((file) => file.path).sort(), [...files, ...pages].sort());
});

test('nothing ships that can be run, but the command, and nothing names this machine or points to a source map', async () => {
  for (const file of packed.files) {
    assert.equal(Boolean(file.mode & 0o111), file.path === 'cli.cjs', file.path);
    const text = await readFile(path.join(cwd, file.path), 'latin1');
    assert.ok(!text.includes(root), `${file.path} names ${root}`);
    assert.doesNotMatch(text, /sourceMappingURL/, file.path);
  }
});

test('nothing has to be installed with it, and nothing runs when it is', async () => {
  const manifest = JSON.parse(await readFile(path.join(cwd, 'package.json'), 'utf8'));
  for (const name of ['dependencies', 'peerDependencies', 'optionalDependencies', 'scripts']) {
    assert.equal(manifest[name], undefined, name);
  }
});

test('the licenses of what is within it are told in full', async () => {
  const notices = await readFile(path.join(cwd, 'THIRD-PARTY-NOTICES'), 'utf8');
  // Of the sandbox's crates, of the client's, and of what is compiled with them.
  for (const name of [
    /^subtle [\d.]+ \(BSD-3-Clause\)$/m,
    /^wasm-bindgen [\d.]+ \(MIT\)$/m,
    /^hashbrown /m,
  ]) {
    assert.match(notices, name);
  }
  assert.match(
    notices,
    /Neither the name of the copyright holder nor the names of its\s+contributors may be used/,
  );
  const own = await readFile(path.join(root, 'LICENSE'), 'utf8');
  assert.equal(await readFile(path.join(cwd, 'LICENSE'), 'utf8'), own);
});
