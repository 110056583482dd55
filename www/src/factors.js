// Step 3: list, read, rename and delete factors.
import { announce } from './announce.js';
import { Backstage } from './backstage.js';
import { createProgram, deleteProgram, fetchProgram, listProgram, renameProgram } from './code.js';
import { confirmed } from './confirm.js';
import { find } from './dom.js';
import { clearProblem, showProblem } from './problem.js';
import { factorRow } from './row.js';
import { factors, newFactors, serviceSid } from './session.js';

const FIVE = ['Office laptop', 'Backup phone', 'Tablet at home', 'Front desk', 'Travel phone'];

export class Factors {
  #card = find('#factors');
  #rows = find('.rows', this.#card);
  #empty = find('.empty', this.#card);
  #problem = find('.problem', this.#card);
  #pager = find('.pager', this.#card);
  #pageSize = find('#page-size');
  #previous = find('#previous');
  #next = find('#next');
  #identity = '';
  #backstage;
  /** What was created here: only these have a secret to verify with. */
  #created = new Map();
  /** The options of the page in view, and of those beside it. */
  #here = {};
  #around = {};

  /** @param {{onVerify: (created: object) => void}} events */
  constructor({ onVerify }) {
    this.onVerify = onVerify;
    this.#backstage = new Backstage(find('#factors-backstage'), listProgram('', {}));
    this.#pageSize.addEventListener('change', () => this.#first().then(() => this.#say()));
    find('#refresh').addEventListener('click', () => this.#load(this.#here).then(() => this.#say()));
    find('#add-five').addEventListener('click', () => this.#addFive());
    for (const [button, name] of [
      [this.#previous, 'previous'],
      [this.#next, 'next'],
    ]) {
      button.addEventListener(
        'click',
        () => this.#around[name] && this.#load(this.#around[name]).then(() => this.#say()),
      );
    }
  }

  /** Whose factors they are; they are not asked for before there is one. */
  belongTo(identity) {
    this.#identity = identity;
    this.#here = { pageSize: Number(this.#pageSize.value) };
    find('#whose').textContent = identity;
    this.#backstage.draft(listProgram(identity, this.#here));
  }

  /** Keeps what a factor was created with. */
  remember(created) {
    this.#created.set(created.sid, created);
  }

  /** Lists a person's factors from the first page. */
  show(identity) {
    this.belongTo(identity);
    return this.#first();
  }

  /** Lists the page in view anew. */
  refresh() {
    return this.#load(this.#here);
  }

  #first(options) {
    return this.#load({ pageSize: Number(this.#pageSize.value) }, options);
  }

  async #load(place, { aside = false } = {}) {
    const identity = this.#identity;
    clearProblem(this.#problem);
    try {
      const page = await this.#backstage.call(
        listProgram(identity, place),
        () => factors.listFactor(serviceSid, identity, place),
        { aside },
      );
      this.#here = place;
      this.#fill(page);
    } catch (error) {
      showProblem(this.#problem, error);
    }
  }

  #fill({ factors: list, meta }) {
    // The first page is asked for as such: a token would keep out what has moved up into it.
    const previous = meta.page === 1 ? meta.first_page_url : meta.previous_page_url;
    this.#around = { previous: optionsOf(previous), next: optionsOf(meta.next_page_url) };
    this.#empty.hidden = list.length > 0;
    this.#pager.hidden = !this.#around.previous && !this.#around.next;
    find('#page-number').textContent = `Page ${meta.page + 1}`;
    // Not `disabled`: the keyboard's focus would be lost with the last page.
    this.#previous.setAttribute('aria-disabled', !this.#around.previous);
    this.#next.setAttribute('aria-disabled', !this.#around.next);
    this.#rows.replaceChildren(...list.map((factor) => factorRow(factor, this.#actions(factor))));
  }

  #say() {
    if (!this.#problem.hidden) return;
    const count = this.#rows.childElementCount;
    announce(`${find('#page-number').textContent}, ${count} factor${count === 1 ? '' : 's'}.`);
  }

  /** @returns {import('./row.js').Actions} */
  #actions(factor) {
    const identity = this.#identity;
    const { sid, status } = factor;
    const created = this.#created.get(sid);
    return {
      fetch: () =>
        this.#backstage.call(fetchProgram(identity, sid), () =>
          factors.fetchFactor(serviceSid, identity, sid),
        ),
      rename: async (friendlyName) => {
        const changed = await this.#backstage.call(renameProgram(identity, sid, friendlyName), () =>
          factors.updateFactor(serviceSid, identity, sid, { friendlyName }),
        );
        announce(`Renamed to ${changed.friendly_name}.`);
        return changed;
      },
      draftRename: (name) => {
        if (name === undefined) this.#backstage.undraft();
        else this.#backstage.draft(renameProgram(identity, sid, name));
      },
      remove: (button) => this.#remove(factor, button),
      verify: created && status === 'unverified' ? () => this.onVerify(created) : undefined,
    };
  }

  async #remove({ sid, friendly_name: name }, button) {
    const identity = this.#identity;
    const program = deleteProgram(identity, sid);
    this.#backstage.draft(program);
    const done = await confirmed({
      title: `Delete ${name}?`,
      text: 'Its codes stop working at once, and it cannot be brought back.',
      act: () => this.#backstage.call(program, () => factors.deleteFactor(serviceSid, identity, sid)),
    });
    if (!done) {
      this.#backstage.undraft();
      button.focus();
      return;
    }
    this.#created.delete(sid);
    const { previous } = this.#around;
    await this.#load(this.#here, { aside: true });
    if (this.#rows.childElementCount === 0 && previous) await this.#load(previous, { aside: true });
    find('#factors-title').focus();
    announce(`${name} is deleted.`);
  }

  async #addFive() {
    const identity = this.#identity;
    clearProblem(this.#problem);
    try {
      for (const name of FIVE) {
        const created = await this.#backstage.call(createProgram(identity, name, {}), () =>
          newFactors.createNewFactor(serviceSid, identity, 'totp', name),
        );
        this.remember(created);
      }
      await this.#first({ aside: true });
      announce('Five factors added.');
    } catch (error) {
      showProblem(this.#problem, error);
    }
  }
}

/** What of a page's URL asks for that page; its host and path are not followed. */
function optionsOf(url) {
  if (!url) return undefined;
  const query = new URL(url).searchParams;
  const options = {};
  if (query.has('PageSize')) options.pageSize = Number(query.get('PageSize'));
  if (query.has('Page')) options.page = Number(query.get('Page'));
  if (query.has('PageToken')) options.pageToken = query.get('PageToken');
  return options;
}
