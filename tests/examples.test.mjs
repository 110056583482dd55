// The examples, run as their users run them, with the sandbox in Twilio's place.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, mock, test } from 'node:test';
import { promisify } from 'node:util';
import TwilioVerify from 'twilio_verify';
import { readSession, writeSession } from '../examples/shared/session.mjs';
import { checkSettings } from '../examples/shared/settings.mjs';
import { fenced } from './code-blocks/blocks.mjs';
import { SIGN_IN, install, lacking, node, onSandbox } from './examples/hosts.mjs';
import { serveVerify, wrong } from './examples/verify.mjs';
import { launch } from './page/visit.mjs';

const EXAMPLES = new URL('../examples/', import.meta.url);
const PASSWORD = { passed: ['password'] };
const BOTH = { passed: ['password', 'totp'] };

const verify = await serveVerify();
const { env, sandbox } = verify;
const scratch = await install();
after(async () => {
  await verify.close();
  await scratch.remove();
});

/** The header of a session, as a browser sends it back. */
const cookie = async (session, secret = env.SESSION_SECRET) =>
  (await writeSession(session, secret)).split(';')[0];

/** Somebody nobody has seen before. */
let people = 0;
const somebody = () => `person-${++people}-of-the-tests`;

const client = new TwilioVerify.ApiClient(env.VERIFY_URL);
const { accountSid: username, authToken: password, serviceSid } = sandbox;
Object.assign(client.authentications.accountSid_authToken, { username, password });
const factors = new TwilioVerify.VerifyV2FactorApi(client);
const newFactors = new TwilioVerify.VerifyV2NewFactorApi(client);

/** What Verify has of a person's apps. */
const statuses = async (identity) =>
  (await factors.listFactor(serviceSid, identity)).factors.map(({ status }) => status);

/** Sessions that are none. */
async function forged(identity) {
  const real = await cookie({ identity, ...BOTH });
  const past = mock.method(Date, 'now', () => 1.4e12);
  const over = await cookie({ identity, ...BOTH });
  past.mock.restore();
  return {
    'none at all': '',
    'of another secret': await cookie({ identity, ...BOTH }, 'another secret that has 32 characters'),
    'of another person': real.replace(identity, `${identity}x`),
    'with a mark cut off': real.replace(/=../, '='),
    'without a mark': real.replace(/=\w+\./, '='),
    'whose time is over': over,
    'that has passed nothing': await cookie({ identity, passed: [] }),
  };
}

/** Starts an example on the sandbox, and does what its page asks for. */
async function clickThrough(folder) {
  const host = await onSandbox(scratch, folder);
  const browser = await launch();
  try {
    const visit = await browser.newPage();
    const errors = [];
    visit.on('pageerror', (error) => errors.push(error.message));
    await visit.goto(host.origin);
    const said = () => visit.textContent('#said');
    const press = async (name, words) => {
      await visit.getByRole('button', { name }).click();
      const seen = visit.getByText(words).waitFor();
      await seen.catch(async (cause) => assert.fail(`${name}: "${await said()}"\n${cause}\n${host.log}`));
    };
    await press('Add an app', 'Give its code.');
    await visit.getByText(/The app shows \d{6}/).waitFor();
    const code = (await visit.textContent('#app')).slice(-6);
    await visit.getByLabel('Code').fill(wrong(code));
    await press("It is the new app's", 'That code does not count.');
    await visit.getByLabel('Code').fill(code);
    await press("It is the new app's", 'It counts from now on.');
    await visit.getByLabel('Code').press('Enter');
    await visit.getByText('You are signed in.').waitFor();
    await press('Sign in', 'That code does not count.');
    await visit.getByLabel('Code').fill('');
    await press('Sign in', 'That code does not count.');
    await visit.context().setOffline(true);
    await press('Add an app', 'It does not work at the moment.');
    await visit.waitForEvent('requestfailed', (request) => request.url().endsWith('/app'));
    assert.deepEqual([errors, visit.url()], [[], `${host.origin}/`]);
  } finally {
    await Promise.all([browser.close(), host.stop()]);
  }
}

