// `cargo xtask demo --live`, with a sandbox in the place of Twilio: what passes, what does not, and that nothing of the
// credentials comes out.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import http from 'node:http';
import { after, before, describe, test } from 'node:test';
import TwilioVerify from 'twilio_verify';
import { Sandbox } from 'twilio_verify/sandbox';
import { COSTS, Missing, account } from '../www/server/account.js';
import { OPERATIONS, allowed } from '../www/server/allowed.js';
import { listen } from '../www/server/listen.js';
import { operations } from './known.mjs';
import { Demo, other } from './page/demo.mjs';
import { addAuthenticator, inspect, launch, photograph } from './page/visit.mjs';

const SITE = new URL('../target/site/', import.meta.url).pathname;
const PHONE = '+15017122661';

/** The table, as it is kept by hand. */
const TABLE = Object.fromEntries(operations.map(({ name, method, path }) => [name, [method, path]]));

const credentials = { accountSid: `AC${'5e'.repeat(16)}`, authToken: 'f00dfeedf00dfeedf00dfeedf00dfeed' };
const sandbox = new Sandbox({ ...credentials, limits: false });
const { serviceSid } = sandbox;
const environment = {
  VERIFY_SERVICE_SID: serviceSid,
  TWILIO_ACCOUNT_SID: credentials.accountSid,
  TWILIO_AUTH_TOKEN: credentials.authToken,
};
const basic = Buffer.from(`${credentials.accountSid}:${credentials.authToken}`).toString('base64');

/** What the page asks for, from a passkey's creation to the sign-in. */
const PASSKEY = [
  'createNewFactorPasskey',
  'updatePasskeysFactor',
  'createChallengePasskeys',
  'updateChallengePasskeys',
];

/** Fails where a text has any of the credentials in it. */
function withoutSecrets(text, about) {
  for (const secret of [credentials.accountSid, credentials.authToken, basic]) {
    assert.ok(!text.includes(secret), `${about} has ${secret}`);
  }
}

let upstream, server;
before(async () => {
  upstream = await sandbox.listen();
  server = await open(upstream.url);
});
after(async () => {
  await server.close();
  await upstream.close();
});

function open(to, env = environment) {
  const live = account(env);
  live.routes = allowed(TABLE, live.serviceSid);
  return listen(SITE, { live, upstream: to });
}

/** What the server answers to a request with any headers. */
function ask(path, { method = 'GET', headers = {}, body, at = server } = {}) {
  const { port } = new URL(at.url);
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, path, method, headers }, async (response) => {
      const chunks = await response.toArray();
      const text = Buffer.concat(chunks).toString('utf8');
      withoutSecrets(text + JSON.stringify(response.headers), path);
      resolve({ status: response.statusCode, headers: response.headers, text });
    });
    request.on('error', reject);
    request.end(body);
  });
}

const own = () => ({ origin: server.url.slice(0, -1), 'content-type': 'application/x-www-form-urlencoded' });
const VERIFICATIONS = `/live/v2/Services/${serviceSid}/Verifications`;
const form = (fields) => new URLSearchParams(fields).toString();
const send = (more = {}) =>
  ask(VERIFICATIONS, { method: 'POST', headers: own(), body: form({ To: PHONE, Channel: 'sms' }), ...more });

