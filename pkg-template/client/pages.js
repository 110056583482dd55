// Lists, page by page.
import { AbortError, ParseError } from './errors.js';
import { explain } from './sentences.js';
import { REASON_ABORT, REASON_CIRCLE, REASON_PARSE } from './constants.js';

/** What names a page: in the URL of the next one, and in a program's options. */
const PLACE = { PageSize: 'pageSize', Page: 'page', PageToken: 'pageToken' };

/**
 * Makes the promise of a list's first page walk over all of them: `for await` gives the items, `pages()` the pages.
 *
 * Of `meta.next_page_url` only what names the page is taken. It is never called: the credentials would go there.
 *
 * @param values The values of the operation's parameters.
 * @param items The field of a page that holds its items.
 * @param next Calls the operation with other options.
 */
export function walk(promise, { name, parameters, returns }, values, items, next) {
  // The pages under way, of every walk: all end with the call.
  const running = new Set([promise.abort]);
  const fail = (reason, ...details) => {
    const fields = { operation: name, parse: true, sent: 'answered', attempts: 1 };
    throw new ParseError(explain(reason, name, ...details), fields);
  };
  let ended = false;
  promise.abort = () => {
    ended = true;
    running.forEach((stop) => stop());
  };
  promise.pages = async function* () {
    const seen = new Set();
    const given = Object.fromEntries(parameters.map(({ name }, index) => [name, values[index]]));
    let place = given;
    let page = promise;
    for (;;) {
      const { abort } = page;
      if (page !== promise) running.add(abort);
      let data;
      try {
        data = await page;
      } finally {
        if (page !== promise) running.delete(abort);
      }
      // What a program's own client gives was not looked at yet.
      if (!Array.isArray(data?.[items])) fail(REASON_PARSE, 'data', returns, `no list in '${items}'`);
      yield data;
      seen.add(`${place.page ?? ''} ${place.pageToken ?? ''}`);
      const url = data.meta?.next_page_url;
      if (!url) return;
      const query = new URLSearchParams(`${url}`.replace(/^[^?]*/, ''));
      place = {};
      for (const [wire, name] of Object.entries(PLACE)) place[name] = query.get(wire);
      place.pageSize ??= given.pageSize;
      if (seen.has(`${place.page ?? ''} ${place.pageToken ?? ''}`)) {
        fail(REASON_CIRCLE);
      }
      if (ended) throw new AbortError(explain(REASON_ABORT, name), { operation: name });
      page = next({ ...given, ...place });
    }
  };
  promise[Symbol.asyncIterator] = async function* () {
    for await (const page of promise.pages()) yield* page[items];
  };
}
