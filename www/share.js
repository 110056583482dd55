// What is shown where a link to the site is shared: Open Graph tags in every page, and a picture. The picture is an SVG
// here, with the numbers of the page and the colours of its styles; `cargo xtask site` draws it.
import { readFile } from 'node:fs/promises';
import { read } from './numbers.js';

const TOKENS = new URL('style/tokens.css', import.meta.url);
const SIZE = { width: 1200, height: 630 };

/** How many letters of a label are side by side. */
const WIDTH = 24;

/** Which numbers the picture shows. */
const SHOWN = ['download', 'setups', 'smaller', 'operations'];

const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** A colour of the styles, in the dark scheme. */
function colour(css, name) {
  const [, value] = new RegExp(`--${name}: (?:light-dark\\([^,]*, )?(#[\\da-f]{6})`).exec(css) ?? [];
  if (!value) throw new Error(`the picture: style/tokens.css has no colour --${name}`);
  return value;
}

/** A label in lines that are no wider than its column. */
function lines(label) {
  const made = [''];
  for (const word of label.split(' ')) {
    const longer = `${made.at(-1)} ${word}`.trim();
    if (longer.length <= WIDTH) made[made.length - 1] = longer;
    else made.push(word);
  }
  return made;
}

/** The picture. */
export async function picture() {
  const [css, numbers] = await Promise.all([readFile(TOKENS, 'utf8'), read()]);
  const of = (name) => colour(css, name);
  const text = (x, y, size, fill, value, more = '') =>
    `<text x="${x}" y="${y}" font-size="${size}" fill="${of(fill)}" ${more}>${escape(value)}</text>`;
  const mono = 'font-family="DejaVu Sans Mono"';
  const columns = SHOWN.flatMap((name, index) => {
    const { text: value, unit, label } = numbers[name];
    const x = 80 + index * 268;
    return [
      text(x, 470, 54, 'accent', value, 'font-weight="700"'),
      text(x, 508, 22, 'ink', unit, 'font-weight="700"'),
      ...lines(label).map((line, row) => text(x, 540 + row * 24, 18, 'soft', line)),
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE.width}" height="${SIZE.height}">`,
    `<rect width="100%" height="100%" fill="${of('paper')}"/>`,
    `<rect width="12" height="100%" fill="${of('copper')}"/>`,
    text(80, 110, 34, 'soft', 'twilio_verify', mono),
    text(80, 200, 62, 'ink', 'Twilio Verify on every', 'font-weight="700"'),
    text(80, 278, 62, 'ink', 'JavaScript runtime', 'font-weight="700"'),
    `<rect x="80" y="318" width="600" height="66" rx="12" fill="${of('stage-raised')}"/>`,
    text(108, 361, 28, 'stage-ink', 'npm install twilio_verify', mono),
    ...columns,
    '</svg>',
  ].join('\n');
}

/** What an address of the site is, if it is known where it will be: what reads the tags wants whole ones. */
const address = (path) => (process.env.SITE_URL ?? './') + path;

/** The plugin of Vite. */
export default function plugin() {
  return {
    name: 'share',
    apply: 'build',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'share.svg', source: await picture() });
    },
    transformIndexHtml(html, { path }) {
      const [, title] = /<title>([^<]*)<\/title>/.exec(html);
      const [, description] = /<meta\s+name="description"\s+content="([^"]*)"/.exec(html);
      const properties = {
        'og:type': 'website',
        'og:site_name': 'twilio_verify',
        'og:title': title,
        'og:description': description,
        'og:image': address('share.png'),
        'og:image:width': SIZE.width,
        'og:image:height': SIZE.height,
        'og:image:alt': 'Twilio Verify on every JavaScript runtime: npm install twilio_verify',
        // The frame of the documentation is filled in later.
        ...(process.env.SITE_URL && { 'og:url': address(path === '/docs.html' ? '{{ path }}' : '') }),
      };
      const tags = Object.entries(properties).map(([property, content]) => ({
        tag: 'meta',
        attrs: { property, content: String(content) },
        injectTo: 'head',
      }));
      return [
        ...tags,
        { tag: 'meta', attrs: { name: 'twitter:card', content: 'summary_large_image' }, injectTo: 'head' },
      ];
    },
  };
}
