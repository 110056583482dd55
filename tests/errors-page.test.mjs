// The page on errors, against the package. Its codes are held against the sandbox's by the sandbox's own tests.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import TwilioVerify from 'twilio_verify';

const read = (name) => readFile(new URL(`node_modules/twilio_verify/${name}`, import.meta.url), 'utf8');
const page = await read('docs/errors.md');
const rows = page.split('\n').filter((line) => /^(\d{5}|none|`\w+Error`) \| /.test(line));
const cells = rows.map((row) => row.split(/ ?\| /));

test('it has every class of error, and no other', () => {
  const { VerifyError } = TwilioVerify;
  const classes = Object.keys(TwilioVerify).filter(
    (name) => name === 'VerifyError' || TwilioVerify[name].prototype instanceof VerifyError,
  );
  const named = cells.map(([name]) => name).filter((name) => name.startsWith('`'));
  assert.deepEqual(named.sort(), classes.map((name) => `\`${name}\``).sort());
});

test('each code stands there once, and says who is at fault and whether to try again', () => {
  const codes = cells.filter(([code]) => !code.startsWith('`'));
  assert.ok(codes.length > 40);
  assert.equal(new Set(codes.map(([code]) => code)).size, codes.length);
  for (const [code, status, meaning, fault, remedy, again] of codes) {
    assert.match(status.trim(), /^(4\d\d|502, 503, 504)?$/, code);
    assert.match(meaning, /\.$/, code);
    for (const one of fault.split(', ')) assert.match(one, /^(program|account|person|Twilio)$/, code);
    assert.match(remedy, /\.$/, code);
    assert.match(again, /^(no|later|by itself)/, code);
  }
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
