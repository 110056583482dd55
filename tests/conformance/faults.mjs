// What a network and a server can do to a call. Each row is an answer, as the steps of tests/faults.mjs, and what must come
// of it: exactly one settlement, and the next call works.
import { equal, get, ok, same } from './check.mjs';

/** The beginning of an answer, to its body, or to within its last header. */
const head = (status, ...lines) =>
  [
    `HTTP/1.1 ${status}`,
    'Access-Control-Allow-Origin: *',
    'Access-Control-Expose-Headers: *',
    'Content-Type: application/json',
    ...lines,
  ].join('\r\n');
const CLOSE = 'Connection: close';

/** An answer whose body ends with the connection. */
const answer = (status, body = '', ...headers) => [
  `${head(status, CLOSE, ...headers)}\r\n\r\n`,
  ...(Array.isArray(body) ? body : [body]),
  { end: true },
];
const fine = (body, ...headers) => answer('200 OK', body, ...headers);
/** An answer that should have a body of this length. */
const counted = (length, ...steps) => [
  `${head('200 OK', CLOSE, `Content-Length: ${length}`)}\r\n\r\n`,
  ...steps,
];

const RESET = { reset: true };
const END = { end: true };
const FACTOR = '{"sid":"YF1","friendly_name":"Mika"}';
const LIMITED = '{"code":20429,"message":"Too many requests"}';
const LEVELS = 100_000;
const DEEP = [
  '{"sid":"YF1","friendly_name":"Mika","metadata":',
  { repeat: ['[', LEVELS] },
  { repeat: [']', LEVELS] },
  '}',
];
/** The header of a gzip, and then nothing that deflate knows. */
const DAMAGED = `\x1f\x8b\x08\0\0\0\0\0\0\x03${'\xff'.repeat(30)}`;
const MEGABYTES = 50;

/** The data of a good answer, with whatever name it has. */
const data = (name) => (factor) => same([factor.sid, factor.friendly_name], ['YF1', name]);
const DATA = data('Mika');

/** How many requests the server sees of a call that ends in this: a GET, and a POST, which is never sent twice. */
const REQUESTS = {
  ConnectionError: [3, 1],
  TimeoutError: [1, 1],
  ParseError: [1, 1],
  RedirectError: [1, 1],
  data: [1, 1],
};

/**
 * The faults: what the server answers (`raw`, the same to each request, or `each`, one after the other), and what comes
 * of a call. Where the platform's own `fetch` has the whole text of such an answer, `whole`; where it fails, `broken`;
 * where it does neither in the time of the call, `silent`. A row has several only where platforms differ, and says how in
 * `why`. Each names the class of the error (several, where chance decides), or checks the data. `post` is what comes of a
 * POST, where that differs; `opts` are those of the call.
 */
const FAULTS = {
  'a connection that is refused': { refused: true, broken: 'ConnectionError', requests: [0, 0] },
  'a connection that is reset before the answer': { raw: [RESET], broken: 'ConnectionError' },
  'a connection that ends before the answer': { raw: [END], broken: 'ConnectionError' },
  'a connection that is reset within the headers': {
    raw: [head('200 OK', 'Content-Ty'), RESET],
    broken: 'ConnectionError',
  },
  'a connection that is reset after the headers': {
    raw: counted(FACTOR.length, RESET),
    broken: 'ConnectionError',
  },
  'a connection that is reset within the body': {
    raw: counted(FACTOR.length, FACTOR.slice(0, 20), RESET),
    broken: 'ConnectionError',
  },
  'half a JSON': { raw: fine(FACTOR.slice(0, 20)), whole: 'ParseError' },
  'a body that comes byte by byte': {
    raw: counted(10_000, { trickle: FACTOR.repeat(100) }),
    opts: { timeout: 200 },
    silent: 'TimeoutError',
  },
  'an answer that never comes': { raw: [], opts: { timeout: 100 }, silent: 'TimeoutError' },
  'a Content-Length that is too long': {
    raw: counted(FACTOR.length + 1, FACTOR, END),
    whole: DATA,
    broken: 'ConnectionError',
    why: 'WebKit takes what has come for all of it',
  },
  // What is left over would be read as the answer to another request, if the connection were used again.
  'a Content-Length that is too short': { raw: counted(20, FACTOR, END), whole: 'ParseError' },
  'a wrong content type': {
    raw: [fine(FACTOR)[0].replace('application/json', 'image/png'), FACTOR, END],
    whole: DATA,
  },
  gzip: { raw: fine([{ gzip: FACTOR }], 'Content-Encoding: gzip'), whole: DATA },
  'gzip that is damaged': {
    raw: [
      `${head('200 OK', 'Content-Encoding: gzip', `Content-Length: ${DAMAGED.length}`)}\r\n\r\n`,
      DAMAGED,
    ],
    opts: { timeout: 2000, maxRetries: 0 },
    whole: 'ParseError',
    broken: 'ConnectionError, TimeoutError',
    silent: 'ConnectionError, TimeoutError',
    requests: [1, 1],
    why: 'WebKit takes it for a text; Node 20 settles the promise of it or does not, as chance has it',
  },
  'a redirect to the same host': {
    raw: ({ home }) => answer('302 Found', '', `Location: ${home}`),
    whole: 'RedirectError',
  },
  'a redirect to another host': {
    raw: ({ elsewhere }) => answer('307 Temporary Redirect', '', `Location: ${elsewhere}`),
    whole: 'RedirectError',
  },
  'headers of 100 kB': {
    raw: [head('200 OK', CLOSE, 'X-Large: '), { repeat: ['x', 100_000] }, '\r\n\r\n', FACTOR, END],
    whole: DATA,
    broken: 'ConnectionError',
    why: 'Node takes 16 kB',
  },
  [`a body of ${MEGABYTES} MB`]: {
    raw: fine(['{"sid":"YF1","friendly_name":"', { repeat: ['x', MEGABYTES << 20] }, '"}']),
    whole: ({ friendly_name: name }) => equal(name.length, MEGABYTES << 20),
  },
  'a body that is no UTF-8': {
    raw: fine('{"sid":"YF1","friendly_name":"a\xff\xc3b\xe2\x82"}'),
    whole: data('a\ufffd\ufffdb\ufffd'),
  },
  'keys that come twice': { raw: fine('{"sid":"YF0","sid":"YF1","friendly_name":"Mika"}'), whole: DATA },
  'JSON of 100,000 levels': { raw: fine(DEEP), whole: DATA },
  'an error of 100,000 levels': {
    raw: answer('400 Bad Request', DEEP),
    whole: 'HttpError',
    requests: [1, 1],
  },
  'a storm of 429 without Retry-After': {
    raw: answer('429 Too Many Requests', LIMITED),
    whole: 'HttpError',
    requests: [3, 3],
  },
  'a storm of 429 with Retry-After': {
    raw: answer('429 Too Many Requests', LIMITED, 'Retry-After: 0'),
    whole: 'HttpError',
    requests: [3, 3],
  },
  'a storm of 429 that asks for more time than there is': {
    raw: answer('429 Too Many Requests', LIMITED, 'Retry-After: 61'),
    whole: 'HttpError',
    requests: [1, 1],
  },
  'a 503 every other time': {
    each: [answer('503 Service Unavailable'), fine(FACTOR)],
    whole: DATA,
    post: 'HttpError',
    requests: [2, 1],
  },
};

