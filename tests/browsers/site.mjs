// A site for one visit: a page, the files of a project in which the package is installed, and those of these tests.
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const TESTS = new URL('..', import.meta.url).pathname;

/** Milliseconds within which a page has to tell something. */
const LIMIT = 60_000;

const TYPES = { '.html': 'text/html; charset=utf-8', '.wasm': 'application/wasm' };

/** Comes first in every page: whatever nobody catches is told too. */
const WATCH = `<!doctype html><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
<script>
  const tell = ({ name, message }) =>
    fetch('/report', { method: 'POST', body: JSON.stringify({ uncaught: { name, message } }) });
  addEventListener('unhandledrejection', ({ reason }) => tell(reason));
  // What cannot be loaded has no error, and does not bubble.
  const missing = ({ target }) => ({ name: 'LoadError', message: target.src ?? target.href });
  addEventListener('error', (event) => tell(event.error ?? missing(event)), true);
</script>
`;

/**
 * Serves a page on a free port of the loopback interface.
 *
 * @param {string} folder The project: its files are below /.
 * @param {string} page The page, which is the site's root.
 * @param {Record<string, string>} [headers] What every answer has beside its type.
 * @returns {Promise<{url: string, told: () => Promise<any>, close: () => Promise<void>}>} `told` gives what the page POSTs
 * to /report first: {uncaught: {name, message}} where it failed.
 */
export async function serveSite(folder, page, headers = {}) {
  let tell;
  const report = new Promise((resolve) => (tell = resolve));
  const server = http.createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://site');
    if (pathname === '/report') {
      tell(JSON.parse(await text(request)));
      return response.writeHead(204).end();
    }
    const of = /^\/(browsers|conformance)\//.test(pathname) ? TESTS : folder;
    try {
      const body = pathname === '/' ? WATCH + page : await readFile(path.join(of, pathname));
      const type =
        TYPES[pathname === '/' ? '.html' : path.extname(pathname)] ?? 'text/javascript; charset=utf-8';
      response.writeHead(200, { 'content-type': type, ...headers }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    async told() {
      let timer;
      const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`the page told nothing within ${LIMIT} ms`)), LIMIT);
      });
      return Promise.race([report, late]).finally(() => clearTimeout(timer));
    },
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

/** Visits a page with a browser; gives what it told. */
export async function visit(browser, folder, page, headers) {
  const site = await serveSite(folder, page, headers);
  try {
    const leave = await browser.open(site.url);
    try {
      return await site.told();
    } finally {
      await leave();
    }
  } finally {
    await site.close();
  }
}
