// twilio_verify/init: the package with a wasm from elsewhere, whatever that turns out to be.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import TwilioVerify, { init } from 'twilio_verify/init';
import { Sandbox, init as initSandbox } from 'twilio_verify/sandbox/init';

const require = createRequire(import.meta.url);
const read = (name) =>
  new Uint8Array(readFileSync(fileURLToPath(import.meta.resolve(`twilio_verify/${name}.wasm`))));
const [client, sandbox] = [read('client'), read('sandbox')];
const { VerifyError } = TwilioVerify;

/** Bytes with one of them changed. */
const damaged = (at) => Object.assign(client.slice(), { [at]: client[at] ^ 0x20 });
/** A good module that is none of ours. */
const EMPTY = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

const BAD = {
  'an HTML page': [new TextEncoder().encode('\n<!doctype html><title>404</title>'), /it is an HTML page/],
  'no bytes at all': [new ArrayBuffer(0), /it is empty/],
  'another file': [new TextEncoder().encode('{"error":"not found"}'), /does not begin as WebAssembly does/],
  'the first half': [client.subarray(0, client.length / 2), /damaged/],
  'all but the last byte': [client.subarray(0, -1), /damaged/],
  'an empty module': [EMPTY, /it is not of this package/],
  'a compiled empty module': [new WebAssembly.Module(EMPTY), /it is not of this package/],
  'the wasm of the sandbox': [sandbox, /it is sandbox \d/],
  'a promise': [Promise.resolve(client), /it is a promise/],
  'a Response': [new Response(client), /it is a Response/],
  'the namespace of an import': [{ default: client }, /neither bytes nor a module, but Object/],
  nothing: [undefined, /neither bytes nor a module, but Undefined/],
  'a path': ['client.wasm', /neither bytes nor a module, but String/],
  'a symbol': [Symbol('x'), /neither bytes nor a module, but Symbol/],
  'what says that it is a module': [
    { [Symbol.toStringTag]: 'WebAssembly.Module' },
    /must be a WebAssembly\.Module/,
  ],
  'a detached buffer': [detached(), /init cannot be used/],
  'a proxy without its object': [revoked(), /init cannot be used/],
};

function detached() {
  const buffer = new ArrayBuffer(8);
  structuredClone(buffer, { transfer: [buffer] });
  return buffer;
}

