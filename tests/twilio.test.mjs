// `twilio_verify/twilio` beside Twilio's own library: for every leaf of the tree, what a server sees, and what comes back.
// twilio.json has the facts of the tree, read from that library's declarations.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import ours from 'twilio_verify/twilio';

const theirs = createRequire(new URL('comparison/', import.meta.url))('twilio');
const resources = JSON.parse(readFileSync(new URL('twilio.json', import.meta.url)));

const SID = `AC${'0'.repeat(32)}`;
const TOKEN = 'a token: with ü';

/** What differs on purpose, by `accessor.method` or by what it is about. */
const DIFFERENT = {
  // An option of the library that Twilio's document of the API does not have.
  templates: 'verifications.create takes no `templates`',
};

let server;
let base;
const seen = [];
let answer;

before(async () => {
  server = http.createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ method: request.method, url: request.url, headers: request.headers, body });
    const { status = 200, value } = typeof answer === 'function' ? answer(request) : answer;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(value === undefined ? undefined : JSON.stringify(value));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());

/** Both clients, against the server. */
function clients() {
  const local = new (class extends theirs.RequestClient {
    request(options) {
      return super.request({
        ...options,
        uri: options.uri.replace('https://verify.twilio.com', base),
      });
    }
  })();
  return [theirs(SID, TOKEN, { httpClient: local }), ours(SID, TOKEN, { basePath: base })];
}

const byAccessor = (accessor) => resources.find((one) => one.accessor === accessor && one.list);
const parentsOf = ({ parent }) => {
  const above = parent && byAccessor(parent);
  return above ? [...parentsOf(above), above] : [];
};

/** The list of a resource. */
function listOf(client, resource) {
  let node = client.verify.v2;
  for (const above of parentsOf(resource)) node = node[above.accessor](idOf(above));
  return node[resource.accessor];
}

const idOf = ({ accessor, callable }) =>
  callable ? `${callable.split(':')[0]}-of ${accessor}+é` : undefined;

/** A value of a type of the facts. */
function valueOf(type, name) {
  type = type.replace('?', '');
  switch (type) {
    case 'string':
      return `${name} & ü`;
    case 'number':
      return 7;
    case 'boolean':
      return false;
    case 'Date':
      return new Date(1700000000123);
    case 'any':
      return { some: 'thing', deep: { er: [1, true, null] } };
    case 'Array<string>':
      return ['one', 'two & three'];
    case 'Array<any>':
      return [{ label: 'a', value: 'b' }, { label: 'c' }];
    default:
      return /Request$/.test(type) ? { friendly_name: 'ü', config: { a: [1] } } : `${type}-value`;
  }
}

/** The arguments of a method: its required options alone, or all. */
function paramsOf(resource, method, all) {
  const kind = `${method[0].toUpperCase()}${method.slice(1)}Options`;
  const type = method === 'list' ? 'Options' : method === 'each' ? 'EachOptions' : kind;
  const options = resource.options[type] ?? resource.options[`Context${kind}`] ?? {};
  const names = Object.keys(options);
  const [body] = names;
  if (names.length === 1 && /Request\??$/.test(options[body])) return valueOf(options[body], body);
  const params = {};
  for (const name of names) {
    if (['limit', 'done', 'pageSize', 'pageNumber', 'pageToken'].includes(name) || name in DIFFERENT)
      continue;
    if (all || !options[name].endsWith('?')) params[name] = valueOf(options[name], name);
  }
  return params;
}

/** What a server makes of a request. */
function read({ method, url, headers, body }) {
  const { pathname, searchParams } = new URL(url, base);
  const json = headers['content-type']?.includes('json');
  return {
    method,
    path: decodeURIComponent(pathname),
    query: [...searchParams].sort(),
    body: json ? JSON.parse(body) : [...new URLSearchParams(body)].sort(),
    authorization: headers.authorization,
  };
}

const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A full answer of a resource. */
function full({ properties }) {
  const fields = Object.entries(properties).map(([name, type]) => {
    const value = type === 'Date' ? '2015-07-30T20:00:00Z' : valueOf(type, name);
    return [snake(name), type.startsWith('Record') ? { a: 'https://example.com/a' } : value];
  });
  return Object.fromEntries(fields);
}

const plain = (value) => JSON.parse(JSON.stringify(value ?? null));

