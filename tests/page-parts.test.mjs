// The page while parts of it are on their way, and where one never comes: what is here works, and what is not is said.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Demo } from './page/demo.mjs';
import { inspect, launch, photograph, visit } from './page/visit.mjs';

const SCRIPT = /\/assets\/index-[^/]+\.js$/;
const MISSING = 'A part of this page could not be loaded.';

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
          assert.equal(await page.getByLabel('Phone number').inputValue(), '+15017122662');
          await new Demo(page).signIn('SMS');
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

describe('a part of the page that does not come', () => {
  /** Opens the page without the network for a part of it, which `back` brings back. */
  const without = (part, act, options) => {
    let away = true;
    return visit(browser, (its) => act(new Demo(its.page), { ...its, back: () => (away = false) }), {
      prepare: (page) =>
        page.route(part, (route) => (away ? route.abort('internetdisconnected') : route.fallback())),
      expected: /ERR_INTERNET_DISCONNECTED/,
      ...options,
    });
  };

  /** Opens the page with a part of it on its way until `come` is called. */
  const late = (part, act) => {
    let come;
    const here = new Promise((resolve) => (come = resolve));
    return visit(browser, ({ page }) => act(new Demo(page), page, come), {
      prepare: (page) => page.route(part, (route) => here.then(() => route.continue())),
    });
  };

  const again = (page) => page.getByRole('button', { name: 'Load the page again' });

  it('is said at the other ways, while the first works on', () =>
    without(/\/others-/, async (demo, { page, back }) => {
      await demo.open('Push');
      await page.getByText(MISSING).waitFor();
      await demo.open('SMS');
      await page.getByText(MISSING).waitFor({ state: 'hidden' });
      await demo.signIn('SMS');
      await demo.open('Passkey');
      await page.getByText(MISSING).waitFor();
      back();
      await again(page).click();
      await demo.signIn('Passkey');
    }));

  for (const [tab, press] of [
    ['Authenticator app', 'Enrol app'],
    ['Push', 'Register device'],
    ['Passkey', 'Create passkey'],
  ]) {
    it(`is said by a step that needs it: ${tab}`, () =>
      without(/\/sandbox\b/, async (demo, { page, back }) => {
        await demo.open(tab);
        await demo.press(press);
        await demo.problem.getByText(MISSING).waitFor();
        assert.doesNotMatch(await demo.problem.innerText(), /module|http|names/);
        assert.equal(await page.locator('[aria-invalid]').count(), 0, 'nobody has typed anything wrong');
        back();
        await again(page).click();
        await demo.signIn(tab);
      }));
  }

  it('is said where it is what sends the codes', () =>
    without(/\/codes-/, async (demo, { page, back }) => {
      await demo.press('Send code');
      await demo.problem.getByText(MISSING).waitFor();
      assert.equal(await page.locator('[aria-invalid]').count(), 0, 'nobody has typed anything wrong');
      back();
      await again(page).click();
      await demo.signIn('SMS');
    }));

  it('is said to wait while it is on its way', () =>
    late(/\/others-/, async (demo, page, come) => {
      const sign = () => demo.way.evaluate((way) => getComputedStyle(way, '::after').content);
      await demo.open('Push');
      assert.equal(await sign(), '"Loading…"');
      await page.locator('#announcement').getByText('Loading…').waitFor();
      const place = () => demo.way.locator('.phone').boundingBox();
      const before = await place();
      come();
      await page.locator('#push:not([inert])').waitFor();
      assert.equal(await sign(), 'none');
      assert.deepEqual(await place(), before, 'nothing moves when it comes');
      await demo.signIn('Push');
    }));

  it('leaves what is behind another way in view, when a step that waited for it goes on', () =>
    late(/\/sandbox\b/, async (demo, page, come) => {
      await demo.open('Authenticator app');
      await demo.press('Enrol app');
      await demo.open('SMS');
      come();
      await page.locator('.calls li').getByText('createNewFactor').waitFor();
      assert.equal(await page.locator('.program h3').innerText(), 'Program: createVerification');
      await demo.signIn('SMS');
      assert.equal(await page.locator('.program h3').innerText(), 'Program: createVerificationCheck');
    }));

  it('leaves it in view when what a device sends comes late, too', () =>
    late(/\/sandbox\b/, async (demo, page, come) => {
      await demo.open('Push');
      await demo.press('Register device');
      await demo.open('SMS');
      come();
      await page.locator('.calls li').getByText('the device').first().waitFor();
      assert.equal(await page.locator('.program h3').innerText(), 'Program: createVerification');
      await page.locator('#push[aria-busy=false]').waitFor({ state: 'attached' });
      assert.equal(await page.locator('.program h3').innerText(), 'Program: createVerification');
    }));

  for (const scheme of ['light', 'dark']) {
    for (const width of [360, 1400]) {
      it(`is for everyone: ${scheme}, ${width} px`, () =>
        without(
          /\/(others-|codes-)/,
          async (demo, { page }) => {
            await demo.press('Send code');
            await demo.problem.getByText(MISSING).waitFor();
            await photograph(page, `missing-step-${scheme}-${width}`);
            await inspect(page, `a step's part is missing, ${scheme}, ${width} px`);
            await demo.open('Push');
            await page.getByText(MISSING).first().waitFor();
            await photograph(page, `missing-way-${scheme}-${width}`);
            await inspect(page, `a way is missing, ${scheme}, ${width} px`);
          },
          { scheme, width },
        ));
    }
  }
});