for (const { name, folder, program, start } of SIGN_IN) {
  const skip = lacking(program);
  describe(`signing in with ${name}`, { skip }, () => {
    let host;
    before(async () => (host = await start(scratch, env)));
    after(() => host?.stop());

    /** What a page asks for: {status, body, cookie}. */
    async function ask(what, session, sent = {}, more = {}) {
      const response = await fetch(`${host.origin}/${what}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          cookie: typeof session === 'string' ? session : await cookie(session),
          ...more,
        },
        body: typeof sent === 'string' ? sent : JSON.stringify(sent),
      });
      const text = await response.text();
      return {
        status: response.status,
        text,
        body: JSON.parse(text),
        cookie: response.headers.get('set-cookie'),
      };
    }
    const says = async (asked, status, body) => {
      const { status: its, body: said, cookie: set } = await asked;
      assert.deepEqual([its, said, set], [status, body, null]);
    };
    /** Somebody with an app: {identity, uri}. */
    async function enrolled() {
      const identity = somebody();
      const { uri } = (await ask('enrol', { identity, ...PASSWORD })).body;
      await says(ask('confirm', { identity, ...PASSWORD }, { code: sandbox.totp(uri) }), 200, {});
      return { identity, uri };
    }

    test('a person adds an app, proves it, and signs in', async () => {
      const identity = somebody();
      const me = { identity, ...PASSWORD };
      await says(ask('check', me, { code: '123456' }), 409, { error: 'enrol' });
      await says(ask('confirm', me, { code: '123456' }), 409, { error: 'enrol' });
      await ask('enrol', me);
      const { status, body, cookie: none } = await ask('enrol', me);
      assert.deepEqual([status, Object.keys(body), none], [200, ['uri'], null]);
      assert.deepEqual(
        await statuses(identity),
        ['unverified'],
        'a new one takes the place of one never proved',
      );
      const code = sandbox.totp(body.uri);
      await says(ask('check', me, { code }), 409, { error: 'enrol' });
      await says(ask('confirm', me, { code: wrong(code) }), 403, { error: 'code' });
      await says(ask('confirm', me, { code }), 200, {});
      await says(ask('check', me, { code: wrong(code) }), 403, { error: 'code' });
      const signed = await ask('check', me, { code });
      assert.deepEqual([signed.status, signed.body], [200, {}]);
      assert.match(signed.cookie, /^__Host-session=.*; Path=\/; .*Secure; HttpOnly; SameSite=Strict$/);
      const session = await readSession(signed.cookie.split(';')[0], env.SESSION_SECRET);
      assert.deepEqual([session.identity, session.passed], [identity, BOTH.passed]);
    });

    test('a code that has signed somebody in does so once', async () => {
      const { identity, uri } = await enrolled();
      const me = { identity, ...PASSWORD };
      const code = sandbox.totp(uri);
      const both = await Promise.all([ask('check', me, { code }), ask('check', me, { code })]);
      assert.deepEqual(both.map(({ status }) => status).sort(), [200, 403]);
      await says(ask('check', me, { code }), 403, { error: 'code' });
      verify.now += 30_000;
      const next = await ask('check', me, { code: sandbox.totp(uri) });
      assert.equal(next.status, 200);
    });

    test('a stolen password is not enough to add an app', async () => {
      const { identity, uri } = await enrolled();
      await says(ask('enrol', { identity, ...PASSWORD }), 403, { error: 'sign-in' });
      await says(ask('confirm', { identity, ...PASSWORD }, { code: '123456' }), 403, { error: 'sign-in' });
      const next = (await ask('enrol', { identity, ...BOTH })).body;
      assert.deepEqual(await statuses(identity), ['verified', 'unverified']);
      await says(ask('confirm', { identity, ...BOTH }, { code: sandbox.totp(next.uri) }), 200, {});
      assert.deepEqual(await statuses(identity), ['verified'], 'the new app takes the place of the old one');
      await says(ask('check', { identity, ...PASSWORD }, { code: sandbox.totp(uri) }), 403, {
        error: 'code',
      });
      assert.equal(
        (await ask('check', { identity, ...PASSWORD }, { code: sandbox.totp(next.uri) })).status,
        200,
      );
    });

    test('nobody signs in with the app of another, whatever the page sends', async () => {
      const [mika, noor] = [await enrolled(), await enrolled()];
      const sent = {
        code: sandbox.totp(mika.uri),
        identity: mika.identity,
        session: mika,
        passed: BOTH.passed,
      };
      const me = { identity: noor.identity, ...PASSWORD };
      await says(ask('check', me, sent), 403, { error: 'code' });
      await says(ask(`check?identity=${mika.identity}`, me, sent), 403, { error: 'code' });
    });

    test('without a session of this server nothing is asked of Verify', async () => {
      const { identity, uri } = await enrolled();
      const before = verify.seen.length;
      for (const [which, session] of Object.entries(await forged(identity))) {
        for (const what of ['enrol', 'confirm', 'check']) {
          const { status, body } = await ask(what, session, { code: sandbox.totp(uri) });
          assert.deepEqual([status, body], [401, { error: 'sign-in' }], `a session ${which}`);
        }
      }
      assert.equal(verify.seen.length, before);
    });

    test('what is no question of its page is refused', async () => {
      const me = { identity: somebody(), ...PASSWORD };
      const before = verify.seen.length;
      for (const type of [
        'application/x-www-form-urlencoded',
        'text/plain',
        'text/plain; application/json',
      ]) {
        await says(ask('enrol', me, '{}', { 'content-type': type }), 415, { error: 'json' });
      }
      for (const what of ['delete', '__proto__', 'constructor', 'toString', 'Enrol']) {
        await says(ask(what, me), 404, { error: 'unknown' });
      }
      for (const code of [
        '12345',
        '1234567',
        '12345x',
        '１２３４５６',
        ' 123456',
        '123456\n',
        123456,
        ['123456'],
        {},
        null,
      ]) {
        for (const what of ['confirm', 'check']) await says(ask(what, me, { code }), 400, { error: 'code' });
      }
      for (const sent of ['{', '[]', 'null', '7', '"123456"']) {
        assert.equal((await ask('check', me, sent)).status, 400, sent);
      }
      const got = await fetch(`${host.origin}/check`, { headers: { cookie: await cookie(me) } });
      assert.ok([404, 415].includes(got.status));
      assert.equal(verify.seen.length, before);
    });

    test('a body that cannot be read is answered so, and what was in it is not logged', async () => {
      const me = { identity: somebody(), ...PASSWORD };
      const { status, cookie: none } = await ask('confirm', me, '{"code": 918273');
      assert.deepEqual([status, none], [400, null]);
      assert.ok(!host.log.includes('918273'), host.log);
    });

    test('of two apps the newer one counts', async () => {
      const identity = somebody();
      const add = async () => {
        const { sid, binding } = await newFactors.createNewFactor(serviceSid, identity, 'totp', 'App');
        await factors.updateFactor(serviceSid, identity, sid, { authPayload: sandbox.totp(binding.uri) });
        return binding.uri;
      };
      const older = await add();
      verify.now += 60_000;
      const newer = await add();
      const me = { identity, ...PASSWORD };
      assert.equal((await ask('check', me, { code: sandbox.totp(newer) })).status, 200);
      await says(ask('check', me, { code: sandbox.totp(older) }), 403, { error: 'code' });
    });

    test('Verify ends guessing, and no word of it reaches the page', async () => {
      const me = { identity: somebody(), ...PASSWORD };
      const { uri } = (await ask('enrol', me)).body;
      const code = wrong(sandbox.totp(uri));
      for (let guess = 0; guess < 5; guess++)
        await says(ask('confirm', me, { code }), 403, { error: 'code' });
      await says(ask('confirm', me, { code }), 429, { error: 'wait' });
      for (const status of [400, 401, 403, 404, 500]) {
        verify.instead = Response.json(
          { code: 20003, message: 'internal', more_info: 'internal' },
          { status },
        );
        const { status: answered, text } = await ask('enrol', me);
        verify.instead = undefined;
        assert.deepEqual([answered, text], [502, '{"error":"later"}'], `Verify's ${status}`);
      }
      assert.ok(host.log.includes('internal'), 'the server logs it');
      for (const secret of [env.TWILIO_API_SECRET, env.SESSION_SECRET, code])
        assert.ok(!host.log.includes(secret));
    });

    test('it says what is missing in its environment', async () => {
      const { TWILIO_API_SECRET, ...rest } = env;
      // A Worker has its environment with a request.
      const answered = start(scratch, rest).then(async (lacking) => {
        try {
          const response = await fetch(`${lacking.origin}/check`, { method: 'POST' });
          throw new Error(`${response.status} ${await response.text()}`);
        } finally {
          await lacking.stop();
        }
      });
      await assert.rejects(answered, /The environment lacks .*\n  TWILIO_API_SECRET: /);
    });

    test('it starts on the sandbox with one command, and its page signs somebody in', () =>
      clickThrough(folder));
  });
}

