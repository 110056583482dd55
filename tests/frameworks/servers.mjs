// Bundlers, as their users make one file of a server that Node runs, dependencies and all.
import commonjs from '@rollup/plugin-commonjs';
import path from 'node:path';
import * as vite7 from 'vite';
import { DIST, HERE, node, requireOther } from './running.mjs';

const esbuild = requireOther('esbuild');
const webpack = requireOther('webpack');
const { rollup, VERSION } = requireOther('rollup');
const { nodeResolve } = requireOther('@rollup/plugin-node-resolve');
const vite8 = await import(requireOther.resolve('vite'));

const ENTRY = path.join(HERE, 'cli.mjs');

const withVite = ({ build, version }) => ({
  name: 'Vite',
  how: 'SSR, all bundled',
  version,
  file: 'cli.js',
  build: (folder) =>
    build({
      root: HERE,
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: { ssr: ENTRY, outDir: folder, rollupOptions: { output: { entryFileNames: 'cli.js' } } },
    }),
});

const BUNDLERS = [
  withVite(vite7),
  withVite(vite8),
  {
    name: 'Rollup',
    how: 'for Node',
    version: VERSION,
    file: 'cli.mjs',
    async build(folder) {
      const plugins = [nodeResolve({ exportConditions: ['node'] }), commonjs()];
      const bundle = await rollup({ input: ENTRY, plugins });
      await bundle.write({ dir: folder, entryFileNames: 'cli.mjs' });
      await bundle.close();
    },
  },
  {
    name: 'esbuild',
    how: 'for Node',
    version: esbuild.version,
    file: 'cli.mjs',
    build: (folder) =>
      esbuild.build({
        entryPoints: [ENTRY],
        outdir: folder,
        outExtension: { '.js': '.mjs' },
        bundle: true,
        platform: 'node',
        format: 'esm',
        logLevel: 'error',
      }),
  },
  {
    name: 'webpack',
    how: 'for Node',
    version: webpack.version,
    file: 'cli.cjs',
    build: (folder) =>
      new Promise((resolve, reject) => {
        const output = { path: folder, filename: 'cli.cjs' };
        webpack({ mode: 'production', target: 'node20', entry: ENTRY, output }, (error, stats) => {
          if (error) reject(error);
          else if (stats.hasErrors() || stats.hasWarnings()) reject(new Error(stats.toString()));
          else resolve();
        });
      }),
  },
];

/** A row for each: builds, and runs what was built. */
export const SERVERS = BUNDLERS.map(({ name, how, version, file, build }) => ({
  rows: [{ name, how }],
  version,
  async open(use) {
    const folder = path.join(DIST, `${name}-${version}`);
    await build(folder);
    await use(async (row, query) => JSON.parse(await node([path.join(folder, file), `/?${query}`])));
  },
}));
