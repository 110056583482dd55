// "Run it yourself": the whole flow of a way as one file.
import { copy } from './copy.js';
import { el, unseen } from './dom.js';
import { highlightCode } from './highlight.js';

export class Run {
  #name = el('code');
  #code = el('pre', { class: 'scrolls', tabindex: 0, role: 'group', 'aria-label': 'The file' });
  #link = el('a', { class: 'button small' }, 'Download', unseen(' the file'));
  #copy = el(
    'button',
    { type: 'button', class: 'small', click: () => copy(this.#text, this.#copy, this.#code) },
    'Copy',
    unseen(' the file'),
  );
  #text = '';

  /** @param {HTMLElement} mount */
  constructor(mount) {
    mount.append(
      el(
        'details',
        { class: 'backstage file', open: matchMedia('(min-width: 62rem)').matches },
        el('summary', {}, el('h3', {}, this.#name)),
        el('div', { class: 'bar' }, el('span', { class: 'pair' }, this.#copy, this.#link)),
        this.#code,
      ),
    );
  }

  /**
   * Shows the file of a way.
   *
   * @param {import('./way.js').Way} way
   */
  show({ name, file }) {
    this.#text = file;
    this.#name.textContent = `${name}.mjs`;
    this.#code.replaceChildren(...highlightCode(this.#text));
    URL.revokeObjectURL(this.#link.href);
    this.#link.href = URL.createObjectURL(new Blob([this.#text], { type: 'text/javascript' }));
    this.#link.download = `${name}.mjs`;
  }
}
