// One table drives everything: what is in the tables is in every output, and nothing but the tables knows its name.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, test } from 'node:test';
import TwilioVerify, * as named from 'twilio_verify';
import { Sandbox } from 'twilio_verify/sandbox';
import { enumerations, models, operations } from './known.mjs';

const ROOT = new URL('..', import.meta.url).pathname;
const PACKAGE = new URL('node_modules/twilio_verify/', import.meta.url);

const classes = [...new Set(operations.map(({ api }) => api))];
const types = [...models, ...enumerations].map(({ name }) => name);

/** What may know names: the tables, and the sandbox's rooms. */
const MAY_KNOW = [
  /^src\/(api|models)\//,
  // A room for each resource, with the models that it gives; and what each operation does. What serves all of them knows none.
  /^sandbox\/src\/(?!(call|control|error|fault|lib|log|message|outbox|random|router|state|store|time|totp|wasm)\.rs$)/,
  // A device speaks the protocol from its own side, as an app with Twilio's SDK does.
  /^pkg-template\/sandbox\/device\.js$/,
  // A page on what goes wrong says of what; a test holds its names against those that there are.
  /^pkg-template\/docs\/errors\.md$/,
];

/** A source without its comments and tests. */
function code(file, text) {
  if (file.endsWith('.rs')) [text] = text.split('#[cfg(test)]');
  return text.replace(/\/\*[^]*?\*\//g, '').replace(/(^|[^:'"])\/\/.*/gm, '$1');
}

/** What is written by hand and becomes a part of what ships, or makes it: file -> text. */
async function sources() {
  const files = [];
  for (const folder of ['src', 'pkg-template', 'sandbox/src', 'xtask/src']) {
    const entries = await readdir(path.join(ROOT, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      const file = path.relative(ROOT, path.join(entry.parentPath ?? entry.path, entry.name));
      if (entry.isFile() && !file.endsWith('/tests.rs') && !MAY_KNOW.some((one) => one.test(file)))
        files.push(file);
    }
  }
  return Promise.all(
    files.map(async (file) => [file, code(file, await readFile(path.join(ROOT, file), 'utf8'))]),
  );
}

test('what is said of how many there are is so', async () => {
  const counts = { operations, classes, models, enumerations };
  const COUNT = /\b(\d+)\s+(operations|classes|models|enumerations)\b/g;
  const [readme, changes] = await Promise.all(
    ['README.md', 'CHANGELOG.md'].map((file) => readFile(path.join(ROOT, file), 'utf8')),
  );
  for (const [said, number, what] of readme.matchAll(COUNT))
    assert.equal(+number, counts[what].length, `README.md says "${said}"`);
  // Of a version that is out, no number may change with the next one.
  assert.doesNotMatch(changes, COUNT, 'CHANGELOG.md says how many there are');
});

test('nothing but the tables knows a name', async () => {
  const names = new Set([...operations.map(({ name }) => name), ...classes, ...types]);
  const wires = new Set(operations.map((one) => one.path));
  const found = [];
  const all = await sources();
  assert.ok(all.length > 50, `${all.length} files`);
  for (const [file, text] of all) {
    const words = text.match(/\w+/g) ?? [];
    found.push(
      ...words
        .filter((word) => names.has(word.replace(/WithHttpInfo$|Options$/, '')))
        .map((word) => [file, word]),
    );
    found.push(...[...wires].filter((wire) => text.includes(wire)).map((wire) => [file, wire]));
  }
  assert.deepEqual(found, []);
});

describe('what is in the tables is in', () => {
  let texts;
  const read = (file) => readFile(new URL(file, PACKAGE), 'utf8');
  before(async () => {
    const pages = (await readdir(new URL('docs/', PACKAGE))).filter(
      (page) => !['README.md', 'errors.md', 'migrating.md'].includes(page),
    );
    const bodies = await Promise.all(
      pages.map(async (page) => [page.replace('.md', ''), await read(`docs/${page}`)]),
    );
    texts = {
      pages: Object.fromEntries(bodies),
      index: await read('docs/README.md'),
      types: await read('index.d.cts'),
    };
  });

  test('the JavaScript, for Node and for browsers', async () => {
    const browser = await import(new URL('browser.js', PACKAGE));
    for (const given of [TwilioVerify, named, browser.default, browser]) {
      for (const { name, api } of operations) {
        for (const method of [name, `${name}WithHttpInfo`])
          assert.equal(given[api].prototype[method]?.name, method, `${api}.${method}`);
      }
      for (const name of types) assert.equal(given[name].name, name);
    }
  });

  test('the types', () => {
    for (const { name, api } of operations) {
      const [, body] = texts.types.match(new RegExp(`^export class ${api} \\{$([^]*?)^\\}$`, 'm'));
      for (const method of [name, `${name}WithHttpInfo`])
        assert.match(body, new RegExp(`^  ${method}\\(`, 'm'), `${api}.${method}`);
    }
    for (const name of types) assert.match(texts.types, new RegExp(`^export class ${name}\\b`, 'm'));
  });

  test('the documentation: a page for each class, and the index', () => {
    assert.deepEqual(Object.keys(texts.pages).sort(), [...classes, ...types].sort());
    for (const { name, api, method, path, parameters } of operations) {
      const page = texts.pages[api];
      const section = page.split('\n## ').find((one) => one.startsWith(`${name}\n`));
      const row = `[**${name}**](${api}.md#${name.toLowerCase()}) | **${method}** ${path} | `;
      for (const text of [page, texts.index]) assert.ok(text.includes(row), name);
      for (const one of parameters)
        assert.ok(section.includes(`\n**${one.name}** | `), `${name}: ${one.name}`);
    }
    for (const name of types) assert.ok(texts.index.includes(`\n[${name}](${name}.md) | `), name);
    for (const { name, fields, statics } of models) {
      const page = texts.pages[name];
      for (const field of Object.keys(fields)) assert.ok(page.includes(`**${field}** |`), field);
      for (const [one, values] of Object.entries(statics)) {
        const section = page.split('\n## ').find((text) => text.startsWith(`${one}\n`));
        for (const value of values) assert.ok(section.includes(`**${value}** | \`'${value}'\` |`), value);
      }
    }
  });

  test('the routes of the sandbox', async () => {
    for (const { name, api, parameters } of operations) {
      const sandbox = new Sandbox();
      const client = new TwilioVerify.ApiClient();
      client.fetch = sandbox.fetch;
      const { accountSid: username, authToken: password, serviceSid } = sandbox;
      Object.assign(client.authentications.accountSid_authToken, { username, password });
      const newFactors = new TwilioVerify.VerifyV2NewFactorApi(client);
      const { sid } = await newFactors.createNewFactor(serviceSid, 'mika-0001', 'totp', 'phone');
      const good = { serviceSid, sid, factorSid: sid, identity: 'mika-0001', factorType: 'totp' };
      const required = parameters.filter((one) => one.required);
      const args = required.map((one) => (one.isBody ? {} : (good[one.name] ?? 'x')));
      const error = await new TwilioVerify[api](client)[name](...args).then(
        () => null,
        (error) => error,
      );
      // It does it, or says what is wrong with the call; none is taken for another one.
      assert.notEqual(error?.status, 501, name);
      assert.ok(!error || error.sent === 'answered', `${name}: ${error}`);
      assert.notEqual(error?.code, 20004, name);
    }
  });
});
