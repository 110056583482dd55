// Every code block of what ships, run in a project that has nothing but the installed package.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { examples, fenced } from './code-blocks/blocks.mjs';
import { OTHERS, PROGRAMS } from './code-blocks/programs.mjs';
import { fieldsOf, models, operations } from './known.mjs';
import { Scratch } from './scratch.mjs';
import { serve } from './server.mjs';

const PACKAGE = new URL('node_modules/twilio_verify/', import.meta.url);
const isJavaScript = ({ language }) => ['javascript', 'js'].includes(language);

/** File -> its blocks. */
const files = {};
for (const file of (await readdir(PACKAGE, { recursive: true })).sort()) {
  const read = () => readFile(new URL(file, PACKAGE), 'utf8');
  const blocks = /\.md$/.test(file)
    ? fenced(await read())
    : /\.d\.[cm]ts$/.test(file)
      ? examples(await read())
      : [];
  if (blocks.length) files[file] = blocks;
}

/** How many programs have had a place of their own on the server. */
let places = 0;

let server;
let scratch;
before(async () => ([server, scratch] = await Promise.all([serve(), Scratch.create()])));
after(() => Promise.all([server.close(), scratch.remove()]));

/** Runs a program; `place` is where its requests go. Gives what it printed. */
async function run(text, place) {
  await scratch.write('block.mjs', text);
  const { code, stdout, stderr } = await scratch.run('block.mjs', place);
  assert.deepEqual([code, stderr], [0, ''], text);
  return stdout.split('\n').slice(0, -1);
}

/** Runs a program that talks to a server that answers so; gives what it printed, and the requests. */
async function runAgainst(name, text, answers) {
  const place = `${server.origin}/_/${name}`;
  await fetch(place, { method: 'PUT', body: JSON.stringify(answers) });
  const lines = await run(text, `${server.origin}/${name}`);
  return { lines, seen: await (await fetch(place)).json() };
}

test('every page and every example of the types is looked at', () => {
  const found = Object.keys(files);
  for (const file of [...Object.keys(PROGRAMS), 'docs/VerifyV2FactorApi.md', 'sandbox.d.cts', 'init.d.cts']) {
    assert.ok(found.includes(file), file);
  }
  for (const [file, headings] of Object.entries(PROGRAMS)) {
    for (const [heading, entries] of Object.entries(headings)) {
      const blocks = files[file].filter((one) => one.heading === heading && isJavaScript(one));
      assert.equal(blocks.length, entries.length, `${file}, ${heading}: blocks`);
    }
  }
});

describe('the example of an operation runs as it stands:', () => {
  for (const [file, blocks] of Object.entries(files).filter(([file]) => /^docs\/\w+Api\.md$/.test(file))) {
    const api = path.basename(file, '.md');
    test(api, async () => {
      const own = operations.filter((one) => one.api === api);
      const pages = await readFile(new URL(file, PACKAGE), 'utf8');
      const sections = pages.split(/^## /m).slice(1);
      assert.deepEqual(sections.map((one) => one.split('\n')[0]).sort(), own.map(({ name }) => name).sort());
      for (const section of sections) {
        const operation = own.find(({ name }) => section.startsWith(`${name}\n`));
        const text = fenced(section).map((one) => one.text);
        assert.equal(text.length, 2, 'as a callback, and as a promise');
        const { method, returns, parameters } = operation;
        // As a callback, as a promise, and as items and as pages where it gives a list.
        const isList = fieldsOf(returns)?.meta !== undefined;
        const calls = isList ? 4 : 2;
        const answer = returns ? { body: '{}' } : { status: 204, body: '' };
        const list = Object.entries(fieldsOf(returns) ?? {}).find(([, type]) => /^\[/.test(type))?.[0];
        if (isList) answer.body = JSON.stringify({ [list]: [{}], meta: {} });
        const { lines, seen } = await runAgainst(operation.name, text.join(''), [answer]);
        const expected = [/^API called successfully\./, ...(isList ? [/{|Verify/, /^1$/] : [])];
        for (const one of expected)
          assert.ok(
            lines.some((line) => one.test(line)),
            `${lines}`,
          );
        assert.equal(seen.length, calls, operation.name);
        for (const request of seen) {
          assert.equal(request.method, method);
          assert.equal(request.headers.authorization, `Basic ${btoa('YOUR USERNAME:YOUR PASSWORD')}`);
          const [body] = parameters.filter(({ isBody }) => isBody);
          if (body) holds(JSON.parse(request.body), body.type);
          else {
            const sent = new URLSearchParams(method === 'GET' ? request.url.split('?')[1] : request.body);
            const required = parameters.filter((one) => one.required && !one.inPath);
            for (const { wire } of required) assert.ok(sent.has(wire), `${operation.name}: ${wire}`);
          }
        }
      }
    });
    assert.ok(blocks.length > 1, file);
  }

  /** What is sent has what its model needs. */
  function holds(sent, name) {
    const { fields, required } = models.find((model) => model.name === name);
    for (const field of required) {
      assert.ok(sent[field], `${name}: ${field}`);
      if (fieldsOf(fields[field])) holds(sent[field], fields[field]);
    }
  }
});

for (const [file, blocks] of Object.entries(files).filter(([file]) => !/^docs\/\w+Api\.md$/.test(file))) {
  describe(`of ${file}, the block`, () => {
    const count = {};
    const program = (heading) => blocks.find((one) => one.heading === heading && isJavaScript(one)).text;
    for (const block of blocks) {
      const { heading, language, text } = block;
      if (!isJavaScript(block)) {
        test(`of ${language} under "${heading}" says what is so`, () => {
          assert.ok(OTHERS[language], `no test looks at what is ${language}`);
          OTHERS[language](text, (name) => existsSync(new URL(name, PACKAGE)));
        });
        continue;
      }
      const number = (count[heading] = (count[heading] ?? 0) + 1);
      const entry = PROGRAMS[file]?.[heading]?.[number - 1] ?? {};
      const { continues, before: above = '', after: below = '', used, answers, sees, prints } = entry;
      test(`"${heading}" ${number} runs`, { skip: entry.elsewhere }, async () => {
        const whole = `${above}${continues ? program(continues) : ''}${text}${below}`;
        let lines;
        if (answers) {
          const { lines: printed, seen } = await runAgainst(`block-${places++}`, whole, answers);
          lines = printed;
          sees?.(seen);
        } else {
          lines = await run(whole, 'https://verify.twilio.com');
        }
        if (used) {
          await scratch.write('uses.mjs', used);
          const { code, stdout, stderr } = await scratch.run('uses.mjs', 'https://verify.twilio.com');
          assert.deepEqual([code, stderr], [0, '']);
          lines = stdout.split('\n').slice(0, -1);
        }
        if (prints) assert.deepEqual(lines.sort(), [...prints].sort());
      });
    }
  });
}
