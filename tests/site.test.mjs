// The built site, served below a path of its own as a host would that only sends files, in Chromium.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { read } from '../www/numbers.js';
import share, { picture } from '../www/share.js';
import { listen } from '../www/server/listen.js';
import { inspect, launch, photograph } from './page/visit.mjs';

const SITE = new URL('../target/site/', import.meta.url);

let browser, server, folder;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'site-'));
  await mkdir(path.join(folder, 'some'));
  await symlink(SITE.pathname, path.join(folder, 'some/where'));
  const { url, close } = await listen(folder);
  server = { url: `${url}some/where/`, close };
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true });
});

/** Runs `act` on a page, and checks that nothing was complained of, and nothing asked of another origin. */
async function visit(act, { scheme = 'light', width = 1400 } = {}) {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints = [];
  const complain = (what) => complaints.push(`${page.url()}: ${what}`);
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complain(message.text()));
  page.on('pageerror', (error) => complain(error.stack));
  page.on('request', (request) => request.url().startsWith(server.url) || complain(`left: ${request.url()}`));
  page.on('response', (response) => response.ok() || complain(`${response.status()} ${response.url()}`));
  try {
    await act(page);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

/** Where the links of the open page lead, without those to other sites. */
const linksOf = (page) =>
  page.evaluate(
    (base) => [...document.links].map((link) => link.href).filter((href) => href.startsWith(base)),
    server.url,
  );

test('every link of every page leads to a page, and to a heading of it', () =>
  visit(async (page) => {
    const links = new Map();
    const ids = new Map();
    const open = [server.url];
    while (open.length) {
      const url = open.pop();
      if (ids.has(url)) continue;
      await page.goto(url, { waitUntil: 'load' });
      ids.set(
        url,
        new Set(await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id))),
      );
      for (const link of await linksOf(page)) {
        const [to, hash] = link.split('#');
        if (hash && to !== server.url && !to.endsWith('index.html')) links.set(link, url);
        open.push(to);
      }
    }
    assert.ok(ids.size > 90, `${ids.size} pages`);
    const pages = [...ids.keys()].map((url) => url.slice(server.url.length));
    for (const name of ['readme', 'index', 'comparison', 'changelog', 'sandbox', 'errors', 'migrating']) {
      assert.ok(pages.includes(`docs/${name}.html`), name);
    }
    const lost = [...links].filter(([link]) => {
      const [to, hash] = link.split('#');
      return !ids.get(to).has(decodeURIComponent(hash));
    });
    assert.deepEqual(lost, []);
  }));

test('a search finds what an error code means, and leads there by keyboard', () =>
  visit(async (page) => {
    await page.goto(`${server.url}docs/comparison.html`);
    await page.keyboard.press('/');
    await page.keyboard.type('60202');
    const found = page.locator('#results li');
    await found.first().waitFor();
    await page
      .getByRole('status')
      .getByText(/^“60202”: .* places?$/)
      .waitFor();
    assert.match(await found.first().innerText(), /^Errors/);
    assert.equal(await page.locator('#results mark').first().textContent(), '60202');
    await inspect(page, 'results');
    await page.keyboard.press('Enter');
    await page.waitForURL(/docs\/errors\.html#/);
    await page.getByRole('searchbox').fill('<img src=x> no such thing');
    await page.getByText('is nowhere in here').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('article').waitFor();
  }));

for (const [scheme, width, names] of [
  ['light', 1400, ['errors', 'comparison', 'api/VerifyV2FactorApi']],
  ['dark', 360, ['changelog', 'api/WebhookEnumMethods']],
]) {
  test(`axe finds nothing on pages of the documentation, ${scheme}, ${width} px wide`, () =>
    visit(
      async (page) => {
        for (const name of names) {
          await page.goto(`${server.url}docs/${name}.html`);
          await inspect(page, `${name}, ${scheme}`);
          await photograph(page, `docs-${name.replace('/', '-')}-${scheme}`);
        }
      },
      { scheme, width },
    ));
}

for (const width of [1400, 390]) {
  test(`no word in a table of the documentation is broken, ${width} px wide`, () =>
    visit(
      async (page) => {
        for (const name of [
          'errors',
          'sandbox',
          'api/VerifyV2FactorApi',
          'api/VerificationAttemptEnumMessageStatus',
        ]) {
          await page.goto(`${server.url}docs/${name}.html`);
          const broken = await page.evaluate(() => {
            const found = [];
            for (const cell of document.querySelectorAll('td, th')) {
              const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                const { currentNode: text } = texts;
                for (const { 0: word, index } of text.data.matchAll(/\w+/g)) {
                  const range = new Range();
                  range.setStart(text, index);
                  range.setEnd(text, index + word.length);
                  const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
                  if (lines.size > 1) found.push(word);
                }
              }
            }
            return found;
          });
          assert.deepEqual(broken, [], name);
        }
      },
      { width },
    ));
}