/** Calls the same of both, and compares what was sent; gives what came back. */
async function both(resource, run) {
  const results = [];
  for (const client of clients()) {
    seen.length = 0;
    let result;
    try {
      result = { value: await run(listOf(client, resource)) };
    } catch (error) {
      result = { error };
    }
    results.push({ ...result, seen: seen.map(read) });
  }
  const [reference, own] = results;
  assert.deepEqual(own.seen, reference.seen);
  return [reference, own];
}

const pagesOf = (resource) => (request) => {
  const key = resource.accessor === 'verificationAttempts' ? 'attempts' : snake(resource.accessor);
  const page = Number(new URL(request.url, base).searchParams.get('Page') ?? 0);
  const items = [0, 1].map((index) => ({ ...full(resource), account_sid: `${page}-${index}` }));
  const { pathname, searchParams } = new URL(request.url, base);
  // As Twilio has them: the list's filters, and where the page stands.
  const url = (number) => {
    const place = { PageSize: 2, Page: number, PageToken: `t${number}` };
    const all = new URL(`https://verify.twilio.com${encodeURI(decodeURIComponent(pathname))}`);
    for (const [name, value] of searchParams) if (!(name in place)) all.searchParams.append(name, value);
    for (const [name, value] of Object.entries(place)) all.searchParams.append(name, value);
    return all.href;
  };
  const meta = {
    key,
    page,
    page_size: 2,
    first_page_url: url(0),
    previous_page_url: page ? url(page - 1) : null,
    next_page_url: page < 2 ? url(page + 1) : null,
    url: url(page),
  };
  return { value: { [key]: items, meta } };
};

/** What a caller sees of a value: its JSON, and which of its properties are dates. */
const shown = (value) =>
  value && typeof value === 'object'
    ? [plain(value), Object.keys(value).filter((name) => value[name] instanceof Date)]
    : value;

const leaves = resources.flatMap((resource) => [
  ...resource.list.map((method) => ({ resource, method, of: (list) => list })),
  ...resource.context.map((method) => ({ resource, method, of: (list) => list(idOf(resource)) })),
]);

for (const { resource, method, of } of leaves) {
  const name = `${resource.parent ?? 'v2'}.${resource.accessor} ${method}`;
  const paged = ['list', 'each', 'page', 'getPage'].includes(method);
  if (paged) continue;
  for (const all of [false, true]) {
    test(`${name}, with ${all ? 'all options' : 'what is required'}, sends and gives the same`, async () => {
      const params = paramsOf(resource, method, all);
      const args = Object.keys(params).length || all ? [params] : [];
      answer = method === 'remove' ? { status: 204 } : { value: full(resource) };
      const [reference, own] = await both(resource, (list) => of(list)[method](...args));
      assert.ifError(own.error);
      assert.equal(own.seen.length, 1);
      assert.deepEqual(shown(own.value), shown(reference.value));
      const informed = await both(resource, (list) => of(list)[`${method}WithHttpInfo`](...args));
      const [theirInfo, ourInfo] = informed.map(({ value }) => value);
      assert.deepEqual(shown(ourInfo.body), shown(theirInfo.body));
      assert.equal(ourInfo.statusCode, theirInfo.statusCode);
      assert.equal(ourInfo.headers['content-type'], theirInfo.headers['content-type']);
    });
  }
  test(`${name} gives the same of an empty answer`, async () => {
    if (method === 'remove') return;
    answer = { value: {} };
    const [reference, own] = await both(resource, (list) =>
      of(list)[method](paramsOf(resource, method, false)),
    );
    // The library takes a date that is missing for the present time.
    const dates = Object.keys(resource.properties).filter((name) => resource.properties[name] === 'Date');
    const without = (value) =>
      Object.fromEntries(Object.entries(plain(value)).filter(([name]) => !dates.includes(name)));
    assert.deepEqual(without(own.value), without(reference.value));
  });
  test(`${name} throws what the library throws`, async () => {
    for (const value of [
      {
        code: 60203,
        message: 'Max send attempts reached',
        more_info: 'https://www.twilio.com/docs/errors/60203',
        status: 429,
        details: { a: [1] },
      },
      { code: 20404, message: 'The requested resource was not found', status: 404 },
    ]) {
      answer = { status: value.status, value };
      const [{ error: reference }, { error }] = await both(resource, (list) =>
        of(list)[method](paramsOf(resource, method, false)),
      );
      const of4 = ({ status, code, moreInfo, details, message }) => ({
        status,
        code,
        moreInfo,
        details,
        message,
      });
      assert.deepEqual(of4(error), of4(reference));
      assert.ok(error instanceof ours.RestException);
    }
  });
  test(`${name} misses what is missing in the same words`, async () => {
    const params = paramsOf(resource, method, false);
    const lacking = [undefined, {}, ...Object.keys(params).map((name) => ({ ...params, [name]: undefined }))];
    for (const one of lacking) {
      answer = { value: full(resource) };
      const [reference, own] = await both(resource, (list) => of(list)[method](one));
      assert.equal(own.error?.message, reference.error?.message);
    }
  });
}

