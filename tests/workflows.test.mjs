// What the workflows of a public forge run is there, by the name that they give it.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';

const ROOT = new URL('..', import.meta.url);
const read = (file) => readFile(new URL(file, ROOT), 'utf8');
const FOLDER = '.github/workflows/';
const workflows = new Map(
  await Promise.all(
    (await readdir(new URL(FOLDER, ROOT))).map(async (name) => [name, await read(FOLDER + name)]),
  ),
);
const all = [...workflows.values(), await read('.ci/run')].join('\n');
const found = (pattern) => [...new Set([...all.matchAll(pattern)].map(([, one]) => one))];

test('each command of the project that a workflow runs is one', async () => {
  const commands = await read('xtask/command/src/lib.rs');
  const run = found(/cargo xtask (\w+)/g);
  assert.ok(run.length >= 5, `${run}`);
  for (const name of run) assert.ok(commands.includes(`command("${name}", `), `cargo xtask ${name}`);
  assert.ok(existsSync(new URL('.ci/run', ROOT)));
});

test('each file of tests that a workflow runs is there', () => {
  const files = found(/([\w-]+\.test\.mjs)/g);
  assert.ok(files.length >= 8, `${files}`);
  for (const file of files) assert.ok(existsSync(new URL(`tests/${file}`, ROOT)), file);
});

test('what a release deploys is the site, and what it publishes is what the build packs', async () => {
  const release = workflows.get('release.yml');
  const [, site] = /pub const FOLDER: &str = "(.*)";/.exec(await read('xtask/src/site/mod.rs'));
  const uploaded = [
    ...release.matchAll(/uses: actions\/upload-(.*)@\S+\n +with:\n(?: +name: \S+\n)? +path: (.*)/g),
  ];
  assert.deepEqual(
    uploaded.map(([, what, path]) => [what, path]),
    [
      ['artifact', 'target/npm/*.tgz'],
      ['pages-artifact', site],
    ],
  );
});

test('nothing of a workflow wants a secret but the token that every run has', () => {
  assert.doesNotMatch(all, /\$\{\{[^}]*\bsecrets\b/);
});
