// Step 2: verify the factor with a code.
import { announce } from './announce.js';
import { Authenticator } from './authenticator.js';
import { Backstage } from './backstage.js';
import { verifyProgram } from './code.js';
import { find } from './dom.js';
import { clearProblem, showProblem } from './problem.js';
import { factors, serviceSid } from './session.js';

const ADVICE =
  'Type the code that the authenticator shows now. A code works for one time step, and for the skew beside it.';

export class Verification {
  #card = find('#verify');
  #form = find('form', this.#card);
  #input = find('#code');
  #problem = find('.problem', this.#card);
  #success = find('.success', this.#card);
  #authenticator = new Authenticator(find('.authenticator', this.#card));
  #backstage = new Backstage(find('#verify-backstage'), verifyProgram('…', 'YF…', '…'));
  #factor;

  /** @param {{onVerified: () => Promise<void>}} events */
  constructor({ onVerified }) {
    this.onVerified = onVerified;
    this.#input.addEventListener('input', () => this.#draft());
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    find('#use-code').addEventListener('click', () => {
      this.#input.value = this.#authenticator.current();
      this.#draft();
      this.#input.focus();
    });
  }

  /**
   * Takes up a factor.
   *
   * @param {object} created What `createNewFactor` gave.
   * @param {{focus?: boolean}} [options] `focus`: bring the person here.
   */
  open(created, { focus = false } = {}) {
    this.#factor = created;
    find('#verify-empty').hidden = true;
    this.#card.hidden = false;
    this.#form.hidden = false;
    this.#success.hidden = true;
    this.#input.value = '';
    clearProblem(this.#problem);
    this.#authenticator.open(created.binding.uri);
    this.#draft();
    if (focus) this.#input.focus();
  }

  /** The code as it is sent: people type the gap that apps show. */
  get #code() {
    return this.#input.value.replace(/\s/g, '');
  }

  #program() {
    return verifyProgram(this.#factor.identity, this.#factor.sid, this.#code);
  }

  #draft() {
    this.#backstage.draft(this.#program());
  }

  async #submit() {
    const { identity, sid, friendly_name: name } = this.#factor;
    const authPayload = this.#code;
    clearProblem(this.#problem);
    try {
      const { status } = await this.#backstage.call(this.#program(), () =>
        factors.updateFactor(serviceSid, identity, sid, { authPayload }),
      );
      // A wrong code is no error of the call: the answer says so.
      if (status !== 'verified') throw new Error('The code does not match, and the factor stays unverified.');
      this.#celebrate(name);
      await this.onVerified();
    } catch (error) {
      showProblem(this.#problem, error, { advice: ADVICE, fields: { '': this.#input } });
    }
  }

  #celebrate(name) {
    this.#form.hidden = true;
    this.#success.hidden = false;
    find('h3', this.#success).textContent = `${name} is verified`;
    find('p', this.#success).textContent = 'From now on its codes can answer challenges.';
    find('h3', this.#success).focus();
    announce(`${name} is verified.`);
  }
}
