// Vercel's Edge Runtime, which evaluates one script: a bundle, with the .wasm files of `?module` imports compiled before,
// as Vercel's bundler deploys them. Nothing can be compiled while it runs.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { EdgeRuntime } from 'edge-runtime';

/** Runs a program, and gives what its `main()` gives. */
export async function evaluate(project, source) {
  const modules = {};
  const compiled = {
    name: 'wasm?module',
    setup(build) {
      build.onResolve({ filter: /\.wasm\?module$/ }, ({ path, resolveDir }) => ({
        path: new URL(path.replace('?module', ''), `file://${resolveDir}/`).pathname,
        namespace: 'wasm-module',
      }));
      build.onLoad({ filter: /.*/, namespace: 'wasm-module' }, async ({ path }) => {
        const name = `wasm_${basename(path, '.wasm')}`;
        modules[name] = new WebAssembly.Module(await readFile(path));
        return { contents: `export default globalThis.${name};` };
      });
    },
  };
  await project.write('edge.mjs', source);
  await project.bundle('edge.mjs', 'edge.js', {
    format: 'iife',
    conditions: ['edge-light', 'worker', 'browser'],
    plugins: [compiled],
  });
  const runtime = new EdgeRuntime({
    codeGeneration: { strings: false, wasm: false },
    extend: (context) => Object.assign(context, modules),
  });
  runtime.evaluate(await readFile(project.file('edge.js'), 'utf8'));
  return runtime.evaluate('globalThis.result');
}
