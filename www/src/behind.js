// Behind the page: the program one would write for a step, what it sent and got, and all calls in their order.
import { copy } from './copy.js';
import { el, unseen } from './dom.js';
import { requestView, responseView } from './exchange.js';
import { highlightCode } from './highlight.js';
import { FLAVOURS, whole } from './program.js';
import { hiddenIn } from './secrets.js';
import { tabList } from './tabs.js';
import { onCall, timeline } from './wire.js';

/** @typedef {import('./program.js').Program} Program */
/** @typedef {import('./wire.js').Entry} Entry */

const WHO = { server: 'your server', device: 'the device', browser: 'the browser' };

const small = (text, of, attributes) =>
  el('button', { type: 'button', class: 'small', ...attributes }, text, unseen(` ${of}`));

export class Behind {
  #flavour = FLAVOURS[0][0];
  /** @type {Program | undefined} What comes next. */
  #next;
  /** @type {Entry | undefined} The call in view; none is the next step. */
  #shown;
  #revealed = false;

  #title = el('code');
  #setup = el('pre', { class: 'setup' });
  #fold = el('details', { class: 'fold' }, el('summary', {}, 'Set-up, the same for every call'), this.#setup);
  #code = el('pre', { class: 'scrolls', tabindex: 0 });
  #copy = small('Copy', 'the program', { click: () => this.#copyProgram() });
  #tabs = tabList({
    label: 'Flavour of the program',
    tabs: FLAVOURS,
    panel: this.#code,
    onSelect: (name) => {
      this.#flavour = name;
      this.#showProgram();
    },
  });
  #exchange = el('div', {
    class: 'exchange scrolls',
    tabindex: 0,
    role: 'group',
    'aria-label': 'Request and response',
  });
  #reveal = el(
    'button',
    { type: 'button', class: 'small', 'aria-pressed': 'false', click: () => this.#toggle() },
    'Show secrets',
  );
  #calls = el('ol', { class: 'calls scrolls' });

  /** @param {HTMLElement} mount */
  constructor(mount) {
    // On a narrow screen one looks at the person's side first.
    const open = matchMedia('(min-width: 62rem)').matches;
    const part = (name, title, bar, ...children) =>
      el(
        'details',
        { class: `backstage ${name}`, open },
        el('summary', {}, el('h3', {}, ...title)),
        ...(bar.length ? [el('div', { class: 'bar' }, ...bar)] : []),
        ...children,
      );
    mount.append(
      part('calls-part', ['Calls'], [], this.#calls),
      part('program', ['Program: ', this.#title], [this.#tabs.element, this.#copy], this.#fold, this.#code),
      part('wire', ['Over the wire'], [this.#reveal], this.#exchange),
    );
    onCall((entry) => {
      // A step that was left for another way may end later: it does not take over.
      if (!entry.panel?.hidden) this.#shown = entry.who === 'server' ? entry : (this.#shown ?? entry);
      this.#show();
    });
  }

  /** Shows what the next call will be. */
  draft(program) {
    this.#next = program;
    this.#shown = undefined;
    this.#show();
  }

  /** Knows what comes next, and leaves the last call in view. */
  prepare(program) {
    this.#next = program;
    this.#show();
  }

  #show() {
    const item = (entry, ...children) =>
      el(
        'li',
        {},
        el(
          'button',
          {
            type: 'button',
            'aria-pressed': String(entry === this.#shown),
            click: (event) => {
              this.#shown = entry;
              const at = [...this.#calls.children].indexOf(event.currentTarget.parentNode);
              this.#show();
              this.#calls.children[at].firstChild.focus();
            },
          },
          ...children,
        ),
      );
    const calls = timeline.map((entry) => {
      const { status = entry.who === 'browser' ? '' : 'not sent' } = entry.exchange.response ?? {};
      return item(
        entry,
        el('span', { class: 'who' }, `${entry.time} ${WHO[entry.who]}`),
        el('code', {}, entry.operation),
        ' ',
        el('span', { class: status < 400 ? 'status good' : 'status bad' }, String(status)),
      );
    });
    const next = this.#next && [
      item(undefined, el('span', { class: 'who' }, 'next'), el('code', {}, this.#next.operation)),
    ];
    const { scrollTop } = this.#calls;
    this.#calls.replaceChildren(...calls.reverse(), ...(next ?? []));
    const newest = !this.#shown || this.#shown === timeline[0];
    this.#calls.scrollTop = newest ? this.#calls.scrollHeight : scrollTop;
    this.#showProgram();
    this.#showExchange();
  }

  get #program() {
    return this.#shown ? this.#shown.program : this.#next;
  }

  #showProgram() {
    const program = this.#program;
    this.#title.textContent = (this.#shown ?? this.#next)?.operation ?? '';
    this.#tabs.select(this.#flavour);
    const { setup, code } = program?.flavours[this.#flavour] ?? {
      setup: '',
      code: '// A call of the device itself: the app on it makes it, with Twilio’s SDK.',
    };
    this.#copy.hidden = !program;
    this.#fold.hidden = !setup;
    this.#setup.replaceChildren(...highlightCode(setup));
    this.#code.replaceChildren(...highlightCode(code));
    this.#code.scrollTop = 0;
  }

  #showExchange() {
    const { exchange } = this.#shown ?? {};
    this.#reveal.hidden = !exchange?.request;
    this.#exchange.scrollTop = 0;
    if (!exchange?.request) {
      const { who } = this.#shown ?? {};
      const text = {
        server: 'Nothing was sent: the client refused the call.',
        browser: 'Nothing is sent here.',
      };
      this.#exchange.replaceChildren(el('p', { class: 'nothing' }, text[who] ?? 'Nothing sent yet.'));
      return;
    }
    const why = hiddenIn(exchange).map(([name, reason]) => el('li', {}, el('code', {}, name), ` ${reason}`));
    this.#exchange.replaceChildren(
      requestView(exchange.request, this.#revealed),
      responseView(exchange.response, this.#revealed),
      ...(why.length ? [el('ul', { class: 'why' }, ...why)] : []),
    );
  }

  #toggle() {
    this.#revealed = !this.#revealed;
    this.#reveal.setAttribute('aria-pressed', this.#revealed);
    this.#showExchange();
  }

  #copyProgram() {
    copy(whole(this.#program.flavours[this.#flavour]), this.#copy, this.#code);
  }
}
