// The server of the demo: the files of the site, and the way to Twilio where the page is live. Only this machine reaches
// it, and only under its own names: another site, or a name that somebody has pointed here, is refused.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { policy } from '../policy.js';
import { COSTS } from './account.js';
import { forward, refusal } from './forward.js';

const HOST = '127.0.0.1';

/** The media type of each kind of file of the site. */
export const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/** What stands before the paths of Twilio. */
const LIVE = '/live';

const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/**
 * Serves a folder.
 *
 * @param {string} folder
 * @param {{port?: number, live?: {serviceSid: string, authorization: string, hidden: string[], routes: Function},
 *   upstream?: string}} [options] `upstream` is Twilio, or what a test has in its place.
 * @returns {Promise<{url: string, close: () => Promise<void>}>}
 */
export async function listen(folder, { port = 0, live, upstream } = {}) {
  const server = createServer();
  await new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, HOST, done);
  });
  const own = server.address().port;
  // Who asks at the port that is HTTP's own leaves it out.
  const hosts = [HOST, 'localhost'].map((name) => (own === 80 ? name : `${name}:${own}`));
  // Only a page that is live connects, and only to this server.
  const rules = live ? `${policy}; connect-src 'self'` : policy;

  /** The page as it is served: it says itself whether it is live. */
  function page(html) {
    if (!live) return html;
    const content = JSON.stringify({ serviceSid: live.serviceSid, costs: COSTS });
    return (
      html
        .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
        // The page's own service is not used.
        .replace(/<link rel="modulepreload"[^>]*codes[^>]*>/, '')
        .replace('</title>', `</title><meta name="twilio-verify-live" content="${escape(content)}">`)
    );
  }

  async function file(url, response) {
    const path = decodeURIComponent(new URL(url, `http://${HOST}`).pathname);
    const name = resolve(folder, `.${path.endsWith('/') ? `${path}index.html` : path}`);
    if (!name.startsWith(resolve(folder) + sep)) throw new Error('it is outside');
    const body = await readFile(name);
    response.writeHead(200, {
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      'content-security-policy': `${rules}; frame-ancestors 'none'`,
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
    response.end(extname(name) === '.html' ? page(body.toString('utf8')) : body);
  }

  server.on('request', async (request, response) => {
    const { method, url, headers } = request;
    try {
      if (!hosts.includes(headers.host))
        return refusal(response, 'This server answers under its own name only.');
      if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`) {
        return refusal(response, 'This server answers its own page only.');
      }
      if (live && url.startsWith(`${LIVE}/`)) {
        return await forward(request, response, url.slice(LIVE.length), live, upstream);
      }
      if (!['GET', 'HEAD'].includes(method)) return response.writeHead(405, { allow: 'GET, HEAD' }).end();
      await file(url, response);
    } catch {
      if (!response.headersSent) response.writeHead(404, { 'content-type': 'text/plain' });
      response.end('There is no such page.\n');
    }
  });
  return {
    url: `http://${HOST}:${own}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
