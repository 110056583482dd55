// A project with the packed package and the conformance cases in it, in which a runtime runs programs.
import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { Scratch } from '../scratch.mjs';

const execute = promisify(execFile);

export class Project {
  #scratch;

  /** When the last program was started, in milliseconds of this process's clock. */
  started = 0;

  /** Makes the project as `npm install` of the package would. */
  static async create() {
    const project = new Project();
    project.#scratch = await Scratch.create();
    await cp(new URL('../conformance', import.meta.url), project.file('conformance'), { recursive: true });
    return project;
  }

  /** Where a file of the project is. */
  file(name) {
    return path.join(this.#scratch.folder, name);
  }

  write(name, text) {
    return this.#scratch.write(name, text);
  }

  remove() {
    return this.#scratch.remove();
  }

  /** Runs a program in the project until it ends; gives what it printed. No runtime asks a registry for anything. */
  async run(command, args) {
    const options = {
      cwd: this.#scratch.folder,
      env: {
        PATH: process.env.PATH,
        HOME: this.#scratch.folder,
        DENO_NO_UPDATE_CHECK: '1',
        DO_NOT_TRACK: '1',
        NO_COLOR: '1',
      },
      timeout: 300_000,
      maxBuffer: 2 ** 26,
    };
    this.started = performance.now();
    return (await execute(command, args, options)).stdout;
  }

  /** Makes one script of a program, as a platform's bundler would. */
  async bundle(from, to, options) {
    await build({
      absWorkingDir: this.#scratch.folder,
      entryPoints: [from],
      outfile: this.file(to),
      bundle: true,
      logLevel: 'error',
      ...options,
    });
  }
}
