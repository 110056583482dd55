// Where a call's time goes in this process, and what it leaves for collection: through this package, and by hand. A process
// of its own, started by bench.mjs.
import inspector from 'node:inspector/promises';
import TwilioVerify from 'twilio_verify';
import { byHand, verify } from './ways.mjs';

const [origin, calls] = [process.argv[2], Number(process.argv[3])];

/** Makes calls, 32 of them at a time. */
async function make(run, count) {
  const line = async () => {
    while (count-- > 0) await run();
  };
  await Promise.all(Array.from({ length: 32 }, line));
}

/** Bytes that are allocated in `run`, collected or not. */
async function garbage(session, run) {
  await session.post('HeapProfiler.startSampling', {
    samplingInterval: 2048,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  await run();
  const { profile } = await session.post('HeapProfiler.stopSampling');
  const sum = ({ selfSize, children }) => children.reduce((all, child) => all + sum(child), selfSize);
  return sum(profile.head);
}

const OURS = /twilio_verify/;
const WASM = /^wasm:/;

/** Microseconds in each part of the program. */
async function parts(session, run) {
  await session.post('Profiler.setSamplingInterval', { interval: 100 });
  await session.post('Profiler.start');
  await run();
  const { profile } = await session.post('Profiler.stop');
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  for (const node of profile.nodes) for (const child of node.children ?? []) nodes.get(child).parent = node;
  const part = (node) => {
    const { functionName, url } = node.callFrame;
    if (functionName === '(garbage collector)') return 'collection';
    if (functionName === '(idle)') return undefined;
    if (OURS.test(url)) return 'shell';
    // fetch has a wasm of its own: whose it is, the function tells that calls it.
    let caller = node;
    while (caller && (WASM.test(caller.callFrame.url) || /wasm/.test(caller.callFrame.functionName)))
      caller = caller.parent;
    return caller !== node && OURS.test(caller?.callFrame.url) ? 'core' : 'the platform';
  };
  const spent = { core: 0, shell: 0, collection: 0, 'the platform': 0 };
  profile.samples.forEach((id, at) => {
    const name = part(nodes.get(id));
    if (name) spent[name] += profile.timeDeltas[at];
  });
  return spent;
}

const session = new inspector.Session();
session.connect();
await session.post('Profiler.enable');
const results = {};
for (const [name, { factor }] of Object.entries({
  ours: verify(TwilioVerify, origin),
  hand: byHand(origin),
})) {
  await make(factor, calls);
  const spent = await parts(session, () => make(factor, calls));
  const bytes = await garbage(session, () => make(factor, calls));
  const per = ([part, us]) => [part, us / calls];
  results[name] = { us: Object.fromEntries(Object.entries(spent).map(per)), garbage: bytes / calls };
}
console.log(JSON.stringify(results));
session.disconnect();
