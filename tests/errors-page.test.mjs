// The page on errors, against the package and against what is known of Twilio's codes: `codes.json` has each code that
// a call can meet, by the HTTP status that it comes with ("" where Twilio names none), and those that no call meets.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import TwilioVerify from 'twilio_verify';
import { models, operations } from './known.mjs';

const read = (name) => readFile(new URL(name, import.meta.url), 'utf8');
const page = await read('node_modules/twilio_verify/docs/errors.md');
const known = JSON.parse(await read('codes.json'));
const rows = page.split('\n').filter((line) => /^(\d{5}( to \d{5})?|none|`\w+Error`) \| /.test(line));
const cells = rows.map((row) => row.split(/ ?\| /));

/** The codes of a row: `60385 to 60387` is three. */
function codesOf(text) {
  const [first, last = first] = text.split(' to ').map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** A line for each code: {code, status, meaning, fault, remedy, again}. */
const lines = cells
  .filter(([code]) => /^\d/.test(code))
  .flatMap(([codes, status, meaning, fault, remedy, again]) =>
    codesOf(codes).map((code) => ({ code, status: status.trim(), meaning, fault, remedy, again })),
  );

test('it has every class of error, and no other', () => {
  const { VerifyError } = TwilioVerify;
  const classes = Object.keys(TwilioVerify).filter(
    (name) => name === 'VerifyError' || TwilioVerify[name].prototype instanceof VerifyError,
  );
  const named = cells.map(([name]) => name).filter((name) => name.startsWith('`'));
  assert.deepEqual(named.sort(), classes.map((name) => `\`${name}\``).sort());
});

test('it has every code that a call can meet, with its status, and no other', () => {
  const expected = Object.entries(known.status).flatMap(([status, codes]) =>
    codes.map((code) => [code, status]),
  );
  const byCode = ([one], [other]) => one - other;
  const found = lines.map(({ code, status }) => [code, status]);
  assert.deepEqual(found.sort(byCode), expected.sort(byCode));
  assert.equal(new Set(lines.map(({ code }) => code)).size, lines.length, 'each stands there once');
  const elsewhere = new Set(Object.values(known.elsewhere).flat());
  assert.deepEqual(
    lines.filter(({ code }) => elsewhere.has(code)),
    [],
  );
});

test('each code says what happened, who is at fault and what to do', () => {
  for (const { code, meaning, fault, remedy, again } of lines) {
    assert.match(meaning, /\.\)?$/, `${code}`);
    for (const one of fault.split(', ')) assert.match(one, /^(program|account|person|Twilio)$/, `${code}`);
    assert.match(remedy, /\.$/, `${code}`);
    assert.match(again, /^(no|later|by itself( \(GET\))?)$/, `${code}`);
  }
});

test('what it says is tried again by itself is, and nothing else', async () => {
  const client = new TwilioVerify.ApiClient();
  const services = new TwilioVerify.VerifyV2ServiceApi(client);
  client.maxRetries = 1;
  /** How many requests a call sends that is answered with this error. */
  async function sent(call, { code, status }) {
    let count = 0;
    client.fetch = async () => {
      count += 1;
      return Response.json({ code, message: '' }, { status: Number(status || 400) });
    };
    await assert.rejects(call, { code });
    return count;
  }
  for (const line of lines) {
    const get = await sent(() => services.fetchService('VA0'), line);
    const post = await sent(() => services.createService('Name'), line);
    const expected = { 'by itself': [2, 2], 'by itself (GET)': [2, 1] }[line.again] ?? [1, 1];
    assert.deepEqual([get, post], expected, `${line.code}`);
  }
});

test('a wrong code is an error only of those Factors that it says', () => {
  for (const [code, type] of [
    [60311, 'push'],
    [60324, 'push'],
  ]) {
    assert.match(lines.find((line) => line.code === code).meaning, new RegExp(`\`${type}\``), `${code}`);
  }
});

test('the parameters that a code is about are there', () => {
  const parameters = operations.flatMap((one) => one.parameters.map(({ name }) => name));
  const names = new Set([...parameters, ...models.flatMap((model) => Object.keys(model.fields))]);
  const named = lines.flatMap(({ meaning, remedy }) =>
    [...`${meaning} ${remedy}`.matchAll(/`([a-z]+[A-Z]\w+|[a-z]+_[a-z_]+)`/g)].map(([, name]) => name),
  );
  assert.ok(named.length > 10);
  const settings = Object.keys(new TwilioVerify.ApiClient());
  for (const name of named) assert.ok(names.has(name) || settings.includes(name), name);
});

test('the operations that it names are there', () => {
  const methods = new Set(
    Object.values(TwilioVerify).flatMap((one) =>
      Object.keys(Object.getOwnPropertyDescriptors(one.prototype ?? {})),
    ),
  );
  const named = page.match(/(?<=\.)(create|delete|fetch|list|update)\w+(?=\()/g) ?? [];
  assert.ok(named.length > 0);
  for (const name of named) assert.ok(methods.has(name), name);
});
