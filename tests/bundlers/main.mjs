// Bundles a small program and the conformance cases with every bundler, runs both where such bundles run, and prints a
// row for each: with `brotli`, the bytes that a page downloads for the program and the package, or `gzip`, those that a
// Worker's upload has.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { BROWSERS } from '../browsers/browsers.mjs';
import { createProject, runCases, visit } from '../browsers/site.mjs';
import { keep, row } from '../rows.mjs';
import { serve } from '../server.mjs';
import { FOR_PAGES } from './bundlers.mjs';
import * as wrangler from './wrangler.mjs';

const DATE = '2015-07-30T20:00:00.000Z';
const FACTOR = { friendly_name: 'Mika’s phone', date_created: DATE };
const ANSWERS = [
  { status: 201, body: JSON.stringify(FACTOR) },
  { body: JSON.stringify({ factors: [FACTOR] }) },
];
const FACTORS = '/v2/Services/VA1/Entities/mika/Factors';

const project = await createProject();
const server = await serve();
const browser = await BROWSERS.find(({ name }) => name === 'Chromium').start();

/** Runs the small program: `run` is given where it sends to, and gives what it lists. */
async function enrol(name, run) {
  const place = `${server.origin}/_/${name}-program`;
  await fetch(place, { method: 'PUT', body: JSON.stringify(ANSWERS) });
  assert.deepEqual(await run(`${server.origin}/${name}-program`), { listed: [`Mika’s phone: ${DATE}`] });
  const seen = await (await fetch(place)).json();
  assert.deepEqual(
    seen.map(({ method, url, body }) => [method, url, body]),
    [
      ['POST', FACTORS, 'FactorType=totp&FriendlyName=Mika%E2%80%99s%20phone'],
      ['GET', `${FACTORS}?PageSize=20`, ''],
    ],
  );
}

for (const { name, version, tag, build } of FOR_PAGES) {
  await row(name, 'Chromium', version, async () => {
    const [program, cases] = ['program', 'cases'].map((which) => `dist/${name}/${which}/main.js`);
    const page = (script) => `<script ${tag} src="/${script}"></script>`;
    await build(project.folder, 'bundlers/program/main.mjs', program);
    await enrol(name, (basePath) => visit(browser, project.folder, page(program), { query: { basePath } }));
    await build(project.folder, 'browsers/page/main.mjs', cases);
    const query = { origin: server.origin, place: `${name}-cases` };
    const result = await runCases(browser, project.folder, page(cases), query, 'Window');
    const text = await readFile(path.join(project.folder, program));
    return { ...result, brotli: brotliCompressSync(text).length };
  });
}
await browser.close();

await row('wrangler', 'Miniflare', wrangler.version, async () => {
  const made = async (program) => {
    await wrangler.bundle(project.folder, `bundlers/program/${program}.mjs`, `dist/wrangler/${program}`);
    return wrangler.upload(project.folder, `dist/wrangler/${program}`);
  };
  const program = await made('worker');
  assert.deepEqual(
    program.map(({ type }) => type),
    ['ESModule', 'CompiledWasm'],
    'the wasm is a file of the upload',
  );
  await enrol('wrangler', (basePath) => wrangler.run(program, { basePath }));
  const bindings = { origin: server.origin, place: 'wrangler-cases' };
  const result = await wrangler.run(await made('cases'), bindings);
  const gzip = program.reduce((sum, { contents }) => sum + gzipSync(contents).length, 0);
  return { ...result, gzip };
});
await server.close();
await project.remove();
await keep('bundlers');
