// Every runtime that is no browser: how it gets the package, and how it runs a program.
//
// A program is the body of an async function, which is run where `TwilioVerify`, `Sandbox`, `twilio` and `validateWebhook` are: what it returns is a
// text, and what `run` gives. `load` is what brings it these, in this order.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { evaluate } from './edge.mjs';
import * as workerd from './workerd.mjs';

const modules = path.join(import.meta.dirname, '../node_modules');
const { platform, arch, execPath } = process;

const IMPORT = [
  `import TwilioVerify from 'twilio_verify';`,
  `import { Sandbox } from 'twilio_verify/sandbox';`,
  `import twilio from 'twilio_verify/twilio';`,
  `import { validateWebhook } from 'twilio_verify/webhook';`,
];
const REQUIRE = [
  `const TwilioVerify = require('twilio_verify');`,
  `const { Sandbox } = require('twilio_verify/sandbox');`,
  `const twilio = require('twilio_verify/twilio');`,
  `const { validateWebhook } = require('twilio_verify/webhook');`,
];
const INIT = [
  `import { readFileSync } from 'node:fs';
  import TwilioVerify, { init } from 'twilio_verify/init';
  init(readFileSync('node_modules/twilio_verify/client.wasm'));`,
  `import { Sandbox, init as initSandbox } from 'twilio_verify/sandbox/init';
  initSandbox(readFileSync('node_modules/twilio_verify/sandbox.wasm'));`,
  `import twilio from 'twilio_verify/twilio';`,
  `import { validateWebhook } from 'twilio_verify/webhook';`,
];

const esModule = (load, body) =>
  `${load.join('\n')}\nconst main = async () => {${body}};\nconsole.log(await main());\n`;
const commonJs = (load, body) =>
  `${load.join('\n')}\nconst main = async () => {${body}};\nmain().then(console.log);\n`;

/** A runtime that runs a file: its program, and what to say before the file's name. */
const cli = (binary, ...flags) => ({
  exists: existsSync(binary),
  version: () => execFileSync(binary, ['--version'], { encoding: 'utf8' }).match(/\d+(\.\d+)+/)[0],
  async run(project, load, body) {
    const common = load[0]?.includes(' = require(');
    const file = common ? 'main.cjs' : 'main.mjs';
    await project.write(file, (common ? commonJs : esModule)(load, body));
    return project.run(binary, [...flags, file]);
  },
});

const node = cli(execPath);
const oldest = cli(path.join(modules, 'node-oldest/bin/node'));
const newest = cli(path.join(modules, 'node-newest/bin/node'));
const bun = cli(
  path.join(modules, `@oven/bun-${platform}-${arch === 'arm64' ? 'aarch64' : arch}/bin/bun`),
  '--no-install',
);
/** Deno's program. */
export const DENO = path.join(
  modules,
  `@deno/${platform}-${arch}${platform === 'linux' ? '-glibc' : ''}/deno`,
);
const deno = cli(DENO, ...['run', '--quiet', '--no-prompt', '--no-remote', '--allow-net=127.0.0.1']);

const cloudflare = {
  exists: existsSync(workerd.binary),
  version: () => /\d+(-\d+)+/.exec(execFileSync(workerd.binary, ['--version'], { encoding: 'utf8' }))[0],
  run: (project, load, body) =>
    workerd.serveOnce(
      workerd.binary,
      project,
      `${load.join('\n')}
      const main = async () => {${body}};
      export default { fetch: async () => new Response(await main()) };`,
    ),
};

const version = (name) => JSON.parse(readFileSync(path.join(modules, name, 'package.json'), 'utf8')).version;

const vercel = {
  exists: true,
  version: () => version('edge-runtime'),
  run: (project, load, body) =>
    evaluate(project, `${load.join('\n')}\nconst main = async () => {${body}};\nglobalThis.result = main();`),
};

