// What each code block stands in, by file and heading: one entry a block, in their order. A block of JavaScript that is not
// here is a whole program: it runs by itself, and prints nothing that is an error.
//
//   continues   the heading whose program goes on here
//   before      what comes before it: what a reader has by then
//   after       what comes after it
//   used        a program that imports it as `./block.mjs`
//   answers     what the server answers, which it talks to in place of Twilio
//   sees        looks at the requests that the server got
//   prints      the lines that it prints, in any order
//   elsewhere   why it is not run here
import assert from 'node:assert/strict';

/** A request that Twilio has signed, and one that it has not. */
const SIGNED = `
  import { createHmac } from 'node:crypto';
  import handler from './block.mjs';
  const url = 'https://example.com/verified?a=b';
  const signature = createHmac('sha1', 'token').update(url + 'factor_sidYF1typefactor.verified').digest('base64');
  for (const one of [signature, signature.toLowerCase(), '']) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': one };
    const request = new Request(url, { method: 'POST', headers, body: 'type=factor.verified&factor_sid=YF1' });
    console.log((await handler.fetch(request, { TWILIO_AUTH_TOKEN: 'token' })).status);
  }
`;

/** What a program of Twilio's own library has by then. The server is in place of Twilio's. */
const LIBRARY = `
  const accountSid = 'AC00000000000000000000000000000000';
  const authToken = 'token';
  const serviceSid = 'VA00000000000000000000000000000000';
  const { fetch } = globalThis;
  globalThis.fetch = (url, init) => fetch(url.replace('https://verify.twilio.com', process.env.BASE_PATH), init);
`;

/** What is printed as an error is printed. */
const QUIET = 'console.error = console.log;';

const error = (status, code) => ({ status, body: JSON.stringify({ status, code, message: '' }) });

/** A sandbox, and a client on it. */
const SANDBOX = `
  import TwilioVerify from 'twilio_verify';
  import { Sandbox } from 'twilio_verify/sandbox';
  const settings = { passkeysRelyingPartyId: 'owl.example', passkeysRelyingPartyName: 'Owl' };
  const ways = { passkeysAuthenticatorAttachment: 'platform', passkeysUserVerification: 'required' };
  const more = { passkeysDiscoverableCredentials: 'preferred' };
  const sid = 'VA00000000000000000000000000000000';
  const sandbox = new Sandbox({ services: [{ sid, ...settings, ...ways, ...more }] });
  const client = TwilioVerify.ApiClient.instance;
  const { serviceSid, accountSid: username, authToken: password } = sandbox;
  Object.assign(client, { fetch: sandbox.fetch, maxRetries: 0 });
  Object.assign(client.authentications.accountSid_authToken, { username, password });
  const services = new TwilioVerify.VerifyV2ServiceApi();
  const newFactors = new TwilioVerify.VerifyV2NewFactorApi();
  const newChallenges = new TwilioVerify.VerifyV2NewChallengeApi();
  const passkeys = new TwilioVerify.DefaultApi();
`;

