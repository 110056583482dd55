// What the cases ran in, a row each: printed as a line of JSON, and kept for tests/table.mjs.
import { mkdir, readFile, writeFile } from 'node:fs/promises';

const FOLDER = new URL('../target/rows/', import.meta.url);
const rows = [];

/** A version that says that a runtime is not on this machine. */
export const MISSING = 'not here';

/**
 * Runs the cases somewhere, and prints {name, how, version, cases, checks, failed, skipped}. The process fails where one
 * did, or where `run` throws.
 *
 * @param {string} name What they run in, or what made the program.
 * @param {string} how How the package got there.
 * @param {string} version Of that runtime or tool.
 * @param {() => Promise<object>} run Gives what came of it.
 */
export async function row(name, how, version, run) {
  const result = { name, how, version, cases: 0, checks: 0, failed: [], skipped: [] };
  try {
    Object.assign(result, await run());
  } catch (error) {
    result.failed.push({ name: 'all', message: `${error.stderr || error.stack || error}` });
  }
  rows.push(result);
  console.log(JSON.stringify(result));
  for (const one of result.failed) {
    // One line, which `cargo xtask test` tells again at its end.
    console.error(
      `FAILED ${name}, ${how}: ${one.name}: ${one.message.trim().replaceAll(/\s*\n\s*/g, ' | ')}\n`,
    );
  }
  if (result.failed.length) process.exitCode = 1;
}

/** Keeps the rows of this stage. */
export async function keep(stage) {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(new URL(`${stage}.json`, FOLDER), JSON.stringify(rows));
}

/** The rows that a stage kept. */
export async function kept(stage) {
  try {
    return JSON.parse(await readFile(new URL(`${stage}.json`, FOLDER), 'utf8'));
  } catch {
    throw new Error(
      `Nothing is known of the ${stage} yet: \`cargo xtask test ${stage}\` runs the cases in them`,
    );
  }
}
