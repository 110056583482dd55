// The page and the documentation in Firefox, where there is one: every way to sign in by mouse and by keyboard, and what axe finds.
// How far things move by themselves, Firefox does not tell: it has no layout-shift entries.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import { listen } from '../www/server/listen.js';
import { WAYS } from './page/demo.mjs';
import { Keyboard } from './page/keyboard.mjs';
import { servePage } from './page/server.mjs';
import { inspect, photograph } from './page/visit.mjs';

const FIREFOX = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
const SITE = new URL('../target/site/', import.meta.url).pathname;

/** An element that can be seen and used, whose text is this; waits until there is one. */
async function usable(page, selector, text) {
  // Puppeteer's own waits make functions of texts, which the page's policy forbids.
  for (let tries = 0; tries < 300; tries++) {
    const found = await page.evaluateHandle(
      (selector, text) =>
        [...document.querySelectorAll(selector)].find(
          (element) =>
            new RegExp(text).test(element.textContent) &&
            element.checkVisibility({ visibilityProperty: true }) &&
            !element.closest('[inert]') &&
            !element.hasAttribute('aria-disabled'),
        ),
      selector,
      text,
    );
    const element = found.asElement();
    if (element) return element;
    await setTimeout(100);
  }
  return assert.fail(`there is no ${selector} that says ${text}`);
}

const pattern = (press) => (typeof press === 'string' ? `^${press}$` : press.source);

describe('in Firefox', { skip: existsSync(FIREFOX) ? false : `there is no ${FIREFOX}` }, () => {
  let browser, server, site;
  before(async () => {
    browser = await puppeteer.launch({ browser: 'firefox', executablePath: FIREFOX, defaultViewport: null });
    server = await servePage();
    site = await listen(SITE);
  });
  after(async () => {
    await browser.close();
    await server.close();
    await site.close();
  });

  /** Opens an address, runs `act`, and checks that nothing was complained of. */
  async function visit(url, act, { width = 1400, height = 900 } = {}) {
    const page = await browser.newPage();
    // An older Firefox knows nothing of the screen's orientation, which is asked for last.
    await page.setViewport({ width, height }).catch((error) => {
      if (!/Orientation/.test(error.message)) throw error;
    });
    const complaints = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.stack));
    try {
      await page.goto(url);
      await act(page);
      assert.deepEqual(complaints, []);
    } finally {
      await page.close();
    }
  }

  for (const width of [1400, 390]) {
    it(`one signs in within three clicks, in every way, and axe finds nothing: ${width} px`, () =>
      visit(
        server.url,
        async (page) => {
          for (const { name, presses } of WAYS) {
            await (await usable(page, `#tab-${name}`, '')).click();
            for (const press of presses) {
              await (await usable(page, `#${name} button`, pattern(press))).click();
            }
            await usable(page, `#${name} .success h2`, 'Signed in');
            await photograph(page, `firefox-${name}-${width}`);
            await inspect(page, `Firefox, ${name}, ${width} px`);
          }
        },
        { width },
      ));
  }

  for (const { name, tab, presses } of WAYS) {
    it(`one needs no mouse: ${tab}`, () =>
      visit(server.url, async (page) => {
        const keys = new Keyboard(page);
        await keys.choose(tab);
        for (const press of presses) {
          await usable(page, `#${name} button`, pattern(press));
          const typing = await page.evaluate(() => document.activeElement.name === 'code');
          // From a field one goes back to the phone, which is before it.
          await (typing ? keys.backTo(press) : keys.tabTo(press));
          await keys.press('Enter');
        }
        await usable(page, `#${name} .success h2`, 'Signed in');
        assert.equal((await keys.focused()).text, 'Signed in');
      }));
  }

  for (const [name, width] of [
    ['readme', 1400],
    ['errors', 1400],
    ['comparison', 390],
    ['api/VerifyV2FactorApi', 1400],
  ]) {
    it(`the documentation can be read: ${name}, ${width} px`, () =>
      visit(
        `${site.url}docs/${name}.html`,
        async (page) => {
          await usable(page, 'h1', '');
          await photograph(page, `firefox-docs-${name.replace('/', '-')}-${width}`);
          await inspect(page, `Firefox, ${name}, ${width} px`);
        },
        { width },
      ));
  }
});
