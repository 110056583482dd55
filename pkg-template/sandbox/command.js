// `npx twilio_verify sandbox`: an in-memory Verify service on a port.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { StateFile } from './state-file.js';
import { Sandbox, init } from './sandbox.init.cjs';
import { listen } from './sandbox.server.cjs';

/** What the keys of a phone say for VERI. */
const PORT = '8374';

const USAGE = `usage: npx twilio_verify sandbox [options]

An in-memory Twilio Verify on this machine: no account, no network.

  --port PORT         the port; 0 takes a free one (default ${PORT})
  --host HOST         the address to listen on (default 127.0.0.1: this machine only)
  --allow-host NAME   a name under which it is controlled too; can be given more than once
  --seed TEXT         the same seed and requests give the same SIDs and codes
  --codes CODE        the code of every Verification, such as 123456
  --no-limits         no limits to how often a thing may be done
  --any-credentials   takes every user name and password
  --state FILE        goes on from this file, and keeps its state in it
  --json              prints one line of JSON: {url, accountSid, authToken, serviceSid}
  --help              prints this
`;

const OPTIONS = {
  port: { type: 'string', default: PORT },
  host: { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  seed: { type: 'string' },
  codes: { type: 'string' },
  'no-limits': { type: 'boolean' },
  'any-credentials': { type: 'boolean' },
  state: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
};

/** What a person reads. */
const welcome = ({ url, accountSid, authToken, serviceSid }) => `Verify, in memory: ${url}

  Account SID   ${accountSid}
  Auth token    ${authToken}
  Service SID   ${serviceSid}

What was sent, and the codes:   ${url}/   and   curl '${url}/_sandbox/code?to=%2B15017122661'

Point Twilio's libraries at it:
  Node          client.verify.baseUrl = '${url}'
  Python        client.verify.base_url = '${url}'
  Go, Java, C#, Ruby, PHP
                an HTTP client of a few lines that sends what is for https://verify.twilio.com to ${url}
twilio_verify   client.basePath = '${url}'

Ctrl+C ends it.
`;

/** Arguments that cannot be. */
class Usage extends Error {}

function read(argv) {
  const { values, positionals } = (() => {
    try {
      return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true });
    } catch (error) {
      throw new Usage(error.message);
    }
  })();
  if (!values.help && (positionals.length !== 1 || positionals[0] !== 'sandbox')) {
    throw new Usage(positionals.length ? `there is no ${positionals.join(' ')}` : 'what is to be started?');
  }
  if (!/^\d{1,5}$/.test(values.port)) throw new Usage('--port must be a number');
  return values;
}

async function start(values) {
  const { host, seed, codes, state, json } = values;
  // From its file: as the text that a bundle can hold, it would have to be decoded.
  init(new WebAssembly.Module(readFileSync(path.join(__dirname, 'sandbox.wasm'))));
  const sandbox = new Sandbox({
    seed,
    codes,
    limits: !values['no-limits'],
    credentials: values['any-credentials'] ? 'any' : undefined,
    webhooks: 'send',
  });
  const file = state === undefined ? undefined : new StateFile(state, sandbox);
  const server = await listen(sandbox, { port: Number(values.port), host, hosts: values['allow-host'] });
  const end = async () => {
    await server.close();
    file?.close();
    process.exit(0);
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  const { accountSid, authToken, serviceSid } = sandbox;
  const told = { url: server.url, accountSid, authToken, serviceSid };
  process.stdout.write(json ? `${JSON.stringify(told)}\n` : welcome(told));
}

/** Does what the command line says. */
export async function main(argv) {
  try {
    const values = read(argv);
    if (values.help) process.stdout.write(USAGE);
    else await start(values);
  } catch (error) {
    process.stderr.write(error instanceof Usage ? `${error.message}\n\n${USAGE}` : `${error.message}\n`);
    process.exitCode = error instanceof Usage ? 2 : 1;
  }
}
