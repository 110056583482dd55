// What the package costs beside the platform's own fetch, in one run over one loopback server. Ratios are what counts:
// times are this machine's. `--quick` measures for a tenth of the time, `--json` prints data.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import TwilioVerify from 'twilio_verify';
import { LIST } from './bench/answers.mjs';
import { compare } from './bench/compare.mjs';
import { starts } from './bench/start.mjs';
import { coldStarts } from './bench/cold.mjs';
import { sandboxOverHttp } from './bench/sandbox.mjs';

const share = process.argv.includes('--quick') ? 0.1 : 1;
const budget = 4000 * share;

// What the replaced client's import took on a machine like the one this was written on.
const REPLACED_IMPORT = 110;

const child = fork(new URL('bench/server.mjs', import.meta.url));
const [port] = await once(child, 'message');
const origin = `http://127.0.0.1:${port}`;

const client = new TwilioVerify.ApiClient(origin);
Object.assign(client.authentications.accountSid_authToken, { username: 'AC1', password: 's3cret' });
const api = new TwilioVerify.VerifyV2FactorApi(client);

const list = `${origin}/v2/Services/VA1/Entities/me/Factors`;
const headers = { Authorization: `Basic ${btoa('AC1:s3cret')}`, Accept: 'application/json' };
const bare = async (url, init) => (await fetch(url, { headers, ...init })).json();

const fetchOurs = () => api.fetchFactor('VA1', 'me', 'YF1');
const fetchBare = () => bare(`${list}/YF1`);

/** Does something 32 times at once. */
const at32 = (run) => () => Promise.all(Array.from({ length: 32 }, run));

/**
 * A client whose fetch gives the list at once: between this and `JSON.parse` of an equal answer's text is what it takes
 * to encode a call and to make models of its answer.
 */
const local = new TwilioVerify.ApiClient();
local.fetch = async () => new Response(LIST);
const localApi = new TwilioVerify.VerifyV2FactorApi(local);

const ROWS = [
  { what: 'GET, one at a time', ours: fetchOurs, bare: fetchBare, limit: 1.1 },
  {
    what: 'POST of a form, one at a time',
    ours: () => api.updateFactor('VA1', 'me', 'YF1', { friendlyName: 'My phone', authPayload: '123456' }),
    bare: () =>
      bare(`${list}/YF1`, {
        method: 'POST',
        body: new URLSearchParams({ AuthPayload: '123456', FriendlyName: 'My phone' }),
      }),
    limit: 1.1,
  },
  { what: 'GET, 32 at a time', ours: at32(fetchOurs), bare: at32(fetchBare), per: 32, limit: 1.15 },
  { what: 'list of 1000', ours: () => api.listFactor('VA1', 'me'), bare: () => bare(list), limit: 1.25 },
  {
    what: 'text to 1000 models',
    ours: () => localApi.listFactor('VA1', 'me'),
    bare: async () => JSON.parse(await new Response(LIST).text()),
    limit: 1.7,
  },
];

const results = [];
for (const { what, limit, ...row } of ROWS)
  results.push({ what, limit, ...(await compare({ ...row, budget })) });
child.kill();
const start = await starts(Math.round(25 * share) + 5);
const cold = await coldStarts(Math.round(20 * share) + 3);
const sandbox = await sandboxOverHttp(share);

if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ calls: results, start, cold, sandbox }));
} else {
  const ms = (value) => value.toFixed(3).padStart(9);
  console.log(`\n${''.padEnd(32)}  ours, ms  bare, ms  ratio   8 of 10 rounds  budget`);
  for (const { what, ours, bare, ratio, from, to, limit } of results) {
    const spread = `${from.toFixed(2)} to ${to.toFixed(2)}`;
    const verdict = ratio <= limit ? 'kept' : 'missed';
    console.log(
      `${what.padEnd(32)} ${ms(ours)} ${ms(bare)}  ${ratio.toFixed(2).padStart(5)}  ${spread.padStart(15)}  ${limit} ${verdict}`,
    );
  }
  const most = 0.15 * REPLACED_IMPORT;
  console.log(`\n${'a start in Node, ms'.padEnd(32)}`);
  for (const [what, value] of Object.entries(start)) console.log(`${what.padEnd(32)} ${ms(value)}`);
  console.log(
    `budget for require: ${most.toFixed(1)} (0.15 of the replaced client's ${REPLACED_IMPORT}) ${start.require <= most ? 'kept' : 'missed'}`,
  );
  console.log(`\n${'a start until the first request, ms'.padEnd(36)}     ours      bare  difference`);
  for (const { name, ours, bare } of cold) {
    console.log(`${name.padEnd(36)}${ms(ours)} ${ms(bare)}   ${ms(ours - bare)}`);
  }
  const { first, ours, bare, errors, seconds, requests, grown } = sandbox;
  console.log(`\nthe sandbox over HTTP\n${'until the first answer, ms'.padEnd(36)}${ms(first)}`);
  console.log(
    `200 connections for ${seconds.toFixed(0)} s: ${ours.toFixed(0)} answers a second, ${errors} errors; bare node:http ${bare.toFixed(0)}, ${(bare / ours).toFixed(1)} times as many`,
  );
  console.log(`memory after ${requests} requests: ${(grown / 1e6).toFixed(1)} MB more`);
}
