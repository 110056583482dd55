// The bundlers, each as its users run it for production, without any setting that the package would need.
import { nodeResolve } from '@rollup/plugin-node-resolve';
import * as esbuild from 'esbuild';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rollup } from 'rollup';
import * as vite from 'vite';
import webpack from 'webpack';

const versionOf = (name) =>
  JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url))).version;

/**
 * What bundles for pages. `build` makes one file of a program: `folder` is the project, `entry` and `out` are files in it;
 * `tag` is how a page has the file.
 */
export const FOR_PAGES = [
  {
    name: 'Vite',
    version: vite.version,
    tag: 'type="module"',
    build: (folder, entry, out) =>
      vite.build({
        root: folder,
        logLevel: 'error',
        configFile: false,
        build: {
          outDir: path.dirname(out),
          rolldownOptions: { input: entry, output: { entryFileNames: path.basename(out) } },
        },
      }),
  },
  {
    name: 'webpack',
    version: webpack.version,
    tag: 'defer',
    build: (folder, entry, out) =>
      new Promise((resolve, reject) => {
        // The cases are larger than a page should be, which webpack says.
        const performance = { hints: false };
        const output = { path: path.join(folder, path.dirname(out)), filename: path.basename(out) };
        const options = { mode: 'production', context: folder, entry: `./${entry}`, output, performance };
        webpack(options, (error, stats) => {
          if (error) reject(error);
          else if (stats.hasErrors() || stats.hasWarnings()) reject(new Error(stats.toString()));
          else resolve();
        });
      }),
  },
  {
    name: 'Rollup',
    version: versionOf('rollup'),
    tag: 'type="module"',
    async build(folder, entry, out) {
      const bundle = await rollup({ input: path.join(folder, entry), plugins: [nodeResolve()] });
      await bundle.write({ file: path.join(folder, out) });
      await bundle.close();
    },
  },
  {
    name: 'esbuild',
    version: esbuild.version,
    tag: 'type="module"',
    build: (folder, entry, out) =>
      esbuild.build({
        absWorkingDir: folder,
        entryPoints: [entry],
        outfile: out,
        bundle: true,
        minify: true,
        format: 'esm',
        logLevel: 'error',
      }),
  },
];
