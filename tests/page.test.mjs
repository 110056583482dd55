// The page, in a browser, as people use it: by mouse, by keyboard, on a phone, in the dark.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Demo, WAYS, other } from './page/demo.mjs';
import { Keyboard } from './page/keyboard.mjs';
import { inspect, launch, photograph, shifts, visit } from './page/visit.mjs';

describe('the page', () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  for (const [width, height] of [
    [1400, 900],
    [390, 844],
  ]) {
    it(`says on its first screen what it is, how to get it, and lets one sign in: ${width} px`, () =>
      visit(
        browser,
        async ({ page }) => {
          const inView = [
            page.getByRole('heading', { level: 1, name: 'Twilio Verify on every JavaScript runtime' }),
            page.getByText('npm install twilio_verify', { exact: true }),
            page.getByRole('link', { name: 'Comparison' }),
            page.locator('.numbers'),
            page.locator('#sms .phone'),
            page.getByLabel('Phone number'),
            page.getByRole('button', { name: 'Send code' }),
          ];
          for (const each of inView) await visible(page, each);
          const numbers = await page.locator('.numbers dd').allTextContents();
          assert.equal(numbers.length, 4);
          for (const number of numbers) assert.match(number.trim(), /^\d+(\.\d)?( kB|×)?$/);
          await page.getByRole('button', { name: 'Copy the command' }).click();
          await page.getByText('Copied').first().waitFor();
          const copied = await page.evaluate(() => navigator.clipboard.readText());
          assert.equal(copied, 'npm install twilio_verify');
        },
        { width, height },
      ));
  }

  for (const { name, tab, presses } of WAYS) {
    for (const width of [1400, 390, 360]) {
      it(`signs in within three clicks: ${tab}, ${width} px`, () =>
        visit(
          browser,
          async ({ page }) => {
            const demo = new Demo(page);
            if (name !== 'sms') await demo.open(tab);
            assert.ok(presses.length <= 3);
            for (const press of presses) {
              const button = demo.way.getByRole('button', { name: press, exact: typeof press === 'string' });
              await button.waitFor();
              if (await demo.code.isVisible()) {
                await visible(page, demo.code);
                await visible(page, button);
              }
              await button.click();
            }
            await demo.signedIn();
            await visible(page, demo.way.getByRole('heading', { name: 'Signed in' }));
            assert.deepEqual(await shifts(page), [], 'nothing has moved by itself');
          },
          { width, height: width < 400 ? 844 : 900 },
        ));
    }

    it(`needs no mouse: ${tab}`, () =>
      visit(browser, async ({ page }) => {
        const demo = new Demo(page);
        const keys = new Keyboard(page);
        await keys.choose(tab);
        for (const press of presses) {
          const button = demo.way.getByRole('button', { name: press, exact: typeof press === 'string' });
          await button.waitFor();
          // From a field one goes back to the phone, which is before it.
          if (await demo.code.isVisible()) {
            await keys.backTo(press);
          } else {
            await keys.tabTo(press);
          }
          await keys.press('Enter');
        }
        await demo.signedIn();
        assert.equal((await keys.focused()).text, 'Signed in');
      }));
  }

  it('signs in with a code that is typed, with the gap that people see', () =>
    visit(browser, async ({ page }) => {
      const demo = new Demo(page);
      await demo.press('Send code');
      const code = await demo.received();
      await demo.type(`${code.slice(0, 3)} ${code.slice(3)}`);
      await demo.signedIn();
    }));

  for (const scheme of ['light', 'dark']) {
    for (const [width, zoom] of [
      [360, 1],
      [1400, 1],
      [1400, 2],
    ]) {
      it(`is for everyone: ${scheme}, ${width} px, at ${zoom * 100} %`, () =>
        visit(
          browser,
          async ({ page }) => {
            const demo = new Demo(page);
            const check = async (state) => {
              await photograph(page, `${state}-${scheme}-${width}-${zoom}`);
              await inspect(page, `${state}, ${scheme}, ${width} px, ${zoom}`);
            };
            await check('sms-1');
            const folded = page.locator('details:not([open]) > summary:visible');
            while (await folded.count()) await folded.first().click();
            await demo.press('Send code');
            await demo.type(other(await demo.received()));
            await demo.problem.waitFor();
            await check('sms-2');
            for (const { name, tab, presses } of WAYS) {
              await demo.open(tab);
              if (name === 'sms') {
                await demo.press('Send again');
                await demo.press(/^Fill in/);
              } else {
                for (const [at, press] of presses.entries()) {
                  await demo.press(press);
                  if (at + 1 < presses.length) {
                    await demo.at('Prove');
                    await check(`${name}-${at + 1}`);
                  }
                }
              }
              await demo.signedIn();
              await check(`${name}-end`);
            }
            await demo.open('Authenticator app');
            await page.getByText('Manage apps').click();
            await page.getByRole('button', { name: 'Add five more' }).click();
            await demo.onPage('Page 1 of 2, 6 in all', 3);
            await page.getByRole('button', { name: 'Details Ada’s phone' }).click();
            await page.locator('.row dl').waitFor();
            await page.getByRole('button', { name: 'Rename Office laptop' }).click();
            await page.getByLabel('New name').fill('x'.repeat(65));
            await page.getByRole('button', { name: 'Save' }).click();
            await page.locator('.row .problem:visible').waitFor();
            await page.getByRole('button', { name: 'Show secrets' }).click();
            await check('manage');
            await page.getByRole('button', { name: 'Delete Office laptop' }).click();
            await check('delete');
          },
          { scheme, width: width / zoom, height: 900 / zoom, scale: zoom },
        ));
    }
  }

  it('tells states apart where colours are the person’s own, and on paper', () =>
    visit(browser, async ({ page }) => {
      await page.emulateMedia({ forcedColors: 'active' });
      const colour = (selector) =>
        page.locator(selector).evaluate((element) => getComputedStyle(element).backgroundColor);
      assert.notEqual(await colour('#tab-sms'), await colour('#tab-push'));
      await photograph(page, 'forced-colours');
      await page.emulateMedia({ forcedColors: 'none', media: 'print' });
      assert.equal(await page.locator('.demo').isVisible(), false);
      assert.equal(await page.locator('.program pre').last().isVisible(), true);
      await photograph(page, 'print');
    }));

  it('has an address for each way', () =>
    visit(browser, async ({ page, url }) => {
      for (const { name, tab } of WAYS) {
        await page.goto(`${url}#${name}`);
        await page.locator(`#${name}`).waitFor();
        assert.equal(await page.locator('.way:visible').count(), 1);
        assert.equal(await page.getByRole('tab', { name: tab }).getAttribute('aria-selected'), 'true');
      }
      const demo = new Demo(page);
      await demo.open('Push');
      assert.equal(new URL(page.url()).hash, '#push');
      await page.goBack();
      await page.locator('#passkey').waitFor();
      await page.getByRole('link', { name: 'Skip to the demo' }).focus();
      await page.keyboard.press('Enter');
      await page.waitForURL('**#main');
      assert.equal(await page.locator('#passkey').isVisible(), true, 'the way in view stays');
    }));

  it('weighs little until one has signed in', async () => {
    await visit(
      browser,
      async ({ page, served }) => {
        await new Demo(page).signIn('SMS');
        const sizes = served().map(({ path, compressed }) => [path, compressed]);
        const sum = sizes.reduce((sum, [, size]) => sum + size, 0);
        console.log(
          `      ${sum} bytes in Brotli: ${sizes.map(([path, size]) => `${path} ${size}`).join(', ')}`,
        );
        assert.ok(sum <= 150_000, `${sum} bytes until one has signed in`);
      },
      {
        // What comes for later is not needed: it never comes.
        prepare: (page) => page.route(/\/(others|sandbox)\b/, (route) => route.abort()),
        expected: /ERR_FAILED/,
      },
    );
  });

  it('needs no network once it is there', () =>
    visit(browser, async ({ page, served }) => {
      const demo = new Demo(page);
      await page.waitForResponse(/sandbox/);
      await page.waitForLoadState('networkidle');
      const whole = served().filter(({ path }) => path.includes('sandbox'));
      assert.equal(whole.length, 1);
      assert.ok(whole[0].compressed <= 300_000, `the whole service: ${whole[0].compressed} bytes`);
      await page.context().setOffline(true);
      for (const { tab } of WAYS) {
        await demo.open(tab);
        await demo.signIn(tab);
      }
    }));

  it('keeps the chosen colours', () =>
    visit(browser, async ({ page }) => {
      const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const light = await paper();
      await page.getByLabel('Dark').check();
      const dark = await paper();
      assert.notEqual(dark, light);
      await page.reload();
      assert.equal(await paper(), dark);
      await page.getByLabel('Auto').check();
      assert.equal(await paper(), light);
    }));

  it('moves only where motion is welcome', async () => {
    const moves = (motion, expected) =>
      visit(
        browser,
        async ({ page }) => {
          const demo = new Demo(page);
          await demo.press('Send code');
          await demo.received();
          const notice = page.locator('.notice').first();
          assert.equal(
            await notice.evaluate((element) => getComputedStyle(element).animationName !== 'none'),
            expected,
          );
        },
        { motion },
      );
    await moves('reduce', false);
    await moves('no-preference', true);
  });

  it('says where an auth token belongs, in a line with more behind it', () =>
    visit(browser, async ({ page }) => {
      await page.getByText('Auth tokens stay on your server.').click();
      await page.getByText('Keep the token on your server').waitFor();
    }));

  it('could not send anything anywhere', () =>
    visit(browser, async ({ page }) => {
      const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
      assert.match(policy, /default-src 'none'/);
      assert.doesNotMatch(policy, /connect-src|unsafe-inline|'unsafe-eval'|https?:/);
    }));
});

/** Checks that something is in view, without scrolling. */
async function visible(page, locator) {
  await locator.waitFor();
  const box = await locator.boundingBox();
  const { width, height } = page.viewportSize();
  const inside = box.x >= 0 && box.y >= -1 && box.x + box.width <= width && box.y + box.height <= height + 1;
  assert.ok(inside, `${locator} at ${JSON.stringify(box)} is in view`);
}
