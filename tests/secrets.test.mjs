// Secrets stay where they are: whatever a program may log (errors of every kind, log lines, what hooks are given, the client,
// the promise of a call) is searched for them, in every form in which they travel.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import TwilioVerify from 'twilio_verify';
import { fieldsOf, operations, sample } from './known.mjs';

const USER = 'AC1';
const PASSWORD = 'p4ss/wörd+"mark"&=';

const base64 = (value) => Buffer.from(value).toString('base64');
const inForm = (value) => `${new URLSearchParams([['', value]])}`.slice(1);

/** The texts that would give a secret away. */
const traces = (secret) => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  inForm(secret),
  base64(secret),
  base64(`${USER}:${secret}`),
];

const EVERYTHING = { depth: Infinity, showHidden: true, maxArrayLength: null, maxStringLength: null };

/** Everything that a program could print of a value. */
function printed(value) {
  const json = () => {
    try {
      return JSON.stringify(value);
    } catch {
      return '';
    }
  };
  return [`${value?.stack}`, `${value?.message}`, json(), inspect(value), inspect(value, EVERYTHING)].join(
    '\n',
  );
}

function clean(value, secrets, what) {
  const shown = typeof value === 'string' ? value : printed(value);
  for (const [name, secret] of Object.entries(secrets)) {
    for (const trace of traces(secret)) assert.ok(!shown.includes(trace), `${name} is in ${what}: ${shown}`);
  }
}

/** What the server makes of a request: it repeats all of it, in an error of each kind. */
const ANSWERS = {
  HttpError(response, echo) {
    const body = { code: 60200, message: `Invalid: ${echo}`, details: { [echo]: [echo] }, more_info: echo };
    response.writeHead(400).end(JSON.stringify(body));
  },
  RedirectError(response, echo) {
    response.writeHead(302, {
      location: `https://x.test/${encodeURIComponent(echo)}?${encodeURIComponent(echo)}`,
    });
    response.end();
  },
  ParseError: (response, echo) => response.end(`{${echo}`),
  ConnectionError: (response) => response.destroy(),
  TimeoutError: () => {},
  AbortError: () => {},
};

