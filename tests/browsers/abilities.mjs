// What a browser can do: it is asked, because its version says little about that, and nothing about its settings.
import { visit } from './site.mjs';

const ASK = `<script type="module">
  const register = (file, type) =>
    navigator.serviceWorker.register('/browsers/page/' + file, { type }).then(() => '', String);
  const classic = await register('script.js', 'classic');
  const module = await register('module.mjs', 'module');
  fetch('/report', { method: 'POST', body: JSON.stringify({ classic, module }) });
</script>`;

/**
 * Whether a service worker may be a module: Firefox has learnt it in 2026, and its version for long support is older.
 * Where there are no service workers at all, something else is wrong, and that is an error.
 *
 * @param browser One of browsers.mjs, started.
 * @param {string} folder The project, whose files are below the root of the site.
 * @param {string} [before] What the page has before it asks.
 * @returns {Promise<boolean>}
 */
export async function hasModuleServiceWorkers(browser, folder, before = '') {
  const { uncaught, classic, module } = await visit(browser, folder, before + ASK);
  if (uncaught) throw new Error(`${uncaught.name}: ${uncaught.message}`);
  if (classic) throw new Error(`not even a classic service worker can be registered: ${classic}`);
  return module === '';
}
