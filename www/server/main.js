// Serves the built site on this machine; with `--live`, the page is on Twilio's own service.
//
//   node www/server/main.js target/site --port 5173
//   node www/server/main.js --live --check             only says what is missing
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { COSTS, Missing, account } from './account.js';
import { allowed } from './allowed.js';
import { listen } from './listen.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: 'string', default: '0' }, live: { type: 'boolean' }, check: { type: 'boolean' } },
});

const say = (text) => process.stdout.write(`${text}\n`);

/** What `cargo xtask` writes of the table: every operation as [method, path]. */
const TABLE = new URL('../../target/xtask/operations.json', import.meta.url);

try {
  const live = values.live ? account(process.env) : undefined;
  if (!values.check) {
    if (live) live.routes = allowed(JSON.parse(await readFile(TABLE, 'utf8')), live.serviceSid);
    const { url } = await listen(positionals[0], { port: Number(values.port), live });
    // Passkeys want a name: an address has none.
    say(`\nThe demo is at ${url.replace('127.0.0.1', 'localhost')} (Ctrl-C ends it)`);
    if (live) say(`\n${COSTS}`);
  } else if (live) {
    say(`\n--live: ${COSTS}`);
  }
} catch (error) {
  if (!(error instanceof Missing) && error.code !== 'EADDRINUSE') throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
