// Colours for JavaScript, JSON and HTTP.
import { el } from './dom.js';
import { HIDDEN } from './secrets.js';

const KEYWORDS =
  'import|from|const|new|await|try|catch|if|else|for|of|return|true|false|null|undefined|process';

const TOKEN = new RegExp(
  [
    `(?<hidden>"?${HIDDEN}"?)`,
    '(?<comment>//[^\\n]*)',
    '(?<property>"(?:[^"\\\\\\n]|\\\\.)*"(?=:)|\\b\\w+(?=: ))',
    '(?<string>\'(?:[^\'\\\\\\n]|\\\\.)*\'|"(?:[^"\\\\\\n]|\\\\.)*")',
    `(?<keyword>\\b(?:${KEYWORDS})\\b)`,
    '(?<call>\\b\\w+(?=\\())',
    '(?<number>\\b\\d+\\b)',
  ].join('|'),
  'g',
);

const HEADER = new RegExp(`(?<property>^[\\w-]+(?=:))|(?<hidden>${HIDDEN})`, 'gm');
const FORM = new RegExp(`(?<property>(?<=^&?)[^=&\\n]+(?==))|(?<hidden>${HIDDEN})`, 'gm');

/** The coloured nodes of JavaScript or JSON. */
export const highlightCode = (text) => highlight(text, TOKEN);

/** The coloured nodes of headers. */
export const highlightHeaders = (text) => highlight(text, HEADER);

/** The coloured nodes of a form body. */
export const highlightForm = (text) => highlight(text, FORM);

/** @returns {(Node | string)[]} */
function highlight(text, pattern) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const [kind] = Object.entries(match.groups).find(([, value]) => value !== undefined);
    nodes.push(
      text.slice(end, match.index),
      el('span', { class: `token-${kind}` }, kind === 'hidden' ? 'hidden' : match[0]),
    );
    end = match.index + match[0].length;
  }
  return [...nodes, text.slice(end)];
}
