// wrangler, which bundles a Worker and uploads it; and Miniflare, which runs what would have been uploaded.
import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { Miniflare } from 'miniflare';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const PROGRAM = new URL('../node_modules/wrangler/bin/wrangler.js', import.meta.url).pathname;

/** What the Worker expects of the platform. It needs no compatibility flag. */
const DATE = '2026-01-01';

export const { version } = JSON.parse(
  await readFile(new URL('../node_modules/wrangler/package.json', import.meta.url)),
);

/** Bundles a Worker into a folder of its own, as `wrangler deploy` does before the upload. */
export function bundle(folder, entry, out, flags = []) {
  const args = [entry, '--name', 'program', '--compatibility-date', DATE];
  return deploy(folder, out, [...args, ...flags.flatMap((flag) => ['--compatibility-flag', flag])]);
}

/** The same for a Worker whose folder has a `wrangler.toml`, which says all else. */
export async function deploy(folder, out, args = []) {
  await execute(process.execPath, [PROGRAM, 'deploy', ...args, '--dry-run', '--outdir', out], {
    cwd: folder,
    // Nothing of the person who runs the tests, and nothing sent anywhere.
    env: { PATH: process.env.PATH, HOME: path.join(folder, out), CI: 'true', WRANGLER_SEND_METRICS: 'false' },
    timeout: 60_000,
  });
}

/** What each kind of file in the upload is to workerd. */
const KINDS = { '.js': 'ESModule', '.wasm': 'CompiledWasm' };

/** The modules of a bundled Worker: it comes first, what it imports after it. */
export async function upload(folder, out) {
  const files = (await readdir(path.join(folder, out))).filter((file) => KINDS[path.extname(file)]);
  files.sort((a, b) => path.extname(a).localeCompare(path.extname(b)));
  return Promise.all(
    files.map(async (file) => ({
      type: KINDS[path.extname(file)],
      path: file,
      contents: await readFile(path.join(folder, out, file)),
    })),
  );
}

/** Starts a Worker of these modules. */
export const start = (modules, bindings, more) =>
  new Miniflare({ modules, bindings, compatibilityDate: DATE, ...more });

/** Runs a Worker of these modules for one request; gives the JSON of its answer. */
export async function run(modules, bindings) {
  const miniflare = start(modules, bindings);
  try {
    const response = await miniflare.dispatchFetch('http://worker/');
    return await response.json();
  } finally {
    await miniflare.dispose();
  }
}