/** TypeScript: what tsc makes of a program, in Node. */
const typescript = (kind) => ({
  exists: true,
  version: () => version('typescript'),
  async run(project, load, body) {
    await project.write(`main.${kind}`, (kind === 'cts' ? commonJs : esModule)(load, body));
    await project.run(path.join(modules, '.bin/tsc'), [
      ...['--strict', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2023,dom', '--allowJs'],
      ...['--types', 'node', '--typeRoots', path.join(modules, '@types'), '--outDir', 'compiled'],
      `main.${kind}`,
    ]);
    return project.run(execPath, [`compiled/main.${kind.replace('t', 'j')}`]);
  },
});

/** Jest, which has a module system and globals of its own; what a test prints goes to a file. */
const jest = (kind) => ({
  exists: true,
  version: () => version('jest'),
  async run(project, load, body) {
    const write = `(await import('node:fs')).writeFileSync('jest.txt', await main())`;
    const source = `${load.join('\n')}\nconst main = async () => {${body}};\ntest('main', async () => { ${write}; }, 300_000);`;
    await project.write(`main.test.${kind}`, source);
    const config = JSON.stringify({ testMatch: [`**/main.test.${kind}`], testEnvironment: 'node' });
    // Jest has ES modules, and import(), only where Node has this.
    const flags = ['--experimental-vm-modules', '--no-warnings'];
    await project.run(execPath, [...flags, path.join(modules, '.bin/jest'), '--config', config]);
    return readFileSync(project.file('jest.txt'), 'utf8');
  },
});

/** Every runtime: its name, how it has the package, and how it runs. */
export const RUNTIMES = [
  { name: 'Node, the oldest', how: 'import', load: IMPORT, ...oldest },
  { name: 'Node, the oldest', how: 'require', load: REQUIRE, ...oldest },
  { name: 'Node, of the machine', how: 'import', load: IMPORT, ...node },
  { name: 'Node, of the machine', how: 'require', load: REQUIRE, ...node },
  { name: 'Node, of the machine', how: '`twilio_verify/init`', load: INIT, ...node },
  { name: 'Node, the newest', how: 'import', load: IMPORT, ...newest },
  { name: 'Node, the newest', how: 'require', load: REQUIRE, ...newest },
  { name: 'TypeScript in Node', how: 'import (`.mts`)', load: IMPORT, ...typescript('mts') },
  {
    name: 'TypeScript in Node',
    how: 'require (`.cts`)',
    load: [
      `import TwilioVerify = require('twilio_verify');`,
      `import { Sandbox } from 'twilio_verify/sandbox';`,
      `import twilio = require('twilio_verify/twilio');`,
      `import { validateWebhook } from 'twilio_verify/webhook';`,
    ],
    ...typescript('cts'),
  },
  { name: 'Jest in Node', how: 'import', load: IMPORT, ...jest('mjs') },
  { name: 'Jest in Node', how: 'require', load: REQUIRE, ...jest('cjs') },
  {
    name: 'Deno',
    how: '`npm:`',
    load: IMPORT.map((line) => line.replace("'twilio_verify", "'npm:twilio_verify")),
    ...deno,
  },
  {
    name: 'Deno',
    how: 'import of a file',
    load: [
      `import TwilioVerify from './node_modules/twilio_verify/browser.js';`,
      `import { Sandbox } from './node_modules/twilio_verify/sandbox.browser.js';`,
      `import twilio from './node_modules/twilio_verify/twilio.browser.js';`,
      `import { validateWebhook } from './node_modules/twilio_verify/webhook.mjs';`,
    ],
    ...deno,
  },
  { name: 'Bun', how: 'import', load: IMPORT, ...bun },
  { name: 'Bun', how: 'require', load: REQUIRE, ...bun },
  { name: 'Cloudflare Workers (workerd)', how: 'bundled', load: IMPORT, ...cloudflare },
  { name: 'Vercel Edge (edge-runtime)', how: 'bundled', load: IMPORT, ...vercel },
];
