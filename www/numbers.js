// The numbers that the page shows, read by the build from where they are measured and tested: none is typed.
//
//   import numbers from 'virtual:numbers';      numbers.download.text
//   <span data-number="download"></span>        in index.html: the build writes the text into it
//
// Each is {value, text, unit, label, source, href}: `text` is the value as people read it, `source` the file that it was
// read from, and `href` the page of the site that tells more.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { brotliCompressSync, constants } from 'node:zlib';

const ROOT = new URL('../', import.meta.url);
const MODULE = 'virtual:numbers';
const PLACE = /(<(\w+)\b[^>]*\bdata-number="([^"]*)"[^>]*>)[^<]*(?=<\/\2>)/g;

/** What a row of the README's table has at least where it ran the conformance cases, and not only a few of its own. */
const CASES = 1000;

const require = createRequire(import.meta.url);
const english = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** The cells of a line of a Markdown table. */
const cells = (line) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** Fails the build: a number that is not in its source has no place on the page. */
function missing(source, what) {
  throw new Error(`the page's numbers: ${source} has no ${what}`);
}

/** The rows of the README's table of runtimes that ran the conformance cases, as [name, how]. */
export function runtimes(readme) {
  const [, table] =
    /<!-- runtimes -->([^]*?)<!-- \/runtimes -->/.exec(readme) ?? missing('README.md', 'table of runtimes');
  const rows = table.split('\n').map(cells);
  const ran = rows.filter(([, , , checks]) => Number.parseInt(checks, 10) >= CASES);
  return ran.length
    ? ran.map(([name, how]) => [name, how])
    : missing('README.md', 'runtime that ran the cases');
}

/** How many times as much Twilio's own library takes, by a row of the comparison: of its last number with this unit. */
export function times(comparison, name, unit) {
  const row = comparison
    .split('\n')
    .map(cells)
    .find(([first]) => first === name);
  if (!row) missing('docs/comparison.md', `row "${name}"`);
  // Ours is the first column, Twilio's own library the last; what is between is ours too.
  const theirs = row.at(-1);
  // Of numbers that were rounded, the row says what they were times each other.
  const told = /([\d.]+) times ours/.exec(theirs);
  if (told) return Number(told[1]);
  const [mine, other] = [row[1], theirs].map((cell) =>
    Number(new RegExp(`([\\d.]+) ${unit}`).exec(cell)?.[1]),
  );
  return mine > 0 && other > 0
    ? other / mine
    : missing('docs/comparison.md', `two numbers in ${unit} in "${name}"`);
}

/** Every number, of the sources as they are now. */
export async function read() {
  const text = (file) => readFile(new URL(file, ROOT), 'utf8');
  const [readme, comparison] = await Promise.all(['README.md', 'docs/comparison.md'].map(text));
  const download = await readFile(
    require.resolve('twilio_verify/package.json').replace('package.json', 'browser.js'),
  );
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: download.length,
  };
  const bytes = brotliCompressSync(download, { params }).length;
  const rows = runtimes(readme);
  const names = new Set(rows.map(([name]) => name.split(',')[0]));
  const { default: client } = await import('twilio_verify');
  const classes = Object.values(client).filter((one) => typeof one === 'function' && one.prototype);
  const methods = classes.flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype));
  const operations = methods.filter((name) => name.endsWith('WithHttpInfo')).length;
  if (!operations) missing('the package', 'operation');

  const table = { source: 'README.md', href: './docs/readme.html#where-it-runs' };
  const beside = { source: 'docs/comparison.md', href: './docs/comparison.html' };
  const numbers = {
    download: {
      value: bytes / 1000,
      unit: 'kB',
      label: 'to download for the whole API, brotli',
      source: 'pkg/browser.js',
      href: './docs/readme.html#what-is-different-from-the-client-it-replaces',
    },
    setups: {
      value: rows.length,
      unit: 'set-ups',
      label: 'pass the same tests: runtimes, browsers, bundlers',
      ...table,
    },
    platforms: {
      value: names.size,
      unit: 'runtimes and tools',
      label: 'pass the same tests',
      names: [...names],
      ...table,
    },
    smaller: {
      value: Math.floor(times(comparison, 'Workers: upload', 'kB gzip')),
      unit: 'times',
      label: 'smaller on Workers than twilio',
      ...beside,
    },
    faster: {
      value: Math.floor(times(comparison, 'Node: `require`', 'ms') * 10) / 10,
      unit: 'times',
      label: 'faster to load in Node than twilio',
      ...beside,
    },
    operations: {
      value: operations,
      unit: 'operations',
      label: 'all of Verify v2',
      source: 'src/api',
      href: './docs/index.html',
    },
  };
  for (const number of Object.values(numbers)) number.text = english.format(number.value);
  return numbers;
}

/** An HTML text, its places filled. */
export function filled(html, numbers) {
  return html.replace(PLACE, (whole, tag, element, name) => {
    const number = Object.hasOwn(numbers, name)
      ? numbers[name]
      : missing('www/numbers.js', `number "${name}"`);
    return `${tag}${number.text}`;
  });
}

/** The plugin of Vite. */
export default function plugin() {
  return {
    name: 'numbers',
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
    load: async (id) =>
      id === `\0${MODULE}` ? `export default ${JSON.stringify(await read())};` : undefined,
    transformIndexHtml: async (html) => filled(html, await read()),
  };
}
