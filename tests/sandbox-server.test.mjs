// The sandbox over HTTP, as it ships: what a client in another process or language sees, and what a hostile one can do.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { after, before, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import TwilioVerify from 'twilio_verify';
import { Sandbox } from 'twilio_verify/sandbox';
import { listen } from 'twilio_verify/sandbox/server';

const MIKA = 'mika-0001';
const FORM = 'application/x-www-form-urlencoded';

let sandbox;
let server;
before(async () => {
  sandbox = new Sandbox({ seed: 'owl' });
  server = await sandbox.listen();
});
after(() => server.close());

const authorization = () => `Basic ${btoa(`${sandbox.accountSid}:${sandbox.authToken}`)}`;
const services = () => `${server.url}/v2/Services`;

/** A request with Node's own client: what `fetch` would not send, and the bytes of what comes. */
async function ask(path, { method = 'GET', headers = {}, body, agent } = {}) {
  const request = http.request(`${server.url}${path}`, { method, headers, agent });
  request.end(body);
  const [response] = await once(request, 'response');
  const chunks = [];
  for await (const chunk of response) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return { status: response.statusCode, headers: response.headers, bytes, text: bytes.toString() };
}

const control = async (path, init) => {
  const { status, text } = await ask(`/_sandbox/${path}`, init);
  return { status, body: text ? JSON.parse(text) : undefined };
};

