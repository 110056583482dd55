// The CPU time of a call, in this process: by hand, through this package, through its entry in place of Twilio's own library,
// and through that library where it is installed. A process of its own for each Node, started by bench.mjs; the server is in another.
import { createRequire } from 'node:module';
import TwilioVerify from 'twilio_verify';
import entry from 'twilio_verify/twilio';
import { byHand, verify, twilio } from './ways.mjs';

const [origin, rounds, budget] = [process.argv[2], ...process.argv.slice(3).map(Number)];

const at32 = (run) => () => Promise.all(Array.from({ length: 32 }, run));

/** The ways to make a call, by their names. */
function ways() {
  const all = {
    hand: byHand(origin),
    ours: verify(TwilioVerify, origin),
    entry: twilio(entry, origin),
  };
  try {
    all.twilio = twilio(createRequire(new URL('../comparison/', import.meta.url))('twilio'), origin);
  } catch ({ code }) {
    if (code !== 'MODULE_NOT_FOUND') throw new Error(code);
  }
  return Object.entries(all);
}

const ROWS = [
  { what: 'one at a time', pick: ({ factor }) => factor, per: 1, warm: 1500 },
  { what: '32 at a time', pick: ({ factor }) => at32(factor), per: 32, warm: 50 },
  { what: 'list of 1000', pick: ({ list }) => list, per: 1, warm: 50 },
];

/** Microseconds of this process's CPU time that something takes. */
async function cost(run, times) {
  const before = process.cpuUsage();
  for (let i = 0; i < times; i++) await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

const results = [];
for (const { what, pick, per, warm } of ROWS) {
  const runs = ways().map(([name, way]) => ({ name, run: pick(way), all: [] }));
  for (const { run } of runs) await cost(run, warm);
  const times = Math.max(1, Math.round(budget / rounds / ((await cost(runs[0].run, 20)) / 1000)));
  for (let round = 0; round < rounds; round++) {
    // Whoever comes first in a round is another one each time.
    for (let i = 0; i < runs.length; i++) {
      const { run, all } = runs[(i + round) % runs.length];
      all.push((await cost(run, times)) / per);
    }
  }
  const [hand] = runs;
  const of = ({ name, all }) => ({
    name,
    us: median(all),
    ratio: median(all.map((us, round) => us / hand.all[round])),
  });
  results.push({ what, ways: runs.map(of) });
}
console.log(JSON.stringify(results));
