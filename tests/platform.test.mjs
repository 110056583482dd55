// A platform that lacks something, or a program's part of it that does not fit: the error says what, and what to do.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { createServer as createSecureServer } from 'node:tls';
import TwilioVerify from 'twilio_verify';

const { ApiClient, ParameterError, VerifyV2FactorApi } = TwilioVerify;

/** A program of its own: it finds the package as this file does. */
const program = (script) =>
  execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  }).trim();

/** What a call comes to where something is taken away, before the package is loaded or after. */
const without = (names, when) => `
  const lack = () => { for (const name of ${JSON.stringify(names)}) delete globalThis[name] };
  if (${when === 'before'}) lack();
  const { default: TwilioVerify, VerifyError } = await import('twilio_verify');
  lack();
  const client = new TwilioVerify.ApiClient('http://127.0.0.1:9');
  try {
    await new TwilioVerify.VerifyV2FactorApi(client).fetchFactor('VA1', 'me', 'YF1');
  } catch (error) {
    console.log(error instanceof VerifyError, error.sent, error.message);
  }`;

// Node's own fetch needs the last two.
const ALL = ['fetch', 'Headers', 'Response', 'TextDecoder', 'TextEncoder'];

for (const names of [['fetch'], ['Headers'], ['Response'], ALL]) {
  for (const when of ['before', 'after']) {
    test(`without ${names.join(', ')} from ${when} loading, a call names what is missing`, () => {
      const said = program(without(names, when));
      assert.match(said, /^true no This runtime has no .*, which a call needs\..*jest-fixed-jsdom/);
      assert.ok(
        names.some((name) => said.includes(name)),
        said,
      );
    });
  }
}

for (const [what, server] of [
  ['does not speak TLS', createServer()],
  ['has no certificate', createSecureServer()],
]) {
  test(`a server that ${what} was sent nothing, and the message is one line`, async () => {
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const client = new ApiClient(`https://127.0.0.1:${server.address().port}`);
    client.maxRetries = 0;
    const error = await new VerifyV2FactorApi(client)
      .deleteFactor('VA1', 'me', 'YF1')
      .catch((error) => error);
    server.close();
    assert.equal(error.name, 'ConnectionError');
    assert.match(error.code, /^ERR_SSL_/);
    assert.equal(error.sent, 'no');
    assert.match(error.message, /^No answer to deleteFactor: .*network there\?$/);
  });
}

test('without crypto.subtle, a webhook cannot be checked, and the error says so', () => {
  const said = program(`
    Object.defineProperty(globalThis, 'crypto', { value: {} });
    const { validateWebhook } = await import('twilio_verify/webhook');
    await validateWebhook('token', 'x', 'https://a.example/', 'b=c').catch(({ message }) => console.log(message));`);
  assert.match(said, /^This runtime has no crypto\.subtle, which validateWebhook needs\./);
});

test('an agent of another undici is refused at once, with the way out', async () => {
  // As Node's fetch has it of an agent whose handlers have other methods.
  let asked = 0;
  const dispatch = () => {
    asked++;
    throw Object.assign(new Error('invalid onError method'), { code: 'UND_ERR_INVALID_ARG' });
  };
  const client = new ApiClient('http://127.0.0.1:9999');
  client.fetchOptions = { dispatcher: { dispatch } };
  const error = await new VerifyV2FactorApi(client).fetchFactor('VA1', 'me', 'YF1').catch((error) => error);
  assert.ok(error instanceof ParameterError, error);
  assert.match(error.message, /dispatcher.*undici.*apiClient\.fetch/);
  assert.deepEqual([error.sent, error.attempts, asked], ['no', 1, 1]);
});
