// What a call costs beside the same call by hand: CPU time of the client's process in Node, which another program on the
// machine changes little, and the clock's in other runtimes. Ratios are what counts: times are this machine's. `--quick`
// measures for a tenth of the time, `--json` prints data.
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { coldStarts } from './bench/cold.mjs';
import { sandboxOverHttp } from './bench/sandbox.mjs';
import { starts } from './bench/start.mjs';
import { wallRatios } from './bench/wall.mjs';

const execute = promisify(execFile);
const share = process.argv.includes('--quick') ? 0.1 : 1;

// What the replaced client's require took on a machine like the one this was written on.
const REPLACED_IMPORT = 110;

/** What each row may cost, in times of by hand, in the machine's Node and in the newest. */
const LIMITS = {
  'one at a time': [1.1, 1.15],
  '32 at a time': [1.15, 1.25],
  'list of 1000': [1.4, 1.4],
};

/** How long the sandbox over HTTP may take from its start to its first answer, in milliseconds. */
const FIRST = 300;

const NODES = [process.execPath, new URL('node_modules/node-newest/bin/node', import.meta.url).pathname];

const server = fork(new URL('bench/server.mjs', import.meta.url));
const [port] = await once(server, 'message');
const origin = `http://127.0.0.1:${port}`;

/** What a program of bench/ prints, run by a Node. */
async function measured(node, program, ...args) {
  const file = new URL(`bench/${program}`, import.meta.url).pathname;
  const { stdout } = await execute(node, [file, origin, ...args.map(String)]);
  return JSON.parse(stdout);
}

const rounds = Math.round(22 * share) + 5;
const nodes = [];
for (const node of NODES.filter(existsSync)) {
  const { stdout: version } = await execute(node, ['--version']);
  const calls = await measured(node, 'cpu.mjs', rounds, 6000 * share);
  nodes.push({ version: version.trim(), calls, spent: await measured(node, 'spent.mjs', 20_000 * share) });
}
const wall = await wallRatios(origin, rounds);
server.disconnect();
const start = await starts(Math.round(25 * share) + 5);
const cold = await coldStarts(Math.round(20 * share) + 3);
const sandbox = await sandboxOverHttp(share);

if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ nodes, wall, start, cold, sandbox }));
} else {
  for (const [which, { version, calls, spent }] of nodes.entries()) {
    console.log(`\nNode ${version}: CPU time of a call, microseconds and times by hand`);
    for (const { what, ways } of calls) {
      const limit = LIMITS[what][which];
      const cell = ({ name, us, ratio }) => `${name} ${us.toFixed(0)} (${ratio.toFixed(2)})`.padEnd(22);
      const { ratio } = ways.find(({ name }) => name === 'ours');
      const verdict = `at most ${limit.toFixed(2)}: ${ratio <= limit ? 'kept' : 'missed'}`;
      console.log(`${what.padEnd(16)} ${ways.map(cell).join('')}${verdict}`);
    }
    console.log(
      'where it goes at 32 at a time, microseconds a call (sampled), and bytes left for collection',
    );
    for (const [name, { us, garbage }] of Object.entries(spent)) {
      const parts = Object.entries(us).map(([part, value]) => `${part} ${value.toFixed(1)}`);
      console.log(`${name.padEnd(16)} ${parts.join(', ')}; ${garbage.toFixed(0)} bytes`);
    }
  }
  console.log('\n32 at a time by the clock, times by hand');
  for (const { name, ratio } of wall) console.log(`${name.padEnd(32)} ${ratio.toFixed(2)}`);
  const ms = (value) => value.toFixed(3).padStart(9);
  const most = 0.12 * REPLACED_IMPORT;
  console.log(`\n${'a start in Node, ms'.padEnd(32)}`);
  for (const [what, value] of Object.entries(start)) console.log(`${what.padEnd(32)} ${ms(value)}`);
  for (const way of ['require', 'import']) {
    const own = start[way] - start[`${way} of an empty package`];
    const verdict = own <= most ? 'kept' : 'missed';
    console.log(
      `${way}, beyond Node's own: ${own.toFixed(1)}, at most ${most.toFixed(1)} (0.12 of the replaced client's ${REPLACED_IMPORT}): ${verdict}`,
    );
  }
  console.log(`\n${'a start until the first request, ms'.padEnd(36)}     ours      bare  difference`);
  for (const { name, ours, bare } of cold) {
    console.log(`${name.padEnd(36)}${ms(ours)} ${ms(bare)}   ${ms(ours - bare)}`);
  }
  const { first, ours, bare, errors, seconds, requests, grown } = sandbox;
  console.log(`\n${'the sandbox over HTTP, until the first answer, ms'.padEnd(50)}     ours  a bare line`);
  console.log(`${'node'.padEnd(50)}${ms(first.node)}    ${ms(first.nodeAlone)}`);
  console.log(`${'npx'.padEnd(50)}${ms(first.npx)}    ${ms(first.npxAlone)}`);
  console.log(
    `in node at most ${FIRST}: ${first.node <= FIRST ? 'kept' : 'missed'}; npx: ${first.npx <= FIRST ? 'kept' : 'missed'}`,
  );
  console.log(
    `200 connections for ${seconds.toFixed(0)} s: ${ours.toFixed(0)} answers a second, ${errors} errors; bare node:http ${bare.toFixed(0)}, ${(bare / ours).toFixed(1)} times as many`,
  );
  console.log(`memory after ${requests} requests: ${(grown / 1e6).toFixed(1)} MB more`);
}
