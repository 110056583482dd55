// Nitro, which Nuxt is built with, of two majors: for Node, and for Cloudflare's Workers.
import path from 'node:path';
import { DIST, HERE, ask, node, require, requireOther, serving, versionOf } from './running.mjs';

const cwd = path.join(HERE, 'nitro');
const bin = (name) => {
  const manifest = require.resolve(`${name}/package.json`);
  return path.join(path.dirname(manifest), Object.values(require(manifest).bin)[0]);
};

/** Runs a Worker of the files in a folder. */
async function inWorkerd(folder, use) {
  const { Miniflare } = requireOther('miniflare');
  const miniflare = new Miniflare({
    modules: true,
    modulesRoot: folder,
    modulesRules: [
      { type: 'ESModule', include: ['**/*.mjs', '**/*.js'] },
      { type: 'CompiledWasm', include: ['**/*.wasm'] },
    ],
    scriptPath: path.join(folder, 'index.mjs'),
    compatibilityDate: '2026-01-01',
    compatibilityFlags: ['nodejs_compat'],
  });
  try {
    await use(async (row, query) => {
      const response = await miniflare.dispatchFetch(`http://worker/?${query}`);
      const text = await response.text();
      try {
        return JSON.parse(text);
      } catch {
        throw new Error(`${response.status}: ${text.slice(0, 2000)}`);
      }
    });
  } finally {
    await miniflare.dispose();
  }
}

const setup = (name, how, preset, run) => ({
  rows: [{ name: 'Nitro', how }],
  version: versionOf(name),
  async open(use) {
    const out = path.join(DIST, `${name}-${preset}`);
    await node([bin(name), 'build', '--preset', preset], { cwd, env: { NITRO_OUTPUT: out } });
    await run(path.join(out, 'server'), use);
  },
});

const inNode = (folder, use) =>
  serving(
    { args: () => [path.join(folder, 'index.mjs')], env: (port) => ({ PORT: port, HOST: '127.0.0.1' }) },
    (origin) => use((row, query) => ask(origin, '/', query)),
  );

export const NITRO = ['nitropack', 'nitro'].flatMap((name) => [
  setup(name, 'Node', 'node-server', inNode),
  setup(name, 'Cloudflare Workers', 'cloudflare-module', inWorkerd),
]);
