// What a call through the package takes by the clock in other runtimes than Node, in times of one by hand.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { CHROMIUM, launch } from '../page/visit.mjs';
import { Project } from '../runtimes/project.mjs';
import { RUNTIMES } from '../runtimes/runtimes.mjs';
import { byHand, verify } from './ways.mjs';

const MEASURED = ['Deno', 'Bun', 'Cloudflare Workers (workerd)'];

/** Runs in each runtime: the two in turns, 32 calls at a time, and the median of the rounds' ratios. */
const body = (origin, rounds) => `
  const byHand = ${byHand};
  const verify = ${verify};
  const ways = [verify(TwilioVerify, '${origin}').factor, byHand('${origin}').factor];
  const timed = async (run, times) => {
    const start = Date.now();
    for (let i = 0; i < times; i++) await Promise.all(Array.from({ length: 32 }, run));
    return Date.now() - start;
  };
  for (const run of ways) await timed(run, 20);
  const ratios = [];
  for (let round = 0; round < ${rounds}; round++) {
    const took = [];
    for (const which of round % 2 ? [0, 1] : [1, 0]) took[which] = await timed(ways[which], 20);
    ratios.push(took[0] / took[1]);
  }
  return String(ratios.sort((a, b) => a - b)[ratios.length >> 1]);`;

/** The ratio in Chromium, on a page of the server's own origin: nothing is asked before a call. */
async function inChromium(origin, rounds) {
  const source = await readFile(new URL('../../pkg/browser.js', import.meta.url), 'utf8');
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(origin);
    return await page.evaluate(`(async () => {
      const module = new Blob([${JSON.stringify(source)}], { type: 'text/javascript' });
      const { default: TwilioVerify } = await import(URL.createObjectURL(module));
      ${body(origin, rounds)}
    })()`);
  } finally {
    await browser.close();
  }
}

/** Ratios in those of the runtimes that are here: [{name, ratio}]. */
export async function wallRatios(origin, rounds) {
  const project = await Project.create();
  const results = [];
  for (const name of MEASURED) {
    const { exists, run, load } = RUNTIMES.find((runtime) => runtime.name === name);
    if (!exists) continue;
    results.push({ name, ratio: Number(await run(project, load.slice(0, 1), body(origin, rounds))) });
  }
  await project.remove();
  if (existsSync(CHROMIUM)) {
    results.push({ name: 'Chromium', ratio: Number(await inChromium(origin, rounds)) });
  }
  return results;
}
