// Lists, page by page.
import { AbortError, ParseError } from './errors.js';
import { explain } from './sentences.js';
import { REASON_ABORT, REASON_CIRCLE, REASON_PARSE } from './constants.js';

/** What names a page: in the URL of the next one, and in a program's options. */
const PLACE = { PageSize: 'pageSize', Page: 'page', PageToken: 'pageToken' };

/**
 * Makes the promise of a list's first page walk over all of them: `for await` gives the items, `pages()` the pages.
 *
 * @param values The values of the operation's parameters.
 * @param items The field of a page that holds its items.
 * @param next Calls the operation with other options.
 */
export function walk(promise, operation, values, items, next) {
  const all = new Walk(promise, operation, values, items, next);
  Object.assign(promise, {
    abort: () => all.abort(),
    pages: () => all.pages(),
    [Symbol.asyncIterator]: () => all.items(),
  });
}

/**
 * The way over the pages of a list.
 *
 * Of `meta.next_page_url` only what names the page is taken. It is never called: the credentials would go there.
 *
 * Its generators are methods: V8 keeps one that ran with all that it knows, as it does what `equip` avoids, so that a call
 * must not have one of its own.
 */
class Walk {
  #running;
  #ended = false;

  constructor(promise, operation, values, items, next) {
    this.promise = promise;
    this.operation = operation;
    this.values = values;
    this.field = items;
    this.next = next;
    // The pages under way, of every walk: all end with the call.
    this.#running = new Set([promise.abort]);
  }

  abort() {
    this.#ended = true;
    this.#running.forEach((stop) => stop());
  }

  async *pages() {
    const { promise, field } = this;
    const { name, parameters, returns } = this.operation;
    const fail = (reason, ...details) => {
      const fields = { operation: name, parse: true, sent: 'answered', attempts: 1 };
      throw new ParseError(explain(reason, name, ...details), fields);
    };
    const seen = new Set();
    const given = Object.fromEntries(parameters.map(({ name }, index) => [name, this.values[index]]));
    let place = given;
    let page = promise;
    for (;;) {
      const { abort } = page;
      if (page !== promise) this.#running.add(abort);
      let data;
      try {
        data = await page;
      } finally {
        if (page !== promise) this.#running.delete(abort);
      }
      // What a program's own client gives was not looked at yet.
      if (!Array.isArray(data?.[field])) fail(REASON_PARSE, 'data', returns, `no list in '${field}'`);
      yield data;
      seen.add(`${place.page ?? ''} ${place.pageToken ?? ''}`);
      const url = data.meta?.next_page_url;
      if (!url) return;
      const query = new URLSearchParams(`${url}`.replace(/^[^?]*/, ''));
      place = {};
      for (const [wire, name] of Object.entries(PLACE)) place[name] = query.get(wire);
      place.pageSize ??= given.pageSize;
      if (seen.has(`${place.page ?? ''} ${place.pageToken ?? ''}`)) fail(REASON_CIRCLE);
      if (this.#ended) throw new AbortError(explain(REASON_ABORT, name), { operation: name });
      page = this.next({ ...given, ...place });
      // What ran within that, a hook for one, may have ended it.
      if (this.#ended) page.abort();
    }
  }

  async *items() {
    for await (const page of this.promise.pages()) yield* page[this.field];
  }
}