describe('the proxy for pages', () => {
  let host;
  let browser;
  before(async () => {
    const pages = path.join(scratch.folder, 'public');
    await mkdir(pages);
    await cp(path.join(scratch.folder, 'node_modules/twilio_verify'), path.join(pages, 'twilio_verify'), {
      recursive: true,
    });
    await writeFile(
      path.join(pages, 'index.html'),
      `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
      <script type="importmap">{ "imports": { "twilio_verify": "/twilio_verify/browser.js" } }</script>
      <script type="module">
        import TwilioVerify from 'twilio_verify';
        TwilioVerify.ApiClient.instance.basePath = '/verify';
        window.TwilioVerify = TwilioVerify;
      </script>`,
    );
    [host, browser] = await Promise.all([node(scratch, 'proxy/proxy.mjs', env), launch()]);
  });
  after(() => Promise.all([host?.stop(), browser?.close()]));

  test('it starts on the sandbox with one command, and its page signs somebody in', () =>
    clickThrough('proxy'));

  /** This package as a page has it, and the session that its browser keeps. */
  async function page(session) {
    const client = new TwilioVerify.ApiClient(`${host.origin}/verify`);
    const kept = { cookie: await cookie(session) };
    client.defaultHeaders = { 'Sec-Fetch-Site': 'same-origin', Cookie: kept.cookie };
    client.fetch = async (...sent) => {
      const response = await fetch(...sent);
      kept.cookie = response.headers.get('set-cookie') ?? kept.cookie;
      return response;
    };
    return {
      kept,
      factors: new TwilioVerify.VerifyV2FactorApi(client),
      newFactors: new TwilioVerify.VerifyV2NewFactorApi(client),
      challenges: new TwilioVerify.VerifyV2ChallengeApi(client),
      services: new TwilioVerify.VerifyV2ServiceApi(client),
    };
  }
  /** Somebody with an app: {identity, uri, sid}. */
  async function enrolled() {
    const identity = somebody();
    const { factors, newFactors } = await page({ identity, ...PASSWORD });
    const { binding, sid } = await newFactors.createNewFactor('mine', 'me', 'totp', 'Phone');
    await factors.updateFactor('mine', 'me', sid, { authPayload: sandbox.totp(binding.uri) });
    return { identity, uri: binding.uri, sid };
  }
  /** A request that this package would not send. */
  const raw = async (method, where, form, more) => {
    const headers = {
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
      ...more,
    };
    const response = await fetch(`${host.origin}/verify/v2/Services/${where}`, {
      method,
      headers,
      body: form,
    });
    return [response.status, await response.json()];
  };

  test('a page adds an app, proves it, and signs in', async () => {
    const identity = somebody();
    const { kept, factors, newFactors, challenges } = await page({ identity, ...PASSWORD });
    assert.deepEqual((await factors.listFactor('mine', 'me')).factors, []);
    const created = await newFactors.createNewFactor('mine', 'me', 'totp', 'Mika’s phone');
    assert.deepEqual([created.friendly_name, created.status], ['Mika’s phone', 'unverified']);
    assert.deepEqual(
      [created.account_sid, created.service_sid, created.identity],
      [undefined, undefined, undefined],
    );
    assert.deepEqual(Object.keys(created.binding), ['uri']);
    const code = sandbox.totp(created.binding.uri);
    const confirm = (authPayload) => factors.updateFactor('mine', 'me', created.sid, { authPayload });
    assert.equal((await confirm(wrong(code))).status, 'unverified');
    assert.equal((await confirm(code)).status, 'verified');
    const check = (authPayload) => challenges.createChallenge('mine', 'me', created.sid, { authPayload });
    assert.equal((await check(wrong(code))).status, 'pending');
    assert.deepEqual((await readSession(kept.cookie, env.SESSION_SECRET)).passed, PASSWORD.passed);
    assert.equal((await check(code)).status, 'approved');
    const session = await readSession(kept.cookie.split(';')[0], env.SESSION_SECRET);
    assert.deepEqual([session.identity, session.passed], [identity, BOTH.passed]);
    const listed = [];
    for await (const factor of factors.listFactor('mine', 'me')) listed.push(factor);
    assert.deepEqual(
      listed.map(({ sid, status }) => [sid, status]),
      [[created.sid, 'verified']],
    );
  });

  test('a page in Chromium does the same', async () => {
    const context = await browser.newContext();
    const identity = somebody();
    const [name, ...value] = (await cookie({ identity, ...PASSWORD })).split('=');
    const { hostname: domain } = new URL(host.origin);
    const flags = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' };
    await context.addCookies([{ name, value: value.join('='), domain, ...flags }]);
    const visit = await context.newPage();
    await visit.goto(host.origin);
    await visit.waitForFunction(() => window.TwilioVerify);
    const created = await visit.evaluate(async () => {
      const { sid, binding } = await new TwilioVerify.VerifyV2NewFactorApi().createNewFactor(
        'mine',
        'me',
        'totp',
        'Phone',
      );
      return { sid, uri: binding.uri };
    });
    const code = sandbox.totp(created.uri);
    const said = await visit.evaluate(
      async ([sid, code, wrong]) => {
        const factors = new TwilioVerify.VerifyV2FactorApi();
        const challenges = new TwilioVerify.VerifyV2ChallengeApi();
        const confirmed = await factors.updateFactor('mine', 'me', sid, { authPayload: code });
        const check = async (authPayload) =>
          (await challenges.createChallenge('mine', 'me', sid, { authPayload })).status;
        return [confirmed.status, await check(wrong), await check(code), document.cookie];
      },
      [created.sid, code, wrong(code)],
    );
    assert.deepEqual(said, ['verified', 'pending', 'approved', '']);
    const kept = (await context.cookies()).find((one) => one.name === name);
    const session = await readSession(`${name}=${kept.value}`, env.SESSION_SECRET);
    assert.deepEqual([session.identity, session.passed], [identity, BOTH.passed]);
    await context.close();
  });

  test('its page, moved as the README says, tells a person in words what went wrong', async () => {
    const { text: script } = fenced(await readFile(new URL('README.md', EXAMPLES), 'utf8')).find((block) =>
      block.text.includes('cp page-proxy.html'),
    );
    const index = path.join(scratch.folder, 'public/index.html');
    const kept = await readFile(index);
    await promisify(execFile)('sh', ['-e', '-c', script], { cwd: scratch.folder });
    const context = await browser.newContext();
    try {
      const visit = await context.newPage();
      await visit.goto(host.origin);
      const says = async (button, code, words) => {
        await visit.getByLabel('Code').fill(code);
        await visit.getByRole('button', { name: button }).click();
        await visit.waitForFunction((words) => document.getElementById('said').textContent === words, words);
      };
      const be = async (identity) => {
        const [name, ...value] = (await cookie({ identity, ...PASSWORD })).split('=');
        const flags = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' };
        const { hostname: domain } = new URL(host.origin);
        await context.addCookies([{ name, value: value.join('='), domain, ...flags }]);
      };
      await says('Add an app', '', 'Give your password first.');
      await be(somebody());
      await says('Sign in', '123456', 'Add an app first.');
      for (const code of ['', '12ab']) await says("It is the new app's", code, 'That code does not count.');
      const { identity, uri } = await enrolled();
      await be(identity);
      await says('Add an app', '', 'Sign in with a code first.');
      const code = sandbox.totp(uri);
      for (let guess = 0; guess < 50; guess++) {
        const { challenges, factors } = await page({ identity, ...PASSWORD });
        const [{ sid }] = (await factors.listFactor('mine', 'me')).factors;
        const options = { authPayload: wrong(code) };
        await challenges.createChallenge('mine', 'me', sid, options);
      }
      await says('Sign in', wrong(code), 'Too many codes. Wait.');
    } finally {
      await writeFile(index, kept);
      await context.close();
    }
  });

  test('a stolen password is not enough to add an app', async () => {
    const { identity } = await enrolled();
    const { newFactors } = await page({ identity, ...PASSWORD });
    await assert.rejects(newFactors.createNewFactor('mine', 'me', 'totp', 'Second'), { status: 403 });
    const signed = await page({ identity, ...BOTH });
    await signed.newFactors.createNewFactor('mine', 'me', 'totp', 'Second');
    assert.deepEqual(await statuses(identity), ['verified', 'unverified']);
  });

  test('no other person, Service, operation or field passes', async () => {
    const [mika, noor] = [await enrolled(), await enrolled()];
    const { factors, challenges, services } = await page({ identity: noor.identity, ...BOTH });
    const code = sandbox.totp(mika.uri);
    const before = verify.seen.length;
    for (const refused of [
      () => factors.listFactor(serviceSid, 'me'),
      () => factors.listFactor('mine', mika.identity),
      () => factors.listFactor('mine', noor.identity),
      () => factors.fetchFactor('mine', 'me', mika.sid),
      () => factors.deleteFactor('mine', 'me', noor.sid),
      () => factors.updateFactor('mine', 'me', mika.sid, { authPayload: code }),
      () => challenges.createChallenge('mine', 'me', mika.sid, { authPayload: code }),
      () => challenges.listChallenge('mine', 'me'),
      () => services.listService(),
    ]) {
      await assert.rejects(refused, { status: 404 }, `${refused}`);
    }
    for (const refused of [
      () => factors.updateFactor('mine', 'me', noor.sid, { friendlyName: 'Mine' }),
      () => factors.updateFactor('mine', 'me', noor.sid, { authPayload: code, friendlyName: 'Mine' }),
      () => challenges.createChallenge('mine', 'me', noor.sid),
      () => challenges.createChallenge('mine', 'me', noor.sid, { authPayload: 'a'.repeat(6) }),
    ]) {
      await assert.rejects(refused, { status: 403 }, `${refused}`);
    }
    const me = { cookie: await cookie({ identity: noor.identity, ...BOTH }) };
    const body = `FactorSid=${noor.sid}&AuthPayload=${sandbox.totp(noor.uri)}`;
    for (const form of [
      `${body}&Identity=${mika.identity}`,
      `${body}&AuthPayload=123456`,
      'FactorType=push',
      '',
    ]) {
      assert.deepEqual(await raw('POST', 'mine/Entities/me/Challenges', form, me), [403, {}], form);
    }
    for (const form of ['FactorType=totp', 'FactorType=totp&Other=1', 'FactorType=push&FriendlyName=Mine']) {
      assert.deepEqual(await raw('POST', 'mine/Entities/me/Factors', form, me), [403, {}], form);
    }
    const json = { ...me, 'content-type': 'application/json' };
    assert.deepEqual(await raw('POST', 'mine/Entities/me/Challenges', '{}', json), [403, {}]);
    for (const where of [
      'mine/Entities/me/Factors/..%2F..%2Fother',
      `mine/Entities/me%2F..%2F${mika.identity}/Factors`,
      `mine/Entities/me/../${mika.identity}/Factors`,
    ]) {
      assert.deepEqual(await raw('POST', where, 'AuthPayload=123456', me), [404, {}], where);
    }
    // It looks up whose apps there are, each time in the session's name, and does nothing else.
    const own = `GET /v2/Services/${serviceSid}/Entities/${noor.identity}/Factors`;
    assert.deepEqual([...new Set(verify.seen.slice(before).map((one) => one.split('?')[0]))], [own]);
    assert.deepEqual(await statuses(mika.identity), ['verified']);
  });

  test('neither without a session nor from another site', async () => {
    const { identity, uri, sid } = await enrolled();
    const form = `FactorSid=${sid}&AuthPayload=${sandbox.totp(uri)}`;
    const before = verify.seen.length;
    for (const [which, session] of Object.entries(await forged(identity))) {
      const said = await raw('POST', 'mine/Entities/me/Challenges', form, { cookie: session });
      assert.deepEqual(said, [401, {}], `a session ${which}`);
    }
    for (const site of ['cross-site', 'same-site', 'none', '']) {
      const headers = { cookie: await cookie({ identity, ...BOTH }), 'sec-fetch-site': site };
      assert.deepEqual(await raw('POST', 'mine/Entities/me/Challenges', form, headers), [403, {}], site);
    }
    assert.equal(verify.seen.length, before);
  });

  test('Verify ends guessing, and no word of it reaches the page', async () => {
    const { factors, newFactors } = await page({ identity: somebody(), ...PASSWORD });
    const { sid, binding } = await newFactors.createNewFactor('mine', 'me', 'totp', 'Phone');
    const authPayload = wrong(sandbox.totp(binding.uri));
    const guess = () => factors.updateFactor('mine', 'me', sid, { authPayload });
    for (let count = 0; count < 5; count++) assert.equal((await guess()).status, 'unverified');
    await assert.rejects(guess, { status: 429, code: 60310 });
    verify.instead = Response.json({ code: 20003, message: 'internal' }, { status: 401 });
    const me = { cookie: await cookie({ identity: somebody(), ...PASSWORD }) };
    const said = await raw('GET', 'mine/Entities/me/Factors', undefined, me);
    verify.instead = undefined;
    assert.deepEqual(said, [502, { code: 20003 }]);
    for (const secret of [env.TWILIO_API_SECRET, env.SESSION_SECRET, authPayload])
      assert.ok(!host.log.includes(secret));
  });
});

