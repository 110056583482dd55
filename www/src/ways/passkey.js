// A passkey: of the browser's own authenticator, or, where there is none, of the sandbox's.
import { announce } from '../announce.js';
import { el, find } from '../dom.js';
import { live } from '../live.js';
import { ISSUER, newChallenges, newFactors, newIdentity, passkeys, sandbox, serviceSid } from '../session.js';
import { answerPasskey, challengePasskey, inBrowser, newPasskey, provePasskey } from '../steps.js';
import { Way } from '../way.js';
import { note } from '../wire.js';
import file from '../../run/passkey.mjs?raw';

const NAME = 'Ada’s passkey';

const HINTS = {
  browser: 'Your browser asks you now, as on any site. The passkey is for this page’s host.',
  sandbox: 'The sandbox’s authenticator, with real keys: it does what navigator.credentials does.',
  live: 'This browser has no authenticator for this address.',
  none: 'This browser has no authenticator for this address: the sandbox’s takes its place, with real keys.',
};

/** Whether the browser can make passkeys for this page. */
async function able() {
  const { PublicKeyCredential: made } = globalThis;
  // A site of passkeys has a name: an address is none.
  const named = !/^[\d.]+$|:/.test(location.hostname);
  if (!isSecureContext || !named || !made?.parseCreationOptionsFromJSON) return false;
  return made.isUserVerifyingPlatformAuthenticatorAvailable();
}

/** What makes and uses passkeys, and for which site. */
const HOLDERS = {
  browser: () => ({
    site: { id: location.hostname, origin: location.origin },
    async create({ publicKey }) {
      const options = PublicKeyCredential.parseCreationOptionsFromJSON(publicKey);
      return (await navigator.credentials.create({ publicKey: options })).toJSON();
    },
    async get({ publicKey }) {
      const options = PublicKeyCredential.parseRequestOptionsFromJSON(publicKey);
      return (await navigator.credentials.get({ publicKey: options })).toJSON();
    },
  }),
  async sandbox() {
    const origin = 'https://owl.example';
    const authenticator = (await sandbox()).authenticator({ origin });
    return {
      site: { id: 'owl.example', origin },
      create: (options) => authenticator.create(options),
      get: (options) => authenticator.get(options),
    };
  },
};

export class Passkey extends Way {
  file = file;
  #identity;
  #holder;
  #keys = find('.keys', this.panel);
  #quiet = find('.quiet', this.panel);
  #hint = find('#holder-hint');

  constructor(behind) {
    super('passkey', behind);
    this.onSubmit(this.start, () => this.#create());
    this.onSubmit(this.proof, () => this.#signIn());
    this.on('again', () => {
      this.go(1, { focus: find('.primary', this.proof) });
      this.draft(challengePasskey(this.#identity));
    });
    this.on('restart', () => this.#restart());
    const { holder } = this.start.elements;
    for (const radio of holder) {
      radio.addEventListener('change', () => (this.#hint.textContent = HINTS[holder.value]));
    }
    this.#hint.textContent = HINTS.none;
    able().then((can) => {
      holder[0].disabled = !can;
      if (can) holder[0].checked = true;
      this.#hint.textContent = can ? HINTS.browser : HINTS.none;
      if (live) {
        holder[1].disabled = true;
        find('.primary', this.start).disabled = !can;
        if (!can) this.#hint.textContent = HINTS.live;
      }
    });
    this.#restart({ focus: false });
  }

  #restart({ focus = true } = {}) {
    this.#identity = newIdentity();
    this.go(0, { focus: focus ? find('.primary', this.start) : undefined });
    this.draft(
      newPasskey(this.#identity, NAME, this.#config({ id: 'owl.example', origin: 'https://owl.example' })),
    );
  }

  #config({ id, origin }) {
    return {
      relying_party: { id, name: ISSUER, origins: [origin] },
      authenticator_attachment: 'platform',
      discoverable_credentials: 'required',
      user_verification: 'required',
    };
  }

  /** What the person's side does, which sends nothing. */
  async #local(act, options) {
    const credential = await this.#holder[act](options);
    const program = inBrowser(act);
    note({ who: 'browser', operation: program.operation, program, panel: this.panel, exchange: {} });
    return credential;
  }

  #create() {
    return this.run(
      this.start,
      async () => {
        this.#holder = await HOLDERS[this.start.elements.holder.value]();
        const [identity, config] = [this.#identity, this.#config(this.#holder.site)];
        const factor = await this.call(newPasskey(identity, NAME, config), () =>
          newFactors.createNewFactorPasskey(serviceSid, { identity, friendly_name: NAME, config }),
        );
        const credential = await this.#local('create', factor.options);
        const { status } = await this.call(provePasskey(), () =>
          passkeys.updatePasskeysFactor(serviceSid, credential),
        );
        if (status !== 'verified') throw new Error('The passkey was not taken.');
        announce('The passkey is created.');
        this.#quiet.hidden = true;
        this.#keys.append(
          el(
            'li',
            { class: 'notice' },
            el('p', { class: 'name' }, NAME),
            el('p', {}, `for ${this.#holder.site.id}`),
          ),
        );
        this.go(1, { focus: find('.primary', this.proof) });
        this.prepare(challengePasskey(identity));
      },
      {
        advice:
          'The browser made none: it was given up, or took too long. Try again, or take the simulated one.',
      },
    );
  }

  #signIn() {
    return this.run(
      this.proof,
      async () => {
        const identity = this.#identity;
        const challenge = await this.call(challengePasskey(identity), () =>
          newChallenges.createChallengePasskeys(serviceSid, { identity }),
        );
        const credential = await this.#local('get', challenge.options);
        const { status } = await this.call(answerPasskey(), () =>
          passkeys.updateChallengePasskeys(serviceSid, credential),
        );
        if (status !== 'approved') throw new Error('The passkey’s answer was not taken.');
        announce('Signed in.');
        this.signedIn(`The passkey has signed for ${this.#holder.site.id}, and for no other site.`);
      },
      { advice: 'The browser signed nothing: it was given up, or took too long. Try again.' },
    );
  }
}
