// The other end of the benchmarks, in a process of its own: answers at once with what it has ready.
import http from 'node:http';
import { FACTOR, LIST } from './answers.mjs';

const server = http.createServer((request, response) => {
  request.resume();
  const body = request.url.split('?')[0].endsWith('/Factors') ? LIST : FACTOR;
  response.writeHead(200, { 'content-type': 'application/json' }).end(body);
});
server.keepAliveTimeout = 600_000;
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
