// A Verify service that answers what a test tells it to, and tells what it was asked. Everything goes over HTTP, so
// that a test in any runtime can use it.
//
//   PUT  /_/NAME          a JSON list of answers for the requests below /NAME/, the last of them for all that follow:
//                         {status, headers, body (text), hang: true, cut: 'before' | 'within'}
//   GET  /_/NAME?after=N  the requests so far, as soon as there are N: [{method, url, headers, body}]
//   GET  /_               {faults, refusing}: an origin whose answers are {raw: [steps of ./faults.mjs]}, and one where
//                         nobody listens
import http from 'node:http';
import { serveFaults } from './faults.mjs';

const OPEN = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*, Authorization' };

async function text(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Starts the server on a free port of the loopback interface. */
export async function serve() {
  const scenarios = new Map();
  const scenario = (name) => {
    if (!scenarios.has(name)) scenarios.set(name, { answers: [{}], seen: [], waiting: [] });
    return scenarios.get(name);
  };
  /** Notes a request; gives the next answer of its scenario. */
  const next = ({ method, url, headers }, body) => {
    const [, name] = url.split('/');
    const one = scenario(name);
    one.seen.push({ method, url: url.slice(name.length + 1), headers, body });
    one.waiting = one.waiting.filter((tell) => !tell());
    return one.answers.length > 1 ? one.answers.shift() : one.answers[0];
  };
  const faults = await serveFaults((request) => next(request, request.body).raw ?? []);

  const server = http.createServer(async (request, response) => {
    const { method } = request;
    const [, first, second] = request.url.split('/');
    if (method === 'OPTIONS')
      return response.writeHead(204, { ...OPEN, 'access-control-allow-methods': '*' }).end();
    const body = await text(request).catch(() => '');
    const json = (value) =>
      response.writeHead(200, { ...OPEN, 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (first === '_') {
      if (!second) return json({ faults: faults.origin, refusing: faults.refusing });
      const [name, after] = second.split('?after=');
      const one = scenario(name);
      if (method === 'PUT') {
        one.answers = JSON.parse(body);
        return response.writeHead(204, OPEN).end();
      }
      const tell = () => {
        if (one.seen.length < Number(after ?? 0)) return false;
        json(one.seen);
        return true;
      };
      if (!tell()) one.waiting.push(tell);
      return;
    }
    const answer = next(request, body);
    if (answer.hang) return;
    if (answer.cut === 'before') return request.socket.destroy();
    const headers = { ...OPEN, 'access-control-expose-headers': '*', ...answer.headers };
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...headers });
    if (answer.cut === 'within') {
      response.write((answer.body ?? '{').slice(0, -1), () => request.socket.destroy());
      return;
    }
    response.end(answer.body ?? '{}');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    async close() {
      server.closeAllConnections();
      await faults.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
