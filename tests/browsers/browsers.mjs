// The browsers. Each starts as {version, open(url), close()}: `open` begins a visit that shares nothing with other visits,
// and gives what ends it.
import puppeteer from 'puppeteer-core';
import { launch } from '../page/visit.mjs';
import { webkit } from './webkit.mjs';

async function chromium() {
  const browser = await launch();
  return {
    version: browser.version(),
    async open(url) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(url);
      return () => context.close();
    },
    close: () => browser.close(),
  };
}

/** Over WebDriver BiDi. */
async function firefox(executablePath) {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath });
  return {
    version: (await browser.version()).split('/')[1],
    async open(url) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.goto(url, { waitUntil: 'domcontentloaded' });
      return () => context.close();
    },
    close: () => browser.close(),
  };
}

/** Every browser: the variables that say where its programs are, and how it starts with these. */
export const BROWSERS = [
  { name: 'Chromium', programs: ['CHROME'], start: chromium },
  { name: 'Firefox', programs: ['FIREFOX'], start: firefox },
  { name: 'WebKit', programs: ['WEBKIT_DRIVER', 'XVFB'], start: webkit },
];
