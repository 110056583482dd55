// A site for one visit of a browser: a page, and the files of a project in which the package is installed.
import { cp, readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { Scratch } from '../scratch.mjs';

const TESTS = new URL('..', import.meta.url).pathname;

/** Milliseconds within which a page has to tell something. */
const LIMIT = 300_000;

/** Comes first in every page: whatever nobody catches is told too. */
const WATCH = `<!doctype html><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">
<script>
  const tell = ({ name, message }) =>
    fetch('/report', { method: 'POST', body: JSON.stringify({ uncaught: { name, message } }) });
  addEventListener('unhandledrejection', ({ reason }) => tell(reason));
  // What cannot be loaded has no error, and does not bubble.
  const missing = ({ target }) => ({ name: 'LoadError', message: target.src });
  addEventListener('error', (event) => tell(event.error ?? missing(event)), true);
</script>
`;

/** A project with the packed package in it, the conformance cases, and the pages and programs that run them. */
export async function createProject() {
  const project = await Scratch.create();
  for (const folder of ['conformance', 'browsers/page', 'bundlers/program']) {
    await cp(path.join(TESTS, folder), path.join(project.folder, folder), { recursive: true });
  }
  return project;
}

/** Serves a page, which is the site's root, and the files of a project. `told` gives what is POSTed to /report first. */
async function serveSite(folder, page, headers) {
  let tell;
  const told = new Promise((resolve) => (tell = resolve));
  const server = http.createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://site');
    if (pathname === '/report') {
      tell(JSON.parse(await text(request)));
      return response.writeHead(204).end();
    }
    try {
      const root = pathname === '/';
      const body = root ? WATCH + page : await readFile(path.join(folder, pathname));
      const type = root ? 'text/html; charset=utf-8' : 'text/javascript; charset=utf-8';
      response.writeHead(200, { 'content-type': type, ...headers }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    told,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

/** The first of two that settles: a promise, or an error after some milliseconds. */
async function within(limit, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the page told nothing within ${limit} ms`)), limit);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/**
 * Visits a page with a browser.
 *
 * @param browser One of browsers.mjs, started.
 * @param {string} folder The project, whose files are below the root of the site.
 * @param {string} page The page's HTML.
 * @param {{query?: Record<string, string>, headers?: Record<string, string>}} [options] What the page's address ends with,
 * and what every answer of the site has beside its type.
 * @returns {Promise<any>} What the page POSTed to /report first: {uncaught: {name, message}} where nobody caught an error.
 */
export async function visit(browser, folder, page, { query = {}, headers } = {}) {
  const site = await serveSite(folder, page, headers);
  try {
    const leave = await within(LIMIT, browser.open(`${site.url}?${new URLSearchParams(query)}`));
    return await within(LIMIT, site.told).finally(leave);
  } finally {
    await site.close();
  }
}

/** Visits a page that runs the conformance cases; gives what came of them. */
export async function runCases(browser, folder, page, query, scope) {
  const { uncaught, where, ...result } = await visit(browser, folder, page, { query });
  if (uncaught) throw new Error(`${uncaught.name}: ${uncaught.message}`);
  if (where !== scope) throw new Error(`this ran in a ${where}, not in a ${scope}`);
  return result;
}
