// `npx twilio_verify sandbox`: the package's command.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('node_modules/twilio_verify', import.meta.url));
const FORM = 'application/x-www-form-urlencoded';

let folder;
before(async () => (folder = await mkdtemp(path.join(os.tmpdir(), 'sandbox-'))));
after(() => rm(folder, { recursive: true }));

const { bin } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
const command = path.join(ROOT, bin.twilio_verify);

/** Runs the command to its end. */
async function run(...args) {
  const child = spawn(process.execPath, [command, ...args]);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

/** Starts a sandbox, and gives what it prints as JSON. */
async function start(...args) {
  const child = spawn(process.execPath, [command, 'sandbox', '--port', '0', '--json', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  const told = JSON.parse(line);
  const headers = {
    Authorization: `Basic ${btoa(`${told.accountSid}:${told.authToken}`)}`,
    'Content-Type': FORM,
  };
  return {
    ...told,
    child,
    ask: (route, form) =>
      fetch(`${told.url}/v2/${route}`, {
        headers,
        method: form ? 'POST' : 'GET',
        body: form && new URLSearchParams(form),
      }),
    control: (route, method = 'GET') => fetch(`${told.url}/_sandbox/${route}`, { method }),
    async end(signal = 'SIGTERM') {
      const closed = once(child, 'exit');
      child.kill(signal);
      return (await closed)[0];
    },
  };
}

const names = async (its) => {
  const answer = await its.ask('Services?PageSize=1000');
  return (await answer.json()).services.map(({ friendly_name }) => friendly_name);
};

describe('the command', () => {
  test('can be run', async () => {
    assert.match(await readFile(command, 'utf8'), /^#!\/usr\/bin\/env node\n/);
  });

  test('says how it is used', async () => {
    const help = await run('--help');
    assert.deepEqual([help.code, help.stderr], [0, '']);
    assert.match(help.stdout, /^usage: npx twilio_verify sandbox/);
    for (const [args, why] of [
      [[], 'what is to be started?'],
      [['owl'], 'there is no owl'],
      [['sandbox', 'owl'], 'there is no sandbox owl'],
      [['sandbox', '--owl'], '--owl'],
      [['sandbox', '--port', 'x'], '--port must be a number'],
      [['sandbox', '--port'], '--port'],
    ]) {
      const { code, stdout, stderr } = await run(...args);
      assert.deepEqual([code, stdout], [2, ''], args.join(' '));
      assert.ok(stderr.includes(why) && stderr.includes('usage:'), stderr);
    }
  });

  test('says in a sentence why it cannot start', async () => {
    const its = await start();
    const { port } = new URL(its.url);
    const damaged = path.join(folder, 'damaged.json');
    await writeFile(damaged, '{"when":0,"snapshot":{"version":1');
    for (const [args, why] of [
      [['--port', port], /EADDRINUSE/],
      [['--port', '99999'], /port must be a whole number/],
      [['--codes', '1'], /4 to 10 characters/],
      [['--state', damaged], /is no state of a sandbox of this version: move it away/],
      [['--state', folder], /EISDIR/],
    ]) {
      const { code, stdout, stderr } = await run('sandbox', ...args);
      assert.deepEqual([code, stdout], [1, ''], args.join(' '));
      assert.match(stderr, why);
      assert.doesNotMatch(stderr, /\n {4}at /, 'no stack');
    }
    assert.equal(await readFile(damaged, 'utf8'), '{"when":0,"snapshot":{"version":1', 'it is as it was');
    assert.equal(await its.end('SIGINT'), 0);
  });

  test('answers without what makes a Request and a Response, which takes Node long to load', async () => {
    const watch = path.join(folder, 'watch.cjs');
    await writeFile(
      watch,
      `for (const name of ['fetch', 'Request', 'Response', 'Headers']) {
  Object.defineProperty(globalThis, name, { get: () => void console.error(name + ' was looked at') });
}
`,
    );
    const child = spawn(process.execPath, ['--require', watch, command, 'sandbox', '--port', '0', '--json']);
    let stderr = '';
    child.stderr.on('data', (chunk) => (stderr += chunk));
    const [line] = await once(child.stdout, 'data');
    const { url, accountSid, authToken, serviceSid } = JSON.parse(line);
    const answer = await fetch(`${url}/v2/Services/${serviceSid}/Verifications`, {
      method: 'POST',
      headers: { Authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}`, 'Content-Type': FORM },
      body: 'To=%2B15017122661&Channel=sms',
    });
    assert.deepEqual([answer.status, (await answer.json()).status], [201, 'pending']);
    child.kill();
    await once(child, 'close');
    assert.equal(stderr, '');
  });

  test('prints where it is, and how libraries are pointed at it', async () => {
    const child = spawn(process.execPath, [command, 'sandbox', '--port', '0']);
    const [text] = await once(child.stdout, 'data');
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(`${text}`);
    const about = await (await fetch(`${url}/_sandbox`)).json();
    for (const part of [
      about.accountSid,
      about.authToken,
      about.serviceSid,
      `client.verify.base_url = '${url}'`,
    ]) {
      assert.ok(`${text}`.includes(part), part);
    }
    // What it says to type is asked as it stands: a number of which nothing was sent has no code, and keeps its plus.
    const [, code] = /curl '(\S+)'/.exec(`${text}`);
    assert.match(await (await fetch(code)).text(), /no code was sent to \+15017122661/);
    child.kill();
    await once(child, 'exit');
  });

  test('takes a seed, any credentials, and no limits', async () => {
    const sids = [];
    for (let i = 0; i < 2; i++) {
      const its = await start('--seed', 'owl', '--any-credentials', '--no-limits', '--codes', '123456');
      const made = await its.ask('Services', { FriendlyName: 'Owl' });
      sids.push((await made.json()).sid);
      const any = await fetch(`${its.url}/v2/Services`, {
        headers: { Authorization: `Basic ${btoa('me:x')}` },
      });
      assert.equal(any.status, 200);
      await its.end();
    }
    assert.equal(sids[0], sids[1]);
  });
});

describe('a state file', () => {
  test('is what it goes on from, with a clock that has gone on', async () => {
    const file = path.join(folder, 'kept.json');
    const first = await start('--state', file);
    await first.ask('Services', { FriendlyName: 'Owl' });
    await first.control('advance?ms=3600000', 'POST');
    assert.equal(await first.end(), 0);
    const second = await start('--state', file);
    assert.deepEqual(await names(second), ['Sandbox', 'Owl']);
    const { now } = await (await second.control('')).json();
    const ahead = Date.parse(now) - Date.now();
    assert.ok(ahead > 3_590_000 && ahead < 3_660_000, `${ahead} ms`);
    await second.end();
    assert.equal((await stat(file)).mode & 0o077, 0, 'for its owner only');
  });

  test('is whole, whenever it is killed', async () => {
    const file = path.join(folder, 'killed.json');
    /** What is in the file, which is whole at any moment. */
    const kept = async () => {
      const text = await readFile(file, 'utf8').catch(() => '{}');
      JSON.parse(text);
      return text;
    };
    let least = 1;
    for (let round = 0; round < 5; round++) {
      const its = await start('--state', file);
      const found = await names(its);
      assert.ok(found.length >= least, `${found.length} of at least ${least}`);
      const name = `Owl ${'abcde'[round]}`;
      const working = (async () => {
        for (;;) await its.ask('Services', { FriendlyName: name });
      })().catch(() => {});
      while (!(await kept()).includes(name)) await new Promise((resolve) => setTimeout(resolve, 10));
      // At another moment each time.
      for (let i = 0; i < round * 7; i++) await its.control('');
      await its.end('SIGKILL');
      await working;
      await kept();
      least = found.length + 1;
    }
    const left = (await readdir(folder)).filter((name) => name.startsWith('killed.json.'));
    assert.ok(left.length <= 1, left.join());
  });
});
