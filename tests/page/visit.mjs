// A visit to the page in a real browser, which notes what a visitor must never see.
import assert from 'node:assert/strict';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import { servePage } from './server.mjs';

const SCREENSHOTS = new URL('../../target/screenshots/', import.meta.url).pathname;

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROME ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  });

/**
 * Opens the page, runs `act` on it, and checks that meanwhile no error came up and nothing left the page's origin.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {(visit: {page: import('playwright-core').Page, url: string}) => Promise<void>} act
 * @param {{scheme?: 'light' | 'dark', width?: number, motion?: 'reduce' | 'no-preference'}} [options]
 */
export async function visit(browser, act, { scheme = 'light', width = 1400, motion = 'reduce' } = {}) {
  const server = await servePage();
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    reducedMotion: motion,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const complaints = [];
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on(
    'console',
    (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()),
  );
  page.on('pageerror', (error) => complaints.push(error.stack));
  page.on(
    'request',
    (request) => request.url().startsWith(server.url) || complaints.push(`left: ${request.url()}`),
  );
  try {
    await page.goto(server.url);
    await act({ page, url: server.url });
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
    await server.close();
  }
}

/** Checks that axe finds nothing, and that nothing is wider than the window. */
export async function inspect(page, state) {
  await page.evaluate(axe.source);
  const { violations, incomplete } = await page.evaluate(() =>
    globalThis.axe.run(document, { resultTypes: ['violations', 'incomplete'] }),
  );
  const said = [...violations, ...incomplete].map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n  ')}`,
  );
  assert.deepEqual(said, [], `axe: ${state}`);
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  assert.ok(scrollWidth <= clientWidth, `${state}: ${scrollWidth} px in a window of ${clientWidth}`);
}

/** Keeps a picture of the whole page. */
export const photograph = (page, name) =>
  page.screenshot({ path: `${SCREENSHOTS}${name}.png`, fullPage: true });