for (const resource of resources.filter(({ list }) => list.includes('list'))) {
  const filters = paramsOf(resource, 'list', true);
  const cases = [
    {},
    { limit: 3 },
    { limit: 4 },
    { limit: 1, pageSize: 2 },
    { pageSize: 2 },
    { ...filters, limit: 3 },
  ];
  for (const params of cases) {
    test(`${resource.accessor}.list(${JSON.stringify(params)}) gives the same`, async () => {
      answer = pagesOf(resource);
      const [reference, own] = await both(resource, (list) => list.list({ ...params }));
      assert.deepEqual(own.value.map(shown), reference.value.map(shown));
      const [theirInfo, ourInfo] = await both(resource, (list) => list.listWithHttpInfo({ ...params }));
      assert.deepEqual(ourInfo.value.body.map(shown), theirInfo.value.body.map(shown));
      assert.equal(ourInfo.value.statusCode, 200);
    });
  }
  test(`${resource.accessor}.page, its neighbours and getPage give the same`, async () => {
    answer = pagesOf(resource);
    const walk = async (list) => {
      const first = await list.page({ ...filters, pageSize: 2, pageNumber: 0, pageToken: 't' });
      const second = await first.nextPage();
      const back = await second.previousPage();
      const last = await list.getPage(first.nextPageUrl.replace('Page=1', 'Page=2'));
      return [first, second, back, last, last.nextPage(), first.previousPage()];
    };
    const run = async (client) =>
      (await walk(listOf(client, resource))).map(
        (page) => page && [page.instances.map(shown), page.nextPageUrl, page.previousPageUrl, plain(page)],
      );
    const [a, b] = clients();
    // The library asks for the next page at the URL that it was given, wherever that is.
    const local = a.request.bind(a);
    a.request = (options) =>
      local({ ...options, uri: options.uri.replace('https://verify.twilio.com', base) });
    assert.deepEqual(await run(b), await run(a));
  });
  test(`${resource.accessor}.each calls back in order, and ends when told`, async () => {
    answer = pagesOf(resource);
    const walked = async (list, params, most) => {
      const sids = [];
      let ended = 0;
      await list.each({
        ...params,
        done: (error) => {
          assert.ifError(error);
          ended++;
        },
        callback: (item, done) => {
          sids.push(plain(item));
          if (sids.length === most) done();
        },
      });
      return [sids, ended];
    };
    for (const [params, most] of [
      [{}, 99],
      [{ limit: 3 }, 99],
      [{}, 3],
      [{ pageSize: 2 }, 2],
    ]) {
      const [a, b] = clients();
      assert.deepEqual(
        await walked(listOf(b, resource), params, most),
        await walked(listOf(a, resource), params, most),
      );
    }
  });
}

test('an instance has every property, and what is not documented too', async () => {
  answer = { value: { sid: 'VA1', new_field: [7] } };
  const [, own] = clients();
  const service = await own.verify.v2.services('VA1').fetch();
  assert.deepEqual(plain(service), { sid: 'VA1', newField: [7] });
  const { properties } = byAccessor('services');
  assert.deepEqual(Object.keys(service).sort(), [...Object.keys(properties), 'newField'].sort());
});

