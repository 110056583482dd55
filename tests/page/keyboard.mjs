// The keyboard of somebody who has no mouse, in whatever drives a browser: Playwright and Puppeteer have the same names for it.
import assert from 'node:assert/strict';
import { WAYS } from './demo.mjs';

const is = (text, wanted) => (typeof wanted === 'string' ? text === wanted : wanted.test(text));

export class Keyboard {
  #page;

  constructor(page) {
    this.#page = page;
  }

  press(key) {
    return this.#page.keyboard.press(key);
  }

  /** What has the focus, by what it says, and whether one sees that it has. */
  focused() {
    return this.#page.evaluate(() => {
      const { activeElement: at } = document;
      const text = (at.labels?.[0] ?? at).textContent.trim().replace(/\s+/g, ' ');
      const box = at.type === 'radio' ? at.nextElementSibling : at;
      return { text, outlined: getComputedStyle(box).outlineStyle !== 'none' };
    });
  }

  /** Tabs on until the control of this name has the focus; all on the way there can be seen to have it. */
  async tabTo(wanted) {
    for (let steps = 0; steps < 80; steps++) {
      const { text, outlined } = await this.focused();
      if (is(text, wanted)) return;
      if (steps > 0) assert.ok(outlined, `the focus on ${text} can be seen`);
      await this.press('Tab');
    }
    assert.fail(`the keyboard does not reach ${wanted}`);
  }

  /** Goes from the top of the page to a way to sign in, past all that comes before these. */
  async choose(wanted) {
    await this.tabTo('Skip to the demo');
    await this.press('Enter');
    await this.tabTo('SMS');
    for (let steps = WAYS.findIndex(({ tab }) => tab === wanted); steps > 0; steps--) {
      await this.press('ArrowRight');
    }
    assert.match((await this.focused()).text, new RegExp(wanted, 'i'));
  }

  /** Goes back to a control. */
  async backTo(wanted) {
    for (let steps = 0; steps < 20; steps++) {
      await this.#page.keyboard.down('Shift');
      await this.press('Tab');
      await this.#page.keyboard.up('Shift');
      if (is((await this.focused()).text, wanted)) return;
    }
    assert.fail(`the keyboard does not reach ${wanted}`);
  }
}