export const PROGRAMS = {
  'sandbox.d.cts': {
    codes: [{ before: SANDBOX }],
    webhooks: [{ before: SANDBOX }],
    numbers: [
      {
        before: `${SANDBOX}
          const verifications = new TwilioVerify.VerifyV2VerificationApi();
        `,
        after: `console.log(sandbox.code(sandbox.numbers.landline), sandbox.requests.at(-1).operation);`,
        prints: ['null createVerification'],
      },
    ],
    SandboxDevice: [
      {
        before: `${SANDBOX}
          const challenges = new TwilioVerify.VerifyV2ChallengeApi();
          const ask = () =>
            challenges.createChallenge(serviceSid, 'mika-0001', sandbox.factors[0].sid, { detailsMessage: 'Sign in?' });
          // The program makes its Challenge as soon as there is a verified Factor.
          const send = sandbox.fetch;
          let asked;
          sandbox.fetch = async (...all) => {
            if (!asked && sandbox.factors[0]?.status === 'verified') {
              asked = true;
              await ask();
            }
            return send(...all);
          };
        `,
        after: `console.log(device.factor.status, sandbox.requests.at(-1).operation);`,
        prints: ['verified fetchChallenge'],
      },
    ],
    SandboxAuthenticator: [
      {
        before: SANDBOX,
        after: `console.log(sandbox.requests.at(-1).operation, sandbox.requests.at(-1).status);`,
        prints: ['updateChallengePasskeys 200'],
      },
    ],
    Sandbox: [{}],
    advance: [
      {
        before: `${SANDBOX} const before = sandbox.now();`,
        after: `console.log(Math.round((sandbox.now() - before) / 60_000));`,
        prints: ['10'],
      },
    ],
    fail: [
      {
        before: SANDBOX,
        after: `
          const seen = [];
          for (let i = 0; i < 3; i++) {
            seen.push(await services.listService().then(() => 200, ({ status, name }) => status ?? name));
          }
          console.log(seen.join());
        `,
        prints: ['503,503,ConnectionError'],
      },
    ],
    snapshot: [
      {
        before: `${SANDBOX} let after; const afterEach = (act) => (after = act);`,
        after: `
          await newFactors.createNewFactor(serviceSid, 'mika-0001', 'totp', 'phone');
          after();
          console.log(sandbox.factors.length);
        `,
        prints: ['0'],
      },
    ],
    intercept: [
      {
        before: `${SANDBOX} const own = fetch; let last; const after = (act) => (last = act);`,
        after: `
          console.log((await fetch('https://verify.twilio.com/v2/Services')).status);
          last();
          console.log(fetch === own);
        `,
        prints: ['401', 'true'],
      },
    ],
    listen: [{ before: SANDBOX }],
  },
  'README.md': {
    // The callback's error, which it prints as one.
    'A program': [{ before: QUIET, prints: ['approved', '404 20404'] }],
    'In production': [
      {
        before: QUIET,
        continues: 'A program',
        prints: [
          'approved',
          '404 20404',
          'VA00000000000000000000000000000000 Sandbox',
          'HttpError 404 20404 answered 1',
        ],
      },
    ],
    'Where it runs': [
      {},
      {
        before: `
          import { readFile } from 'node:fs/promises';
          const file = await readFile(new URL(import.meta.resolve('twilio_verify/client.wasm')));
          globalThis.fetch = async (url) => new Response(url === '/assets/client.wasm' ? file : '');
        `,
        after: `
          const client = new TwilioVerify.ApiClient();
          client.fetch = async () => Response.json({ sid: 'VA1' });
          console.log((await new TwilioVerify.VerifyV2ServiceApi(client).fetchService('VA1')).sid);
        `,
        prints: ['VA1'],
      },
    ],
    Webhooks: [{ used: SIGNED, prints: ['factor.verified YF1', '204', '403', '403'] }],
  },
  'docs/errors.md': {
    Errors: [
      {
        before: `
          import TwilioVerify from 'twilio_verify';
          Object.assign(TwilioVerify.ApiClient.instance, { validate: true, maxRetries: 0 });
          const verifications = new TwilioVerify.VerifyV2VerificationApi();
          const serviceSid = 'VA00000000000000000000000000000000';
          console.error = () => {};
        `,
        after: `for (let call = 0; call < 5; call += 1) console.log(await sendCode('+15017122661'));`,
        answers: [{}, error(429, 60203), error(400, 60205), { cut: 'before' }, error(401, 20003)],
        sees(requests) {
          assert.equal(requests.length, 5);
          for (const { body } of requests) assert.equal(body, 'Channel=sms&To=%2B15017122661');
        },
        prints: [
          'A code is on its way to you.',
          'Too many codes were sent to this number. Try again in ten minutes.',
          'This number cannot receive a text message.',
          'A code may be on its way. Wait for it before you ask for another.',
          'Signing in does not work at the moment.',
        ],
      },
    ],
  },
  'docs/migrating.md': {
    "From Twilio's own library, `twilio`": [
      {},
      {
        before: LIBRARY,
        answers: [
          { status: 201, body: '{"status":"pending"}' },
          { status: 201, body: '{"status":"approved"}' },
        ],
        sees([create, check]) {
          assert.equal(create.body, 'Channel=sms&To=%2B15017122661');
          assert.equal(new URLSearchParams(check.body).get('Code'), '123456');
        },
        prints: ['approved'],
      },
    ],
  },
  'twilio.d.cts': {
    twilio: [
      {
        before: LIBRARY,
        answers: [{ status: 201, body: '{"status":"pending"}' }],
        sees: ([{ body }]) => assert.equal(body, 'Channel=sms&To=%2B15017122661'),
        prints: ['pending'],
      },
    ],
  },
  'webhook.d.cts': {
    validateWebhook: [{ used: SIGNED, prints: ['204', '403', '403'] }],
  },
};

/** Blocks that are no JavaScript, by their language: what looks at them. */
export const OTHERS = {
  /** The files that a page asks for are in the package. */
  html(text, has) {
    for (const [, file] of text.matchAll(/["']\/node_modules\/twilio_verify\/([^"']+)["']/g)) {
      assert.ok(has(file), `there is no ${file}`);
    }
  },
  /** Commands of npm and of this project. */
  sh(text, has, commands) {
    for (const line of text.split('\n').map((one) => one.replace(/#.*/, '').trim())) {
      const [, command] = /^cargo xtask (\w+)/.exec(line) ?? [];
      if (command) assert.ok(commands.includes(command), line);
      else assert.match(line, /^(npm install .*|)$/);
    }
  },
};
