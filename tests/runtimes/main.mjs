// Runs the conformance cases in every runtime that is no browser, and prints a row for each. Words that follow choose
// runtimes by a part of their name.
import { MISSING, keep, row } from '../rows.mjs';
import { serve } from '../server.mjs';
import { Project } from './project.mjs';
import { RUNTIMES } from './runtimes.mjs';
import { SKIPPED } from './skipped.mjs';

const wanted = process.argv.slice(2);
const chosen = RUNTIMES.filter(({ name }) => !wanted.length || wanted.some((word) => name.includes(word)));

const HERE = `${process.platform} ${process.arch}`;

const project = await Project.create();
const server = await serve();
for (const [number, { name, how, load, exists, version, run }] of chosen.entries()) {
  if (!exists) {
    const missing = `its program is not in node_modules: \`npm ci\` in tests/ installs it`;
    const why = `the lock of tests/ has programs for Linux on x64 only, this is ${HERE}`;
    await row(name, how, MISSING, async () => {
      if (HERE === 'linux x64') throw new Error(missing);
      return { skipped: [{ name: 'all', why }] };
    });
    continue;
  }
  await row(name, how, 'unknown', async () => {
    const skip = SKIPPED[name] ?? {};
    const body = `
      const { report } = await import('./conformance/report.mjs');
      const its = { TwilioVerify, Sandbox, twilio, validateWebhook };
      return JSON.stringify(await report(its, '${server.origin}', 'run${number}', ${JSON.stringify(skip)}));`;
    return { version: version(), ...JSON.parse(await run(project, load, body)) };
  });
}
await server.close();
await project.remove();
if (!wanted.length) await keep('runtimes');