test('programs have colours, and stay the text that they were', () =>
  visit(async (page) => {
    await page.goto(`${server.url}docs/readme.html`);
    await page.locator('pre .token-keyword').first().waitFor();
    const program = await page.locator('pre code').first().textContent();
    assert.ok((await readFile(new URL('../README.md', import.meta.url), 'utf8')).includes(program));
  }));

test('where a link is shared there is a title, a sentence and a picture of the size that it says', async () => {
  for (const name of ['index', 'docs/errors']) {
    const text = await readFile(new URL(`${name}.html`, SITE), 'utf8');
    const tags = Object.fromEntries(
      [...text.matchAll(/<meta property="(og:[\w:]+)" content="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
    for (const tag of ['title', 'description', 'image:alt'])
      assert.ok(tags[`og:${tag}`], `${name}: og:${tag}`);
    assert.doesNotMatch(text, /\{\{|\{%/);
    const file = new URL(tags['og:image'], new URL(`${name}.html`, SITE));
    assert.ok(existsSync(file), `${name}: ${tags['og:image']}`);
    const png = await readFile(file);
    assert.deepEqual(
      [png.subarray(1, 4).toString('latin1'), png.readUInt32BE(16), png.readUInt32BE(20)],
      ['PNG', Number(tags['og:image:width']), Number(tags['og:image:height'])],
    );
  }
});

test('where it is known where the site will be, what is shared has whole addresses', async () => {
  const html = '<title>A &amp; b</title><meta name="description" content="c">';
  const tags = (path) => share().transformIndexHtml(html, { path });
  const value = (made, name) => made.find(({ attrs }) => attrs.property === name)?.attrs.content;
  const before = process.env.SITE_URL;
  try {
    process.env.SITE_URL = 'https://example.com/deep/';
    assert.equal(value(tags('/index.html'), 'og:image'), 'https://example.com/deep/share.png');
    assert.equal(value(tags('/index.html'), 'og:url'), 'https://example.com/deep/');
    assert.equal(value(tags('/docs.html'), 'og:url'), 'https://example.com/deep/{{ path }}');
    delete process.env.SITE_URL;
    assert.equal(value(tags('/index.html'), 'og:image'), './share.png');
    assert.equal(value(tags('/index.html'), 'og:url'), undefined);
  } finally {
    if (before !== undefined) process.env.SITE_URL = before;
  }
});

test('the picture shows the numbers of the page, each within its column', async () => {
  const svg = await picture();
  const columns = new Map();
  for (const [, x, size, text] of svg.matchAll(/<text x="(\d+)" y="\d+" font-size="(\d+)"[^>]*>([^<]*)</g)) {
    if (Number(size) === 18) columns.set(x, [...(columns.get(x) ?? []), text]);
  }
  assert.equal(columns.size, 4);
  for (const text of [...columns.values()].flat()) assert.ok(text.length <= 24, text);
  for (const name of ['download', 'setups', 'smaller', 'operations']) {
    assert.ok(svg.includes(`>${(await read())[name].text}<`), name);
  }
});
