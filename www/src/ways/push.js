// A second device, which approves or denies what it is shown.
import { announce } from '../announce.js';
import { clock } from '../clock.js';
import { el, find } from '../dom.js';
import { live } from '../live.js';
import { accessTokens, challenges, newIdentity, sandbox, serviceSid } from '../session.js';
import { admit, answered, ask } from '../steps.js';
import { Way } from '../way.js';
import file from '../../run/push.mjs?raw';

const NAME = 'Ada’s phone';
const FIELDS = [
  { label: 'From', value: 'Lisbon' },
  { label: 'With', value: 'this browser' },
];

export class Push extends Way {
  file = file;
  #identity = newIdentity();
  #message = find('#message');
  #hint = find('#push-hint');
  #quiet = find('.quiet', this.panel);
  #sheet = find('.ask', this.panel);
  #device;
  #asked;

  constructor(behind) {
    super('push', behind);
    this.onSubmit(this.start, () => this.#register());
    this.onSubmit(this.proof, () => this.#ask());
    this.proof.addEventListener('input', () => this.draft(this.#program()));
    this.on('again', () => this.#back());
    this.draft(admit(this.#identity, NAME));
    if (live) {
      this.#quiet.textContent = 'There is no device here.';
      find('.hint', this.start).textContent =
        'On the real service a device is an app of your own, with Twilio’s SDK: this page cannot register one.';
      find('.primary', this.start).disabled = true;
    }
  }

  #program() {
    return ask(this.#identity, this.#device.factor.sid, this.#message.value, FIELDS);
  }

  #register() {
    return this.run(this.start, async () => {
      const device = (await sandbox()).device();
      const identity = this.#identity;
      const { token } = await this.call(admit(identity, NAME), () =>
        accessTokens.createAccessToken(serviceSid, 'push', identity, { factorFriendlyName: NAME }),
      );
      await device.register({ identity, token, serviceSid, friendlyName: NAME });
      await device.verify();
      this.#device = device;
      announce('The device is registered.');
      this.#rest('The device is registered, and waits.');
      this.go(1, { focus: find('.primary', this.proof) });
      this.prepare(this.#program());
    });
  }

  /** The device has nothing to show. */
  #rest(text) {
    this.#sheet.replaceChildren();
    this.#quiet.hidden = false;
    this.#quiet.textContent = text;
    this.#hint.textContent = '';
  }

  #ask() {
    return this.run(
      this.proof,
      async () => {
        const message = this.#message.value;
        const challenge = await this.call(this.#program(), () =>
          challenges.createChallenge(serviceSid, this.#identity, this.#device.factor.sid, {
            detailsMessage: message,
            detailsFields: FIELDS,
          }),
        );
        this.#asked = challenge.sid;
        this.#hint.textContent = 'The device asks. It has five minutes to answer.';
        this.prepare(answered(this.#identity, challenge.sid));
        // What the device shows is what it was sent, and what it signs.
        await this.#show(await this.#device.challenge(challenge.sid));
      },
      { fields: { 'Details.Message': this.#message } },
    );
  }

  async #show({ details }) {
    const approve = el(
      'button',
      { type: 'button', class: 'primary', click: () => this.#answer('approve') },
      'Approve',
    );
    const deny = el('button', { type: 'button', click: () => this.#answer('deny') }, 'Deny');
    const later = el(
      'button',
      { type: 'button', class: 'small', click: () => this.#later() },
      '5 minutes pass',
    );
    this.#quiet.hidden = true;
    this.#sheet.replaceChildren(
      el(
        'div',
        { class: 'notice' },
        el('p', { class: 'name' }, el('bdi', {}, details.message)),
        el(
          'dl',
          {},
          ...details.fields.map(({ label, value }) =>
            el('div', {}, el('dt', {}, label), el('dd', {}, el('bdi', {}, value))),
          ),
        ),
        el('div', { class: 'buttons' }, approve, deny),
        later,
      ),
    );
    approve.focus({ preventScroll: true });
  }

  #answer(act) {
    return this.run(
      this.proof,
      async () => {
        try {
          await this.#device[act](this.#asked);
        } finally {
          this.#rest(act === 'approve' ? 'Approved.' : 'Denied.');
        }
        const { status } = await this.call(answered(this.#identity, this.#asked), () =>
          challenges.fetchChallenge(serviceSid, this.#identity, this.#asked),
        );
        if (status !== 'approved') throw new Error(`Not signed in: the Challenge was ${status}.`);
        announce('Signed in.');
        this.signedIn('The device has signed what it was shown, and the answer.');
      },
      { advice: 'Whoever denies did not ask: let nobody in, and tell the person.' },
    );
  }

  #later() {
    clock.advance(300_000);
    return this.run(
      this.proof,
      async () => {
        this.#rest('The question is gone.');
        const { status } = await this.call(answered(this.#identity, this.#asked), () =>
          challenges.fetchChallenge(serviceSid, this.#identity, this.#asked),
        );
        throw new Error(`Not signed in: the Challenge has ${status}.`);
      },
      { advice: 'Ask again.' },
    );
  }

  #back() {
    this.#rest('The device waits.');
    this.go(1, { focus: find('.primary', this.proof) });
    this.draft(this.#program());
  }
}
