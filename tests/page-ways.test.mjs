// The four ways to sign in on the page: what goes wrong in each, and what is shown behind them.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { Demo, WAYS, other } from './page/demo.mjs';
import { addAuthenticator, launch, visit } from './page/visit.mjs';

const run = promisify(execFile);
const FLAVOURS = ['Promise', 'Callback', 'twilio-style', 'Worker'];

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** Opens the page at a way. */
const at = (tab, act, options) =>
  visit(
    browser,
    async (its) => {
      const demo = new Demo(its.page);
      await demo.open(tab);
      await act(demo, its);
    },
    options,
  );

describe('a code that is sent', () => {
  it('may be wrong four times, and after the fifth none is taken', () =>
    at('SMS', async (demo) => {
      await demo.press('Send code');
      const code = await demo.received();
      for (let left = 4; left > 0; left--) {
        await demo.type(other(code));
        await demo.problem.getByText(`for ${left} more ${left === 1 ? 'try' : 'tries'}`).waitFor();
      }
      await demo.type(other(code));
      await demo.problem.getByText('Wrong code, the fifth').waitFor();
      await demo.type(code);
      await demo.problem.getByText('60202').waitFor();
      await demo.problem.getByText('not even the right one').waitFor();
      await demo.press('10 minutes pass');
      await demo.press('Send again');
      await demo.way.getByText('Sent to +15017122661.').waitFor();
      assert.notEqual(await demo.received(), code);
      await demo.type(await demo.received());
      await demo.signedIn();
    }));

  it('is the same at each of five sends, and there is no sixth', () =>
    at('SMS', async (demo) => {
      await demo.press('Send code');
      const code = await demo.received();
      for (let sends = 2; sends <= 5; sends++) {
        await demo.press('Send again');
        await demo.way.getByText(`Sent ${sends} of 5 times`).waitFor();
        assert.equal(await demo.received(), code);
      }
      await demo.press('Send again');
      await demo.problem.getByText('60203').waitFor();
      await demo.problem.getByText('until then the old one is good').waitFor();
      await demo.press(/^Fill in/);
      await demo.signedIn();
    }));

  it('expires after ten minutes', () =>
    at('SMS', async (demo) => {
      await demo.press('Send code');
      await demo.received();
      const clock = demo.way.locator('.clock');
      const before = await clock.textContent();
      await demo.press('10 minutes pass');
      assert.notEqual(await clock.textContent(), before);
      await demo.press(/^Fill in/);
      await demo.problem.getByText('20404').waitFor();
      await demo.problem.getByText('It has expired').waitFor();
    }));

  it('comes by call and by e-mail too', () =>
    at('SMS', async (demo, { page }) => {
      for (const [channel, from, whom] of [
        ['Call', 'Phone call', '+15017122661'],
        ['E-mail', 'Mail', 'ada@example.com'],
      ]) {
        await page.getByRole('radio', { name: channel }).check({ force: true });
        await demo.press('Send code');
        await demo.way.locator('.notice').first().getByText(from).waitFor();
        await demo.press(/^Fill in/);
        await demo.signedIn();
        await demo.way.getByText(`${whom} is proven.`).waitFor();
        await demo.press('Start again');
      }
    }));

  it('is not sent to what is no number, and the field is marked', () =>
    at('SMS', async (demo, { page }) => {
      const field = page.getByLabel('Phone number');
      await field.fill('0171 owl');
      await demo.press('Send code');
      await demo.problem.getByText('60200').waitFor();
      assert.equal(await field.getAttribute('aria-invalid'), 'true');
      const text = await demo.problem.innerText();
      assert.equal(text.match(/60200/g).length, 1, 'the code is said once');
      const link = demo.problem.getByRole('link');
      assert.equal(await link.getAttribute('href'), 'https://www.twilio.com/docs/errors/60200');
    }));
});

