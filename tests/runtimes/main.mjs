// Runs the conformance cases in every runtime that is no browser, prints the table, and holds README.md's table against
// it: `--write` writes that one anew. Words that follow choose runtimes by a part of their name.
import { readFile, writeFile } from 'node:fs/promises';
import { serve } from '../server.mjs';
import { Project } from './project.mjs';
import { RUNTIMES } from './runtimes.mjs';
import { SKIPPED } from './skipped.mjs';

const README = new URL('../../README.md', import.meta.url);
const [BEGIN, END] = ['<!-- runtimes -->\n', '<!-- /runtimes -->'];
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const chosen = RUNTIMES.filter(({ name }) => !wanted.length || wanted.some((word) => name.includes(word)));

const HERE = `${process.platform} ${process.arch}`;

const project = await Project.create();
const server = await serve();
const results = [];
for (const [number, { name, how, load, exists, version, run }] of chosen.entries()) {
  const result = { name, how, version: 'not here', cases: 0, checks: 0, failed: [], skipped: [] };
  results.push(result);
  if (!exists) {
    const missing = {
      name: 'all',
      message: `its program is not in node_modules: \`npm ci\` in tests/ installs it`,
    };
    const why = `the lock of tests/ has programs for Linux on x64 only, this is ${HERE}`;
    if (HERE === 'linux x64') result.failed.push(missing);
    else result.skipped.push({ name: 'all', why });
    continue;
  }
  try {
    result.version = version();
    const skip = SKIPPED[name] ?? {};
    const body = `
      const { report } = await import('./conformance/report.mjs');
      const its = { TwilioVerify, Sandbox };
      return JSON.stringify(await report(its, '${server.origin}', 'run${number}', ${JSON.stringify(skip)}));`;
    Object.assign(result, JSON.parse(await run(project, load, body)));
  } catch (error) {
    result.failed.push({ name: 'all', message: `${error.stderr || error.stack}` });
  }
  console.log(JSON.stringify(result));
}
await server.close();
await project.remove();

const row = (cells) => `| ${cells.join(' | ')} |\n`;
const HEAD = row(['runtime', 'by', 'version', 'checks passed']) + row(['---', '---', '---', '---']);
const table = results.map(({ name, how, version, checks, skipped }) =>
  row([name, how, version, `${checks}${skipped.length ? `, ${skipped.length} skipped` : ''}`]),
);
console.log(`\n${HEAD}${table.join('')}`);

for (const { name, how, skipped } of results) {
  for (const one of skipped) console.log(`${name}, ${how}: ${one.name} skipped, ${one.why}`);
}
const failures = results.flatMap(({ name, how, failed }) =>
  failed.map((one) => ({ in: `${name}, ${how}`, ...one })),
);
for (const { in: where, name, message } of failures) console.error(`${where}: ${name}\n  ${message}\n`);
process.exitCode = failures.length ? 1 : 0;

if (!wanted.length) {
  const text = await readFile(README, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const [old, after] = rest.split(END);
  if (process.argv.includes('--write')) {
    await writeFile(README, [before, BEGIN, '\n', HEAD, ...table, '\n', END, after].join(''));
  } else {
    // Versions and counts change with the machine and the cases; runtimes that come and go have to be told.
    const names = (lines) => lines.map((line) => line.split(' | ').slice(0, 2).join()).join('\n');
    const told = old
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .slice(2);
    if (names(told) !== names(table)) {
      console.error(
        'The table of runtimes in README.md is not this one: `node tests/runtimes/main.mjs --write`',
      );
      process.exitCode = 1;
    }
  }
}
