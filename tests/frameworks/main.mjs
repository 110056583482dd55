// Builds and runs the package in frameworks and test runners, and prints a row for each. Words that follow choose set-ups
// by a part of their name.
import { rm } from 'node:fs/promises';
import { keep, row } from '../rows.mjs';
import { serve } from '../server.mjs';
import { DIST } from './running.mjs';
import { NEXT_SETUPS } from './next.mjs';
import { NITRO } from './nitro.mjs';
import { SERVERS } from './servers.mjs';
import { SVELTEKIT } from './sveltekit.mjs';
import { TESTERS } from './testers.mjs';
import { TYPES } from './types.mjs';

const SETUPS = [...NEXT_SETUPS, SVELTEKIT, ...NITRO, ...SERVERS, ...TESTERS, ...TYPES];

const wanted = process.argv.slice(2);
const named = ({ rows }) => rows.some(({ name }) => wanted.some((word) => name.includes(word)));
const chosen = SETUPS.filter((setup) => !wanted.length || named(setup));

await rm(DIST, { recursive: true, force: true });
const server = await serve();
let place = 0;
for (const { rows, version, open } of chosen) {
  const told = (one, run) => row(one.name, one.how, version, run);
  const left = [...rows];
  try {
    await open(async (run) => {
      while (left.length) {
        const query = new URLSearchParams({ origin: server.origin, place: `frameworks${place++}` });
        const one = left.shift();
        await told(one, () => run(one, query));
      }
    });
  } catch (error) {
    // What is not built has no result of its own.
    for (const one of left) await told(one, () => Promise.reject(error));
  }
}
await server.close();
if (!wanted.length) await keep('frameworks');