describe('an authenticator app', () => {
  it('is enrolled once, however often the button is pressed', () =>
    at('Authenticator app', async (demo, { page }) => {
      await page.getByRole('button', { name: 'Enrol app' }).dblclick();
      await demo.at('Prove');
      await page.getByText('Manage apps').click();
      await demo.onPage('Page 1 of 1, 1 in all', 1);
    }));

  it('has a QR code, a secret and a URI on one line', () =>
    at('Authenticator app', async (demo, { page }) => {
      await demo.enrol('Ada’s phone');
      await page.getByRole('img', { name: 'QR code of the URI of Ada’s phone' }).waitFor();
      const uri = new URL(await page.locator('#uri').textContent());
      assert.equal(uri.protocol, 'otpauth:');
      assert.equal(uri.searchParams.get('secret'), await page.locator('#secret').textContent());
      const { height } = await page.locator('#uri').boundingBox();
      assert.ok(height < 40, `${height} px`);
      await page.getByRole('button', { name: 'Copy the URI' }).click();
      await page.getByText('Copied').first().waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), uri.href);
    }));

  it('shows an error at the field it is about', () =>
    at('Authenticator app', async (demo, { page }) => {
      const refused = async (label, value, code) => {
        const field = page.getByLabel(label, { exact: true });
        const good = await field.inputValue();
        await field.fill(value);
        await demo.press('Enrol app');
        await demo.problem.waitFor();
        assert.equal(await field.getAttribute('aria-invalid'), 'true', label);
        assert.ok(await field.evaluate((element) => element === document.activeElement), label);
        assert.match(await demo.problem.innerText(), code ? new RegExp(`${code}[^]*HTTP 400`) : /identity/);
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
    }));

  it('takes a wrong code five times, and then none', () =>
    at('Authenticator app', async (demo) => {
      await demo.enrol('Ada’s phone');
      const wrong = other(await demo.shownCode());
      for (let tries = 0; tries < 5; tries++) {
        await demo.type(wrong);
        await demo.problem.getByText('The code does not match').waitFor();
      }
      await demo.type(wrong);
      await demo.problem.getByText('60310').waitFor();
      await demo.problem.getByText('delete it, and enrol a new one').waitFor();
    }));

  it('is listed, read, renamed and deleted, and signed in with again', () =>
    at('Authenticator app', async (demo, { page }) => {
      await demo.enrol('Ada’s phone');
      await demo.press('Use this code');
      await page.getByText('Enrolled. Sign in with it').waitFor();
      await page.getByText('Manage apps').click();
      await page.getByRole('button', { name: 'Add five more' }).click();
      await demo.onPage('Page 1 of 2, 6 in all', 3);
      // Two calls at once, and the shorter one ends first.
      await page.evaluate(() => {
        [...document.querySelectorAll('.row button')]
          .find(({ innerText }) => /^Details/.test(innerText))
          .click();
        document.querySelector('#refresh').click();
      });
      await page.locator('.way[aria-busy=true]').waitFor({ state: 'detached' });
      assert.equal(await demo.way.locator('.problem:visible').count(), 0);
      await page.getByLabel('Per page').selectOption('5');
      await demo.onPage('Page 1 of 2, 6 in all', 5);
      await page.getByRole('button', { name: 'Next', exact: true }).click();
      await demo.onPage('Page 2 of 2, 6 in all', 1);
      await page.getByRole('button', { name: 'Delete Travel phone' }).click();
      await page.getByRole('button', { name: 'Keep it' }).click();
      await page.getByRole('button', { name: 'Delete Travel phone' }).click();
      const dialog = page.getByRole('dialog', { name: 'Delete Travel phone?' });
      // Both clicks of a double click, before the first one's call can end.
      await dialog.getByRole('button', { name: 'Delete' }).evaluate((button) => {
        button.click();
        button.click();
      });
      await demo.onPage('Page 1 of 1, 5 in all', 5);
      assert.equal(await page.locator('.calls').getByText('deleteFactor', { exact: true }).count(), 1);

      await page.getByRole('button', { name: 'Details Ada’s phone' }).click();
      const details = demo.row('Ada’s phone').locator('dl');
      await details.waitFor();
      assert.match(await details.innerText(), /Algorithm\s+sha1\s+Code length\s+6 digits/);
      await page.getByRole('heading', { name: 'Program: fetchFactor' }).waitFor();
      await page.getByRole('button', { name: 'Rename Ada’s phone' }).click();
      // Turns what follows around, were it not kept apart.
      await page.getByLabel('New name').fill('\u202eenohp');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.locator('.row bdi').getByText('enohp').waitFor();
      await page.getByRole('heading', { name: 'Program: updateFactor' }).waitFor();
      await demo
        .row('\u202eenohp')
        .getByRole('button', { name: /^Sign in/ })
        .click();
      await demo.press('Use this code');
      await demo.signedIn();
    }));

  it('is another person’s list when the identity is another', () =>
    at('Authenticator app', async (demo, { page }) => {
      await page.getByText('Manage apps').click();
      await page.getByRole('button', { name: 'Add five more' }).click();
      await demo.onPage('Page 1 of 2, 5 in all', 3);
      const identity = page.getByLabel('Identity', { exact: true });
      const mine = await identity.inputValue();
      await identity.fill('user-somebody');
      await identity.press('Tab');
      await page.getByText('No apps to show yet.').waitFor();
      await identity.fill(mine);
      await identity.press('Tab');
      await demo.onPage('Page 1 of 2, 5 in all', 3);
    }));

  it('counts a code down and shows the next one', () =>
    at('Authenticator app', async (demo, { page }) => {
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
});

describe('a second device', () => {
  const asked = async (demo, page) => {
    await demo.press('Register device');
    await page.getByLabel('What the device asks').fill('Is it \u202eyou?');
    await demo.press('Sign in with push');
    await demo.way.locator('.phone bdi').getByText('Is it').waitFor();
  };

  it('denies, and nobody is signed in', () =>
    at('Push', async (demo, { page }) => {
      await asked(demo, page);
      await demo.press('Deny');
      await demo.problem.getByText('the Challenge was denied').waitFor();
      await demo.press('Sign in with push');
      await demo.press('Approve');
      await demo.signedIn();
    }));

  it('has five minutes', () =>
    at('Push', async (demo, { page }) => {
      await asked(demo, page);
      await demo.press('5 minutes pass');
      await demo.problem.getByText('the Challenge has expired').waitFor();
    }));

  it('makes its own calls, which the timeline has beside the server’s', () =>
    at('Push', async (demo, { page }) => {
      await asked(demo, page);
      await demo.press('Approve');
      await demo.signedIn();
      const calls = await page
        .locator('.calls li')
        .evaluateAll((items) =>
          items.map((item) => [
            /server|device|next/.exec(item.textContent)[0],
            item.querySelector('code').textContent,
          ]),
        );
      assert.deepEqual(calls, [
        ['server', 'createAccessToken'],
        ['device', 'createNewFactor'],
        ['device', 'updateFactor'],
        ['server', 'createChallenge'],
        ['device', 'fetchChallenge'],
        ['device', 'fetchChallenge'],
        ['device', 'updateChallenge'],
        ['device', 'fetchChallenge'],
        ['server', 'fetchChallenge'],
        ['next', 'fetchChallenge'],
      ]);
    }));
});

describe('a passkey', () => {
  it('is the browser’s own, where it has an authenticator', () =>
    at(
      'Passkey',
      async (demo, { page }) => {
        await page.getByText('Your browser asks you now').waitFor();
        await demo.press('Create passkey');
        await demo.press('Sign in with passkey');
        await demo.signedIn();
        await page.getByText('signed for localhost, and for no other site').waitFor();
      },
      // Chromium would have RS256 as well, and says so of every site that does not ask for it: Twilio asks for ES256.
      { host: 'localhost', prepare: addAuthenticator, expected: /pubKeyCredParams/ },
    ));

  it('is the sandbox’s on request', () =>
    at(
      'Passkey',
      async (demo, { page }) => {
        await page.getByText('Your browser asks you now').waitFor();
        await page.getByRole('radio', { name: 'Simulated' }).check({ force: true });
        await demo.press('Create passkey');
        await demo.press('Sign in with passkey');
        await page.getByText('signed for owl.example').waitFor();
      },
      { host: 'localhost', prepare: addAuthenticator },
    ));

  it('is the sandbox’s where the browser has none', () =>
    at('Passkey', async (demo, { page }) => {
      await page.getByText('This browser has no authenticator for this address').waitFor();
      assert.equal(await page.getByRole('radio', { name: 'This browser' }).isDisabled(), true);
    }));
});

describe('behind it', () => {
  it('hides secrets until they are asked for, says why, and shows the auth token never', () =>
    at('Authenticator app', async (demo, { page }) => {
      await demo.enrol('Ada’s phone');
      const secret = await page.locator('#secret').textContent();
      const wire = page.locator('.exchange');
      assert.match(await wire.innerText(), /"binding": hidden/);
      assert.ok(!(await wire.innerText()).includes(secret));
      await wire.getByText('has the secret that all codes of the app are made from').waitFor();
      await page.getByRole('button', { name: 'Show secrets' }).click();
      assert.ok((await wire.innerText()).includes(secret));
      assert.match(await wire.innerText(), /authorization: Basic hidden/);
      const code = (await demo.shownCode()).replace(/\s/g, '');
      await page.getByRole('button', { name: 'Show secrets' }).click();
      await demo.type(code);
      await page.getByText('Enrolled. Sign in with it').waitFor();
      assert.match(await wire.innerText(), /AuthPayload=hidden/);
      assert.ok(!(await wire.innerText()).includes(code));
    }));

  it('says nothing of a code that was sent', () =>
    at('SMS', async (demo, { page }) => {
      await demo.press('Send code');
      const code = await demo.received();
      await demo.press(/^Fill in/);
      await demo.signedIn();
      const wire = page.locator('.exchange');
      assert.match(await wire.innerText(), /Code=hidden/);
      assert.ok(!(await wire.innerText()).includes(code));
    }));

  it('lets one look at earlier calls again', () =>
    at('SMS', async (demo, { page }) => {
      await demo.press('Send code');
      await demo.press(/^Fill in/);
      await demo.signedIn();
      const title = page.locator('.program h3 code');
      assert.equal(await title.textContent(), 'createVerificationCheck');
      await page.getByRole('button', { name: /createVerification 201/ }).click();
      assert.equal(await title.textContent(), 'createVerification');
      assert.match(await page.locator('.exchange').innerText(), /Channel=sms/);
      assert.match(await page.evaluate(() => document.activeElement.textContent), /createVerification 201/);
    }));

  it('folds code on narrow screens', () =>
    at(
      'SMS',
      async (demo, { page }) => {
        assert.equal(await page.locator('.program pre').last().isVisible(), false);
        await page.locator('.program > summary').click();
        await page.locator('.program pre').last().waitFor();
      },
      { width: 390, height: 844 },
    ));

  it('shows programs that run, in every flavour', async () => {
    const place = await workplace();
    const program = async (demo, flavour, expected) => {
      const text = await demo.copied(flavour);
      const { stdout, stderr } = await place.run(text, flavour === 'Worker' ? expected.sent : undefined);
      assert.equal(stderr, '', flavour);
      assert.match(stdout, expected.prints, `${flavour}: ${text}`);
    };
    try {
      for (const [tab, expected] of [
        ['SMS', { prints: /pending/, sent: { to: '+15017122661' } }],
        [
          'Authenticator app',
          { prints: /otpauth:\/\/totp\/.*Bob/, sent: { identity: 'user-00000001', name: 'Bob' } },
        ],
        ['Push', { prints: /ey[\w.-]+/, sent: { identity: 'user-00000001', name: 'Bob' } }],
        ['Passkey', { prints: /publicKey/, sent: { identity: 'user-00000001', name: 'Bob' } }],
      ]) {
        await at(tab, async (demo, { page }) => {
          if (tab.startsWith('Auth')) {
            await page.getByLabel('Name', { exact: true }).fill('Bob\'s "new" \\ phone');
            await page.getByText('Advanced').click();
            await page.getByLabel('Algorithm').selectOption('sha256');
          }
          for (const flavour of FLAVOURS) await program(demo, flavour, expected);
        });
      }
    } finally {
      await place.remove();
    }
  });

  for (const { name, tab } of WAYS) {
    it(`has the whole flow as a file, to copy and to download: ${name}`, () =>
      at(tab, async (demo, { page }) => {
        const file = await readFile(new URL(`../www/run/${name}.mjs`, import.meta.url), 'utf8');
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('link', { name: 'Download the file' }).click(),
        ]);
        assert.equal(download.suggestedFilename(), `${name}.mjs`);
        assert.equal(await readFile(await download.path(), 'utf8'), file);
        await page.getByRole('button', { name: 'Copy the file' }).click();
        await page.getByText('Copied', { exact: true }).first().waitFor();
        assert.equal(await page.evaluate(() => navigator.clipboard.readText()), file);
      }));
  }
});

