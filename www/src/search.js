// Search in the documentation: the words of a query in the sections of its pages, without a server.

/** What words in these places count for; `start` is the first of a text, such as the first cell of a row. */
const WEIGHTS = { name: 6, heading: 8, text: 1 };
const START = 10;

/** How many letters are shown before and after what was found. */
const BEFORE = 60;
const AFTER = 120;

const words = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

/** How often a word is in a text, as far as it matters. */
const count = (text, word) => Math.min(text.split(word).length - 1, 5);

/**
 * The sections that have every word of the query, the best first.
 *
 * @param {{pages: [string, string][], sections: [number, string, string, string][]}} index What the build wrote.
 * @param {string} query
 * @returns {{name: string, heading: string, href: string, excerpt: string, words: string[]}[]}
 */
export function search({ pages, sections }, query) {
  const wanted = words(query);
  if (!wanted.length) return [];
  const found = [];
  for (const [number, id, heading, text] of sections) {
    const [name, to] = pages[number];
    const places = Object.entries({ name, heading, text }).map(([place, value]) => [
      WEIGHTS[place],
      value.toLowerCase(),
    ]);
    const scores = wanted.map((word) =>
      places.reduce((sum, [weight, value]) => sum + weight * count(value, word), 0),
    );
    if (scores.includes(0)) continue;
    const starts = text.toLowerCase().startsWith(wanted[0]) ? START : 0;
    const score = scores.reduce((sum, one) => sum + one, starts);
    found.push({ score, name, heading, href: `${to}#${id}`, excerpt: excerpt(text, wanted), words: wanted });
  }
  // Of equals, what stands first in the navigation: the sort keeps their order.
  return found.sort((one, other) => other.score - one.score);
}

/** The part of a text with the first word that is in it. */
function excerpt(text, wanted) {
  const lower = text.toLowerCase();
  const at = wanted.map((word) => lower.indexOf(word)).filter((index) => index >= 0);
  const first = Math.min(...at, text.length);
  const start = first === text.length ? 0 : Math.max(0, first - BEFORE);
  const end = Math.min(text.length, start + BEFORE + AFTER);
  return `${start > 0 ? '… ' : ''}${text.slice(start, end).trim()}${end < text.length ? ' …' : ''}`;
}

/** A text in pieces, as [piece, whether it is one of the words]. */
export function marked(text, wanted) {
  const escaped = wanted.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (!escaped.length) return [[text, false]];
  return text
    .split(new RegExp(`(${escaped.join('|')})`, 'i'))
    .map((piece, index) => [piece, index % 2 === 1])
    .filter(([piece]) => piece);
}
