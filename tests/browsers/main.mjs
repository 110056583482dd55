// Runs the conformance cases in every browser that is here, in pages and in their workers, and prints a row for each.
// `cargo xtask test browsers` says where the browsers are.
import { readFile } from 'node:fs/promises';
import { MISSING, keep, row } from '../rows.mjs';
import { serve } from '../server.mjs';
import { BROWSERS } from './browsers.mjs';
import { createProject, runCases } from './site.mjs';

const project = await createProject();
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
    page: `${importMap}<script type="module" src="/browsers/page/main.mjs"></script>`,
  },
  {
    how: 'web worker',
    scope: 'DedicatedWorkerGlobalScope',
    page: `<script type="module">
      const worker = new Worker('/browsers/page/worker.mjs' + location.search, { type: 'module' });
      worker.onerror = ({ message = 'it cannot be loaded' }) => tell({ name: 'Worker', message });
    </script>`,
  },
  {
    how: 'service worker',
    scope: 'ServiceWorkerGlobalScope',
    page: `<script type="module">
      navigator.serviceWorker.register('/browsers/page/worker.mjs' + location.search, { type: 'module' });
    </script>`,
  },
];

for (const { name, programs, start } of BROWSERS) {
  const missing = programs.filter((variable) => !process.env[variable]);
  if (missing.length) {
    const why = `it is not here: set ${missing.join(' and ')}, or let \`cargo xtask setup\` install it`;
    await row(name, 'all', MISSING, () => ({ skipped: [{ name: 'all', why }] }));
    continue;
  }
  let browser;
  try {
    browser = await start(...programs.map((variable) => process.env[variable]));
  } catch (error) {
    await row(name, 'all', 'unknown', () => Promise.reject(error));
    continue;
  }
  for (const { how, scope, page } of PLACES) {
    const query = { origin: server.origin, place: `${name}-${how}`.replaceAll(' ', '-') };
    await row(name, how, browser.version, () => runCases(browser, project.folder, page, query, scope));
  }
  await browser.close();
}
await server.close();
await project.remove();
await keep('browsers');