/** A connection on which anything can be said. */
async function connect() {
  const socket = net.connect(server.port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

/** All that comes on a connection until it ends. */
async function all(socket) {
  let text = '';
  socket.on('data', (chunk) => (text += chunk));
  if (!socket.closed) await new Promise((resolve) => socket.on('close', resolve));
  return text;
}

/** Whether the API still answers. */
const alive = async () =>
  (await ask('/v2/Services', { headers: { authorization: authorization() } })).status === 200;

describe('the API over HTTP', () => {
  test('is the same as in memory', async () => {
    const client = new TwilioVerify.ApiClient(server.url);
    const { accountSid: username, authToken: password, serviceSid } = sandbox;
    Object.assign(client.authentications.accountSid_authToken, { username, password });
    const factors = new TwilioVerify.VerifyV2FactorApi(client);
    const newFactors = new TwilioVerify.VerifyV2NewFactorApi(client);
    for (let i = 0; i < 5; i++) await newFactors.createNewFactor(serviceSid, MIKA, 'totp', `phone ${i} 🦉`);
    const seen = [];
    for await (const { friendly_name } of factors.listFactor(serviceSid, MIKA, { pageSize: 2 }))
      seen.push(friendly_name);
    assert.deepEqual(seen, ['phone 0 🦉', 'phone 1 🦉', 'phone 2 🦉', 'phone 3 🦉', 'phone 4 🦉']);
    const page = await factors.listFactor(serviceSid, MIKA, { pageSize: 2 });
    assert.ok(page.meta.next_page_url.startsWith(`${server.url}/v2/`));
    await assert.rejects(factors.fetchFactor(serviceSid, MIKA, `YF${'0'.repeat(32)}`), {
      status: 404,
      code: 20404,
    });
  });

  test('has Twilio’s headers, CORS among them', async () => {
    const { headers } = await ask('/v2/Services', { headers: { authorization: authorization() } });
    assert.equal(headers['content-type'], 'application/json');
    assert.equal(headers['access-control-allow-origin'], '*');
    assert.match(headers['twilio-request-id'], /^RQ[0-9a-f]{32}$/);
    const preflight = await ask('/v2/Services', {
      method: 'OPTIONS',
      headers: { origin: 'https://owl.example', 'access-control-request-method': 'POST' },
    });
    assert.ok([200, 204].includes(preflight.status), `${preflight.status}`);
    assert.match(preflight.headers['access-control-allow-headers'], /Authorization/);
    assert.match(preflight.headers['access-control-allow-methods'], /DELETE/);
  });

  test('answers HEAD as GET, without the body', async () => {
    const headers = { authorization: authorization() };
    const [get, head] = [
      await ask('/v2/Services', { headers }),
      await ask('/v2/Services', { method: 'HEAD', headers }),
    ];
    assert.deepEqual([head.status, head.text], [200, '']);
    assert.equal(head.headers['content-length'], get.headers['content-length']);
  });

  test('is compressed where that is asked for and worth it', async () => {
    const asked = (encoding) =>
      ask('/v2/Services', { headers: { authorization: authorization(), 'accept-encoding': encoding } });
    const plain = await ask('/v2/Services', { headers: { authorization: authorization() } });
    assert.equal(plain.headers['content-encoding'], undefined);
    for (const encoding of ['gzip', 'br, gzip', 'GZIP;q=0.5', '*', 'gzip ; q=1.0, br']) {
      const { headers, bytes } = await asked(encoding);
      assert.equal(headers['content-encoding'], 'gzip', encoding);
      assert.equal(headers.vary, 'Accept-Encoding');
      assert.equal(Number(headers['content-length']), bytes.length);
      assert.equal(JSON.parse(gunzipSync(bytes)).services.length, JSON.parse(plain.text).services.length);
    }
    for (const encoding of ['br', 'identity', 'gzip;q=0', 'gzip; q=0.0, br', 'gzippy', '']) {
      assert.equal((await asked(encoding)).headers['content-encoding'], undefined, encoding);
    }
    const small = await ask('/v2/Nowhere', { headers: { 'accept-encoding': 'gzip' } });
    assert.equal(small.headers['content-encoding'], undefined);
  });

  test('refuses what is wrong as Twilio does', async () => {
    const headers = { authorization: authorization() };
    const code = async (path, init) => {
      const { status, text } = await ask(path, init);
      return [status, JSON.parse(text).code];
    };
    assert.deepEqual(await code('/v2/Services'), [401, 20003]);
    assert.deepEqual(await code('/v2/Services', { headers: { authorization: 'Bearer x' } }), [401, 20003]);
    assert.deepEqual(await code('/v2/Owls', { headers }), [404, 20404]);
    assert.deepEqual(await code('/', { method: 'POST', headers }), [404, 20404]);
    assert.deepEqual(await code('/v2/Services', { method: 'DELETE', headers }), [405, 20004]);
    assert.deepEqual(await code('/v2/Services', { method: 'PATCH', headers }), [405, 20004]);
    assert.deepEqual(await code('/v2/Services', { method: 'TRACE', headers }), [405, 20004]);
    assert.deepEqual(await code('/v2/Services', { method: 'PROPFIND', headers }), [405, 20004]);
    const json = { ...headers, 'content-type': 'application/json' };
    const [status] = await code('/v2/Services', {
      method: 'POST',
      headers: json,
      body: '{"FriendlyName":"Owl"}',
    });
    assert.equal(status, 400);
  });

  test('keeps a connection, and answers in turn what comes at once', async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const headers = { authorization: authorization() };
    const sockets = new Set();
    agent.on('free', (socket) => sockets.add(socket));
    for (let i = 0; i < 3; i++) await ask('/v2/Services', { headers, agent });
    assert.equal(sockets.size, 1);
    agent.destroy();

    const socket = await connect();
    const get = (path, more = '') =>
      `GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization()}\r\n${more}\r\n`;
    socket.write(get('/v2/Services') + get('/v2/Owls') + get('/v2/Services', 'Connection: close\r\n'));
    const text = await all(socket);
    assert.deepEqual(text.match(/HTTP\/1.1 \d+/g), ['HTTP/1.1 200', 'HTTP/1.1 404', 'HTTP/1.1 200']);
  });

  test('says 100 Continue before a body that it will take, and 413 before one that it will not', async () => {
    const expect = async (length, body) => {
      const socket = await connect();
      socket.write(
        `POST /v2/Services HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization()}\r\nContent-Type: ${FORM}\r\n` +
          `Content-Length: ${length}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n`,
      );
      const [first] = await once(socket, 'data');
      socket.write(body);
      return [`${first}`, await all(socket)];
    };
    const [go, answer] = await expect(16, 'FriendlyName=Owl');
    assert.match(go, /^HTTP\/1.1 100 Continue/);
    assert.match(answer, /^HTTP\/1.1 201/);
    assert.match((await expect(2 ** 30, ''))[0], /^HTTP\/1.1 413/);
  });

  test('takes the whole URL, as a proxy gets it, and requests of HTTP/1.0', async () => {
    for (const head of [
      `GET http://verify.twilio.com/v2/Services HTTP/1.1\r\nHost: verify.twilio.com\r\nConnection: close`,
      // A user name and password of the URL are no credentials, and in no link of an answer.
      `GET http://owl:secret@verify.twilio.com/v2/Services HTTP/1.1\r\nHost: verify.twilio.com\r\nConnection: close`,
      `GET /v2/Services HTTP/1.0`,
    ]) {
      const socket = await connect();
      socket.write(`${head}\r\nAuthorization: ${authorization()}\r\n\r\n`);
      const answer = await all(socket);
      assert.match(answer, /^HTTP\/1.1 200/);
      assert.doesNotMatch(answer, /secret@/);
    }
  });

  test('breaks a connection where the tester wants it', async () => {
    sandbox.fail({ status: 0 });
    await assert.rejects(ask('/v2/Services', { headers: { authorization: authorization() } }), {
      code: 'ECONNRESET',
    });
    assert.ok(await alive());
  });

  test('tells it when a function of the program throws', async () => {
    const broken = new Sandbox({
      now: () => {
        throw new RangeError('mine');
      },
    });
    const other = await listen(broken);
    const answer = await fetch(`${other.url}/v2/Services`);
    assert.deepEqual(
      [answer.status, (await answer.json()).message],
      [500, "The sandbox's own function failed: mine"],
    );
    await other.close();
  });
});

describe('the hands of a tester over HTTP', () => {
  test('say what it is', async () => {
    const { body } = await control('');
    const { accountSid, authToken, serviceSid } = sandbox;
    const { now, changes, ...rest } = body;
    assert.deepEqual(rest, { url: server.url, accountSid, authToken, serviceSid });
    assert.ok(Date.parse(now) && changes === sandbox.changes);
    assert.equal((await ask('/_sandbox')).status, 200);
  });

  test('move its clock', async () => {
    const earlier = sandbox.now();
    const { body } = await control('advance?ms=60000', { method: 'POST' });
    assert.ok(Date.parse(body.now) - earlier >= 60_000);
    for (const query of ['', '?ms=', '?ms=-1', '?ms=x', '?ms=1e99']) {
      assert.equal((await control(`advance${query}`, { method: 'POST' })).status, 400, query);
    }
  });

  test('let requests fail', async () => {
    const body = JSON.stringify({ operation: 'listService', code: 20429 });
    assert.equal((await control('fail', { method: 'POST', body })).status, 204);
    const { status } = await ask('/v2/Services', { headers: { authorization: authorization() } });
    assert.equal(status, 429);
    for (const wrong of ['{', 'null', '{"operation":"fetchOwl"}', '{"x":1}']) {
      const { status, body } = await control('fail', { method: 'POST', body: wrong });
      assert.equal(status, 400, wrong);
      assert.equal(typeof body.error, 'string');
    }
  });

  test('list requests, messages, Factors and deliveries', async () => {
    await control('clear', { method: 'POST' });
    await ask('/v2/Services', { headers: { authorization: authorization() } });
    await ask('/v2/Owls', { headers: { authorization: authorization() } });
    const { body } = await control('requests');
    assert.deepEqual(
      body.map(({ operation, status }) => [operation, status]),
      [
        ['listService', 200],
        [null, 404],
      ],
    );
    assert.deepEqual((await control('requests?last=1')).body, body.slice(1));
    for (const name of ['outbox', 'deliveries', 'factors'])
      assert.ok(Array.isArray((await control(name)).body), name);
  });

  test('keep and restore all there is', async () => {
    const { body: snapshot } = await control('snapshot');
    await sandbox.device().register({ identity: 'nele-0001' });
    assert.ok(sandbox.factors.some(({ identity }) => identity === 'nele-0001'));
    assert.equal((await control('restore', { method: 'POST', body: JSON.stringify(snapshot) })).status, 204);
    assert.ok(!sandbox.factors.some(({ identity }) => identity === 'nele-0001'));
    assert.equal((await control('restore', { method: 'POST', body: '{}' })).status, 400);
    assert.equal((await control('reset', { method: 'POST' })).status, 204);
    assert.deepEqual(sandbox.factors, []);
  });

  test('say what there is where something else is asked for', async () => {
    const { status, body } = await control('owls');
    assert.equal(status, 404);
    assert.match(body.error, /GET outbox/);
    const wrong = await ask('/_sandbox/reset');
    assert.deepEqual([wrong.status, wrong.headers.allow], [405, 'POST']);
    assert.equal((await control('code')).status, 400);
    assert.equal((await control('code?to=nobody')).status, 404);
    assert.equal((await control('totp?uri=x')).status, 400);
  });

  test('are out of reach for pages of other sites', async () => {
    const reset = (headers) => ask('/_sandbox/reset', { method: 'POST', headers });
    const { host } = new URL(server.url);
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `http://localhost:${server.port + 1}` },
      { origin: 'nonsense' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      // A name of theirs that leads here.
      { host: 'evil.example' },
      { host: `evil.example:${server.port}`, origin: `http://evil.example:${server.port}` },
      { host: '127.0.0.1.evil.example' },
      { host: 'localhost.evil.example' },
    ]) {
      const { status, headers: answered } = await reset(headers);
      assert.equal(status, 403, JSON.stringify(headers));
      assert.equal(answered['access-control-allow-origin'], undefined);
      assert.equal((await ask('/_sandbox/outbox', { headers })).status, 403, JSON.stringify(headers));
    }
    for (const headers of [
      {},
      { origin: `http://${host}`, 'sec-fetch-site': 'same-origin' },
      { host: `localhost:${server.port}`, origin: `http://localhost:${server.port}` },
      { host: '[::1]:80' },
      { host: 'sandbox' },
      { host: 'host.docker.internal' },
      { 'sec-fetch-site': 'none' },
    ]) {
      assert.equal((await reset(headers)).status, 204, JSON.stringify(headers));
    }
    const named = await sandbox.listen({ hosts: ['owl.example'] });
    const request = http.request(`${named.url}/_sandbox`, { headers: { host: 'owl.example' } }).end();
    assert.equal((await once(request, 'response'))[0].statusCode, 200);
    await named.close();
  });

  test('have a page, which nothing can be put into and nobody can frame', async () => {
    for (const [path, type] of [
      ['/', 'text/html'],
      ['/_sandbox/page.css', 'text/css'],
      ['/_sandbox/page.js', 'text/javascript'],
    ]) {
      const { status, headers, text } = await ask(path);
      assert.equal(status, 200);
      assert.equal(headers['content-type'], `${type}; charset=utf-8`);
      assert.match(
        headers['content-security-policy'],
        /default-src 'self'; img-src data:; frame-ancestors 'none'/,
      );
      assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
      assert.ok(text.length > 500);
      if (path === '/') assert.doesNotMatch(text, /<style|<script>|style=| on\w+=/);
    }
  });
});