describe('what passes', () => {
  test('a code is sent and checked with the account of the environment', async () => {
    const sent = await send();
    assert.equal(sent.status, 201, sent.text);
    assert.equal(JSON.parse(sent.text).status, 'pending');
    const body = form({ To: PHONE, Code: sandbox.code(PHONE) });
    const path = `/live/v2/Services/${serviceSid}/VerificationCheck`;
    const check = await ask(path, { method: 'POST', headers: own(), body });
    assert.equal(JSON.parse(check.text).status, 'approved');
  });

  test('every operation of the page passes with all that it sends, and no other does', () => {
    const routes = allowed(TABLE, serviceSid);
    for (const { name, method, path } of operations) {
      const at = path.replace('{ServiceSid}', serviceSid).replace(/\{\w+\}/g, 'user-0123_abc');
      assert.equal(routes(method, at), OPERATIONS.includes(name) ? name : undefined, name);
    }
    assert.throws(() => allowed({}, serviceSid), /the table has no operation/);
  });

  test('what the page calls is what passes', async () => {
    const sources = await readdir(new URL('../www/src/', import.meta.url), { recursive: true });
    const texts = await Promise.all(
      sources
        .filter((name) => name.endsWith('.js'))
        .map((name) => readFile(new URL(`../www/src/${name}`, import.meta.url), 'utf8')),
    );
    const called = operations.filter(({ name }) => texts.some((text) => text.includes(`.${name}(`)));
    assert.ok(called.length > 4);
    const refused = called.map(({ name }) => name).filter((name) => !OPERATIONS.includes(name));
    assert.deepEqual(
      refused.filter((name) => name !== 'createAccessToken'),
      [],
    );
  });
});

describe('what does not pass', () => {
  const seen = () => sandbox.requests.length;

  test('another Service, another operation and every way around the path are 403, with a sentence', async () => {
    const before = seen();
    const other = `VA${'0f'.repeat(16)}`;
    const below = `/live/v2/Services/${serviceSid}`;
    const paths = [
      ['GET', '/live/v2/Services'],
      ['GET', below],
      ['DELETE', below],
      ['POST', `/live/v2/Services/${other}/Verifications`],
      ['GET', `${below}/Entities/../../${other}/Entities/a/Factors`],
      ['GET', `${below}/Entities/%2e%2e/Factors`],
      ['GET', `${below}/Entities/a%2fb/Factors`],
      ['GET', `${below}/Entities/a%5cb/Factors`],
      ['GET', `${below}/Entities/a;b/Factors`],
      ['GET', `${below}/Entities//Factors`],
      ['GET', `//live${below}/Entities/a/Factors`],
      ['POST', `${below}/AccessTokens`],
      ['POST', `${below}/Webhooks`],
      ['PUT', `${below}/Verifications`],
      ['DELETE', `${below}/Entities/user-0001`],
    ];
    for (const [method, path] of paths) {
      const { status, text } = await ask(path, {
        method,
        headers: own(),
        body: ['POST', 'PUT'].includes(method) ? form({ To: PHONE }) : undefined,
      });
      assert.ok(status === 403 || (status === 404 && path.startsWith('//')), `${method} ${path}: ${status}`);
      if (status === 403) assert.match(JSON.parse(text).message, /only the operations of the page pass/);
    }
    assert.equal(seen(), before);
  });

  test('other sites, and names that were pointed here, are refused before anything is sent', async () => {
    const before = seen();
    const { host } = new URL(server.url);
    const strangers = [
      { ...own(), origin: 'https://evil.example' },
      { ...own(), origin: 'null' },
      { ...own(), origin: `http://evil.example:${host.split(':')[1]}` },
      { ...own(), host: 'evil.example' },
      {
        ...own(),
        host: `evil.example:${host.split(':')[1]}`,
        origin: `http://evil.example:${host.split(':')[1]}`,
      },
      { ...own(), 'sec-fetch-site': 'cross-site' },
      { 'content-type': 'application/x-www-form-urlencoded' },
    ];
    for (const headers of strangers) {
      const { status, text } = await send({ headers });
      assert.equal(status, 403, JSON.stringify(headers));
      assert.match(
        JSON.parse(text).message,
        /^This server answers (its own page|under its own name) only\.$/,
      );
    }
    const page = await ask('/', { headers: { host: 'evil.example' } });
    assert.equal(page.status, 403);
    assert.equal(seen(), before);
    assert.equal((await ask('/', { headers: { host: `localhost:${host.split(':')[1]}` } })).status, 200);
  });

  test('a body that is too long, or neither a form nor JSON', async () => {
    const before = seen();
    assert.equal((await send({ body: `To=${'1'.repeat(70_000)}` })).status, 413);
    assert.equal((await send({ headers: { ...own(), 'content-type': 'text/plain' } })).status, 415);
    assert.equal(seen(), before);
  });

  test('no file outside of the site is served', async () => {
    for (const path of [
      '/../xtask/operations.json',
      '/..%2fxtask%2foperations.json',
      '/%2e%2e/%2e%2e/Cargo.toml',
      '/%',
    ]) {
      assert.equal((await ask(path)).status, 404, path);
    }
  });
});

