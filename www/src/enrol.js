// Step 1: enrol a factor.
import { announce } from './announce.js';
import { Backstage } from './backstage.js';
import { createProgram } from './code.js';
import { find } from './dom.js';
import { clearProblem, showProblem } from './problem.js';
import { qrCode } from './qr.js';
import { newFactors, serviceSid } from './session.js';

const NUMBERS = ['configCodeLength', 'configTimeStep', 'configSkew'];

/** How the service's messages call the inputs. */
const WIRE = {
  Identity: 'identity',
  identity: 'identity',
  FriendlyName: 'friendlyName',
  friendlyName: 'friendlyName',
  'Config.Alg': 'configAlg',
  'Config.CodeLength': 'configCodeLength',
  'Config.TimeStep': 'configTimeStep',
  'Config.Skew': 'configSkew',
};

export class Enrolment {
  #form = find('#enrol');
  #problem = find('.problem', this.#form);
  #result = find('#enrolled');
  #backstage;

  /**
   * @param {{onIdentity: (identity: string) => void, onEnrolled: (created: object) => Promise<void>}} events
   */
  constructor({ onIdentity, onEnrolled }) {
    const { identity } = this.#form.elements;
    const bytes = crypto.getRandomValues(new Uint8Array(6));
    identity.value = `user-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
    this.onEnrolled = onEnrolled;
    this.#backstage = new Backstage(find('#enrol-backstage'), this.#program());
    this.#form.addEventListener('input', () => this.#backstage.draft(this.#program()));
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    onIdentity(identity.value);
  }

  #values() {
    const { identity, friendlyName, configAlg, ...rest } = Object.fromEntries(new FormData(this.#form));
    const options = {};
    if (configAlg) options.configAlg = configAlg;
    for (const name of NUMBERS) if (rest[name]) options[name] = Number(rest[name]);
    return { identity, friendlyName, options };
  }

  #program() {
    const { identity, friendlyName, options } = this.#values();
    return createProgram(identity, friendlyName, options);
  }

  async #submit() {
    const { identity, friendlyName, options } = this.#values();
    clearProblem(this.#problem);
    try {
      const created = await this.#backstage.call(this.#program(), () =>
        newFactors.createNewFactor(serviceSid, identity, 'totp', friendlyName, options),
      );
      this.#show(created);
      await this.onEnrolled(created);
    } catch (error) {
      const fields = Object.entries(WIRE).map(([wire, name]) => [wire, this.#form.elements[name]]);
      showProblem(this.#problem, error, { fields: Object.fromEntries(fields) });
    }
  }

  #show({ friendly_name: name, binding: { uri, secret } }) {
    find('.qr', this.#result).replaceChildren(qrCode(uri, `QR code of the URI of ${name}`));
    find('#secret').textContent = secret;
    find('#uri').textContent = uri;
    this.#result.hidden = false;
    find('h3', this.#result).focus();
    announce(`${name} is enrolled, and not yet verified.`);
  }
}
