// Pages that cannot run WebAssembly: the import fails with an error that says why, and what to do.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BROWSERS } from './browsers.mjs';
import { createProject, visit } from './site.mjs';

const IMPORT = (entry) => `<script type="module">
  import '/node_modules/twilio_verify/${entry}';
  tell({ name: 'None', message: 'the import has worked' });
</script>`;

/** What the page has, and what its error must name: the cause, and the way out where there is one. */
const PAGES = {
  'a content security policy without wasm-unsafe-eval': {
    page: IMPORT,
    headers: { 'content-security-policy': "script-src 'self' 'unsafe-inline'" },
    // WebKit's own error has the first words too, and no way out.
    says: ['twilio_verify cannot compile WebAssembly', "script-src 'wasm-unsafe-eval'", 'twilio_verify/init'],
  },
  'a browser without WebAssembly': {
    page: (entry) => `<script>delete globalThis.WebAssembly</script>${IMPORT(entry)}`,
    says: ['twilio_verify cannot compile WebAssembly', 'twilio_verify/init'],
  },
};

let project;
before(async () => (project = await createProject()));
after(() => project.remove());

for (const { name, programs, start } of BROWSERS) {
  const missing = programs.filter((variable) => !process.env[variable]).join(' and ');
  describe(name, { skip: missing ? `${missing} not set` : false }, () => {
    let browser;
    before(async () => (browser = await start(...programs.map((variable) => process.env[variable]))));
    after(() => browser.close());

    for (const [what, { page, headers, says }] of Object.entries(PAGES)) {
      for (const entry of ['browser.js', 'sandbox.browser.js']) {
        test(`${what} refuses ${entry} with an error that says why`, async () => {
          const { uncaught } = await visit(browser, project.folder, page(entry), { headers });
          for (const word of says) assert.ok(uncaught.message.includes(word), uncaught.message);
        });
      }
    }

    test('a content security policy with wasm-unsafe-eval is enough', async () => {
      const headers = { 'content-security-policy': "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'" };
      const { uncaught } = await visit(browser, project.folder, IMPORT('browser.js'), { headers });
      assert.equal(uncaught.message, 'the import has worked');
    });
  });
}
