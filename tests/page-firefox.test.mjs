// The page in Firefox, where there is one: every way to sign in, by mouse.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import { WAYS } from './page/demo.mjs';
import { servePage } from './page/server.mjs';

const FIREFOX = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

/** An element of a way that can be seen and used, whose text is this; waits until there is one. */
async function usable(page, selector, text) {
  // Puppeteer's own waits make functions of texts, which the page's policy forbids.
  for (let tries = 0; tries < 300; tries++) {
    const found = await page.evaluateHandle(
      (selector, text) =>
        [...document.querySelectorAll(selector)].find(
          (element) =>
            new RegExp(text).test(element.textContent) &&
            element.checkVisibility({ visibilityProperty: true }) &&
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

describe('the page in Firefox', { skip: existsSync(FIREFOX) ? false : `there is no ${FIREFOX}` }, () => {
  it('signs in within three clicks, in every way', async () => {
    const server = await servePage();
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: FIREFOX,
      defaultViewport: null,
    });
    try {
      const page = await browser.newPage();
      const complaints = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.stack));
      await page.goto(server.url);
      for (const { name, presses } of WAYS) {
        await (await usable(page, `#tab-${name}`, '')).click();
        for (const press of presses) {
          const text = typeof press === 'string' ? `^${press}$` : press.source;
          await (await usable(page, `#${name} button`, text)).click();
        }
        await usable(page, `#${name} .success h2`, 'Signed in');
      }
      assert.deepEqual(complaints, []);
    } finally {
      await browser.close();
      await server.close();
    }
  });
});
