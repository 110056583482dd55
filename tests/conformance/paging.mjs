// Lists, page by page.
import { equal, failure, ok, same } from './check.mjs';

const ELSEWHERE = 'https://elsewhere.invalid/v2/Services/VA9/Entities/you/Factors';

/** A page of the list that names its successor as Twilio does: by a URL, here of another host. */
const page = (sids, next) => ({
  body: {
    factors: sids.map((sid) => ({ sid, date_created: '2015-07-30T20:00:00Z' })),
    meta: { key: 'factors', page_size: 2, next_page_url: next ? `${ELSEWHERE}?${next}` : null },
  },
});

const THREE = [
  page(['YF1', 'YF2'], 'PageSize=2&Page=1&PageToken=PA%2B1'),
  page(['YF3', 'YF4'], 'PageSize=2&Page=2&PageToken=PA2&Identity=other'),
  page(['YF5'], null),
];

const list = (bench, opts) => bench.api.listFactor('VA1', 'me', opts);

/** The items that a loop sees, and the error that ended it. */
async function walked(items) {
  const seen = [];
  try {
    for await (const item of items) seen.push(item);
  } catch (error) {
    return [seen, error];
  }
  return [seen];
}

export const paging = {
  'for await walks over the items of all pages': async (bench) => {
    await bench.answer(...THREE);
    const [factors, error] = await walked(list(bench, { pageSize: 2 }));
    equal(error, undefined);
    same(
      factors.map(({ sid }) => sid),
      ['YF1', 'YF2', 'YF3', 'YF4', 'YF5'],
    );
    ok(factors[4] instanceof bench.TwilioVerify.VerifyV2ServiceEntityFactor, 'a model');
    ok(factors[4].date_created instanceof Date, 'a date');
  },

  'the next page is asked for where the first was, with what names it and nothing else': async (bench) => {
    await bench.answer(...THREE);
    await walked(list(bench, { pageSize: 2 }));
    same(
      (await bench.seen()).map(({ url, headers }) => [url, Boolean(headers.authorization)]),
      [
        ['/v2/Services/VA1/Entities/me/Factors?PageSize=2', true],
        ['/v2/Services/VA1/Entities/me/Factors?PageSize=2&Page=1&PageToken=PA%2B1', true],
        ['/v2/Services/VA1/Entities/me/Factors?PageSize=2&Page=2&PageToken=PA2', true],
      ],
    );
  },

  'filters of the caller stay for all pages': async (bench) => {
    const attempts = (sid, next) => ({
      body: { attempts: [{ sid }], meta: { next_page_url: next ? `${ELSEWHERE}?${next}` : null } },
    });
    await bench.answer(attempts('VL1', 'PageSize=50&Page=1&PageToken=PA1'), attempts('VL2'));
    const api = new bench.TwilioVerify.VerifyV2VerificationAttemptApi(bench.client);
    const [items] = await walked(api.listVerificationAttempt({ status: 'converted', country: 'DE' }));
    same(
      items.map(({ sid }) => sid),
      ['VL1', 'VL2'],
    );
    for (const { url } of await bench.seen()) {
      ok(url.includes('Status=converted') && url.includes('Country=DE'), `filters in ${url}`);
    }
  },

  'pages() gives the pages, and await the first': async (bench) => {
    await bench.answer(...THREE);
    const call = list(bench);
    const sizes = [];
    for await (const { factors, constructor } of call.pages())
      sizes.push(`${constructor.name} ${factors.length}`);
    same(sizes, ['ListFactorResponse 2', 'ListFactorResponse 2', 'ListFactorResponse 1']);
    equal((await call).factors.length, 2);
    equal((await bench.seen()).length, 3, 'requests');
  },

  'a walk may start anywhere, and start again': async (bench) => {
    await bench.answer(...THREE.slice(1), ...THREE.slice(2));
    const call = list(bench, { page: 1, pageToken: 'PA+1' });
    for (let round = 0; round < 2; round++) {
      const [factors] = await walked(call);
      same(
        factors.map(({ sid }) => sid),
        ['YF3', 'YF4', 'YF5'],
      );
    }
  },

  'leaving the loop asks for no more': async (bench) => {
    await bench.answer(...THREE);
    for await (const { sid } of list(bench)) if (sid === 'YF2') break;
    equal((await bench.seen()).length, 1, 'requests');
    equal((await bench.api.fetchFactor('VA1', 'me', 'YF1')).constructor.name, 'VerifyV2ServiceEntityFactor');
  },

  'an error in the middle comes after the items before it': async (bench) => {
    await bench.answer(THREE[0], { status: 404, body: { code: 20404, message: 'gone' } });
    const [factors, error] = await walked(list(bench));
    equal(factors.length, 2, 'items');
    equal(error.code, 20404);
  },

  'an error of the first page is thrown by the loop, and silent without one': async (bench) => {
    await bench.answer({ status: 401 });
    list(bench);
    const [factors, error] = await walked(list(bench));
    same([factors.length, error.status], [0, 401]);
  },

  'pages that go round in a circle are noticed': async (bench) => {
    await bench.answer(...THREE.slice(0, 2), page(['YF5'], 'PageSize=2&Page=1&PageToken=PA%2B1'));
    const [factors, error] = await walked(list(bench));
    equal(factors.length, 5, 'items');
    ok(error instanceof bench.TwilioVerify.ParseError, `a ParseError, got ${error}`);
    ok(/circle/.test(error.message), error.message);
    await bench.answer(page(['YF1'], ''), page(['YF1'], 'PageSize=2'));
    const [again, circle] = await walked(list(bench));
    same([again.length, circle], [1, undefined]);
    const [once, first] = await walked(list(bench));
    equal(once.length, 1, 'items');
    ok(/circle/.test(first?.message), `the first page again, got ${first}`);
  },

  'a page without meta, or without a next page, is the last one': async (bench) => {
    for (const meta of ['', ',"meta":null', ',"meta":5', ',"meta":{}', ',"meta":{"next_page_url":""}']) {
      await bench.answer({ body: `{"factors":[{"sid":"YF1"}]${meta}}` });
      const [factors, error] = await walked(list(bench));
      same([factors.length, error], [1, undefined], meta);
    }
  },

  'an answer without its list is no empty list: await, for await and pages() throw a ParseError': async (
    bench,
  ) => {
    const { ParseError } = bench.TwilioVerify;
    const bodies = ['{}', '{"status":"ok"}', '{"meta":{}}', '{"services":[]}'];
    for (const value of ['null', '{}', '"x"', '5', 'false', '{"length":0}'])
      bodies.push(`{"factors":${value}}`);
    for (const body of bodies) {
      await bench.answer({ body });
      const errors = [await failure(() => list(bench)), (await walked(list(bench)))[1]];
      errors.push((await walked(list(bench).pages()))[1]);
      await bench.answer(THREE[0], { body });
      const [factors, later] = await walked(list(bench));
      equal(factors.length, 2, 'items before it');
      for (const error of [...errors, later]) {
        ok(error instanceof ParseError, `a ParseError for ${body}, got ${error}`);
        same([error.parse, error.sent], [true, 'answered']);
        ok(error.message.includes("no list in 'factors'"), error.message);
      }
    }
    for (const data of [{}, null, undefined, { factors: null }, []]) {
      bench.client.callApi = (...args) => args[12](null, data, {});
      const [, error] = await walked(list(bench));
      ok(error instanceof ParseError, `a ParseError for what a stub gave, got ${error}`);
    }
  },

  'the size of a page stays where the next URL has none': async (bench) => {
    await bench.answer(
      page(['YF1'], 'Page=1&PageToken=PA1'),
      page(['YF2'], 'PageSize=7&Page=2'),
      page(['YF3'], null),
    );
    await walked(list(bench, { pageSize: 2 }));
    same(
      (await bench.seen()).map(({ url }) => url.split('?')[1]),
      ['PageSize=2', 'PageSize=2&Page=1&PageToken=PA1', 'PageSize=7&Page=2'],
    );
  },

  'abort ends every walk of a list': async (bench) => {
    // Not over the network: Chromium holds up what asks for the same as another does.
    let asked = 0;
    let all;
    const three = new Promise((resolve) => (all = resolve));
    bench.client.fetch = (url, { signal }) => {
      if (!asked++) return Promise.resolve(new Response(JSON.stringify(THREE[0].body)));
      if (asked === 4) all();
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    };
    const call = list(bench);
    const walks = [walked(call), walked(call), walked(call.pages())];
    await three;
    call.abort();
    for (const [, error] of await Promise.all(walks)) equal(error?.name, 'AbortError');
  },

  'abort ends the walk, whichever page is under way': async (bench) => {
    await bench.answer(THREE[0], { hang: true });
    const call = list(bench);
    const walk = walked(call);
    await bench.seen(2);
    call.abort();
    const [factors, error] = await walk;
    same([factors.length, error.name], [2, 'AbortError']);
    await bench.answer(...THREE);
    const other = list(bench);
    await other;
    other.abort();
    const [first, ended] = await walked(other);
    same([first.length, ended.name], [2, 'AbortError']);
  },

  'a signal, a time limit and retries of the call hold for every page': async (bench) => {
    const controller = new AbortController();
    await bench.answer(THREE[0], { status: 503 });
    const { random } = Math;
    Math.random = () => 0;
    const [, busy] = await walked(list(bench, { maxRetries: 1 }));
    Math.random = random;
    same([busy.status, busy.attempts], [503, 2]);
    await bench.answer(THREE[0], { hang: true });
    const [, late] = await walked(list(bench, { timeout: 200 }));
    equal(late.name, 'TimeoutError');
    await bench.answer(THREE[0], { hang: true });
    const walk = walked(list(bench, { signal: controller.signal }));
    await bench.seen(5);
    controller.abort(new Error('enough'));
    const [, error] = await walk;
    same([error.name, error.cause.message], ['AbortError', 'enough']);
  },

  'a stubbed callApi is walked over as well': async (bench) => {
    const asked = [];
    bench.client.callApi = (path, method, pathParams, query, ...rest) => {
      const callback = rest.at(-1);
      asked.push(query);
      callback(null, THREE[asked.length - 1].body, {});
    };
    const [factors] = await walked(list(bench, { pageSize: 2 }));
    equal(factors.length, 5, 'items');
    same(asked[1], { PageSize: '2', Page: '1', PageToken: 'PA+1' });
  },

  'what is no list has no pages': async (bench) => {
    await bench.answer({ body: {} });
    const call = bench.api.fetchFactor('VA1', 'me', 'YF1');
    equal(call.pages, undefined);
    await call;
    const error = await failure(async () => {
      for await (const item of call) throw new Error(`an item: ${item}`);
    });
    equal(error.constructor.name, 'TypeError');
  },
};
