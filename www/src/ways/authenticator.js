// An authenticator app: enrolled, proven with a first code, and then what one signs in with.
import { announce } from '../announce.js';
import { AuthenticatorApp } from '../app.js';
import { find } from '../dom.js';
import { Manage } from '../manage.js';
import { qrCode } from '../qr.js';
import { challenges, factors, newFactors, newIdentity, sandbox, serviceSid } from '../session.js';
import { answer, enrol, prove } from '../steps.js';
import { Way } from '../way.js';
import file from '../../run/authenticator.mjs?raw';

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

const ADVICE =
  'Type the code that the app shows now. It works for one time step, and for the skew beside it.';

export class App extends Way {
  file = file;
  #code = find('#totp-code');
  #title = find('.title', this.proof);
  #button = find('.primary', this.proof);
  #app = new AuthenticatorApp(find('.phone', this.panel));
  #manage = new Manage(find('#manage'), this);
  /** The Factor, as it came when it was created. */
  #factor;
  #verified = false;

  constructor(behind) {
    super('authenticator', behind);
    const { identity } = this.start.elements;
    identity.value = newIdentity();
    this.#manage.belongTo(identity.value);
    identity.addEventListener('change', () => this.#manage.belongTo(identity.value));
    this.start.addEventListener('input', () => this.#draft());
    this.proof.addEventListener('input', () => this.#draft());
    this.onSubmit(this.start, () => this.#enrol());
    this.onSubmit(this.proof, () => this.#submit());
    this.on('fill', () => {
      if (this.moment !== 1) this.#ask();
      this.#code.value = this.#app.current();
      this.#submit();
    });
    this.on('again', () => this.#ask());
    this.on('restart', () => {
      this.go(0, { focus: this.start.elements.friendlyName });
      this.#draft();
    });
    this.#draft();
  }

  /** Takes up a Factor that was enrolled here: to verify it, or to sign in with it. */
  open(created, verified) {
    this.#factor = created;
    this.#verified = verified;
    const { friendly_name: name, binding } = created;
    find('.qr', this.proof).replaceChildren(qrCode(binding.uri, `QR code of the URI of ${name}`));
    find('#secret').textContent = binding.secret;
    find('#uri').textContent = binding.uri;
    sandbox().then((made) => {
      if (made) this.#app.open(binding.uri, made);
      else find('.quiet', this.panel).textContent = 'Look at the app on your own phone.';
    });
    this.#ask();
  }

  #ask() {
    this.#code.value = '';
    find('.scan', this.proof).hidden = this.#verified;
    this.#title.textContent = this.#verified ? 'Enrolled. Sign in with it' : 'Scan it, and prove it';
    this.#button.textContent = this.#verified ? 'Sign in' : 'Verify';
    this.go(1, { focus: this.#code });
    this.prepare(this.#program('…'));
  }

  #values() {
    const { identity, friendlyName, configAlg, ...rest } = Object.fromEntries(new FormData(this.start));
    const options = {};
    if (configAlg) options.configAlg = configAlg;
    for (const name of NUMBERS) if (rest[name]) options[name] = Number(rest[name]);
    return { identity, friendlyName, options };
  }

  #program(code) {
    const { identity, sid } = this.#factor;
    return (this.#verified ? answer : prove)(identity, sid, code);
  }

  /** The code as it is sent: people type the gap that apps show. */
  get #typed() {
    return this.#code.value.replace(/\s/g, '');
  }

  #draft() {
    const { identity, friendlyName, options } = this.#values();
    this.draft(
      this.moment === 1 ? this.#program(this.#typed || '…') : enrol(identity, friendlyName, options),
    );
  }

  #enrol() {
    const { identity, friendlyName, options } = this.#values();
    const fields = Object.entries(WIRE).map(([wire, name]) => [wire, this.start.elements[name]]);
    return this.run(
      this.start,
      async () => {
        const created = await this.call(enrol(identity, friendlyName, options), () =>
          newFactors.createNewFactor(serviceSid, identity, 'totp', friendlyName, options),
        );
        announce(`${created.friendly_name} is enrolled, and not yet verified.`);
        this.#manage.add(created);
        this.open(created, false);
      },
      { fields: Object.fromEntries(fields) },
    );
  }

  #submit() {
    return this.run(this.proof, () => (this.#verified ? this.#signIn() : this.#prove()), {
      advice: ADVICE,
      fields: { '': this.#code },
    });
  }

  async #prove() {
    const { identity, sid, friendly_name: name } = this.#factor;
    const authPayload = this.#typed;
    const { status } = await this.call(this.#program(authPayload), () =>
      factors.updateFactor(serviceSid, identity, sid, { authPayload }),
    );
    // A wrong code is no error of the call: the answer says so.
    if (status !== 'verified') throw new Error('The code does not match, and the Factor stays unverified.');
    this.#verified = true;
    announce(`${name} is verified. Sign in with it.`);
    this.#manage.refresh();
    this.#ask();
  }

  async #signIn() {
    const { identity, sid, friendly_name: name } = this.#factor;
    const authPayload = this.#typed;
    const { status } = await this.call(this.#program(authPayload), () =>
      challenges.createChallenge(serviceSid, identity, sid, { authPayload }),
    );
    if (status !== 'approved') throw new Error('The code does not match, and the Challenge is not approved.');
    announce('Signed in.');
    this.signedIn(`${identity} is proven, by ${name}.`);
  }
}
