// The built page, served below a path of its own: nothing in it may rely on being at the root.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { policy } from '../../www/policy.js';

const DIST = new URL('../../www/dist/', import.meta.url);
const BASE = '/some/where/';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** @returns {Promise<{url: string, close: () => Promise<void>}>} */
export async function servePage() {
  const server = createServer(async ({ url }, response) => {
    const path = url.startsWith(BASE) ? url.slice(BASE.length) || 'index.html' : undefined;
    try {
      const body = await readFile(new URL(path, DIST));
      response.writeHead(200, {
        'Content-Type': TYPES[extname(path)],
        'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
        'X-Content-Type-Options': 'nosniff',
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${BASE}`,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
