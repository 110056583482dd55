// Copying to the clipboard.
import { announce } from './announce.js';
import { find } from './dom.js';

/**
 * Copies text; where the browser refuses (a page without TLS has no clipboard), selects what holds it instead.
 *
 * @param {string} text
 * @param {HTMLButtonElement} button It says for a moment how it went.
 * @param {Node} source What shows the text.
 */
export async function copy(text, button, source) {
  const label = (button.dataset.label ??= button.firstChild.textContent);
  try {
    await navigator.clipboard.writeText(text);
    button.firstChild.textContent = 'Copied';
    announce('Copied');
  } catch {
    getSelection().selectAllChildren(source);
    button.firstChild.textContent = 'Selected';
    announce('Selected: copy it with the keyboard');
  }
  clearTimeout(Number(button.dataset.timer));
  button.dataset.timer = String(setTimeout(() => (button.firstChild.textContent = label), 2000));
}

/** Makes each button with `data-copy` copy the text of the element of that id. */
export function wireCopyButtons(within) {
  for (const button of within.querySelectorAll('[data-copy]')) {
    const source = find(`#${button.dataset.copy}`);
    button.addEventListener('click', () => copy(source.textContent, button, source));
  }
}
