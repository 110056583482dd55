// A browser that cannot do something is found out by asking it; one in which something is broken is not taken for such.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hasModuleServiceWorkers } from './abilities.mjs';
import { BROWSERS } from './browsers.mjs';
import { createProject } from './site.mjs';

/** Makes of a browser one that refuses service workers of some types, as one does that does not know them. */
const refuse = (...types) => `<script>
  const { register } = ServiceWorkerContainer.prototype;
  ServiceWorkerContainer.prototype.register = function (script, options) {
    return ${JSON.stringify(types)}.includes(options.type)
      ? Promise.reject(new TypeError('ServiceWorker script threw an exception during initial evaluation'))
      : register.call(this, script, options);
  };
</script>`;

describe('a browser is asked for service workers of type module', () => {
  let project, browser;
  before(async () => {
    project = await createProject();
    browser = await BROWSERS.find(({ name }) => name === 'Chromium').start();
  });
  after(async () => {
    await browser.close();
    await project.remove();
  });

  test('Chromium has them', async () => {
    assert.equal(await hasModuleServiceWorkers(browser, project.folder), true);
  });

  test('one that refuses modules has none', async () => {
    assert.equal(await hasModuleServiceWorkers(browser, project.folder, refuse('module')), false);
  });

  test('one that refuses every service worker is broken', async () => {
    await assert.rejects(
      hasModuleServiceWorkers(browser, project.folder, refuse('classic', 'module')),
      /not even a classic service worker/,
    );
  });
});
