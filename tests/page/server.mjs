// The built page, served below a path of its own: nothing in it may rely on being at the root.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { policy } from '../../www/policy.js';
import { TYPES } from '../../www/server/listen.js';

const DIST = new URL('../../www/dist/', import.meta.url);
const BASE = '/some/where/';

/**
 * @param {string} [host] The name in its address: an address has no passkeys.
 * @returns {Promise<{url: string, served: () => {path: string, compressed: number}[], close: () => Promise<void>}>}
 *   `served` is each file that was asked for, and how many bytes it has in Brotli.
 */
export async function servePage(host = '127.0.0.1') {
  const sent = new Map();
  const server = createServer(async ({ url }, response) => {
    const path = url.startsWith(BASE) ? url.slice(BASE.length) || 'index.html' : undefined;
    try {
      const body = await readFile(new URL(path, DIST));
      sent.set(path, body);
      response.writeHead(200, {
        'Content-Type': TYPES[extname(path)],
        'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'max-age=600',
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://${host}:${server.address().port}${BASE}`,
    served: () => [...sent].map(([path, body]) => ({ path, compressed: brotliCompressSync(body).length })),
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