/** A folder in which `twilio_verify` is installed, with a sandbox behind it; a Worker is asked what was sent. */
async function workplace() {
  const place = await mkdtemp(join(tmpdir(), 'page-'));
  await symlink(new URL('../www/node_modules', import.meta.url).pathname, join(place, 'node_modules'));
  await writeFile(
    join(place, 'sandbox.mjs'),
    `import { Sandbox } from 'twilio_verify/sandbox';
     const sandbox = new Sandbox();
     Object.assign(process.env, {
       TWILIO_ACCOUNT_SID: sandbox.accountSid,
       TWILIO_AUTH_TOKEN: sandbox.authToken,
       VERIFY_SERVICE_SID: sandbox.serviceSid,
     });
     sandbox.intercept();`,
  );
  const preload = ['--import', join(place, 'sandbox.mjs')];
  return {
    async run(program, sent) {
      await writeFile(join(place, 'program.mjs'), program);
      await writeFile(
        join(place, 'worker.mjs'),
        `import worker from './program.mjs';
         const request = new Request('http://worker', { method: 'POST', body: ${JSON.stringify(JSON.stringify(sent))} });
         console.log(await (await worker.fetch(request, process.env)).text());`,
      );
      return run(process.execPath, [...preload, join(place, sent ? 'worker.mjs' : 'program.mjs')]);
    },
    remove: () => rm(place, { recursive: true }),
  };
}
