// What the page says of the package in numbers, against where they are measured and tested.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { filled, read, runtimes, times } from '../www/numbers.js';
import { operations } from './known.mjs';

const text = (file) => readFile(new URL(`../${file}`, import.meta.url), 'utf8');
const [readme, comparison] = await Promise.all(['README.md', 'docs/comparison.md'].map(text));

/** The lines of a Markdown table that begin with a cell. */
const lines = (markdown, cell) => markdown.split('\n').filter((line) => line.startsWith(`| ${cell} |`));

/** What the sources say, read in another way than the build does. */
const told = {
  download: Number(
    /([\d,]+) bytes \(the whole API\) \|$/.exec(lines(readme, 'download, brotli')[0])[1].replace(',', ''),
  ),
  setups:
    readme.match(/\| [\d.]+ \| \d{4}(?:, \d+ skipped)? \|$/gm).length +
    readme.match(/\| 20\d\d-\d\d-\d\d \| \d{4} \|$/gm).length,
};

test('each number of the page is what its source says', async () => {
  const numbers = await read();
  // `cargo xtask size` holds the README's against another encoder of brotli.
  assert.ok(
    Math.abs(numbers.download.value * 1000 - told.download) <= told.download / 50,
    numbers.download.text,
  );
  assert.equal(numbers.setups.value, told.setups);
  const named = new Set(numbers.platforms.names);
  assert.equal(named.size, numbers.platforms.value);
  for (const name of named) assert.ok(readme.includes(`\n| ${name}`), name);
  const [upload] = lines(comparison, 'Workers: upload');
  const sizes = [...upload.matchAll(/([\d.]+) kB gzip/g)].map(([, size]) => Number(size));
  const [ours, theirs] = [sizes[0], sizes.at(-1)];
  // Whole, and never more than it is.
  assert.ok(numbers.smaller.value <= theirs / ours && numbers.smaller.value > theirs / ours - 1);
  const [load] = lines(comparison, 'Node: `require`');
  assert.ok(Math.abs(numbers.faster.value - Number(/, ([\d.]+) times ours/.exec(load)[1])) < 0.15);
  assert.equal(numbers.operations.value, operations.length);
  for (const [name, { text, unit, label, href }] of Object.entries(numbers)) {
    assert.match(text, /^[\d.,]+$/, name);
    assert.ok(unit && label && href.startsWith('./docs/'), name);
  }
});

test('the built page shows these numbers, in the places that are kept for them', async () => {
  const page = await text('www/dist/index.html').catch(() =>
    assert.fail('`cargo xtask site` builds the page'),
  );
  const numbers = await read();
  const shown = [...page.matchAll(/data-number="(\w+)"[^>]*>([^<]*)</g)];
  assert.ok(shown.length >= 4, `${shown.length} numbers`);
  for (const [, name, text] of shown) assert.equal(text, numbers[name].text, name);
  assert.doesNotMatch(page, /data-number="\w*"[^>]*><\//);
});

test('a place is filled, whatever stood in it, and no other text is', () => {
  const numbers = { download: { text: '22.1' } };
  const page = '<p>0</p><b class="a" data-number="download" id="b">typed</b><b>1</b>';
  assert.equal(filled(page, numbers), '<p>0</p><b class="a" data-number="download" id="b">22.1</b><b>1</b>');
});

test('a number that its source has not got fails the build, and says where', () => {
  assert.throws(() => filled('<b data-number="speed"></b>', {}), /www\/numbers\.js has no number "speed"/);
  assert.throws(() => filled('<b data-number="toString"></b>', {}), /has no number "toString"/);
  assert.throws(() => runtimes('no table'), /README\.md has no table of runtimes/);
  assert.throws(
    () => runtimes(readme.replace(/\| \d{4}(?=[ ,])/g, '| –')),
    /README\.md has no runtime that ran/,
  );
  assert.throws(() => times('', 'Workers: upload', 'kB gzip'), /comparison\.md has no row "Workers: upload"/);
  const without = comparison.replaceAll('kB gzip', 'kB');
  assert.throws(() => times(without, 'Workers: upload', 'kB gzip'), /has no two numbers in kB gzip/);
});
