// How long a program takes in each runtime from its start until its first request arrives, beside one that only fetches.
import { once } from 'node:events';
import http from 'node:http';
import { Project } from '../runtimes/project.mjs';
import { RUNTIMES } from '../runtimes/runtimes.mjs';

const MEASURED = ['Node, of the machine', 'Deno', 'Bun', 'Cloudflare Workers (workerd)'];

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Milliseconds, medians of `count` starts, of those runtimes that are here: [{name, ours, bare}]. */
export async function coldStarts(count) {
  let arrived;
  const server = http.createServer((request, response) => {
    arrived = performance.now();
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"sid":"YF1"}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const origin = `http://127.0.0.1:${server.address().port}`;
  const bodies = {
    ours: `
      const client = new TwilioVerify.ApiClient('${origin}');
      return (await new TwilioVerify.VerifyV2FactorApi(client).fetchFactor('VA1', 'me', 'YF1')).sid;`,
    bare: `return (await (await fetch('${origin}')).json()).sid;`,
  };
  const project = await Project.create();
  const results = [];
  for (const name of MEASURED) {
    const { exists, run, load } = RUNTIMES.find((runtime) => runtime.name === name);
    if (!exists) continue;
    const times = { ours: [], bare: [] };
    for (let i = 0; i < count; i++) {
      for (const [what, body] of Object.entries(bodies)) {
        const said = await run(project, what === 'ours' ? load.slice(0, 1) : [], body);
        if (said.trim() !== 'YF1') throw new Error(`${name} said ${said}`);
        times[what].push(arrived - project.started);
      }
    }
    results.push({ name, ours: median(times.ours), bare: median(times.bare) });
  }
  server.closeAllConnections();
  server.close();
  await project.remove();
  return results;
}
