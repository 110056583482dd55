// Two ways to do one thing, timed in turns, so that whatever else the machine does slows both.

const ROUNDS = 25;

/** The value below which a share of the sorted ones lie. */
const quantile = (values, share) => values[Math.round((values.length - 1) * share)];
const sorted = (values) => values.toSorted((a, b) => a - b);

async function timed(run) {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/**
 * Times `ours` against `bare`, each for about `budget` milliseconds in all: milliseconds of each, the median of the
 * rounds' ratios, and where eight of ten of them lie.
 */
export async function compare({ ours, bare, budget, per = 1 }) {
  const once = [ours, bare];
  // Warm first; then as often in a round as makes the round long enough to time.
  await repeat(ours, 20);
  const times = Math.max(1, Math.round((budget / ROUNDS / (await timed(() => repeat(bare, 20)))) * 20));
  const results = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    for (const which of round % 2 ? [0, 1] : [1, 0]) {
      results[which].push((await timed(() => repeat(once[which], times))) / times / per);
    }
  }
  const ratios = sorted(results[0].map((ms, round) => ms / results[1][round]));
  const [mine, its] = results.map((all) => quantile(sorted(all), 0.5));
  return {
    ours: mine,
    bare: its,
    ratio: quantile(ratios, 0.5),
    from: quantile(ratios, 0.1),
    to: quantile(ratios, 0.9),
  };
}

async function repeat(run, times) {
  for (let i = 0; i < times; i++) await run();
}
