// How long it takes on a phone until the page can be used: opened over 4G on a processor that is four times slower, with a
// click that waits for it, until the code is there. `node tests/page/usable.mjs` after `cargo xtask site`; other folders that
// are named are measured in turn with it.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { brotliCompressSync } from 'node:zlib';
import { TYPES } from '../../www/server/listen.js';
import { launch } from './visit.mjs';

const RUNS = 9;

/** What browsers' developer tools call fast 4G, and Lighthouse slow 4G; in bytes a second, and ms a round trip. */
const NETWORKS = {
  '4G': { downloadThroughput: (9e6 * 0.9) / 8, uploadThroughput: (1.5e6 * 0.9) / 8, latency: 60 * 2.75 },
  'slow 4G': { downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8, latency: 150 },
};

/** Serves a folder in Brotli, as a host does. */
async function serve(folder) {
  const packed = new Map();
  const server = createServer(async ({ url }, response) => {
    const path = url.slice(1) || 'index.html';
    try {
      if (!packed.has(path)) packed.set(path, brotliCompressSync(await readFile(resolve(folder, path))));
      response.writeHead(200, { 'content-type': TYPES[extname(path)], 'content-encoding': 'br' });
      response.end(packed.get(path));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${server.address().port}/`, server };
}

/** Runs in the page: clicks as soon as there is who listens, and notes when the code has come. */
function click() {
  addEventListener('DOMContentLoaded', () => {
    new MutationObserver(() => {
      if (document.querySelector('#sms .notice')) globalThis.usable ??= performance.now();
    }).observe(document.querySelector('#sms .notices'), { childList: true });
    document.querySelector('#sms .primary').click();
  });
}

async function once(browser, url, network) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', { offline: false, ...NETWORKS[network] });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.addInitScript(click);
  await page.goto(url, { waitUntil: 'commit' });
  let times;
  // Playwright's own waits make functions of texts, which the page's policy forbids.
  do {
    await setTimeout(50);
    times = await page.evaluate(() => ({
      painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
      usable: globalThis.usable,
    }));
  } while (!times.usable);
  await context.close();
  return times;
}

const folders = [new URL('../../www/dist/', import.meta.url).pathname, ...process.argv.slice(2)];
const browser = await launch();
const served = await Promise.all(folders.map(serve));
for (const network of Object.keys(NETWORKS)) {
  const all = served.map(() => []);
  for (let run = 0; run < RUNS; run++) {
    for (const [at, { url }] of served.entries()) all[at].push(await once(browser, url, network));
  }
  for (const [at, runs] of all.entries()) {
    const told = ['painted', 'usable'].map((name) => {
      const times = runs.map((run) => run[name]).sort((a, b) => a - b);
      const [least, median, most] = [0, Math.floor(times.length / 2), times.length - 1].map((i) =>
        (times[i] / 1000).toFixed(2),
      );
      return `${name} after ${median} s (${least} to ${most})`;
    });
    console.log(`${network}, ${folders[at]}: ${told.join(', ')}`);
  }
}
await browser.close();
for (const { server } of served) server.close();
