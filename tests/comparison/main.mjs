// This package, and its entry in that library's place, beside Twilio's own library, `twilio`: in Node, on Workers and in a page. Prints docs/comparison.md's tables,
// and writes them there with `--write`. Everything that is timed is timed in turns, in one run, against one server on the
// loopback interface.
import { execFile, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import TwilioVerify from 'twilio_verify';
import { compare } from '../bench/compare.mjs';
import * as wrangler from '../bundlers/wrangler.mjs';

const HERE = new URL('.', import.meta.url).pathname;
const OUT = '../../target/comparison';
const DOCUMENT = new URL('../../docs/comparison.md', import.meta.url);
const [BEGIN, END] = ['<!-- measured -->\n', '<!-- /measured -->'];
const NODE = 'nodejs_compat';

const require = createRequire(import.meta.url);
const execute = promisify(execFile);
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const kB = (bytes) => `${(bytes / 1000).toFixed(bytes < 1e5 ? 1 : 0)} kB`;
const ms = (value) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
const times = (ratio) => `${ratio.toFixed(2)} times`;

if (!existsSync(`${HERE}node_modules`))
  execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: HERE, stdio: 'inherit' });
await rm(path.join(HERE, OUT), { recursive: true, force: true });

const server = fork(new URL('../bench/server.mjs', import.meta.url));
const [port] = await once(server, 'message');
const ORIGIN = `http://127.0.0.1:${port}`;

/** Milliseconds that `require` takes in a new process, in turns. */
async function imports(names) {
  const all = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < 21; round++) {
    for (const name of names) {
      const script = `const start = performance.now(); require('${name}'); console.log(performance.now() - start)`;
      const { stdout } = await execute(process.execPath, ['-e', script], { cwd: HERE });
      all[name].push(Number(stdout));
    }
  }
  return names.map((name) => median(all[name]));
}

/** The CPU time of calls in a process of this Node, in turns with the same calls by hand. */
async function calls() {
  const { stdout } = await execute(process.execPath, [`${HERE}../bench/cpu.mjs`, ORIGIN, '15', '4000']);
  return JSON.parse(stdout);
}

/** A Worker: its upload, and what comes of a call. */
async function worker(name, flags) {
  const out = `${OUT}/${name}${flags.length ? '-flags' : ''}`;
  try {
    await wrangler.bundle(HERE, `programs/${name}.worker.mjs`, out, flags);
  } catch (error) {
    return { runs: `no: ${reason(error.stderr)}` };
  }
  const modules = await wrangler.upload(HERE, out);
  const raw = modules.reduce((sum, { contents }) => sum + contents.length, 0);
  const gzip = modules.reduce((sum, { contents }) => sum + gzipSync(contents).length, 0);
  /** Starts it, and makes its first call: what took how long, and what makes another. */
  const start = async () => {
    const began = performance.now();
    const miniflare = wrangler.start(modules, { ORIGIN }, { compatibilityFlags: flags });
    const ask = async () => (await miniflare.dispatchFetch('http://worker/')).text();
    const text = await ask();
    return { took: performance.now() - began, text, ask, end: () => miniflare.dispose() };
  };
  const { text, end } = await start();
  await end();
  return { raw, gzip, start, runs: text.startsWith('"YF') ? 'yes' : `no: ${reason(text)}` };
}

/** The line of a message that tells what was wrong. */
function reason(text) {
  const lines = `${text}`.replace(/\x1b\[[\d;]*m/g, '').split('\n');
  const line = lines.find((one) => /error|cannot|could not|no such/i.test(one)) ?? lines[0];
  return `\`${line
    .replace(/^.*?\[?ERROR\]?:? */i, '')
    .replaceAll('|', '/')
    .trim()
    .slice(0, 120)
    .replace(/[\s:]+$/, '')}\``;
}

/** A page's bundle, or why there is none. */
async function page(name) {
  try {
    const { outputFiles } = await esbuild.build({
      absWorkingDir: HERE,
      entryPoints: [`programs/${name}.page.mjs`],
      bundle: true,
      minify: true,
      format: 'esm',
      write: false,
      logLevel: 'silent',
    });
    const [{ contents }] = outputFiles;
    return { raw: contents.length, gzip: gzipSync(contents).length, runs: 'yes' };
  } catch ({ errors }) {
    return { runs: `no: ${errors.length} errors, the first \`${errors[0].text.replace(/\s+/g, ' ')}\`` };
  }
}

const twilio = require('twilio');
const versions = [TwilioVerify, twilio].map((_, number) => {
  const name = ['twilio_verify', 'twilio'][number];
  return require(`${name}/package.json`).version;
});

const size = ({ raw, gzip }) => (raw ? `${kB(raw)}, ${kB(gzip)} gzip` : '–');
const rows = [];
const add = (...cells) => rows.push(`| ${cells.join(' | ')} |`);

const [mine, entrys, its] = await imports(['twilio_verify', 'twilio_verify/twilio', 'twilio']);
add('Node: `require`', ms(mine), ms(entrys), `${ms(its)}, ${times(its / mine)} ours`);
for (const { what, ways } of await calls()) {
  const ratio = (name) => ways.find((way) => way.name === name).ratio.toFixed(2);
  add(`Node: CPU time, ${what}, in times by hand`, ratio('ours'), ratio('entry'), ratio('twilio'));
}

const plain = [await worker('verify', []), await worker('entry', []), await worker('twilio', [])];
const flagged = await worker('twilio', [NODE]);
add('Workers, without a flag', ...plain.map(({ runs }) => runs));
add(`Workers, with \`${NODE}\``, 'not needed', 'not needed', flagged.runs);
add('Workers: upload', size(plain[0]), size(plain[1]), size(flagged));
if ([plain[0], plain[1], flagged].every(({ runs }) => runs === 'yes')) {
  const took = [[], [], []];
  let running = [];
  for (let round = 0; round < 7; round++) {
    for (const { end } of running) await end();
    running = [await plain[0].start(), await plain[1].start(), await flagged.start()];
    running.forEach((one, which) => took[which].push(one.took));
  }
  const [first, second, third] = took.map(median);
  add(
    'Workers: start until the first answer',
    ms(first),
    ms(second),
    `${ms(third)}, ${times(third / first)} ours`,
  );
  const against = (ours) => compare({ ours: ours.ask, bare: running[0].ask, budget: 4000 });
  const entry = await against(running[1]);
  const { bare, ours, ratio } = await against(running[2]);
  add(
    'Workers: a request to the Worker, with its call',
    ms(bare),
    `${times(entry.ratio)} the client's`,
    `${ms(ours)}, ${times(ratio)} ours`,
  );
  for (const { end } of running) await end();
}

const pages = [await page('verify'), await page('entry'), await page('twilio')];
add('a page, bundled by esbuild', ...pages.map(({ runs }) => runs));
add('a page: bundle', ...pages.map(size));
server.disconnect();

const table = [
  `| | twilio_verify ${versions[0]} | its entry \`twilio_verify/twilio\` | twilio ${versions[1]} |`,
  '| --- | --- | --- | --- |',
  ...rows,
].join('\n');
console.log(`\n${table}`);
if (process.argv.includes('--write')) {
  const [before, rest] = (await readFile(DOCUMENT, 'utf8')).split(BEGIN);
  const [, after] = rest.split(END);
  const where = `Node ${process.versions.node}, wrangler ${wrangler.version}, esbuild ${esbuild.version}`;
  await writeFile(DOCUMENT, `${before}${BEGIN}\n${where}:\n\n${table}\n\n${END}${after}`);
}
