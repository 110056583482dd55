// workerd, which Cloudflare's network and wrangler run Workers in: a bundle and its .wasm files are what wrangler uploads.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** `?module` says to others than wrangler what wrangler does with every .wasm file. */
const module = {
  name: 'wasm?module',
  setup(build) {
    build.onResolve({ filter: /\.wasm\?module$/ }, (found) => ({
      path: path.join(found.resolveDir, found.path.replace('?module', '')),
    }));
  },
};

/**
 * Runs a Worker once, and gives the text of its answer.
 *
 * It reaches the loopback interface only because its network may be private; it compiles no WebAssembly from bytes.
 */
export async function serveOnce(binary, project, source) {
  await project.write('worker.mjs', source);
  await project.bundle('worker.mjs', 'dist/worker.js', {
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    loader: { '.wasm': 'copy' },
    plugins: [module],
    assetNames: '[name]',
  });
  const files = (await readdir(project.file('dist'))).filter((name) => /\.(js|wasm)$/.test(name));
  const modules = files.map(
    (name) => `(name = "${name}", ${name.endsWith('.js') ? 'esModule' : 'wasm'} = embed "dist/${name}")`,
  );
  // The one that is started comes first.
  modules.sort((a) => (a.includes('worker.js') ? -1 : 1));
  await project.write(
    'workerd.capnp',
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (modules = [${modules.join(', ')}], compatibilityDate = "2026-01-01")),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`,
  );
  const stdio = ['ignore', 'pipe', 'pipe', 'pipe'];
  project.started = performance.now();
  const child = spawn(binary, ['serve', '--control-fd=3', project.file('workerd.capnp')], { stdio });
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += chunk));
  child.stdout.resume();
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`workerd ended with ${code}: ${errors.slice(0, 2000)}`);
  });
  try {
    const answer = (async () => {
      for await (const line of createInterface({ input: child.stdio[3] })) {
        const { event, port } = JSON.parse(line);
        if (event === 'listen') return (await fetch(`http://127.0.0.1:${port}/`)).text();
      }
      return ended;
    })();
    return await Promise.race([answer, ended]);
  } finally {
    ended.catch(() => {});
    child.kill();
  }
}

/** The path of workerd's program. */
export const binary = path.join(
  import.meta.dirname,
  `../node_modules/@cloudflare/workerd-${process.platform}-${process.arch === 'x64' ? '64' : process.arch}/bin/workerd`,
);
