// A page of the documentation: colours for its programs, and the search.
import './scheme.js';
import { el, find } from './dom.js';
import { highlightCode } from './highlight.js';
import { marked, search } from './search.js';

/** How many places are shown. */
const SHOWN = 20;

const root = document.body.dataset.root;
const form = find('#search');
const query = find('#query');
const results = find('#results');
const article = find('article');

for (const code of document.querySelectorAll('code.language-js, code.language-javascript')) {
  code.replaceChildren(...highlightCode(code.textContent));
}

// A narrow page begins with its text; on a wide one, nothing moves that stands beside the pages.
find('#pages').open = matchMedia('(width >= 62rem)').matches;

let loading;
const index = () => {
  loading ??= import(/* @vite-ignore */ new URL(`${root}docs/search.js`, document.baseURI).href);
  return loading.then((module) => module.default);
};

function item({ name, heading, href, excerpt, words }) {
  const nodes = marked(excerpt, words).map(([piece, hit]) => (hit ? el('mark', {}, piece) : piece));
  const title = name === heading ? [name] : [`${name}: ${heading}`];
  return el('li', {}, el('a', { href: root + href }, ...title), el('p', {}, ...nodes));
}

async function show() {
  const text = query.value.trim();
  const found = text ? search(await index(), text) : [];
  // Somebody has typed on, meanwhile.
  if (text !== query.value.trim()) return;
  results.hidden = !text;
  article.hidden = Boolean(text);
  const count = found.length > SHOWN ? `the best ${SHOWN} of ${found.length}` : found.length;
  const places = found.length === 1 ? 'place' : 'places';
  const heading = find('#found');
  heading.hidden = !text;
  heading.textContent = found.length ? `“${text}”: ${count} ${places}` : `“${text}” is nowhere in here`;
  find('ol', results).replaceChildren(...found.slice(0, SHOWN).map(item));
}

form.hidden = false;
query.addEventListener('focus', index, { once: true });
query.addEventListener('input', show);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  find('a', results)?.click();
});
// A place on this very page is below the results.
results.addEventListener('click', ({ target }) => {
  if (!target.closest('a')) return;
  query.value = '';
  show();
});
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && !event.target.closest('input, textarea, select')) {
    event.preventDefault();
    query.focus();
  }
  if (event.key === 'Escape' && event.target === query) {
    query.value = '';
    show();
  }
});
