// A project of its own with the packed package in it, as `npm install` puts it there; and programs run in it.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const { version } = JSON.parse(
  await readFile(new URL('node_modules/twilio_verify/package.json', import.meta.url), 'utf8'),
);

/** The package as npm publishes it. */
export const TARBALL = new URL(`../target/npm/twilio_verify-${version}.tgz`, import.meta.url).pathname;

// A program is as its author wrote it; only where its requests go is said before it starts.
const PRELOAD = `
  import TwilioVerify from 'twilio_verify';
  TwilioVerify.ApiClient.instance.basePath = process.env.BASE_PATH;
`;

export class Scratch {
  #folder;

  /** Makes a project and installs the package into it. */
  static async create() {
    const scratch = new Scratch();
    scratch.#folder = await mkdtemp(path.join(tmpdir(), 'twilio_verify-'));
    await scratch.write('package.json', '{ "name": "scratch", "private": true }');
    await scratch.write('preload.mjs', PRELOAD);
    await execute('npm', ['install', '--offline', '--no-audit', '--no-fund', TARBALL], {
      cwd: scratch.#folder,
    });
    return scratch;
  }

  /** Where it is. */
  get folder() {
    return this.#folder;
  }

  async write(name, text) {
    await writeFile(path.join(this.#folder, name), text);
  }

  async read(name) {
    return readFile(path.join(this.#folder, name), 'utf8');
  }

  /** Runs a program until it ends: {code, stdout, stderr}. Its client sends to `basePath`. */
  async run(name, basePath) {
    const options = {
      cwd: this.#folder,
      env: { ...process.env, BASE_PATH: basePath, NODE_OPTIONS: '', NODE_TEST_CONTEXT: undefined },
      timeout: 60_000,
    };
    try {
      return { code: 0, ...(await execute(process.execPath, ['--import', './preload.mjs', name], options)) };
    } catch (error) {
      const { code, stdout, stderr } = error;
      if (typeof code !== 'number') throw error;
      return { code, stdout, stderr };
    }
  }

  async remove() {
    await rm(this.#folder, { recursive: true });
  }
}
