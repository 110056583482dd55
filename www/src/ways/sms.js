// A code by SMS, call or e-mail.
import { announce } from '../announce.js';
import { clock } from '../clock.js';
import { find } from '../dom.js';
import { live } from '../live.js';
import { Notices } from '../notices.js';
import { checks, codes, serviceSid, verifications } from '../session.js';
import { check, send } from '../steps.js';
import { Way } from '../way.js';
import file from '../../run/sms.mjs?raw';

/** How many wrong codes a Verification takes, and how often its code is sent. Source: Twilio's Verify documentation. */
const [TRIES, SENDS] = [5, 5];
const TEN_MINUTES = 600_000;

/** Whom it is sent to at first: on the real service nobody, since a stranger would get it. */
const WHOM = {
  email: { label: 'E-mail address', value: live ? '' : 'ada@example.com', mode: 'email' },
  phone: { label: 'Phone number', value: live ? '' : '+15017122661', mode: 'tel' },
};

export class Sms extends Way {
  file = file;
  service = codes;
  #to = find('#to');
  #code = find('#sms-code');
  #hint = find('#sms-hint');
  #notices = new Notices(find('.phone', this.panel), (code) => {
    this.#code.value = code;
    this.#signIn();
  });
  #wrong = 0;
  #sent = '';

  constructor(behind) {
    super('sms', behind);
    this.start.addEventListener('input', () => this.#draft());
    for (const radio of this.start.elements.channel) {
      radio.addEventListener('change', () => this.#choose());
    }
    this.proof.addEventListener('input', () => this.#draft());
    this.onSubmit(this.start, () => this.#send(this.start));
    this.onSubmit(this.proof, () => this.#signIn());
    this.on('again', () => this.#send(this.proof));
    this.on('later', () => this.#later());
    this.on('back', () => this.#restart());
    this.on('restart', () => this.#restart());
    if (live) {
      this.#to.value = '';
      find('[data-act=later]', this.proof).hidden = true;
    }
    this.#draft();
  }

  get #channel() {
    return this.start.elements.channel.value;
  }

  #whom() {
    return WHOM[this.#channel === 'email' ? 'email' : 'phone'];
  }

  #choose() {
    const { label, value, mode } = this.#whom();
    find('label[for=to]', this.start).textContent = label;
    this.#to.inputMode = mode;
    if (Object.values(WHOM).some((whom) => whom.value === this.#to.value)) this.#to.value = value;
    this.#draft();
  }

  #draft() {
    const to = this.#to.value.trim();
    this.draft(this.moment === 0 ? send(to, this.#channel) : check(this.#sent, this.#typed || '…'));
  }

  /** The code as it is sent: people type the gap that they see. */
  get #typed() {
    return this.#code.value.replace(/\s/g, '');
  }

  #send(pane) {
    const to = pane === this.start ? this.#to.value.trim() : this.#sent;
    return this.run(
      pane,
      async () => {
        const made = await this.call(send(to, this.#channel), () =>
          verifications.createVerification(serviceSid, this.#channel, to),
        );
        const sends = made.send_code_attempts.length;
        if (sends === 1) this.#wrong = 0;
        this.#sent = to;
        this.#code.value = '';
        this.#notices.show(await codes());
        this.#hint.textContent =
          sends === 1
            ? `Sent to ${to}.`
            : `Sent ${sends} of ${SENDS} times: the same code, until it expires.`;
        this.go(1, { focus: this.#code });
        this.prepare(check(to, '…'));
      },
      { fields: { '': pane === this.start ? this.#to : this.#code } },
    );
  }

  #signIn() {
    const [to, code] = [this.#sent, this.#typed];
    return this.run(
      this.proof,
      async () => {
        const { status } = await this.call(check(to, code), () =>
          checks.createVerificationCheck(serviceSid, { to, code }),
        );
        // A wrong code is no error of the call: the answer says so.
        if (status !== 'approved') {
          const left = TRIES - ++this.#wrong;
          throw new Error(
            left > 0
              ? `Wrong code: the Verification stays pending, for ${left} more ${left === 1 ? 'try' : 'tries'}.`
              : 'Wrong code, the fifth: from now on none is taken.',
          );
        }
        announce('Signed in.');
        this.signedIn(`${to} is proven.`);
        this.prepare(send(to, this.#channel));
      },
      { advice: 'Type what the message says.', fields: { '': this.#code } },
    );
  }

  #later() {
    clock.advance(TEN_MINUTES);
    this.forget(this.proof);
    this.#hint.textContent = 'It is ten minutes later: the code has expired.';
    announce(this.#hint.textContent);
  }

  #restart() {
    this.#code.value = '';
    this.go(0, { focus: this.#to });
    this.#draft();
  }
}
