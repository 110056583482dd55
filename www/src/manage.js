// Looking after Factors: list, read, rename, delete.
import { announce } from './announce.js';
import { confirmed } from './confirm.js';
import { find } from './dom.js';
import { factorRow } from './row.js';
import { factors, newFactors, serviceSid } from './session.js';
import { enrol, list, read, remove, rename } from './steps.js';

const FIVE = ['Office laptop', 'Backup phone', 'Tablet at home', 'Front desk', 'Travel phone'];

export class Manage {
  #card;
  #way;
  #rows;
  #pageSize = find('#page-size');
  #previous = find('#previous');
  #next = find('#next');
  #identity = '';
  /** What was created here: only these have a secret to verify with. */
  #created = new Map();
  /** All Factors, page by page, and which is in view. */
  #pages = [];
  #at = 0;

  /**
   * @param {HTMLDetailsElement} card
   * @param {import('./way.js').Way} way Whose steps its calls are.
   */
  constructor(card, way) {
    this.#card = card;
    this.#way = way;
    this.#rows = find('.rows', card);
    const again = (at) => this.#run(() => this.#load(at)).then(() => this.#say());
    this.#pageSize.addEventListener('change', () => again(0));
    find('#refresh').addEventListener('click', () => again(this.#at));
    find('#add-five').addEventListener('click', () => this.#addFive());
    card.addEventListener('toggle', () => card.open && this.refresh());
    this.#previous.addEventListener('click', () => this.#turn(-1));
    this.#next.addEventListener('click', () => this.#turn(1));
  }

  /** Whose Factors they are. */
  belongTo(identity) {
    this.#identity = identity;
    this.#pages = [];
    this.#show(0);
    this.refresh();
  }

  /** Takes in a Factor that was created. */
  add(created) {
    this.#created.set(created.sid, created);
    this.#identity = created.identity;
    this.refresh();
  }

  /** Lists what is in view anew, once the step that is under way has ended. */
  refresh() {
    if (this.#card.open) setTimeout(() => this.#run(() => this.#load(this.#at)));
  }

  #run(step) {
    return this.#way.run(this.#card, step);
  }

  /** Lists all pages. */
  async #load(at) {
    const [identity, pageSize] = [this.#identity, Number(this.#pageSize.value)];
    const pages = [];
    try {
      await this.#way.call(list(identity, pageSize), async () => {
        for await (const page of factors.listFactor(serviceSid, identity, { pageSize }).pages()) {
          if (page.factors.length) pages.push(page.factors);
        }
      });
    } catch (error) {
      // A person comes into being with the first Factor.
      if (error.code !== 20404) throw error;
    }
    if (identity !== this.#identity) return;
    this.#pages = pages;
    this.#show(at);
  }

  #show(at) {
    const last = Math.max(this.#pages.length - 1, 0);
    this.#at = Math.min(at, last);
    const total = this.#pages.flat().length;
    find('.empty', this.#card).hidden = total > 0;
    find('.pager', this.#card).hidden = total === 0;
    find('#page-number').textContent = `Page ${this.#at + 1} of ${last + 1}, ${total} in all`;
    // Not `disabled`: the keyboard's focus would be lost with the last page.
    this.#previous.setAttribute('aria-disabled', this.#at === 0);
    this.#next.setAttribute('aria-disabled', this.#at === last);
    const shown = this.#pages[this.#at] ?? [];
    this.#rows.replaceChildren(...shown.map((factor) => factorRow(factor, this.#actions(factor))));
  }

  #turn(by) {
    const to = this.#at + by;
    if (!this.#pages[to]) return;
    this.#show(to);
    this.#say();
  }

  #say() {
    if (find('.problem', this.#card).hidden) announce(`${find('#page-number').textContent}.`);
  }

  /** @returns {import('./row.js').Actions} */
  #actions(factor) {
    const [identity, way] = [this.#identity, this.#way];
    const { sid, status } = factor;
    const created = this.#created.get(sid);
    return {
      fetch: () => way.call(read(identity, sid), () => factors.fetchFactor(serviceSid, identity, sid)),
      rename: async (friendlyName) => {
        const changed = await way.call(rename(identity, sid, friendlyName), () =>
          factors.updateFactor(serviceSid, identity, sid, { friendlyName }),
        );
        announce(`Renamed to ${changed.friendly_name}.`);
        return changed;
      },
      remove: (button) => this.#remove(factor, button),
      use: created && {
        label: status === 'verified' ? 'Sign in' : 'Verify',
        act: () => way.open(created, status === 'verified'),
      },
    };
  }

  async #remove({ sid, friendly_name: name }, button) {
    const identity = this.#identity;
    const done = await confirmed({
      title: ['Delete ', name, '?'],
      text: 'Its codes stop working at once, and it cannot be brought back.',
      act: () => this.#way.call(remove(identity, sid), () => factors.deleteFactor(serviceSid, identity, sid)),
    });
    if (!done) {
      button.focus();
      return;
    }
    this.#created.delete(sid);
    await this.#run(() => this.#load(this.#at));
    find('summary', this.#card).focus();
    announce(`${name} is deleted.`);
  }

  #addFive() {
    const identity = this.#identity;
    return this.#run(async () => {
      for (const name of FIVE) {
        const created = await this.#way.call(enrol(identity, name, {}), () =>
          newFactors.createNewFactor(serviceSid, identity, 'totp', name),
        );
        this.#created.set(created.sid, created);
      }
      await this.#load(0);
      announce('Five added.');
    });
  }
}
