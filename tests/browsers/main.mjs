// Runs the conformance cases in every browser that is here, in pages and in their workers, and prints a row for each.
// `cargo xtask test browsers` says where the browsers are.
import * as esbuild from 'esbuild';
import { readFile } from 'node:fs/promises';
import { MISSING, keep, row } from '../rows.mjs';
import { serve } from '../server.mjs';
import { hasModuleServiceWorkers } from './abilities.mjs';
import { BROWSERS } from './browsers.mjs';
import { createProject, runCases } from './site.mjs';

const project = await createProject();
const server = await serve();

/** As the README has it. */
const [importMap] = /<script type="importmap">[^]*?<\/script>/.exec(
  await readFile(`${project.folder}/node_modules/twilio_verify/README.md`, 'utf8'),
);

/** The worker as a classic script, which a bundler makes of it. */
const CLASSIC = 'dist/worker.js';
await esbuild.build({
  absWorkingDir: project.folder,
  entryPoints: ['browsers/page/classic.mjs'],
  outfile: CLASSIC,
  bundle: true,
  minify: true,
  logLevel: 'error',
});

/** A page that starts a web worker. */
const webWorker = (script, type) => `<script type="module">
  const worker = new Worker('/${script}' + location.search, { type: '${type}' });
  worker.onerror = ({ message = 'it cannot be loaded' }) => tell({ name: 'Worker', message });
</script>`;

/** A page that registers a service worker. */
const serviceWorker = (script, type) => `<script type="module">
  navigator.serviceWorker.register('/${script}' + location.search, { type: '${type}' });
</script>`;

/**
 * Every place in which a browser runs scripts: how the package gets there, its global object, the page, and which
 * browsers have no such place.
 */
const PLACES = [
  {
    how: 'import map',
    scope: 'Window',
    page: `${importMap}<script type="module" src="/browsers/page/main.mjs"></script>`,
  },
  {
    how: 'web worker',
    scope: 'DedicatedWorkerGlobalScope',
    page: webWorker('browsers/page/worker.mjs', 'module'),
  },
  {
    how: 'classic web worker',
    scope: 'DedicatedWorkerGlobalScope',
    page: webWorker(CLASSIC, 'classic'),
  },
  {
    how: 'service worker',
    scope: 'ServiceWorkerGlobalScope',
    page: serviceWorker('browsers/page/worker.mjs', 'module'),
    async lacking(browser) {
      const why = 'its service workers are no modules; it runs the same as a classic one';
      return (await hasModuleServiceWorkers(browser, project.folder)) ? undefined : why;
    },
  },
  {
    how: 'classic service worker',
    scope: 'ServiceWorkerGlobalScope',
    page: serviceWorker(CLASSIC, 'classic'),
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
  for (const { how, scope, page, lacking } of PLACES) {
    const query = { origin: server.origin, place: `${name}-${how}`.replaceAll(' ', '-') };
    await row(name, how, browser.version, async () => {
      const why = await lacking?.(browser);
      if (why) return { skipped: [{ name: 'all', why }] };
      return runCases(browser, project.folder, page, query, scope);
    });
  }
  await browser.close();
}
await server.close();
await project.remove();
await keep('browsers');
