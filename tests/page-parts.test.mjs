// The page while parts of it are on their way, and where one never comes: what is here works, and what is not is said.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Demo } from './page/demo.mjs';
import { launch, visit } from './page/visit.mjs';

const SCRIPT = /\/assets\/index-[^/]+\.js$/;

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

describe('before the script has run', () => {
  const early = {
    click: (page) => page.getByRole('button', { name: 'Send code' }).click(),
    Enter: (page) => page.getByLabel('Phone number').press('Enter'),
  };
  for (const [name, act] of Object.entries(early)) {
    it(`a submit breaks nothing, and what was typed stays: ${name}`, () =>
      visit(
        browser,
        async ({ page }) => {
          const demo = new Demo(page);
          assert.equal(await page.getByLabel('Phone number').inputValue(), '+15017122662');
          await demo.press('Send code');
          await demo.press(/^Fill in/);
          await demo.signedIn();
        },
        {
          prepare: (page) =>
            page.route(SCRIPT, async (route) => {
              await page.getByLabel('Phone number').fill('+15017122662');
              await act(page);
              await route.continue();
            }),
        },
      ));
  }
});