/** What the platform's own fetch makes of an answer. */
async function probe(url, method, timeout = 60_000) {
  const controller = new AbortController();
  let timer;
  const silent = new Promise((resolve) => (timer = setTimeout(resolve, timeout, 'silent')));
  const text = fetch(url, { method, redirect: 'manual', signal: controller.signal })
    .then((response) => response.text())
    .then(
      () => 'whole',
      () => 'broken',
    );
  const made = await Promise.race([text, silent]);
  clearTimeout(timer);
  controller.abort();
  return made;
}

/** Makes a call in both ways at once; gives how often each was told something, and what. */
async function settle(call) {
  const told = [];
  let count = 0;
  await new Promise((resolve) => {
    const promise = call((error, data) => {
      told.push(error ?? data);
      count++;
      resolve();
    });
    promise.then(
      (data) => told.push(data) && count++,
      (error) => told.push(error) && count++,
    );
  });
  // Whatever comes late comes now.
  await new Promise((resolve) => setTimeout(resolve, 0));
  equal(count, 2, 'settlements of the promise and calls of the callback');
  equal(told[0], told[1], 'what they are told');
  return told[0];
}

async function prove(bench, row) {
  const { raw, each, refused, opts = {}, post, requests } = row;
  const { TwilioVerify, api, client } = bench;
  const { faults, refusing } = await bench.below();
  const base = `${faults}/${bench.place}`;
  const places = { home: `${base}/stolen`, elsewhere: `${bench.origin}/elsewhere-${bench.place}/stolen` };
  const steps = typeof raw === 'function' ? raw(places) : raw;
  const script = () => bench.answer(...(each ?? [steps ?? []]).map((raw) => ({ raw })));

  client.basePath = refused ? refusing : base;
  let before = 0;
  const requestsSince = async () => {
    const { length } = await bench.seen();
    const since = length - before;
    before = length;
    return since;
  };
  const calls = [
    ['GET', 0, (callback) => api.fetchFactor('VA1', 'me', 'YF1', opts, callback)],
    ['POST', 1, (callback) => api.updateFactor('VA1', 'me', 'YF1', opts, callback)],
  ];
  for (const [method, number, call] of calls) {
    await script();
    const made = await probe(client.basePath, method, opts.timeout);
    // Firefox sends a request again by itself where the connection ends before the answer.
    const perAttempt = Math.max(1, await requestsSince());
    ok(row[made], `a row that says what comes of an answer that is ${made} to fetch`);
    const outcome = (method === 'POST' && post) || row[made];
    await script();
    const result = await settle(call);
    if (typeof outcome === 'function') outcome(result);
    else
      ok(
        outcome.split(', ').some((name) => result instanceof TwilioVerify[name]),
        `one of ${outcome}, got ${result}`,
      );
    const attempts = requests ?? REQUESTS[typeof outcome === 'function' ? 'data' : outcome];
    const since = await requestsSince();
    const expected = attempts[number] * perAttempt;
    // On a busy machine time runs out before the platform has sent anything: then what counts is the attempts.
    const late = result instanceof TwilioVerify.TimeoutError && result.attempts === attempts[number];
    ok(since === expected || (late && since < expected), `${expected} requests of a ${method}, got ${since}`);
  }
  equal((await (await get(`${bench.origin}/_/elsewhere-${bench.place}`)).json()).length, 0, 'elsewhere');

  client.basePath = base;
  await bench.answer({ raw: fine(FACTOR) });
  DATA(await settle((callback) => api.fetchFactor('VA1', 'me', 'YF1', callback)));
}

/** Without chance in the waits between attempts. */
async function atOnce(run) {
  const { random } = Math;
  Math.random = () => 0;
  try {
    return await run();
  } finally {
    Math.random = random;
  }
}

export const faults = Object.fromEntries(
  Object.entries(FAULTS).map(([name, row]) => [
    `one error or the data, and the next call works, after ${name}`,
    (bench) => atOnce(() => prove(bench, row)),
  ]),
);
