// An authenticator app, simulated: the code of one factor, and how long it lasts.
import { el, find } from './dom.js';
import { sandbox } from './session.js';

export class Authenticator {
  #uri;
  #timer;

  constructor(element) {
    this.element = element;
    this.account = find('.account', element);
    this.code = find('.code', element);
    this.remaining = find('.remaining', element);
    this.ring = find('.left', element);
  }

  /** Shows the codes of a secret. */
  open(uri) {
    this.#uri = new URL(uri);
    this.account.textContent = decodeURIComponent(this.#uri.pathname.replace(/^\/+(totp\/)?/, '')).replace(
      ':',
      ': ',
    );
    clearTimeout(this.#timer);
    this.#tick();
  }

  /** The code that it shows now. */
  current() {
    return sandbox.totp(this.#uri.href);
  }

  #tick() {
    const step = Number(this.#uri.searchParams.get('period') ?? 30);
    const now = Date.now();
    const left = step - (Math.floor(now / 1000) % step);
    const code = this.current();
    if (this.code.dataset.code !== code) {
      this.code.dataset.code = code;
      this.code.replaceChildren(...grouped(code).map((part) => el('span', {}, part)));
    }
    this.remaining.textContent = `${left} s left`;
    this.ring.setAttribute('stroke-dashoffset', 100 - (left / step) * 100);
    this.element.toggleAttribute('data-ending', left <= 5);
    this.#timer = setTimeout(() => this.#tick(), 1000 - (now % 1000));
  }
}

/** A code in halves, as apps show it, so that one can keep it in mind. */
function grouped(code) {
  const half = Math.ceil(code.length / 2);
  return code.length > 4 ? [code.slice(0, half), code.slice(half)] : [code];
}
