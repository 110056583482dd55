// Next.js, built by both of its bundlers: a route in Node and one at the edge, a server component, and a proxy.
import path from 'node:path';
import { HERE, ask, node, require, serving, versionOf } from './running.mjs';

const NEXT = require.resolve('next/dist/bin/next');
const cwd = path.join(HERE, 'next');

const WAYS = { node: 'route', edge: 'edge route', component: 'server component', proxy: 'proxy' };

/** Both builds: rows, and how they come to be. */
export const NEXT_SETUPS = [
  { name: 'Next.js, Turbopack', flags: [], out: 'out/turbopack' },
  { name: 'Next.js, webpack', flags: ['--webpack'], out: 'out/webpack' },
].map(({ name, flags, out }) => ({
  rows: Object.entries(WAYS).map(([at, how]) => ({ name, how, at })),
  version: versionOf('next'),
  async open(use) {
    await node([NEXT, 'build', ...flags], { cwd, env: { OUT: out } });
    const args = (port) => [NEXT, 'start', '--port', port, '--hostname', '127.0.0.1'];
    await serving({ args, cwd, env: () => ({ OUT: out }) }, (origin) =>
      use(({ at }, query) => ask(origin, `/${at}`, query)),
    );
  },
}));
