// The messages on a phone: what the sandbox's outbox has for a person.
import { el, find } from './dom.js';

const FROM = { sms: 'Messages', call: 'Phone call', email: 'Mail', whatsapp: 'WhatsApp' };

/** How many are kept in view. */
const KEPT = 3;

export class Notices {
  #list;
  #quiet;
  #onFill;

  /**
   * @param {HTMLElement} phone
   * @param {(code: string) => void} onFill A code is to be filled in.
   */
  constructor(phone, onFill) {
    this.#list = find('.notices', phone);
    this.#quiet = find('.quiet', phone);
    this.#onFill = onFill;
  }

  /** Shows the newest messages; of a message that did not arrive, that it did not. */
  show(service) {
    // The real service sends to real phones.
    if (!service) {
      this.#quiet.textContent = 'Look at your own phone.';
      return;
    }
    const newest = service.outbox.slice(-KEPT).reverse();
    this.#quiet.hidden = newest.length > 0;
    this.#list.replaceChildren(...newest.map((message, at) => this.#notice(message, at === 0)));
    this.#list.scrollTop = 0;
  }

  /** Only the newest code is one to fill in. */
  #notice({ channel, text, code, to, delivered, errorCode, when }, newest) {
    const time = when.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
    const head = el('p', { class: 'from' }, el('span', {}, FROM[channel]), el('time', {}, time));
    if (!delivered) {
      const words = `Did not arrive at ${to} (${errorCode}).`;
      return el('li', { class: 'notice lost' }, head, el('p', {}, words));
    }
    const fill = el(
      'button',
      { type: 'button', class: 'small', click: () => this.#onFill(code) },
      `Fill in ${code}`,
    );
    return el('li', { class: 'notice' }, head, el('p', {}, text), ...(newest ? [fill] : []));
  }
}
