// One way to sign in: a panel with a phone beside what a person does, in three moments.
import { find } from './dom.js';
import { clearProblem, showProblem } from './problem.js';
import { sandbox } from './session.js';
import { call, underWay } from './wire.js';

export class Way {
  #moments;
  #panes;
  #busy = false;
  /** What comes next, as a program; shown behind while this way is. */
  #next;

  /**
   * @param {string} name Its address.
   * @param {import('./behind.js').Behind} behind
   */
  constructor(name, behind) {
    this.name = name;
    this.behind = behind;
    this.panel = find(`#${name}`);
    this.#moments = [...this.panel.querySelectorAll('.moments li')];
    this.#panes = [...find('.panes', this.panel).children];
    this.start = this.#panes[0];
    this.proof = this.#panes[1];
    this.end = this.#panes[2];
  }

  /** The whole flow as one file, to run oneself. */
  file = '';

  /** Loads what answers its calls. */
  service = sandbox;

  /** The moment that a person is at: 0 enrols or sends, 1 proves, 2 has signed in. */
  moment = 0;

  /** Goes to a moment. */
  go(moment, { focus } = {}) {
    this.moment = moment;
    this.#panes.forEach((pane, at) => pane.toggleAttribute('inert', at !== moment));
    this.#moments.forEach((item, at) => {
      if (at === moment) item.setAttribute('aria-current', 'step');
      else item.removeAttribute('aria-current');
      item.toggleAttribute('data-done', at < moment);
    });
    this.#panes.forEach((pane) => this.forget(pane));
    focus?.focus({ preventScroll: true });
    this.#look();
  }

  /** Brings the phone into view again, and what is beside or below it, where the page was scrolled past it. */
  #look() {
    if (this.panel.getBoundingClientRect().top < 0) this.panel.scrollIntoView();
  }

  /** Shows who has signed in. */
  signedIn(text) {
    find('p', this.end).textContent = text;
    this.go(2, { focus: find('h2', this.end) });
  }

  /** Listens to a button of the panel. */
  on(act, listener) {
    for (const button of this.panel.querySelectorAll(`[data-act="${act}"]`)) {
      button.addEventListener('click', () => !this.#busy && listener());
    }
  }

  /** Listens to a form. */
  onSubmit(form, listener) {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      listener();
    });
  }

  /**
   * Runs a step; none starts while another runs. An error of it is shown in the pane.
   *
   * @param {HTMLElement} pane
   * @param {() => Promise<void>} step
   * @param {object} [options] Of `showProblem`.
   */
  async run(pane, step, options) {
    if (this.#busy) return;
    this.#rest(true);
    this.forget(pane);
    try {
      await underWay({ panel: this.panel }, step);
    } catch (error) {
      showProblem(find('.problem', pane), error, options);
    } finally {
      this.#rest(false);
    }
  }

  /** Takes the error of a pane away. */
  forget(pane) {
    const problem = find('.problem', pane);
    if (problem) clearProblem(problem);
  }

  /** Makes a call. What answers is here before: else the client would take it for a network that fails, and try again. */
  async call(program, start) {
    await this.service();
    return call(program, start, this.panel);
  }

  /** Shows the program of what comes next. */
  draft(program) {
    this.#next = program;
    if (!this.panel.hidden) this.behind.draft(program);
  }

  /** The same, with the last call left in view. */
  prepare(program) {
    this.#next = program;
    if (!this.panel.hidden) this.behind.prepare(program);
  }

  /** It comes into view. */
  show() {
    this.behind.draft(this.#next);
  }

  // Not `disabled`: the keyboard's focus would be lost.
  #rest(busy) {
    this.#busy = busy;
    this.panel.setAttribute('aria-busy', busy);
    for (const button of this.panel.querySelectorAll('.person button, .phone button')) {
      if (busy) button.setAttribute('aria-disabled', 'true');
      else button.removeAttribute('aria-disabled');
    }
  }
}
