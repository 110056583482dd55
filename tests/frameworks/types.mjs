// TypeScript, the oldest that the types are written for and the newest: every way in which it looks for modules, with the types of
// browsers and without.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { HERE, node, require, requireOther } from './running.mjs';

// How it looks for a module, what it makes of one, and what it knows beside Node's types.
const NODE10 = ['node', 'commonjs', 'es2022'];
const WAYS = [
  ['node16', 'node16', 'es2022'],
  ['nodenext', 'nodenext', 'es2022'],
  ['bundler', 'esnext', 'es2022,dom'],
];

const setup = (manifest, ways) => {
  const { version, bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  return {
    rows: [{ name: 'TypeScript', how: `\`moduleResolution\` ${ways.map(([way]) => way).join(', ')}` }],
    version,
    open: (use) =>
      use(async () => {
        const result = { cases: 0, checks: 0, failed: [], skipped: [] };
        for (const [resolution, module, lib] of ways) {
          const args = [
            ...['--moduleResolution', resolution, '--module', module, '--lib', lib, '--target', 'es2022'],
            ...['--strict', '--noEmit', '--esModuleInterop', '--skipLibCheck', 'false', '--types', 'node'],
            ...['--typeRoots', path.join(HERE, '../node_modules/@types'), 'program.ts', 'undici.ts'],
            // The one of tests/, which newer ones take note of.
            ...(Number.parseInt(version) > 5 ? ['--ignoreConfig'] : []),
          ];
          try {
            await node([path.join(path.dirname(manifest), bin.tsc), ...args], {
              cwd: path.join(HERE, 'types'),
            });
            result.cases++;
            result.checks++;
          } catch (error) {
            result.failed.push({ name: resolution, message: error.message });
          }
        }
        return result;
      }),
  };
};

const found = (resolve, name) => resolve.resolve(`${name}/package.json`);

export const TYPES = [
  setup(found(require, 'typescript-5.0'), [NODE10, ...WAYS]),
  setup(found(require, 'typescript-5.9'), [NODE10, ...WAYS]),
  // It knows the oldest way no longer.
  setup(found(requireOther, 'typescript'), WAYS),
];