describe('the examples', () => {
  test('can be read in a minute: fewer than 80 lines a file', async () => {
    const files = (await readdir(EXAMPLES, { recursive: true })).filter((file) => /\.\w+$/.test(file));
    for (const file of files.filter((one) => !one.includes('node_modules'))) {
      const lines = (await readFile(new URL(file, EXAMPLES), 'utf8')).split('\n').length - 1;
      assert.ok(lines < 80, `examples/${file} has ${lines} lines`);
    }
    assert.ok(files.length > 6);
  });

  test('ask npm for what was tested', async () => {
    const json = async (file) => JSON.parse(await readFile(new URL(file, import.meta.url), 'utf8'));
    const { dependencies, devDependencies } = await json('../examples/package.json');
    const tested = { ...dependencies, ...devDependencies };
    for (const name of Object.keys(tested)) {
      tested[name] = (await json(`node_modules/${name}/package.json`)).version;
    }
    assert.deepEqual({ ...dependencies, ...devDependencies }, tested);
  });

  test('what is missing in the environment is said when one starts', async () => {
    const start = (without) => {
      const { [without]: _, ...rest } = env;
      return node(scratch, 'express/server.mjs', rest);
    };
    for (const name of ['TWILIO_API_KEY', 'TWILIO_API_SECRET', 'VERIFY_SERVICE_SID', 'SESSION_SECRET']) {
      await assert.rejects(start(name), new RegExp(`The environment lacks .*\n  ${name}: `));
    }
    assert.throws(() => checkSettings({ ...env, SESSION_SECRET: 'short' }), /SESSION_SECRET: 32 characters/);
    assert.throws(() => checkSettings({}), /TWILIO_API_KEY[^]*SESSION_SECRET/);
    for (const PORT of ['http', '', '80a'])
      await assert.rejects(node(scratch, 'express/server.mjs', { ...env, PORT }), /\n {2}PORT: a number/);
    checkSettings(env);
  });

  test('what an example wants on the machine, and is not there, is said in a line', async () => {
    const lacks = node(scratch, 'sandbox.mjs', { PATH: '/nowhere' }, ['deno']);
    await assert.rejects(lacks, /ended with 1: deno does not start: spawn deno ENOENT\n$/);
  });

  test('Deno may reach Verify and this machine, and nothing else', async () => {
    const { scripts } = JSON.parse(await readFile(new URL('package.json', EXAMPLES), 'utf8'));
    assert.match(scripts.deno, / --allow-net=127\.0\.0\.1,verify\.twilio\.com /);
  });

  test('a secret that is too short to be one is refused', async () => {
    for (const secret of [undefined, '', 'short']) {
      await assert.rejects(writeSession({ identity: 'mika', ...BOTH }, secret), /SESSION_SECRET/);
      await assert.rejects(readSession('', secret), /SESSION_SECRET/);
    }
  });
});
