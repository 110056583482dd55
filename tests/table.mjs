// Prints what the cases ran in, of the stages that keep rows, as the table of the README, and holds
// that one against it: `--write` writes it anew.
import { readFile, writeFile } from 'node:fs/promises';
import { MISSING, kept } from './rows.mjs';

const README = new URL('../README.md', import.meta.url);
const [BEGIN, END] = ['<!-- runtimes -->\n', '<!-- /runtimes -->'];

const line = (cells) => `| ${cells.join(' | ')} |\n`;
const HEAD = line(['runtime', 'by', 'version', 'checks passed']) + line(['---', '---', '---', '---']);

const rows = (await Promise.all(['runtimes', 'browsers', 'bundlers', 'frameworks'].map(kept))).flat();
const table = rows.map(({ name, how, version, checks, skipped }) =>
  line([name, how, version, `${checks}${skipped.length ? `, ${skipped.length} skipped` : ''}`]),
);
console.log(`\n${HEAD}${table.join('')}`);
for (const { name, how, skipped } of rows) {
  for (const one of skipped) console.log(`${name}, ${how}: ${one.name} skipped, ${one.why}`);
}

const text = await readFile(README, 'utf8');
const [before, rest] = text.split(BEGIN);
const [old, after] = rest.split(END);
if (process.argv.includes('--write')) {
  await writeFile(README, [before, BEGIN, '\n', HEAD, ...table, '\n', END, after].join(''));
} else {
  // Versions and counts change with the machine and the cases; what comes and goes has to be told.
  const missing = new Set(rows.filter(({ version }) => version === MISSING).map(({ name }) => name));
  const cells = (line) => line.split('|').map((cell) => cell.trim());
  const names = (lines) =>
    lines
      .map((line) => cells(line).slice(1, 3))
      .filter(([name]) => !missing.has(name))
      .join('\n');
  const told = old.split('\n').filter((line) => line.startsWith('| '));
  if (names(told.slice(2)) !== names(table)) {
    console.error('The table in README.md has other rows: `node tests/table.mjs --write`');
    process.exitCode = 1;
  }
}
