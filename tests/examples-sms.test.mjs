// The examples that sign a person in by SMS, run as their users run them, with the sandbox in Twilio's place.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readSession } from '../examples/shared/session.mjs';
import { SMS, install, onSandbox } from './examples/hosts.mjs';
import { serveVerify, wrong } from './examples/verify.mjs';
import { launch } from './page/visit.mjs';

const MINUTE = 60_000;

const verify = await serveVerify();
const { env, sandbox } = verify;
const scratch = await install();
after(async () => {
  await verify.close();
  await scratch.remove();
});

/** A number that nobody has used before. */
let numbers = 2000;
const phone = () => `+1501712${++numbers}`;

for (const { name, start } of SMS) {
  describe(`signing in by SMS with ${name}`, () => {
    let host;
    before(async () => (host = await start(scratch, env)));
    after(() => host?.stop());

    /** What a page asks for: {status, body, cookie}. */
    async function ask(what, sent, type = 'application/json') {
      const response = await fetch(`${host.origin}/${what}`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: typeof sent === 'string' ? sent : JSON.stringify(sent),
      });
      const cookie = response.headers.get('set-cookie');
      return { status: response.status, body: await response.json(), cookie };
    }
    const says = async (asked, status, body) => {
      const answer = await asked;
      assert.deepEqual([answer.status, answer.body, answer.cookie], [status, body, null]);
    };
    const session = ({ cookie }) => readSession(cookie.split(';')[0], env.SESSION_SECRET);

    test('a person gets a code, and signs in with it, once', async () => {
      const to = phone();
      await says(ask('send', { to }), 200, {});
      const code = sandbox.code(to);
      await says(ask('sign-in', { to, code: wrong(code) }), 403, { error: 'code' });
      const signed = await ask('sign-in', { to, code });
      assert.deepEqual([signed.status, signed.body], [200, {}]);
      assert.match(signed.cookie, /^__Host-session=.*; Path=\/; .*Secure; HttpOnly; SameSite=Strict$/);
      const { identity, passed } = await session(signed);
      assert.deepEqual(passed, ['sms']);
      assert.match(identity, /^[0-9a-f]{32}$/, 'no number');
      await says(ask('sign-in', { to, code }), 403, { error: 'code' });
    });

    test('a number is always the same person, and another number another one', async () => {
      const signIn = async (to) => {
        await ask('send', { to });
        return (await session(await ask('sign-in', { to, code: sandbox.code(to) }))).identity;
      };
      const [mika, noor] = [phone(), phone()];
      const identity = await signIn(mika);
      assert.equal(await signIn(mika), identity);
      assert.notEqual(await signIn(noor), identity);
    });

    test('the code of one number signs nobody else in, and an old one nobody', async () => {
      const [mika, noor] = [phone(), phone()];
      await ask('send', { to: mika });
      const code = sandbox.code(mika);
      await says(ask('sign-in', { to: noor, code }), 403, { error: 'code' });
      await ask('send', { to: noor });
      const own = sandbox.code(noor);
      if (own !== code) await says(ask('sign-in', { to: noor, code }), 403, { error: 'code' });
      verify.now += 10 * MINUTE;
      await says(ask('sign-in', { to: mika, code }), 403, { error: 'code' });
    });

    test('guessing and sending end', async () => {
      const [mika, noor] = [phone(), phone()];
      await ask('send', { to: mika });
      const code = sandbox.code(mika);
      for (let guess = 0; guess < 5; guess++)
        await says(ask('sign-in', { to: mika, code: wrong(code) }), 403, { error: 'code' });
      await says(ask('sign-in', { to: mika, code }), 429, { error: 'wait' });
      for (let send = 0; send < 5; send++) await says(ask('send', { to: noor }), 200, {});
      await says(ask('send', { to: noor }), 429, { error: 'wait' });
    });

    test('a number that no SMS goes to is told, and what is none asks Verify nothing', async () => {
      for (const to of ['+15005550001', '+15005550003', '+15005550004'])
        await says(ask('send', { to }), 400, { error: 'number' });
      const before = verify.seen.length;
      for (const to of [
        undefined,
        null,
        '',
        '15017122661',
        '+1501712266x',
        '+1',
        15017122661,
        ['+15017122661'],
        {},
      ]) {
        await says(ask('send', { to }), 400, { error: 'number' });
      }
      for (const code of [undefined, '', '123', '12345x', 123456, ['123456'], '１２３４５６'])
        await says(ask('sign-in', { to: phone(), code }), 400, { error: 'code' });
      for (const what of ['check', '__proto__', 'constructor', 'Send'])
        await says(ask(what, { to: phone() }), 404, { error: 'unknown' });
      for (const type of ['application/x-www-form-urlencoded', 'text/plain; application/json'])
        await says(ask('send', { to: phone() }, type), 415, { error: 'json' });
      for (const sent of ['{', '[]', 'null', '7']) assert.equal((await ask('send', sent)).status, 400, sent);
      assert.equal(verify.seen.length, before);
    });

    test('what goes wrong at Twilio stays at the server', async () => {
      const to = phone();
      for (const status of [400, 401, 403, 404, 500]) {
        verify.instead = Response.json({ code: 20003, message: 'internal' }, { status });
        const answers = [await ask('send', { to }), await ask('sign-in', { to, code: '918273' })];
        verify.instead = undefined;
        for (const answer of answers)
          assert.deepEqual([answer.status, answer.body, answer.cookie], [502, { error: 'later' }, null]);
      }
      assert.ok(host.log.includes('internal'), 'the server logs it');
      for (const secret of [env.TWILIO_API_SECRET, env.SESSION_SECRET, '918273'])
        assert.ok(!host.log.includes(secret));
    });
  });
}

test('one starts on the sandbox with one command, and its page signs somebody in', async () => {
  const host = await onSandbox(scratch, 'express-sms');
  const browser = await launch();
  try {
    const visit = await browser.newPage();
    const errors = [];
    visit.on('pageerror', (error) => errors.push(error.message));
    await visit.goto(host.origin);
    const press = async (name, words) => {
      await visit.getByRole('button', { name }).click();
      await visit.getByText(words).waitFor();
    };
    await visit.getByLabel('Number').press('Enter');
    await visit.getByText('A code is on its way.').waitFor();
    await visit.getByText(/The phone: .*\d{6}/).waitFor();
    const [code] = /\d{6}/.exec(await visit.textContent('#phone'));
    await visit.getByLabel('Code').fill(wrong(code));
    await press('Sign in', 'That code does not count.');
    await visit.getByLabel('Code').fill(code);
    await visit.getByLabel('Code').press('Enter');
    await visit.getByText('You are signed in.').waitFor();
    await visit.getByLabel('Number').fill('+15005550001');
    await press('Send a code', 'No SMS goes to this number.');
    await visit.context().setOffline(true);
    await press('Send a code', 'It does not work at the moment.');
    assert.deepEqual([errors, visit.url()], [[], `${host.origin}/`]);
  } finally {
    await Promise.all([browser.close(), host.stop()]);
  }
});