function revoked() {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** A program of its own: it finds the package as this file does. */
const program = (script, ...flags) => {
  const options = { cwd: import.meta.dirname, encoding: 'utf8', stdio: 'pipe' };
  return execFileSync(process.execPath, [...flags, '--input-type=module', '-e', script], options).trim();
};

describe('what init refuses', () => {
  for (const [what, [source, message]] of Object.entries(BAD)) {
    test(what, () => {
      assert.throws(
        () => init(source),
        (error) => {
          assert.ok(error instanceof VerifyError);
          assert.match(error.message, message);
          assert.match(error.message, /init takes the file twilio_verify\/client\.wasm of version \d/);
          return true;
        },
      );
    });
  }

  test('any changed byte', () => {
    for (let at = 0; at < client.length; at += 97)
      assert.throws(() => init(damaged(at)), VerifyError, `${at}`);
    for (let at = client.length - 40; at < client.length; at++)
      assert.throws(() => init(damaged(at)), VerifyError);
  });

  test('bytes, where nothing may be compiled', () => {
    // What an edge runtime does.
    const script = `
      import { readFileSync } from 'node:fs';
      WebAssembly.Module = new Proxy(WebAssembly.Module, {
        construct() { throw new WebAssembly.CompileError('Wasm code generation disallowed by embedder') },
      });
      const { init } = await import('twilio_verify/init');
      const file = readFileSync(new URL(import.meta.resolve('twilio_verify/client.wasm')));
      try { init(file) } catch ({ name, message }) { console.log(name, message) }`;
    assert.match(
      program(script),
      /^VerifyError .*nothing may be compiled here; give a module.*disallowed by embedder/,
    );
  });

  test('everything, in a runtime without WebAssembly', () => {
    const script = (name) => `
      import { createRequire } from 'node:module';
      const require = createRequire(process.cwd() + '/');
      try { require('${name}').init(new Uint8Array(9)) } catch ({ name, message }) { console.log(name, message) }`;
    const said = (name) => program(script(name), '--jitless');
    assert.match(said('twilio_verify/init'), /^VerifyError .*this runtime has no WebAssembly/);
    const embedded =
      /^VerifyError .* cannot compile WebAssembly: WebAssembly is not defined\. .*twilio_verify\/init/;
    assert.match(said('twilio_verify'), embedded);
    assert.match(said('twilio_verify'), /--jitless/);
  });

  for (const [who, said, way] of [
    [
      'a platform that compiles nothing',
      'Wasm code generation disallowed by embedder',
      /workerd.*serverExternalPackages/,
    ],
    [
      "a page's policy",
      'Refused to compile or instantiate WebAssembly module',
      /script-src 'wasm-unsafe-eval'.*extension_pages/,
    ],
  ]) {
    test(`the embedded wasm, by ${who}: the error says what mends that`, () => {
      const script = (name) => `
        WebAssembly.Module = new Proxy(WebAssembly.Module, {
          construct() { throw new WebAssembly.CompileError(${JSON.stringify(said)}) },
        });
        const { createRequire } = await import('node:module');
        try { createRequire(process.cwd() + '/')('${name}') } catch ({ message }) { console.log(message) }`;
      for (const name of ['twilio_verify', 'twilio_verify/sandbox']) {
        const message = program(script(name));
        assert.match(message, way);
        assert.ok(message.includes(said), message);
      }
    });
  }
});

describe('init', () => {
  const START = `
    import { readFileSync } from 'node:fs';
    import TwilioVerify, { init } from 'twilio_verify/init';
    const file = readFileSync(new URL(import.meta.resolve('twilio_verify/client.wasm')));
    const client = new TwilioVerify.ApiClient();
    client.fetch = async () => new Response('{"sid":"YF1"}');
    const call = () => new TwilioVerify.VerifyV2FactorApi(client).fetchFactor('VA1', 'me', 'YF1');
    const attempt = (run) => { try { run() } catch ({ name, message }) { console.log(name, message) } };
  `;

  test('has to come before a call, and may come again after a failure', () => {
    const output = program(`${START}
      attempt(call);
      attempt(() => init(file.subarray(9)));
      init(file);
      const data = await call();
      console.log(data.sid, data instanceof TwilioVerify.VerifyV2ServiceEntityFactor, 'identity' in data);`);
    const [before, failure, after] = output.split('\n');
    assert.equal(before, 'VerifyError Call init first');
    assert.match(failure, /^VerifyError The WebAssembly given to init cannot be used/);
    assert.equal(after, 'YF1 true true');
  });

  test('takes a module, a buffer, a view, shared memory and what another realm made', () => {
    const shared = new SharedArrayBuffer(client.length);
    new Uint8Array(shared).set(client);
    const sources = {
      module: 'new WebAssembly.Module(file)',
      buffer: 'file.buffer.slice(file.byteOffset, file.byteOffset + file.length)',
      view: 'new DataView(file.buffer, file.byteOffset, file.length)',
    };
    for (const source of Object.values(sources)) {
      assert.equal(program(`${START} init(${source}); console.log((await call()).sid)`), 'YF1', source);
    }
    init(shared);
    init(vm.runInNewContext('Uint8Array.from(bytes)', { bytes: client }));
    init(vm.runInNewContext('Uint8Array.from(bytes).buffer', { bytes: client }));
  });

  test('gives the classes that import and require of the package give', async () => {
    const { default: whole } = await import('twilio_verify');
    for (const other of [whole, require('twilio_verify'), require('twilio_verify/init')]) {
      for (const [name, value] of Object.entries(TwilioVerify)) assert.equal(other[name], value, name);
    }
    assert.equal('init' in (await import('twilio_verify')), false);
    assert.equal((await import('twilio_verify/sandbox')).Sandbox, Sandbox);
    init(client);
    assert.ok(new TwilioVerify.ApiClient().buildUrl('/x', {}));
  });

  test('of the sandbox refuses and takes as that of the client does', () => {
    assert.throws(() => initSandbox(client), /it is client \d.*twilio_verify\/sandbox\.wasm/);
    assert.throws(() => initSandbox(new Response()), /it is a Response/);
    assert.equal(
      program(`
        import { readFileSync } from 'node:fs';
        import { Sandbox, init } from 'twilio_verify/sandbox/init';
        try { new Sandbox() } catch ({ message }) { console.log(message) }
        init(readFileSync(new URL(import.meta.resolve('twilio_verify/sandbox.wasm'))));
        console.log(new Sandbox().accountSid.length);`),
      'Call init first\n34',
    );
  });
});

test('a page that reads the embedded wasm in its own encoding is told what it lacks', async () => {
  for (const name of ['browser', 'sandbox.browser']) {
    const file = fileURLToPath(new URL(`node_modules/twilio_verify/${name}.js`, import.meta.url));
    // What a browser makes of a script in UTF-8 where no page says so.
    const script = new TextDecoder('windows-1252').decode(readFileSync(file));
    const module = `data:text/javascript;base64,${Buffer.from(script).toString('base64')}`;
    await assert.rejects(import(module), /cannot compile WebAssembly.*<meta charset="utf-8">/s);
  }
});