let server;
before(async () => {
  server = http.createServer(async (request, response) => {
    const kind = request.url.split('/')[1];
    const body = await text(request);
    const isForm = request.headers['content-type']?.includes('form');
    const decoded = isForm ? [...new URLSearchParams(body).values()].join(' ') : '';
    const { authorization = '' } = request.headers;
    const [, credentials = ''] = authorization.split(' ');
    const password = Buffer.from(credentials, 'base64').toString();
    response.setHeader('content-type', 'application/json');
    ANSWERS[kind](response, [decoded, body, authorization, password].join(' '));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
after(() => {
  server.closeAllConnections();
  server.close();
});

/** A value of a parameter that can be found again, and its text. */
function marked({ name, type }) {
  const mark = `mark-${name}/ü+&="1"`;
  const object = { ...(fieldsOf(type) && sample(type)), mark };
  if (type === '[object]') return [[object], JSON.stringify(object)];
  return type === 'object' || fieldsOf(type) ? [object, JSON.stringify(object)] : [mark, mark];
}

/** A client, and an API of it; what it logs and tells its hooks is kept. */
function watched(name, kind) {
  const client = new TwilioVerify.ApiClient(`http://127.0.0.1:${server.address().port}/${kind}`);
  Object.assign(client.authentications.accountSid_authToken, { username: USER, password: PASSWORD });
  client.maxRetries = 1;
  const events = [];
  for (const hook of ['onRequest', 'onResponse', 'onRetry']) client[hook] = (event) => events.push(event);
  client.debug = (line) => events.push(line);
  return { client, api: new TwilioVerify[name](client), events };
}

/** The arguments of a call with a mark in every parameter, and the marks by their names. */
function argumentsOf({ parameters }) {
  const values = Object.fromEntries(parameters.map((parameter) => [parameter.name, marked(parameter)]));
  const of = (wanted) => parameters.filter(({ required }) => required === wanted).map(({ name }) => name);
  const options = Object.fromEntries(of(false).map((name) => [name, values[name][0]]));
  return {
    args: [...of(true).map((name) => values[name][0]), options],
    marks: Object.fromEntries(parameters.map(({ name }) => [name, values[name][1]])),
  };
}

/** The parameters of an operation that the tables mark secret: what a hook is not told. */
async function secretsOf(operation) {
  const { client, api, events } = watched(operation.api, 'none');
  client.fetch = async () => new Response('{}');
  const { args, marks } = argumentsOf(operation);
  // An empty answer is no list.
  await api[operation.name](...args).catch(() => {});
  const { parameters } = events[0];
  assert.deepEqual(
    Object.keys(parameters),
    Object.keys(marks),
    'every parameter is shown, or that it is there',
  );
  return Object.fromEntries(Object.entries(marks).filter(([name]) => parameters[name] === '[secret]'));
}

/** Makes a call that fails; gives its error, and what else a program holds then. */
async function failed(operation, kind) {
  const { client, api, events } = watched(operation.api, kind);
  const { args } = argumentsOf(operation);
  if (kind === 'TimeoutError') Object.assign(args.at(-1), { timeout: 20 });
  const promise = api[operation.name](...args);
  events.push(promise, printed(promise));
  if (kind === 'AbortError') promise.abort();
  const error = await promise.then(assert.fail, (error) => error);
  assert.equal(error.name, kind, printed(error));
  return { error, client, api, events };
}

test('the tables mark what proves who somebody is', async () => {
  const secrets = await Promise.all(operations.map(secretsOf));
  const names = secrets.flatMap(Object.keys);
  for (const name of ['authPayload', 'code', 'customCode', 'bindingSecret'])
    assert.ok(names.includes(name), name);
});

test('what asks for a passkey proves nothing yet: an error about it keeps its words', async () => {
  const { client, api } = watched('VerifyV2NewFactorApi', 'none');
  const message = 'Config.UserVerification: required, preferred or discouraged; RelyingParty.Id is required';
  client.fetch = async () => new Response(JSON.stringify({ code: 60306, message }), { status: 400 });
  const config = { user_verification: 'required', relying_party: { id: 'preferred' } };
  const asked = api.createNewFactorPasskey('VA1', { identity: 'required', friendly_name: 'Mika', config });
  await assert.rejects(asked, (error) => error.message.includes(message));
});

for (const kind of Object.keys(ANSWERS)) {
  test(`no secret is in what a program can print of a call that ends in a ${kind}`, async () => {
    const { random } = Math;
    Math.random = () => 0;
    for (const operation of operations) {
      // What gives nothing reads nothing.
      if (kind === 'ParseError' && !operation.returns) continue;
      const secrets = { ...(await secretsOf(operation)), password: PASSWORD };
      const { error, client, api, events } = await failed(operation, kind);
      clean(error, secrets, `the error of ${operation.name}`);
      clean(inspect(error.response, EVERYTHING), secrets, `the response of ${operation.name}`);
      for (const event of events)
        clean(event, secrets, `what a hook or the log is told of ${operation.name}`);
      clean(client, secrets, 'the client');
      clean(api, secrets, 'the API object');
      assert.ok(events.length > 2, 'events');
    }
    Math.random = random;
  });
}

test('no secret is in an error about an argument or a setting', async () => {
  const secret = PASSWORD;
  const cyclic = { secret };
  cyclic.self = cyclic;
  const { client, api } = watched('VerifyV2FactorApi', 'none');
  const update = (authPayload) => api.updateFactor('VA1', 'me', 'YF1', { authPayload });
  const settings = {
    'half a surrogate pair': () => update(`${secret}\ud800`),
    'a value that refers to itself': () => update(cyclic),
    'a limit': () => {
      client.validate = true;
      return update(secret);
    },
    'credentials in the base path': () => {
      client.basePath = `http://${USER}:${secret}@127.0.0.1`;
      return update('1');
    },
    'half a surrogate pair in a password': () => {
      client.authentications.accountSid_authToken.password = `${secret}\ud800`;
      return update('1');
    },
    'a token with a line end': () => {
      client.authentications.accountSid_authToken = { type: 'bearer', accessToken: `${secret}\r\n` };
      return update('1');
    },
    'a source of credentials': async () => {
      client.credentials = async () => ({ username: USER, password: `${secret}\ud800` });
      await update('1');
    },
  };
  for (const [what, run] of Object.entries(settings)) {
    const error = await new Promise((resolve) => resolve(run())).then(assert.fail, (error) => error);
    assert.ok(error instanceof TwilioVerify.ParameterError, `${what}: ${printed(error)}`);
    clean(error, { secret }, `the error about ${what}`);
  }
});

test('a program can read its own credentials', () => {
  const { client } = watched('VerifyV2FactorApi', 'none');
  const { accountSid_authToken: credentials } = client.authentications;
  assert.deepEqual(credentials, { type: 'basic', username: USER, password: PASSWORD });
});
