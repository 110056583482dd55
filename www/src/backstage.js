// Beside a step: the program a user would write for it, and what it sent and got.
import { whole } from './code.js';
import { copy } from './copy.js';
import { el, unseen } from './dom.js';
import { requestView, responseView } from './exchange.js';
import { highlightCode } from './highlight.js';
import { tabList } from './tabs.js';
import { recorded } from './wire.js';

/** @typedef {import('./code.js').Program} Program */
/** @typedef {import('./wire.js').Exchange} Exchange */

/**
 * @typedef {object} Entry A call, or the draft of one.
 * @property {Program} program
 * @property {Exchange} [exchange] A draft has none.
 * @property {string} [time] When it ended.
 */

/** How many calls of a step can be looked at again. */
const KEPT = 20;

/** One choice of flavour for the whole page. */
const flavour = { name: 'promise', listeners: [] };

function chooseFlavour(name) {
  flavour.name = name;
  flavour.listeners.forEach((listener) => listener());
}

export class Backstage {
  /** @type {Entry[]} The newest first. */
  #entries = [];
  /** @type {Entry} */
  #shown;
  #revealed = false;
  #title = el('code');
  #calls = el('select', {
    'aria-label': 'Calls of this step',
    change: () => this.#show(this.#entries[Number(this.#calls.value)]),
  });
  #setup = el('pre', { class: 'setup' });
  #code = el('pre', { tabindex: 0 });
  #request = el('div');
  #response = el('div');
  #reveal = el(
    'button',
    { type: 'button', class: 'small', 'aria-pressed': 'false', click: () => this.#toggle() },
    'Show secrets',
  );
  #copy = el(
    'button',
    { type: 'button', class: 'small', click: () => this.#copyProgram() },
    'Copy',
    unseen(' the program'),
  );
  #tabs = tabList({
    label: 'Flavour of the code',
    tabs: [
      ['promise', 'Promise'],
      ['callback', 'Callback'],
    ],
    panel: this.#code,
    onSelect: chooseFlavour,
  });

  /**
   * @param {HTMLElement} mount
   * @param {Program} program What the step would send as it stands.
   */
  constructor(mount, program) {
    const titled = `${mount.id}-title`;
    mount.append(
      el(
        'div',
        { class: 'backstage', role: 'group', 'aria-labelledby': titled },
        el(
          'div',
          { class: 'bar head' },
          el('h3', { id: titled }, unseen('Behind it: '), this.#title),
          this.#calls,
        ),
        el('div', { class: 'bar' }, this.#tabs.element, this.#copy),
        el('details', {}, el('summary', {}, 'Set-up, the same for every call'), this.#setup),
        this.#code,
        el('div', { class: 'bar wire' }, el('h4', {}, 'Over the wire'), this.#reveal),
        this.#request,
        this.#response,
      ),
    );
    flavour.listeners.push(() => this.#showProgram());
    this.draft(program);
  }

  /** Shows what the next call will be. */
  draft(program) {
    this.#dropDraft();
    this.#entries.unshift({ program });
    this.#show(this.#entries[0]);
  }

  /** Forgets the draft, and shows the last call again where there is one. */
  undraft() {
    if (this.#entries.length > 1) this.#dropDraft();
    this.#show(this.#entries[0]);
  }

  /**
   * Makes a call and shows it.
   *
   * @template T
   * @param {Program} program The code of what `start` does.
   * @param {() => Promise<T>} start
   * @param {{aside?: boolean}} [options] `aside`: list it among the calls, but leave the one in view there.
   * @returns {Promise<T>}
   */
  async call(program, start, { aside = false } = {}) {
    const { exchange, result } = recorded(start);
    try {
      return await result;
    } finally {
      this.#dropDraft();
      this.#entries.unshift({ program, exchange, time: new Date().toLocaleTimeString() });
      this.#entries.length = Math.min(this.#entries.length, KEPT);
      this.#show(aside ? this.#shown : this.#entries[0]);
    }
  }

  #dropDraft() {
    if (this.#entries[0] && !this.#entries[0].exchange) this.#entries.shift();
  }

  #show(entry) {
    this.#shown = entry;
    this.#calls.replaceChildren(
      ...this.#entries.map((each, at) => el('option', { value: at, selected: each === entry }, label(each))),
    );
    this.#calls.hidden = this.#entries.length < 2;
    this.#showProgram();
    this.#showExchange();
  }

  #showProgram() {
    const { program } = this.#shown;
    this.#title.textContent = program.operation;
    this.#tabs.select(flavour.name);
    this.#setup.replaceChildren(...highlightCode(program.setup));
    this.#code.replaceChildren(...highlightCode(program[flavour.name]));
  }

  #showExchange() {
    const { exchange } = this.#shown;
    if (!exchange?.request) {
      const text = exchange ? 'Nothing was sent: the client refused the call.' : 'Nothing sent yet.';
      this.#request.replaceChildren(el('p', { class: 'nothing' }, text));
      this.#response.replaceChildren();
      this.#reveal.hidden = true;
      return;
    }
    this.#reveal.hidden = false;
    this.#request.replaceChildren(requestView(exchange.request, this.#revealed));
    this.#response.replaceChildren(responseView(exchange.response, this.#revealed));
  }

  #toggle() {
    this.#revealed = !this.#revealed;
    this.#reveal.setAttribute('aria-pressed', this.#revealed);
    this.#showExchange();
  }

  #copyProgram() {
    copy(whole(this.#shown.program, flavour.name), this.#copy, this.#code);
  }
}

/** How a call is listed. */
function label({ program: { operation }, exchange, time }) {
  if (!exchange) return `Next: ${operation}`;
  return `${time} ${operation} ${exchange.response?.status ?? 'not sent'}`;
}