describe('a hostile client', () => {
  const post = (length) =>
    `POST /v2/Services HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization()}\r\nContent-Type: ${FORM}\r\n${length}\r\n\r\n`;

  test('that never ends its headers, its body or its request keeps nobody waiting', async () => {
    const starts = [
      '',
      'G',
      'GET / HTTP/1.1\r\nX-Slow: ',
      post('Content-Length: 100') + 'Friendly',
      post('Transfer-Encoding: chunked') + '4\r\nFrie\r\n',
    ];
    const sockets = await Promise.all(
      Array.from({ length: 100 }, async (_, i) => {
        const socket = await connect();
        socket.write(starts[i % starts.length]);
        return socket;
      }),
    );
    assert.ok(await alive());
    for (const socket of sockets) socket.destroy();
    assert.ok(await alive());
  });

  test('that talks rubbish is told so', async () => {
    for (const rubbish of [
      '\0\0\0\0\r\n\r\n',
      'owl owl owl\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`,
      `GET /${'x'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      `${post('Content-Length: 5\r\nTransfer-Encoding: chunked')}`,
      `${post('Transfer-Encoding: chunked')}owl\r\n`,
      'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET http://[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      'GET /v2/Services HTTP/1.1\r\nHost: a b:c\r\nConnection: close\r\n\r\n',
      'GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      `${'GET /v2/Owls HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(20)}owl\r\n\r\n`,
    ]) {
      const socket = await connect();
      socket.write(rubbish);
      const text = await all(socket);
      assert.ok(
        !text || /HTTP\/1.1 4\d\d/.test(text),
        `${JSON.stringify(rubbish.slice(0, 40))}: ${text.slice(0, 100)}`,
      );
      assert.ok(await alive());
    }
  });

  test('that sends a gigabyte is told that it is too much', async () => {
    for (const [length, frame] of [
      [`Content-Length: ${2 ** 30}`, (piece) => piece],
      ['Transfer-Encoding: chunked', (piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`],
    ]) {
      const socket = await connect();
      const answer = all(socket);
      socket.write(post(length));
      const piece = frame('x'.repeat(64 * 1024));
      let sent = 0;
      while (!socket.closed && sent < 2 ** 30) {
        sent += piece.length;
        if (!socket.write(piece)) {
          await new Promise((resolve) => socket.once('drain', resolve).once('close', resolve));
        }
        await new Promise(setImmediate);
      }
      assert.match(await answer, /^HTTP\/1.1 413/);
      assert.ok(sent < 2 ** 30, 'it was cut off before the end');
      assert.ok(await alive());
    }
  });

  test('that opens ten thousand connections loses the silent ones, and nobody else waits', async () => {
    const [many, kept, sockets] = [10_000, 1000, []];
    let closed = 0;
    for (let i = 0; i < many; i += 100) {
      const some = await Promise.all(Array.from({ length: 100 }, connect));
      for (const socket of some) socket.on('close', () => closed++).resume();
      sockets.push(...some);
      if (i % kept === 0) assert.ok(await alive(), `${i} connections later`);
    }
    assert.ok(await alive());
    const all = () => closed >= many - kept;
    for (let i = 0; !all() && i < 1000; i++) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.ok(all(), `${closed} were closed`);
    for (const socket of sockets) socket.destroy();
    assert.ok(await alive());
  });

  test('that goes away in the middle harms nothing', async () => {
    for (let i = 0; i < 50; i++) {
      const socket = await connect();
      socket.write(post('Content-Length: 100') + 'FriendlyName=Owl');
      socket.resetAndDestroy();
    }
    assert.ok(await alive());
  });
});

describe('listening', () => {
  test('fails with a sentence', async () => {
    for (const options of [
      { port: -1 },
      { port: 1.5 },
      { port: '80' },
      { host: 5 },
      { host: '' },
      { hosts: 'x' },
    ]) {
      await assert.rejects(sandbox.listen(options), TypeError, JSON.stringify(options));
    }
    await assert.rejects(sandbox.listen({ port: server.port }), {
      name: 'TypeError',
      message: /cannot listen.*EADDRINUSE/,
    });
    await assert.rejects(sandbox.listen({ host: '192.0.2.1' }), /cannot listen/);
  });

  test('ends with all of its connections, and the sandbox goes on', async () => {
    const other = await new Sandbox().listen();
    const socket = net.connect(other.port, '127.0.0.1');
    await once(socket, 'connect');
    const closed = once(socket, 'close');
    await other.close();
    await closed;
    await assert.rejects(fetch(other.url));
    assert.ok(await alive());
  });
});
