// The CPU time of a call: by hand, through this package, through its entry in place of Twilio's own library, and through that
// library where it is installed. Each way has a process of its own, so that none pays for what another leaves behind (garbage,
// code that V8 made for several), and they take turns. bench.mjs starts this in each Node; the server is in another process.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { byHand, verify, twilio } from './ways.mjs';

const [origin, ...given] = process.argv.slice(2);

/** The ways to make a call; each gives nothing where it is not installed. */
const WAYS = {
  hand: () => byHand(origin),
  ours: async () => verify((await import('twilio_verify')).default, origin),
  entry: async () => twilio((await import('twilio_verify/twilio')).default, origin),
  twilio() {
    try {
      return twilio(createRequire(new URL('../comparison/', import.meta.url))('twilio'), origin);
    } catch (error) {
      if (error.code === 'MODULE_NOT_FOUND') return undefined;
      throw error;
    }
  },
};

const ROWS = [
  { what: 'one at a time', run: ({ factor }) => factor, per: 1, warm: 1500 },
  {
    what: '32 at a time',
    run:
      ({ factor }) =>
      () =>
        Promise.all(Array.from({ length: 32 }, factor)),
    per: 32,
    warm: 50,
  },
  { what: 'list of 1000', run: ({ list }) => list, per: 1, warm: 50 },
];

/** Microseconds of this process's CPU time that something takes. */
async function cost(run, times) {
  const before = process.cpuUsage();
  for (let i = 0; i < times; i++) await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

/** The process of one way: told how often to do which row, it tells what that took. */
async function serve(name) {
  const way = await WAYS[name]();
  process.on('message', async ([row, times]) => process.send(await cost(ROWS[row].run(way), times)));
  process.send(way !== undefined);
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

async function compare(rounds, budget) {
  const ways = [];
  for (const name of Object.keys(WAYS)) {
    const child = fork(new URL(import.meta.url), [origin, name]);
    // What it printed says why.
    child.on('exit', (code) => code && process.exit(code));
    const [installed] = await once(child, 'message');
    const ask = async (...order) => {
      child.send(order);
      return (await once(child, 'message'))[0];
    };
    if (installed) ways.push({ name, child, ask });
    else child.kill();
  }
  const results = [];
  for (const [row, { what, per, warm }] of ROWS.entries()) {
    for (const { ask } of ways) await ask(row, warm);
    const times = Math.max(1, Math.round(budget / rounds / ((await ways[0].ask(row, 20)) / 1000)));
    const all = ways.map(() => []);
    for (let round = 0; round < rounds; round++) {
      // Whoever comes first in a round is another one each time.
      for (let i = 0; i < ways.length; i++) {
        const turn = (i + round) % ways.length;
        all[turn].push((await ways[turn].ask(row, times)) / per);
      }
    }
    const of = ({ name }, way) => ({
      name,
      us: median(all[way]),
      ratio: median(all[way].map((us, round) => us / all[0][round])),
    });
    results.push({ what, ways: ways.map(of) });
  }
  for (const { child } of ways) child.kill();
  console.log(JSON.stringify(results));
}

if (given[0] in WAYS) await serve(given[0]);
else await compare(...given.map(Number));
