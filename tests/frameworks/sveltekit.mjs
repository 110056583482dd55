// SvelteKit, whose adapter for Node has Rollup bundle once more what Vite made.
import path from 'node:path';
import { HERE, ask, node, require, serving, versionOf } from './running.mjs';

const cwd = path.join(HERE, 'sveltekit');

export const SVELTEKIT = {
  rows: [{ name: 'SvelteKit', how: 'adapter-node' }],
  version: versionOf('@sveltejs/kit'),
  async open(use) {
    const vite = path.join(path.dirname(require.resolve('vite/package.json')), 'bin/vite.js');
    await node([vite, 'build'], { cwd });
    const env = (port) => ({ PORT: port, HOST: '127.0.0.1' });
    await serving({ args: () => ['build/index.js'], cwd, env }, (origin) =>
      use((row, query) => ask(origin, '/', query)),
    );
  },
};
