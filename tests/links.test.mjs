// Every link of the package's pages, and of the project's, leads somewhere. Other sites are not asked.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PACKAGE = path.join(ROOT, 'tests/node_modules/twilio_verify');
const { version } = JSON.parse(await readFile(path.join(PACKAGE, 'package.json'), 'utf8'));

/** Where the published package's files can be read. */
const PLACE = `https://unpkg.com/twilio_verify@${version}/`;

/** A page without its code, in which nothing is a link or a heading. */
const prose = (text) =>
  text.replace(/^```[^]*?^```$/gm, '').replace(/`[^`\n]*`/g, (code) => `\`${'x'.repeat(code.length - 2)}\``);

/** The names that a page's headings have in a link: as GitHub, and who follows it, makes them. */
function anchors(text) {
  const headings = text.replace(/^```[^]*?^```$/gm, '').matchAll(/^#+ (.*)$/gm);
  const name = (heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\-_ ]/gu, '')
      .replaceAll(' ', '-');
  return [...headings].map(([, heading]) => name(heading));
}

const linksOf = (text) => [...prose(text).matchAll(/\]\(([^)\s]*)\)/g)].map(([, target]) => target);

/** Fails where a link of a file leads nowhere; gives how many there are. */
async function follow(file) {
  const text = await readFile(file, 'utf8');
  const links = linksOf(text);
  for (const link of links) {
    const at = `${path.relative(ROOT, file)}: ${link}`;
    if (link.startsWith('https://unpkg.com/')) {
      assert.ok(link.startsWith(PLACE), `${at}: another version or package`);
      assert.ok(existsSync(path.join(PACKAGE, link.slice(PLACE.length))), at);
      continue;
    }
    if (/^https:/.test(link)) {
      assert.ok(URL.canParse(link), at);
      continue;
    }
    assert.doesNotMatch(link, /^(\w+:|\/)/, at);
    const [name, anchor] = link.split('#');
    const target = name ? path.resolve(path.dirname(file), name) : file;
    assert.ok(existsSync(target), at);
    if (anchor) assert.ok(anchors(await readFile(target, 'utf8')).includes(anchor), at);
  }
  return links.length;
}

test('in the package each leads to another page of it', async () => {
  const pages = (await readdir(path.join(PACKAGE, 'docs'))).map((page) => path.join(PACKAGE, 'docs', page));
  let count = 0;
  for (const page of pages) count += await follow(page);
  assert.ok(count > 400, `${count} links`);
});

test('npm shows the README by itself: its links are whole addresses, or stay on it', async () => {
  const readme = path.join(PACKAGE, 'README.md');
  const links = linksOf(await readFile(readme, 'utf8'));
  assert.ok(links.some((link) => link.startsWith(PLACE)));
  assert.deepEqual(
    links.filter((link) => !/^(https:\/\/|#)/.test(link)),
    [],
  );
  await follow(readme);
});

test('in the project each leads to a file of it', async () => {
  const skipped = /(^|\/)(node_modules|target|pkg|dist|\.git)(\/|$)/;
  const files = await readdir(ROOT);
  for (const folder of ['docs', 'examples', '.github', 'pkg-template/docs']) {
    if (!existsSync(path.join(ROOT, folder))) continue;
    const inside = await readdir(path.join(ROOT, folder), { recursive: true });
    files.push(...inside.map((file) => path.join(folder, file)));
  }
  const pages = files.filter((file) => file.endsWith('.md') && !skipped.test(file));
  assert.ok(pages.includes('README.md'));
  for (const page of pages) await follow(path.join(ROOT, page));
});
