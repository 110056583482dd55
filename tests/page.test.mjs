// The demo page, in Chromium, as people use it: by mouse, by keyboard, on a phone, in the dark.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { Demo } from './page/demo.mjs';
import { inspect, launch, photograph, visit } from './page/visit.mjs';

const run = promisify(execFile);

describe('the page', () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  it('leads from a new factor to its end', () =>
    visit(browser, async ({ page }) => {
      const demo = new Demo(page);
      await demo.enrol('Ada’s phone');
      assert.equal(
        await page.evaluate(() => document.activeElement.textContent),
        'Scan it with an authenticator app',
      );
      await page.getByRole('img', { name: 'QR code of the URI of Ada’s phone' }).waitFor();
      const uri = new URL(await page.locator('#uri').textContent());
      assert.equal(uri.protocol, 'otpauth:');
      assert.equal(uri.searchParams.get('secret'), await page.locator('#secret').textContent());
      await page.getByRole('link', { name: 'Go on and verify it' }).click();
      assert.equal(await page.evaluate(() => document.activeElement.id), 'code');

      await demo.verify(await demo.wrongCode());
      const problem = page.locator('#verify .problem');
      await problem.waitFor();
      assert.match(await problem.textContent(), /Type the code that the authenticator shows now/);
      assert.equal(await demo.code.getAttribute('aria-invalid'), 'true');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'code');
      assert.deepEqual(await demo.statuses(), ['unverified']);

      await page.getByRole('button', { name: 'Use the code shown' }).click();
      await demo.verify();
      await page.getByRole('heading', { name: 'Ada’s phone is verified' }).waitFor();
      await demo.row('Ada’s phone').getByText('verified', { exact: true }).waitFor();
      assert.equal(await problem.isVisible(), false);

      await demo.addFive();
      await page.getByLabel('Per page').selectOption('5');
      await demo.onPage(1, 5);
      await demo.turn('Next');
      await demo.onPage(2, 1);
      await demo.turn('Next');
      await demo.onPage(2, 1);
      await demo.turn('Previous');
      await demo.onPage(1, 5);

      await demo.act('Details', 'Ada’s phone');
      const details = demo.row('Ada’s phone').locator('dl');
      await details.waitFor();
      assert.match(
        await details.innerText(),
        /Algorithm\s+sha1\s+Code length\s+6 digits\s+Time step\s+30 s\s+Skew\s+1 time step/,
      );

      await demo.act('Rename', 'Ada’s phone');
      await page.getByLabel('New name').fill('Ada’s tablet');
      await page.getByRole('button', { name: 'Save' }).click();
      await demo.row('Ada’s tablet').waitFor();
      assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Rename Ada’s tablet');

      await demo.act('Delete', 'Ada’s tablet');
      await page.getByRole('button', { name: 'Keep it' }).click();
      await demo.act('Delete', 'Ada’s tablet');
      await page
        .getByRole('dialog', { name: 'Delete Ada’s tablet?' })
        .getByRole('button', { name: 'Delete' })
        .click();
      await demo.row('Ada’s tablet').waitFor({ state: 'detached' });
      assert.equal(await demo.rows.count(), 5);
    }));

  it('needs no mouse', () =>
    visit(browser, async ({ page }) => {
      const demo = new Demo(page);
      const keys = page.keyboard;
      const focused = () =>
        page.evaluate(() => {
          const { activeElement: at } = document;
          const { outlineStyle } = getComputedStyle(at);
          return { text: (at.labels?.[0] ?? at).textContent.trim(), outlined: outlineStyle !== 'none' };
        });
      /** Tabs on until the control of this name has the focus; all on the way there can be seen to have it. */
      const tabTo = async (name) => {
        for (let steps = 0; steps < 80; steps++) {
          await keys.press('Tab');
          const { text, outlined } = await focused();
          assert.ok(outlined || ['Auto', 'Light', 'Dark'].includes(text), `the focus on ${text} can be seen`);
          if (text === name) return;
        }
        assert.fail(`the keyboard does not reach ${name}`);
      };

      await tabTo('Skip to the demo');
      await keys.press('Enter');
      await tabTo('Name');
      await keys.press('ControlOrMeta+A');
      await keys.type('Key ring');
      await keys.press('Enter');
      await demo.row('Key ring').waitFor();

      await tabTo('Code from the app');
      await keys.type(await demo.wrongCode());
      await keys.press('Enter');
      await page.locator('#verify .problem').waitFor();
      await keys.press('ControlOrMeta+A');
      await keys.type(await demo.shownCode());
      await keys.press('Enter');
      await page.getByRole('heading', { name: 'Key ring is verified' }).waitFor();

      await tabTo('Promise');
      await keys.press('ArrowRight');
      assert.equal((await focused()).text, 'Callback');
      assert.match(await demo.program('verify'), /\(error, factor\) =>/);

      await tabTo('Add five more');
      await keys.press('Enter');
      await demo.onPage(1, 3);
      await tabTo('Next');
      await keys.press('Enter');
      await demo.onPage(2, 3);
      assert.equal((await focused()).text, 'Next', 'the focus stays on the button of the last page');
      await keys.press('Shift+Tab');
      await keys.press('Enter');
      await demo.onPage(1, 3);

      await page.locator('#factors-title').focus();
      await tabTo('Details Key ring');
      await keys.press('Enter');
      await demo.row('Key ring').locator('dl').waitFor();
      await tabTo('Rename Key ring');
      await keys.press('Enter');
      await keys.type('Ring');
      await keys.press('Escape');
      assert.equal((await focused()).text, 'Rename Key ring');
      await keys.press('Enter');
      await keys.type('Ring');
      await keys.press('Enter');
      await demo.row('Ring').waitFor();

      await tabTo('Delete Ring');
      await keys.press('Enter');
      assert.equal((await focused()).text, 'Keep it');
      await keys.press('Escape');
      assert.equal((await focused()).text, 'Delete Ring');
      await keys.press('Enter');
      await keys.press('Tab');
      await keys.press('Enter');
      await demo.row('Ring').waitFor({ state: 'detached' });
      assert.match((await focused()).text, /^3Look after factors$/);
    }));

  for (const scheme of ['light', 'dark']) {
    for (const width of [360, 1400]) {
      it(`is for everyone: ${scheme}, ${width} px`, () =>
        visit(
          browser,
          async ({ page }) => {
            const demo = new Demo(page);
            const check = async (state) => {
              await photograph(page, `${state}-${scheme}-${width}`);
              await inspect(page, `${state}, ${scheme}, ${width} px`);
            };
            await check('1-start');
            for (const folded of await page.locator('summary').all()) await folded.click();
            await page.getByLabel('Time step, seconds').fill('10');
            await demo.enrol('Ada’s phone', { waits: false });
            await page.locator('#enrol .problem').waitFor();
            await check('2-refused');
            await page.getByLabel('Time step, seconds').fill('40');
            await page.getByLabel('Code length, digits').fill('8');
            await demo.enrol('Ada’s phone');
            await check('3-enrolled');
            await demo.verify(await demo.wrongCode());
            await page.locator('#verify .problem').waitFor();
            await check('4-wrong-code');
            await demo.verify(await demo.shownCode());
            await page.locator('.success').waitFor();
            await demo.addFive();
            for (const reveal of await page.getByRole('button', { name: 'Show secrets' }).all())
              await reveal.click();
            await demo.act('Details', 'Ada’s phone');
            await page.locator('dl').waitFor();
            await demo.act('Rename', 'Office laptop');
            await page.getByLabel('New name').fill('x'.repeat(65));
            await page.getByRole('button', { name: 'Save' }).click();
            await page.locator('.row .problem:visible').waitFor();
            await check('5-factors');
            await demo.act('Delete', 'Office laptop');
            await check('6-delete');
          },
          { scheme, width },
        ));
    }
  }

  it('shows an error at the field it is about', () =>
    visit(browser, async ({ page }) => {
      const demo = new Demo(page);
      const refused = async (label, value, code) => {
        const field = page.getByLabel(label, { exact: true });
        const good = await field.inputValue();
        await field.fill(value);
        await page.getByRole('button', { name: 'Enrol factor' }).click();
        const problem = page.locator('#enrol .problem');
        await problem.waitFor();
        assert.equal(await field.getAttribute('aria-invalid'), 'true', label);
        assert.ok(await field.evaluate((element) => element === document.activeElement), label);
        assert.match(await problem.textContent(), code ? new RegExp(`${code}.*HTTP 400`) : /identity/);
        if (code) {
          const link = problem.getByRole('link');
          assert.equal(await link.getAttribute('href'), `https://www.twilio.com/docs/errors/${code}`);
        }
        await field.fill(good);
      };
      await refused('Name', '', 60306);
      await refused('Identity', 'short', 60306);
      await refused('Identity', '', undefined);
      await page.getByText('Advanced').click();
      await refused('Time step, seconds', '10', 60306);
      await refused('Code length, digits', '9', 60306);
      await refused('Skew, time steps', '3', 60306);
      await demo.enrol('Ada’s phone');
      assert.equal(await page.locator('#enrol .problem').isVisible(), false);
    }));

  it('says what is wrong with a list that is not there', () =>
    visit(browser, async ({ page }) => {
      await page.getByRole('button', { name: 'Refresh' }).click();
      const problem = page.locator('#factors > .problem');
      await problem.waitFor();
      assert.match(await problem.textContent(), /20404.*HTTP 404/);
    }));

  it('says when a factor takes no more codes', () =>
    visit(browser, async ({ page }) => {
      const demo = new Demo(page);
      await demo.enrol('Ada’s phone');
      const wrong = await demo.wrongCode();
      const problem = page.locator('#verify .problem');
      for (let tries = 0; tries < 5; tries++) {
        await demo.verify(wrong);
        await problem.getByText('The code does not match').waitFor();
      }
      await demo.verify(wrong);
      await problem.getByText('60310 · HTTP 429').waitFor();
      await problem.getByText('delete it, and enrol a new one').waitFor();
    }));

  it('hides secrets until they are asked for, and the auth token always', () =>
    visit(browser, async ({ page }) => {
      const demo = new Demo(page);
      await demo.enrol('Ada’s phone');
      const secret = await page.locator('#secret').textContent();
      const code = await demo.shownCode();
      await demo.verify(code);
      await page.locator('.success').waitFor();
      const [enrolled, verified] = ['#enrol-backstage', '#verify-backstage'].map((id) => page.locator(id));
      const wire = (side) => side.locator('.request, .response').allInnerTexts();

      assert.ok(!(await wire(enrolled)).join().includes(secret));
      assert.ok(!(await wire(verified)).join().includes(`AuthPayload=${code}`));
      assert.match((await wire(verified)).join(), /AuthPayload=hidden/);
      assert.match((await wire(verified)).join(), /"config": hidden/);

      for (const side of [enrolled, verified])
        await side.getByRole('button', { name: 'Show secrets' }).click();
      assert.ok((await wire(enrolled)).join().includes(secret));
      assert.ok((await wire(verified)).join().includes(`AuthPayload=${code}`));
      for (const side of [enrolled, verified])
        assert.match((await wire(side)).join(), /authorization: Basic hidden/);

      await enrolled.getByRole('button', { name: 'Show secrets' }).click();
      assert.ok(!(await wire(enrolled)).join().includes(secret));
    }));

  it('shows programs that run', () =>
    visit(browser, async ({ page }) => {
      const demo = new Demo(page);
      await page.getByLabel('Name', { exact: true }).fill('Bob\'s "new" \\ phone');
      await page.getByText('Advanced').click();
      await page.getByLabel('Algorithm').selectOption('sha256');
      const place = await workplace();
      try {
        for (const flavour of ['Promise', 'Callback']) {
          await page.getByRole('tab', { name: flavour }).first().click();
          const { stdout, stderr } = await runProgram(place, await demo.copied('enrol'));
          assert.equal(stderr, '');
          assert.match(stdout, /^otpauth:\/\/totp\/.*Bob.*algorithm=SHA256/i);
        }
        await demo.enrol('Ada’s phone');
        await demo.verify(await demo.shownCode());
        await demo.act('Rename', 'Ada’s phone');
        for (const step of ['verify', 'factors']) {
          for (const flavour of ['Promise', 'Callback']) {
            await page.getByRole('tab', { name: flavour }).first().click();
            // The sandbox of that run knows no such person: the program's own error branch says so.
            const { stdout, stderr } = await runProgram(place, await demo.copied(step));
            assert.equal(stdout, '');
            assert.match(stderr, /^20404 /, `${step}, ${flavour}`);
          }
        }
      } finally {
        await rm(place, { recursive: true });
      }
    }));

  it('lets one look at earlier calls again', () =>
    visit(browser, async ({ page }) => {
      const demo = new Demo(page);
      await demo.enrol('Ada’s phone');
      await demo.addFive();
      const calls = page.locator('#factors-backstage select');
      const labels = await calls.locator('option').allTextContents();
      assert.deepEqual(
        labels.map((label) => label.replace(/^.*? (?=\w+Factor)/, '')),
        ['listFactor 200', ...Array(5).fill('createNewFactor 201'), 'listFactor 200'],
      );
      await calls.selectOption({ index: 6 });
      assert.match(
        await page.locator('#factors-backstage .response').innerText(),
        /"friendly_name": "Ada’s phone"/,
      );
    }));

  it('goes a page back when the last factor of a page is deleted', () =>
    visit(browser, async ({ page }) => {
      const demo = new Demo(page);
      await demo.addFive();
      await page.getByLabel('Per page').selectOption('2');
      await demo.onPage(1, 2);
      await demo.turn('Next');
      await demo.onPage(2, 2);
      await demo.turn('Next');
      await demo.onPage(3, 1);
      await demo.act('Delete', 'Travel phone');
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
      await demo.onPage(2, 2);
      assert.equal(await page.locator('#factors > .problem').isVisible(), false);
      assert.match(await demo.program('factors'), /deleteFactor/, 'what the person did stays in view');
    }));

  it('counts a code down and shows the next one', () =>
    visit(browser, async ({ page }) => {
      const demo = new Demo(page);
      await page.clock.install({ time: new Date('2030-01-01T00:00:00Z') });
      await page.reload();
      await demo.enrol('Ada’s phone');
      const first = await demo.shownCode();
      const left = page.locator('.remaining');
      await page.clock.pauseAt(new Date('2030-01-01T00:00:29Z'));
      assert.equal(await left.textContent(), '1 s left');
      await page.clock.runFor(1000);
      assert.equal(await left.textContent(), '30 s left');
      assert.notEqual(await demo.shownCode(), first);
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
    const duration = (motion) =>
      visit(
        browser,
        async ({ page }) => {
          await new Demo(page).enrol('Ada’s phone');
          const moves = await page
            .locator('.ring .left')
            .evaluate((ring) => getComputedStyle(ring).transitionDuration !== '0s');
          assert.equal(moves, motion === 'no-preference');
        },
        { motion },
      );
    await duration('reduce');
    await duration('no-preference');
  });

  it('says that it is a simulation, and where an auth token belongs', () =>
    visit(browser, async ({ page }) => {
      await page.getByRole('heading', { name: 'This is a simulation' }).waitFor();
      await page.getByRole('heading', { name: 'An auth token never belongs in a web page' }).waitFor();
      await page.getByText('What to do instead').click();
      await page.getByText('Keep the token on your server').waitFor();
    }));

  it('could not send anything anywhere', () =>
    visit(browser, async ({ page }) => {
      const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
      assert.match(policy, /default-src 'none'/);
      assert.doesNotMatch(policy, /connect-src|unsafe-inline|'unsafe-eval'|https?:/);
    }));
});

/** A folder in which `twilio_verify` is installed, with a sandbox behind it. */
async function workplace() {
  const place = await mkdtemp(join(tmpdir(), 'page-'));
  await symlink(new URL('../www/node_modules', import.meta.url).pathname, join(place, 'node_modules'));
  await writeFile(
    join(place, 'sandbox.mjs'),
    `import TwilioVerify from 'twilio_verify';
     import { Sandbox } from 'twilio_verify/sandbox';
     const sandbox = new Sandbox();
     process.env.TWILIO_ACCOUNT_SID = sandbox.accountSid;
     process.env.TWILIO_AUTH_TOKEN = sandbox.authToken;
     // The program names the Service of the page's sandbox.
     TwilioVerify.ApiClient.instance.fetch = (url, init) =>
       sandbox.fetch(url.replace(/VA[0-9a-f]{32}/, sandbox.serviceSid), init);`,
  );
  return place;
}

async function runProgram(place, program) {
  const file = join(place, 'program.mjs');
  await writeFile(file, program);
  return run(process.execPath, ['--import', join(place, 'sandbox.mjs'), file]);
}
