// What sends codes: of the sandbox what a sign-in by a code needs, which is all that the page begins with. It is the same
// crate without the rest; `cargo xtask` builds it, for this page alone.
import { embed } from '../../pkg-template/entries/embed.js';
import { message, response } from '../../pkg-template/sandbox/exchange.js';
import bytes from '../../target/wasm-page/bytes.js';
import { Core, initSync, longest } from '../../target/wasm-page/codes.js';

embed(bytes, (module) => initSync({ module }), Error);

export class Codes {
  #core;
  #now;

  /**
   * @param {{accountSid: string, authToken: string, services: object[]}} options Of the package's sandbox.
   * @param {() => number} now The time, in milliseconds since 1970.
   */
  constructor(options, now) {
    const seed = crypto.getRandomValues(new Uint8Array(32)).join();
    this.#core = new Core(JSON.stringify({ ...options, seed }));
    this.#now = now;
  }

  /** What was sent, the oldest first. */
  get outbox() {
    const messages = JSON.parse(this.#core.control('{"outbox":{}}', this.#now()));
    return messages.map((one) => ({ ...one, when: new Date(one.when) }));
  }

  /** Answers a request, as the package's sandbox does. */
  async fetch(input, init) {
    const sent = await message(new Request(input, init), longest());
    return response(JSON.parse(this.#core.handle(JSON.stringify(sent), this.#now())));
  }
}