describe('what Twilio does', () => {
  /** A Twilio that answers as it is told. */
  async function pretend(answer, act) {
    const asked = [];
    const other = http.createServer((request, response) => {
      asked.push(request);
      answer(request, response);
    });
    await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
    const between = await open(`http://127.0.0.1:${other.address().port}`);
    try {
      await act(between, asked);
    } finally {
      await between.close();
      other.closeAllConnections();
      await new Promise((resolve) => other.close(resolve));
    }
  }
  const at = (between) => ({
    at: between,
    headers: { ...own(), origin: between.url.slice(0, -1), cookie: 'a=b', 'x-own': '1' },
  });

  test('the credentials do not come back, even where the answer repeats them', () =>
    pretend(
      (request, response) => {
        response.writeHead(401, {
          'set-cookie': 'a=b',
          'x-account': credentials.accountSid,
          'retry-after': '3',
        });
        response.end(
          JSON.stringify({
            account_sid: credentials.accountSid,
            told: request.headers.authorization,
            and: credentials.authToken,
            // As where the environment has an API key alone.
            of: `AC${'5e'.repeat(16)}`,
          }),
        );
      },
      async (between) => {
        const { status, headers, text } = await send(at(between));
        assert.equal(status, 401);
        assert.deepEqual(JSON.parse(text), {
          account_sid: `AC${'0'.repeat(32)}`,
          told: 'Basic hidden',
          and: 'hidden',
          of: `AC${'0'.repeat(32)}`,
        });
        assert.equal(headers['retry-after'], '3');
        assert.equal(headers['set-cookie'], undefined);
      },
    ));

  test('it is sent the account and the form, and nothing else of the browser', () =>
    pretend(
      (request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
      async (between, asked) => {
        await send(at(between));
        const [{ url, headers }] = asked;
        assert.equal(url, VERIFICATIONS.slice('/live'.length));
        assert.equal(headers.authorization, `Basic ${basic}`);
        for (const name of ['cookie', 'x-own', 'origin', 'referer'])
          assert.equal(headers[name], undefined, name);
      },
    ));

  test('a redirect is not followed, and no answer is a sentence', () =>
    pretend(
      (request, response) => response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end(),
      async (between) => {
        const { status, text } = await send(at(between));
        assert.equal(status, 502);
        assert.match(JSON.parse(text).message, /pointed elsewhere/);
        const nobody = await open('http://127.0.0.1:9');
        const none = await send(at(nobody));
        await nobody.close();
        assert.equal(none.status, 502);
        assert.match(JSON.parse(none.text).message, /^Twilio gave no answer \(\w+\)\./);
      },
    ));
});

describe('the page', () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());

  /** Opens the page, runs `act` on it, and checks that it has no credentials and complains of nothing. */
  async function visit(act, { host = '127.0.0.1', prepare } = {}) {
    const context = await browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const url = server.url.replace('127.0.0.1', host);
    const complaints = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.stack));
    page.on('request', (request) => request.url().startsWith(url) || complaints.push(request.url()));
    try {
      await prepare?.(page);
      await page.goto(url);
      await page.getByText(COSTS).waitFor();
      await act(page);
      withoutSecrets(await page.content(), 'the page');
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
  }

  test('says what it costs, and reaches the service through this server only', async () => {
    await visit(async (page) => {
      const meta = await page.locator('meta[name="twilio-verify-live"]').getAttribute('content');
      assert.deepEqual(JSON.parse(meta), { serviceSid, costs: COSTS });
      const { headers } = await ask('/');
      assert.match(headers['content-security-policy'], /; connect-src 'self';/);
      assert.match(headers['content-security-policy'], /default-src 'none'; script-src 'self' /);
    });
    const page = await browser.newPage();
    await page.goto(server.url);
    const elsewhere = (url) =>
      fetch(url).then(
        () => 'reached',
        (error) => error.name,
      );
    assert.equal(await page.evaluate(elsewhere, `${upstream.url}/_sandbox`), 'TypeError');
    await page.close();
  });

  test('signs a person in with the code that their own phone received', () =>
    visit(async (page) => {
      const demo = new Demo(page);
      const to = '+4915198765432';
      await page.getByLabel('Phone number').fill(to);
      await demo.press('Send code');
      await demo.at('Prove');
      const code = sandbox.code(to);
      await demo.type(other(code));
      await demo.problem.getByText(/^Wrong code/).waitFor();
      await demo.type(code);
      await demo.signedIn();
    }));

  test('signs a person in with the app on their own phone', () =>
    visit(async (page) => {
      const demo = new Demo(page);
      await demo.open('Authenticator app');
      await demo.enrol('My own phone');
      const shown = () => sandbox.factors.find((factor) => factor.friendlyName === 'My own phone').code;
      await demo.type(shown());
      await demo.way.getByText('Enrolled. Sign in with it').waitFor();
      await demo.type(shown());
      await demo.signedIn();
    }));

  test('signs a person in with a passkey of their own browser', () =>
    visit(
      async (page) => {
        const demo = new Demo(page);
        await demo.open('Passkey');
        await page.getByText('Your browser asks you now').waitFor();
        assert.equal(await page.getByRole('radio', { name: 'Simulated' }).isDisabled(), true);
        await demo.press('Create passkey');
        await demo.at('Prove');
        await demo.press('Sign in with passkey');
        await demo.signedIn();
        const made = sandbox.requests.slice(-4).map(({ operation }) => operation);
        assert.deepEqual(made, PASSKEY);
      },
      { host: 'localhost', prepare: addAuthenticator },
    ));

  test('lets nobody press what cannot work, and says why', () =>
    visit(async (page) => {
      const demo = new Demo(page);
      const before = sandbox.requests.length;
      for (const [tab, button, why] of [
        [
          'Push',
          'Register device',
          /^On the real service a device is an app of your own, with Twilio’s SDK: [^.]+\.$/,
        ],
        ['Passkey', 'Create passkey', /^This browser has no authenticator for this address\.$/],
      ]) {
        await demo.open(tab);
        await demo.way.getByText(why).waitFor();
        const pressed = demo.way.getByRole('button', { name: button });
        assert.equal(await pressed.isDisabled(), true);
        const [mine, another] = await Promise.all(
          [pressed, page.locator('#sms .primary').first()].map((one) =>
            one.evaluate((element) => getComputedStyle(element).backgroundColor),
          ),
        );
        assert.notEqual(mine, another, 'it looks as it is');
        await photograph(page, `live-${tab.toLowerCase()}`);
        await inspect(page, `live, ${tab}`);
      }
      assert.equal(sandbox.requests.length, before);
    }));

  test('without --live it connects to nothing, and nothing is forwarded', async () => {
    const still = await listen(SITE);
    const { text, headers } = await ask('/', { at: still, headers: {} });
    assert.doesNotMatch(text, /twilio-verify-live/);
    assert.doesNotMatch(headers['content-security-policy'], /connect-src/);
    assert.equal((await ask(VERIFICATIONS, { at: still })).status, 404);
    assert.equal((await ask(VERIFICATIONS, { at: still, method: 'POST' })).status, 405);
    await still.close();
  });

  test('the client in it does its calls through this server', async () => {
    const client = new TwilioVerify.ApiClient(`${server.url}live`);
    client.fetch = (url, init) => {
      const headers = new Headers(init.headers);
      headers.set('origin', server.url.slice(0, -1));
      return fetch(url, { ...init, headers });
    };
    const factors = new TwilioVerify.VerifyV2NewFactorApi(client);
    const made = await factors.createNewFactor(serviceSid, 'user-0001', 'totp', 'Phone');
    assert.match(made.sid, /^YF/);
    assert.equal(made.accountSid ?? made.account_sid, `AC${'0'.repeat(32)}`);
  });
});

