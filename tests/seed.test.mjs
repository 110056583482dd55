// The example programs of the replaced client's page on Factors, in a project that has nothing but the installed
// package. By `import` as they stand; by `require` with their first line changed.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { Scratch } from './scratch.mjs';
import { serve } from './server.mjs';

const LIST = '/v2/Services/serviceSid_example/Entities/identity_example/Factors';
const FACTOR = `${LIST}/sid_example`;
const FORM =
  'AuthPayload=authPayload_example&Config.Alg=configAlg_example&Config.CodeLength=56' +
  '&Config.NotificationPlatform=configNotificationPlatform_example' +
  '&Config.NotificationToken=configNotificationToken_example&Config.SdkVersion=configSdkVersion_example' +
  '&Config.Skew=56&Config.TimeStep=56&FriendlyName=friendlyName_example';

/** What the server must see of each program, and whether it prints data. */
const EXPECTED = {
  deleteFactor: { method: 'DELETE', url: FACTOR, body: '', data: false },
  fetchFactor: { method: 'GET', url: FACTOR, body: '', data: true },
  listFactor: {
    method: 'GET',
    url: `${LIST}?PageSize=56&Page=56&PageToken=pageToken_example`,
    body: '',
    data: true,
  },
  updateFactor: { method: 'POST', url: FACTOR, body: FORM, data: true },
};

const required = (program) =>
  program.replace(
    "import TwilioVerify from 'twilio_verify';",
    "const TwilioVerify = require('twilio_verify');",
  );

let server;
let scratch;
before(async () => ([server, scratch] = await Promise.all([serve(), Scratch.create()])));
after(() => Promise.all([server.close(), scratch.remove()]));

/** Runs a program's text; gives what it printed and the requests that the server saw. */
async function run(name, text, answers) {
  const place = `${server.origin}/_/${name}`;
  await fetch(place, { method: 'PUT', body: JSON.stringify(answers) });
  await scratch.write(name, text);
  const result = await scratch.run(name, `${server.origin}/${name}`);
  return { ...result, seen: await (await fetch(place)).json() };
}

describe('the seed page', () => {
  for (const [name, { method, url, body, data }] of Object.entries(EXPECTED)) {
    const program = readFile(new URL(`seed/${name}.mjs`, import.meta.url), 'utf8');
    for (const [extension, as] of Object.entries({ mjs: (text) => text, cjs: required })) {
      const file = `${name}.${extension}`;
      const answer = data ? { body: '{"sid":"YF1","factors":[]}' } : { status: 204, body: '' };

      test(`${file} runs unchanged`, async () => {
        const { seen, ...result } = await run(file, as(await program), [answer]);
        const printed = `API called successfully.${data ? ' Returned data: [object Object]' : ''}\n`;
        assert.deepEqual(result, { code: 0, stdout: printed, stderr: '' });
        assert.equal(seen.length, 1);
        const [{ headers, ...request }] = seen;
        assert.deepEqual(request, { method, url, body });
        assert.equal(headers.authorization, `Basic ${btoa('YOUR USERNAME:YOUR PASSWORD')}`);
        assert.equal(headers['content-type'], body ? 'application/x-www-form-urlencoded' : undefined);
        if (data) assert.equal(headers.accept, 'application/json');
      });

      test(`${file} prints an error without its credentials`, async () => {
        const body = '{"code":20404,"message":"not here","status":404}';
        const { code, stdout, stderr } = await run(file, as(await program), [{ status: 404, body }]);
        assert.deepEqual([code, stdout], [0, '']);
        assert.match(stderr, /HttpError: Not Found.*not here.*20404/);
        assert.doesNotMatch(stderr, /YOUR PASSWORD|WU9VUi|authPayload_example/);
      });
    }
  }
});

test('the tarball installs nothing but itself', async () => {
  const { packages } = JSON.parse(await scratch.read('package-lock.json'));
  assert.deepEqual(Object.keys(packages), ['', 'node_modules/twilio_verify']);
});
