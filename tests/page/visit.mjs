// A visit to the page in a real browser, which notes what a visitor must never see.
import assert from 'node:assert/strict';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import { servePage } from './server.mjs';

const SCREENSHOTS = new URL('../../target/screenshots/', import.meta.url).pathname;

/** Chromium's program. */
export const CHROMIUM = process.env.CHROME ?? '/usr/bin/chromium';

export const launch = () =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  });

/** Gives a page's device an authenticator, whose person is always there and says yes. */
export async function addAuthenticator(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/**
 * Opens the page, runs `act` on it, and checks that meanwhile no error came up and nothing left the page's origin.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {(visit: {page: import('playwright-core').Page, url: string, served: Function}) => Promise<void>} act
 * @param {object} [options]
 * @param {'light' | 'dark'} [options.scheme]
 * @param {number} [options.width] In CSS pixels, as `height`.
 * @param {number} [options.height]
 * @param {number} [options.scale] How many of the screen's pixels a CSS pixel has: 2 is a zoom of 200 %.
 * @param {'reduce' | 'no-preference'} [options.motion]
 * @param {string} [options.host] Of `servePage`.
 * @param {(page: import('playwright-core').Page) => Promise<void>} [options.prepare] Before the page is opened.
 * @param {RegExp} [options.expected] What the browser may complain about.
 */
export async function visit(
  browser,
  act,
  {
    scheme = 'light',
    width = 1400,
    height = 900,
    scale = 1,
    motion = 'reduce',
    host,
    prepare,
    expected,
  } = {},
) {
  const server = await servePage(host);
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    acceptDownloads: true,
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
    (request) =>
      request.url().startsWith(server.url) ||
      // What is downloaded is made in the page.
      request.url().startsWith('blob:') ||
      complaints.push(`left: ${request.url()}`),
  );
  try {
    await page.addInitScript(watchShifts);
    await prepare?.(page);
    await page.goto(server.url);
    await act({ page, ...server });
    assert.deepEqual(
      complaints.filter((complaint) => !expected?.test(complaint)),
      [],
    );
  } finally {
    await context.close();
    await server.close();
  }
}

/** Notes what has moved that nobody had touched. */
function watchShifts() {
  globalThis.shifted = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      const moved = sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.textContent);
      globalThis.shifted.push(`${value}: ${moved.join(', ')}`);
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** What has moved by itself since the page was opened. */
export const shifts = (page) => page.evaluate(() => globalThis.shifted);

/** Checks that axe finds nothing, and that nothing is wider than the window. */
export async function inspect(page, state) {
  await page.evaluate(axe.source);
  const { violations, incomplete } = await page.evaluate(async () => {
    const all = (selector) => [...document.querySelectorAll(selector)].map(({ style }) => style);
    // A contrast is to a colour: below each picture is the lightest one that it has.
    for (const style of all('.phone, .scrolls')) style.backgroundImage = 'none';
    // And it is that of what can be seen: nothing is scrolled away.
    for (const style of all('.scrolls')) style.maxHeight = 'none';
    for (const style of all('.phone, .stage > details')) style.height = 'auto';
    const found = await globalThis.axe.run(document, { resultTypes: ['violations', 'incomplete'] });
    for (const style of all('.phone, .scrolls, .stage > details')) {
      style.backgroundImage = style.maxHeight = style.height = '';
    }
    return found;
  });
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