describe('the environment', () => {
  test('what is missing or is no SID is said, and no value of it', () => {
    const { TWILIO_AUTH_TOKEN, ...rest } = environment;
    const cases = [
      [{}, /no VERIFY_SERVICE_SID/],
      [rest, /no TWILIO_AUTH_TOKEN/],
      [{ ...environment, TWILIO_API_KEY: `SK${'1'.repeat(32)}` }, /no TWILIO_API_SECRET/],
      [
        { ...environment, TWILIO_ACCOUNT_SID: TWILIO_AUTH_TOKEN },
        /TWILIO_ACCOUNT_SID is no SID that begins with AC/,
      ],
      [{ ...environment, VERIFY_SERVICE_SID: `${serviceSid}/..` }, /VERIFY_SERVICE_SID is no SID/],
    ];
    for (const [env, message] of cases) {
      assert.throws(
        () => account(env),
        (error) => {
          assert.ok(error instanceof Missing);
          withoutSecrets(error.stack, 'the error');
          return message.test(error.message);
        },
      );
    }
  });

  test('an API key takes the place of the auth token', () => {
    const key = { TWILIO_API_KEY: `SK${'1'.repeat(32)}`, TWILIO_API_SECRET: 'a-secret' };
    const { authorization, hidden } = account({ ...environment, ...key });
    assert.equal(atob(authorization.slice('Basic '.length)), `${key.TWILIO_API_KEY}:a-secret`);
    assert.ok(
      [credentials.accountSid, credentials.authToken, 'a-secret'].every((one) => hidden.includes(one)),
    );
  });

  test('a command line that is wrong is told in a line, with status 2', () => {
    for (const [args, message] of [
      [['--port', '99999', '.'], /^--port is a number from 0 to 65535, not '99999'\.\n$/],
      [['--port', 'http', '.'], /^--port is a number .* not 'http'\.\n$/],
      [['--port', '-1', '.'], /^[^\n]*--port[^\n]*\n$/],
      [['--prot', '1', '.'], /^Unknown option '--prot'[^\n]*\n$/],
      [['--live=yes', '.'], /^[^\n]*--live[^\n]*\n$/],
      [[], /^It serves one folder: name it\.\n$/],
      [['one', 'two'], /^It serves one folder: name it\.\n$/],
    ]) {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['../www/server/main.js', ...args], {
        cwd: import.meta.dirname,
        encoding: 'utf8',
      });
      assert.deepEqual([status, stdout], [2, ''], args.join(' '));
      assert.match(stderr, message);
    }
  });

  test('the command says what costs money before anything starts, and what is missing', () => {
    const run = (env) =>
      spawnSync(process.execPath, ['../www/server/main.js', '--live', '--check'], {
        cwd: import.meta.dirname,
        env: { PATH: process.env.PATH, ...env },
        encoding: 'utf8',
      });
    const good = run(environment);
    assert.equal(good.status, 0, good.stderr);
    assert.ok(good.stdout.includes(COSTS));
    withoutSecrets(good.stdout + good.stderr, 'what is printed');
    const bad = run({});
    assert.equal(bad.status, 1);
    assert.match(bad.stderr, /^--live: the environment has no VERIFY_SERVICE_SID\. It needs [^\n]*\n$/);
  });
});
