// Beside a step: the program a user would write for it, and what it sent and got.
import { whole } from './code.js';
import { copy } from './copy.js';
import { el, unseen } from './dom.js';
import { highlightCode, highlightForm, highlightHeaders } from './highlight.js';
import { formText, headerText, jsonText } from './secrets.js';
import { tabList } from './tabs.js';
import { recorded } from './wire.js';

/** @typedef {import('./code.js').Program} Program */
/** @typedef {import('./wire.js').Exchange} Exchange */

/** How many calls of a step can be looked at again. */
const KEPT = 20;

/** One choice of flavour for the whole page. */
const flavour = { name: 'promise', listeners: [] };

function chooseFlavour(name) {
  flavour.name = name;
  flavour.listeners.forEach((listener) => listener());
}

export class Backstage {
  /** @type {{program: Program, exchange?: Exchange, time?: string}[]} The newest first; a draft has no exchange. */
  #entries = [];
  #shown = 0;
  #revealed = false;
  #title = el('code');
  #calls = el('select', {
    'aria-label': 'Calls of this step',
    change: () => this.#show(Number(this.#calls.value)),
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
    this.#show(0);
  }

  /** Forgets the draft, and shows the last call again where there is one. */
  undraft() {
    if (this.#entries.length > 1) this.#dropDraft();
    this.#show(0);
  }

  /**
   * Makes a call and shows it.
   *
   * @template T
   * @param {Program} program The code of what `start` does.
   * @param {() => Promise<T>} start
   * @param {{aside?: boolean}} [options] `aside`: list it among the calls, but leave the one before it in view.
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
      this.#show(aside && this.#entries.length > 1 ? 1 : 0);
    }
  }

  #dropDraft() {
    if (this.#entries[0] && !this.#entries[0].exchange) this.#entries.shift();
  }

  #show(index) {
    this.#shown = index;
    this.#calls.replaceChildren(
      ...this.#entries.map(({ program, exchange, time }, at) =>
        el(
          'option',
          { value: at, selected: at === index },
          exchange ? `${time} ${program.operation} ${said(exchange)}` : `Next: ${program.operation}`,
        ),
      ),
    );
    this.#calls.hidden = this.#entries.length < 2;
    this.#showProgram();
    this.#showExchange();
  }

  #showProgram() {
    const { program } = this.#entries[this.#shown];
    this.#title.textContent = program.operation;
    this.#tabs.select(flavour.name);
    this.#setup.replaceChildren(...highlightCode(program.setup));
    this.#code.replaceChildren(...highlightCode(program[flavour.name]));
  }

  #showExchange() {
    const { exchange } = this.#entries[this.#shown];
    if (!exchange?.request) {
      const text = exchange ? 'Nothing was sent: the client refused the call.' : 'Nothing sent yet.';
      this.#request.replaceChildren(el('p', { class: 'nothing' }, text));
      this.#response.replaceChildren();
      this.#reveal.hidden = true;
      return;
    }
    const { request, response } = exchange;
    this.#reveal.hidden = false;
    this.#request.replaceChildren(
      el(
        'pre',
        { class: 'request', tabindex: 0, role: 'group', 'aria-label': 'Request' },
        el('span', { class: 'method' }, request.method),
        ` ${request.url}\n`,
        ...highlightHeaders(request.headers.map(headerText).join('\n')),
        ...(request.body ? ['\n\n', ...highlightForm(formText(request.body, this.#revealed))] : []),
      ),
    );
    this.#response.replaceChildren(
      el(
        'pre',
        { class: 'response', tabindex: 0, role: 'group', 'aria-label': 'Response' },
        el(
          'span',
          { class: response.status < 400 ? 'status good' : 'status bad' },
          `${response.status} ${response.statusText}`.trim(),
        ),
        '\n',
        ...highlightHeaders(response.headers.map(headerText).join('\n')),
        ...(response.body ? ['\n\n', ...highlightCode(jsonText(response.body, this.#revealed))] : []),
      ),
    );
  }

  #toggle() {
    this.#revealed = !this.#revealed;
    this.#reveal.setAttribute('aria-pressed', this.#revealed);
    this.#showExchange();
  }

  #copyProgram() {
    copy(whole(this.#entries[this.#shown].program, flavour.name), this.#copy, this.#code);
  }
}

/** What came of a call, in one word. */
const said = ({ request, response }) => response?.status ?? (request ? 'no answer' : 'not sent');
