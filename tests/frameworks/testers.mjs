// Test runners and what mocks the network: Jest of two majors with the environments that people use, Vitest, msw, nock.
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { DIST, HERE, node, require, requireOther, versionOf } from './running.mjs';

const RESULT = path.join(DIST, 'result.json');

/** Runs a runner, whose test writes what came of it to a file. */
async function result(args, query, config) {
  await mkdir(DIST, { recursive: true });
  await rm(RESULT, { force: true });
  await node(args, { cwd: HERE, env: { QUERY: `${query}`, RESULT, ...config } });
  return { failed: [], skipped: [], ...JSON.parse(await readFile(RESULT, 'utf8')) };
}

const jest = (version, program, name, how, testEnvironment, file) => ({
  rows: [{ name, how }],
  version,
  async open(use) {
    const config = {
      rootDir: HERE,
      testMatch: [`**/testers/${file}.test.cjs`],
      testEnvironment,
      transform: {},
    };
    // Jest has import(), which brings the cases, only where Node has this.
    const flags = ['--experimental-vm-modules', '--no-warnings'];
    const args = [...flags, program, '--watchman=false', '--config', JSON.stringify(config)];
    await use((row, query) => result(args, query));
  },
});

const beside = (resolve, name, file) => path.join(path.dirname(resolve(`${name}/package.json`)), file);
const OLD = [versionOf('jest-29'), beside(require.resolve, 'jest-29', 'bin/jest.js')];
const NEW = [requireOther('jest/package.json').version, beside(requireOther.resolve, 'jest', 'bin/jest.js')];
const [JSDOM, OLD_JSDOM, FIXED, EDGE] = [
  'jest-environment-jsdom',
  'jest-environment-jsdom-29',
  'jest-fixed-jsdom',
  '@edge-runtime/jest-environment',
].map((name) => require.resolve(name));

const vitest = (environment) => ({
  rows: [{ name: 'Vitest', how: environment }],
  version: versionOf('vitest'),
  async open(use) {
    const program = beside(require.resolve, 'vitest', 'vitest.mjs');
    const args = [program, 'run', '--environment', environment, 'testers/cases.test.mjs'];
    await use((row, query) => result(args, query));
  },
});

const mock = (name) => ({
  rows: [{ name, how: 'Node' }],
  version: versionOf(name),
  open: (use) => use(async () => ({ skipped: [], ...JSON.parse(await node([`testers/${name}.mjs`])) })),
});

export const TESTERS = [
  jest(...OLD, 'Jest', 'jsdom', OLD_JSDOM, 'bare'),
  jest(...OLD, 'Jest', 'node', 'node', 'cases'),
  jest(...NEW, 'Jest', 'jsdom', JSDOM, 'bare'),
  jest(...NEW, 'Jest', 'jest-fixed-jsdom', FIXED, 'cases'),
  jest(...NEW, 'Jest', 'edge-runtime', EDGE, 'cases'),
  jest(...NEW, 'Jest', 'fake timers', 'node', 'timers'),
  vitest('node'),
  vitest('jsdom'),
  mock('msw'),
  mock('nock'),
];
