// An authenticator app, simulated: the code of one Factor, and how long it lasts.
import { clock } from './clock.js';
import { el, find } from './dom.js';

export class AuthenticatorApp {
  #uri;
  #timer;
  #sandbox;

  constructor(phone) {
    this.phone = phone;
    this.screen = find('.app', phone);
    this.account = find('.account', phone);
    this.code = find('.code', phone);
    this.remaining = find('.remaining', phone);
    this.ring = find('.left', phone);
  }

  /** Shows the codes of a secret. */
  open(uri, sandbox) {
    this.#uri = new URL(uri);
    this.#sandbox = sandbox;
    const path = decodeURIComponent(this.#uri.pathname.replace(/^\/+(totp\/)?/, ''));
    this.account.replaceChildren(el('bdi', {}, path.replace(':', ': ')));
    find('.quiet', this.phone).hidden = true;
    this.screen.hidden = false;
    clearTimeout(this.#timer);
    this.#tick();
  }

  /** The code that it shows now. */
  current() {
    return this.#sandbox.totp(this.#uri.href);
  }

  #tick() {
    const step = Number(this.#uri.searchParams.get('period') ?? 30);
    const now = clock.now();
    const left = step - (Math.floor(now / 1000) % step);
    const code = this.current();
    if (this.code.dataset.code !== code) {
      this.code.dataset.code = code;
      this.code.replaceChildren(...grouped(code).map((part) => el('span', {}, part)));
    }
    this.remaining.textContent = `${left} s left`;
    this.ring.setAttribute('stroke-dashoffset', 100 - (left / step) * 100);
    this.screen.toggleAttribute('data-ending', left <= 5);
    this.#timer = setTimeout(() => this.#tick(), 1000 - (now % 1000));
  }
}

/** A code in halves, as apps show it, so that one can keep it in mind. */
function grouped(code) {
  const half = Math.ceil(code.length / 2);
  return code.length > 4 ? [code.slice(0, half), code.slice(half)] : [code];
}
