// How long a Node program takes to have the package, and to send its first request, each in a process of its own.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const tests = new URL('..', import.meta.url).pathname;

const FIRST_CALL = `
  const client = TwilioVerify.ApiClient.instance;
  client.fetch = () => (sent = performance.now(), new Promise(() => {}));
  new TwilioVerify.VerifyV2FactorApi().fetchFactor('VA1', 'me', 'YF1');`;

const PROGRAMS = {
  require: `const start = performance.now(); const TwilioVerify = require('twilio_verify');`,
  import: `const start = performance.now(); const { default: TwilioVerify } = await import('twilio_verify');`,
  'require of an empty module': `const start = performance.now(); require(process.env.EMPTY);`,
};

/** Milliseconds of one start. */
async function once(program, env) {
  const script = `(async () => {
    let sent; ${program} console.log((sent ?? performance.now()) - start); process.exit();
  })();`;
  const { stdout } = await execute(process.execPath, ['-e', script], { cwd: tests, env });
  return Number(stdout);
}

/** Milliseconds, the median of some starts each: to require and to import the package, an empty
 * module, and to send a request. */
export async function starts(count) {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  const env = { ...process.env, EMPTY: path.join(folder, 'empty.cjs') };
  await writeFile(env.EMPTY, 'module.exports = {};\n');
  const programs = { ...PROGRAMS, 'first request': `${PROGRAMS.require} ${FIRST_CALL}` };
  const all = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  for (let i = 0; i < count; i++) {
    for (const [name, program] of Object.entries(programs)) all[name].push(await once(program, env));
  }
  await rm(folder, { recursive: true });
  const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
  return Object.fromEntries(Object.entries(all).map(([name, values]) => [name, median(values)]));
}
