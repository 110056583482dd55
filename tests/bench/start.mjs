// How long a Node program takes to have the package, and to send its first request, each in a process of its own.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const tests = new URL('..', import.meta.url).pathname;

const FIRST_CALL = `
  const client = TwilioVerify.ApiClient.instance;
  client.fetch = () => (sent = performance.now(), new Promise(() => {}));
  new TwilioVerify.VerifyV2FactorApi().fetchFactor('VA1', 'me', 'YF1');`;

/** How each way of Node's own loads a package: this one, or an empty one of as many files. */
const LOAD = {
  require: (name) => `const start = performance.now(); const TwilioVerify = require('${name}');`,
  import: (name) =>
    `const start = performance.now(); const { default: TwilioVerify } = await import('${name}');`,
};

/** A package with this one's ways in, and nothing in it. */
const EMPTY = {
  'package.json': '{ "exports": { "import": "./index.mjs", "require": "./index.cjs" } }',
  'index.mjs': "import shared from './index.import.cjs';\nexport default shared.implementation;\n",
  'index.import.cjs': "exports.implementation = require('./index.cjs');\n",
  'index.cjs': "module.exports = require('./init.cjs');\n",
  'init.cjs': '',
};

/** Milliseconds of one start. */
async function once(program, cwd) {
  const script = `(async () => {
    let sent; ${program} console.log((sent ?? performance.now()) - start); process.exit();
  })();`;
  const { stdout } = await execute(process.execPath, ['-e', script], { cwd });
  return Number(stdout);
}

/**
 * Milliseconds, the median of some starts each: to require and to import the package and an empty one, and to send a
 * request.
 */
export async function starts(count) {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  const empty = path.join(folder, 'node_modules/empty');
  await mkdir(empty, { recursive: true });
  for (const [name, text] of Object.entries(EMPTY)) await writeFile(path.join(empty, name), text);
  const programs = {
    require: [LOAD.require('twilio_verify'), tests],
    'require of an empty package': [LOAD.require('empty'), folder],
    import: [LOAD.import('twilio_verify'), tests],
    'import of an empty package': [LOAD.import('empty'), folder],
    'first request': [LOAD.require('twilio_verify') + FIRST_CALL, tests],
  };
  const all = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  for (let i = 0; i < count; i++) {
    for (const [name, program] of Object.entries(programs)) all[name].push(await once(...program));
  }
  await rm(folder, { recursive: true });
  const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
  return Object.fromEntries(Object.entries(all).map(([name, values]) => [name, median(values)]));
}