/** What a transport of a program's own is asked for by both, and the errors where they are not made. */
function asked(make) {
  return Promise.all(
    [theirs, ours].map(async (twilio) => {
      const calls = [];
      const httpClient = {
        async request(options) {
          calls.push(options);
          return { statusCode: 200, body: { sid: 'VE1' }, headers: {} };
        },
      };
      let error;
      try {
        const { verifications } = make(twilio, httpClient).verify.v2.services('VA1');
        await verifications.create({ to: '+15017122661', channel: 'sms', rateLimits: { ip: '::1' } });
        await verifications('VE1').fetch();
      } catch ({ message }) {
        error = message;
      }
      const plainly = ({ method, uri, username, password, data, headers }) => ({
        method,
        uri,
        username,
        password,
        data: data && { ...data },
        agent: headers['User-Agent'].split(' ').slice(-2),
        type: headers['Content-Type'],
        accept: headers.Accept,
      });
      return { error, calls: calls.map(plainly) };
    }),
  );
}

const KEY = `SK${'1'.repeat(32)}`;
const EXTENDED = { userAgentExtensions: ['owl/1', 'bank/2'] };
for (const [what, make] of Object.entries({
  'a region': (twilio, httpClient) => twilio(SID, TOKEN, { ...EXTENDED, httpClient, region: 'au1' }),
  'an edge': (twilio, httpClient) => twilio(SID, TOKEN, { ...EXTENDED, httpClient, edge: 'sydney' }),
  'an edge, a region and a timeout': (twilio, httpClient) =>
    twilio(SID, TOKEN, { ...EXTENDED, httpClient, edge: 'sydney', region: 'au1', timeout: 5000 }),
  'new, and no lazy loading': (twilio, httpClient) =>
    new twilio.Twilio(SID, TOKEN, { ...EXTENDED, httpClient, lazyLoading: false }),
  'an API key': (twilio, httpClient) => twilio(KEY, 's3cret', { ...EXTENDED, httpClient, accountSid: SID }),
  'an environment': (twilio, httpClient) => {
    const env = {
      TWILIO_ACCOUNT_SID: SID,
      TWILIO_AUTH_TOKEN: 'of env',
      TWILIO_REGION: 'ie1',
      TWILIO_EDGE: 'dublin',
    };
    return twilio(undefined, undefined, { ...EXTENDED, httpClient, env });
  },
  'an API key without its account': (twilio, httpClient) => twilio(KEY, 's3cret', { httpClient }),
  'an account that is none': (twilio, httpClient) => twilio('XX1', TOKEN, { httpClient }),
  'no user name': (twilio, httpClient) => twilio('', TOKEN, { httpClient }),
  'no password': (twilio, httpClient) => twilio(SID, '', { httpClient }),
})) {
  test(`a client of ${what} asks the same of its transport, or fails in the same words`, async () => {
    const [reference, own] = await asked(make);
    assert.deepEqual(own, reference);
    assert.ok(own.error || own.calls.length === 2);
  });
}

test('autoRetry tries a 429 again, as often as maxRetries says, and without it none is', async () => {
  const value = { code: 20429, message: 'Too many requests', status: 429 };
  for (const options of [{}, { autoRetry: true, maxRetries: 1 }, { autoRetry: true, maxRetries: 2 }]) {
    answer = { status: 429, value };
    seen.length = 0;
    const client = ours(SID, TOKEN, { basePath: base, ...options });
    await assert.rejects(client.verify.v2.services('VA1').fetch(), { status: 429, code: 20429 });
    assert.equal(seen.length, 1 + (options.maxRetries ?? 0));
  }
});

test('whatever else the library has fails at once, and says what this is', () => {
  const [reference, own] = clients();
  const here = [];
  for (let one = reference; one !== Object.prototype; one = Object.getPrototypeOf(one)) {
    const getters = Object.entries(Object.getOwnPropertyDescriptors(one)).filter(([, { get }]) => get);
    here.push(...getters.map(([name]) => name).filter((name) => name !== 'httpClient'));
  }
  const says = /^Error: twilio_verify\/twilio is Verify alone, and has no /;
  let elsewhere = 0;
  for (const name of here) {
    try {
      own[name];
    } catch (error) {
      assert.match(`${error}`, says);
      elsewhere++;
    }
  }
  assert.ok(elsewhere > 40, `${elsewhere}`);
  assert.deepEqual(
    here.filter((name) => !(name in own)),
    [],
  );
  for (const name of Object.keys(theirs).filter((name) => !['Twilio', 'RestException'].includes(name))) {
    // What is read fails as it is read, a check of a signature as it is called.
    assert.throws(() => ours[name](), says, name);
  }
});
