// Serves the built site on this machine; with `--live`, the page is on Twilio's own service.
//
//   node www/server/main.js target/site --port 5173
//   node www/server/main.js --live --check             only says what is missing
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { COSTS, Missing, account } from './account.js';
import { allowed } from './allowed.js';
import { listen } from './listen.js';

const OPTIONS = {
  port: { type: 'string', default: '0' },
  live: { type: 'boolean' },
  check: { type: 'boolean' },
};

const say = (text) => process.stdout.write(`${text}\n`);

/** What the command line is wrong about. */
class Misuse extends Error {}

function read(args) {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : NaN;
    if (!(port <= 65535)) throw new Error(`--port is a number from 0 to 65535, not '${values.port}'`);
    if (positionals.length !== 1 && !values.check) throw new Error('It serves one folder: name it');
    return { ...values, port, folder: positionals[0] };
  } catch (error) {
    // Of what Node says, its first sentence.
    throw new Misuse(`${error.message.split(/\.? ?\n|\. /)[0]}.`);
  }
}

/** What `cargo xtask` writes of the table: every operation as [method, path]. */
const TABLE = new URL('../../target/xtask/operations.json', import.meta.url);

try {
  const values = read(process.argv.slice(2));
  const live = values.live ? account(process.env) : undefined;
  if (!values.check) {
    if (live) live.routes = allowed(JSON.parse(await readFile(TABLE, 'utf8')), live.serviceSid);
    const { url } = await listen(values.folder, { port: values.port, live });
    // Passkeys want a name: an address has none.
    say(`\nThe demo is at ${url.replace('127.0.0.1', 'localhost')} (Ctrl-C ends it)`);
    if (live) say(`\n${COSTS}`);
  } else if (live) {
    say(`\n--live: ${COSTS}`);
  }
} catch (error) {
  const misuse = error instanceof Misuse;
  if (!misuse && !(error instanceof Missing) && !['EADDRINUSE', 'EACCES'].includes(error.code)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = misuse ? 2 : 1;
}
