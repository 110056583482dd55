// What the runners of browsers and bundlers print: a line of JSON for everything that the cases ran in.

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
    result.failed.push({ name: 'all', message: `${error.stack ?? error}` });
  }
  console.log(JSON.stringify(result));
  if (result.failed.length) process.exitCode = 1;
}
