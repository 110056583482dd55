// A server below HTTP: it answers with bytes, and with what can happen to a connection, as a test tells it to.
import net from 'node:net';
import { once } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

/** Answers what a browser asks before it sends a request to another origin. */
const PREFLIGHT = [
  'HTTP/1.1 204 No Content',
  'Access-Control-Allow-Origin: *',
  'Access-Control-Allow-Headers: *, Authorization',
  'Access-Control-Allow-Methods: *',
  'Connection: close',
  '\r\n',
].join('\r\n');

/** What an answer is made of, step by step; a plain text is written, a character a byte. */
const STEPS = {
  write: (socket, text) => write(socket, Buffer.from(text, 'latin1')),
  repeat: (socket, [text, times]) => write(socket, Buffer.alloc(text.length * times, text)),
  gzip: (socket, text) => write(socket, gzipSync(text)),
  async trickle(socket, text) {
    for (const byte of text) {
      if (socket.destroyed) return;
      await write(socket, Buffer.from(byte));
      await after(10);
    }
  },
  end: (socket) => socket.end(),
  reset: (socket) => socket.resetAndDestroy(),
};

/** Writes, and waits until that has left. */
const write = (socket, bytes) => new Promise((resolve) => socket.write(bytes, resolve));

async function play(socket, steps) {
  for (const step of steps) {
    const [[kind, value]] = Object.entries(typeof step === 'string' ? { write: step } : step);
    await STEPS[kind](socket, value);
  }
}

/** The first request in what a connection has brought, and what comes after it; none where it is not whole yet. */
function parse(text) {
  const [head] = text.split('\r\n\r\n', 1);
  const [line, ...lines] = head.split('\r\n');
  const [method, url] = line.split(' ');
  const headers = Object.fromEntries(
    lines.map((line) => [line.split(':')[0].toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const start = head.length + 4;
  const end = start + Number(headers['content-length'] ?? 0);
  if (text.length < end) return undefined;
  const body = Buffer.from(text.slice(start, end), 'latin1').toString();
  return { request: { method, url, headers, body }, rest: text.slice(end) };
}

/**
 * Starts the server on a free port of the loopback interface.
 *
 * @param {(request: object) => object[]} answer Is told of each request, and gives the steps of its answer.
 */
export async function serveFaults(answer) {
  const sockets = new Set();
  const server = net.createServer((socket) => {
    let text = '';
    sockets.add(socket.on('close', () => sockets.delete(socket)));
    socket.setEncoding('latin1').on('error', () => {});
    socket.on('data', (chunk) => {
      text += chunk;
      for (let one; (one = text && parse(text)); text = one.rest) {
        play(socket, one.request.method === 'OPTIONS' ? [PREFLIGHT, { end: true }] : answer(one.request));
      }
    });
  });
  const origin = async (server) => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${server.address().port}`;
  };
  const nobody = net.createServer();
  const refusing = await origin(nobody);
  nobody.close();
  return {
    origin: await origin(server),
    /** Where nobody listens. */
    refusing,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
