// Runs the conformance cases in every browser that is here, in pages and in their workers, and prints what came of it, a
// line of JSON each: {name, how, version, cases, checks, failed, skipped}. `cargo xtask test browsers` says where they are.
import { readFile } from 'node:fs/promises';
import { Scratch } from '../scratch.mjs';
import { serve } from '../server.mjs';
import { BROWSERS } from './browsers.mjs';
import { visit } from './site.mjs';

const project = await Scratch.create();
const server = await serve();

/** As the README has it. */
const [importMap] = /<script type="importmap">[^]*?<\/script>/.exec(
  await readFile(`${project.folder}/node_modules/twilio_verify/README.md`, 'utf8'),
);

/** Every place in which a browser runs scripts: how the package gets there, its global object, and the page. */
const PLACES = [
  {
    how: 'import map',
    scope: 'Window',
    page: (query) => `${importMap}<script type="module" src="/browsers/page/main.mjs?${query}"></script>`,
  },
  {
    how: 'web worker',
    scope: 'DedicatedWorkerGlobalScope',
    page: (query) => `<script type="module">
      const worker = new Worker('/browsers/page/worker.mjs?${query}', { type: 'module' });
      worker.onerror = ({ message = 'it cannot be loaded' }) => tell({ name: 'Worker', message });
    </script>`,
  },
  {
    how: 'service worker',
    scope: 'ServiceWorkerGlobalScope',
    page: (query) => `<script type="module">
      await navigator.serviceWorker.register('/browsers/page/worker.mjs?${query}', { type: 'module' });
    </script>`,
  },
];

let failures = 0;
function tell(name, how, version, result) {
  const row = { name, how, version, cases: 0, checks: 0, failed: [], skipped: [], ...result };
  failures += row.failed.length;
  console.log(JSON.stringify(row));
}

async function run(name, browser) {
  for (const { how, scope, page } of PLACES) {
    const query = new URLSearchParams({
      origin: server.origin,
      place: `${name}-${how}`.replaceAll(' ', '-'),
    });
    try {
      const { uncaught, where, ...result } = await visit(browser, project.folder, page(query));
      if (uncaught) throw new Error(`${uncaught.name}: ${uncaught.message}`);
      if (where !== scope) throw new Error(`this ran in a ${where}, not in a ${scope}`);
      tell(name, how, browser.version, result);
    } catch (error) {
      tell(name, how, browser.version, { failed: [{ name: 'all', message: `${error}` }] });
    }
  }
}

for (const { name, programs, start } of BROWSERS) {
  const missing = programs.filter((variable) => !process.env[variable]);
  if (missing.length) {
    const why = `it is not here: set ${missing.join(' and ')}, or let \`cargo xtask setup\` install it`;
    tell(name, 'all', 'not here', { skipped: [{ name: 'all', why }] });
    continue;
  }
  try {
    const browser = await start(...programs.map((variable) => process.env[variable]));
    await run(name, browser).finally(browser.close);
  } catch (error) {
    tell(name, 'all', 'unknown', { failed: [{ name: 'all', message: `${error.stack}` }] });
  }
}
await server.close();
await project.remove();
process.exitCode = failures ? 1 : 0;
