// Lists, contexts, instances and pages, as Twilio's own library has them, over the operations of this package's classes.
import { resources } from './tree.js';

const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** Where an instance keeps what gives its context: read by its methods, shown by nothing. */
const CONTEXT = Symbol('context');

/** Options that the library calls otherwise than the API does. */
const OTHERWISE = { versionParam: 'version', pageNumber: 'page' };

/** `date_created` -> `dateCreated`. */
const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

const spelled = new WeakMap();

/** The fields of a model, whose prototype has them all, each with its name in an instance. */
function fieldsOf(prototype) {
  if (!spelled.has(prototype)) {
    const all = [];
    for (const field in prototype) all.push([field, camel(field)]);
    spelled.set(prototype, all);
  }
  return spelled.get(prototype);
}

/** An option's name in this package: `config.timeStep` -> `configTimeStep`. */
const ours = (name) => OTHERWISE[name] ?? name.replace(/\.(\w)/g, (_, letter) => letter.toUpperCase());

/** An option's value: dates have whole seconds, as there. */
const sent = (value) =>
  value instanceof Date && !isNaN(value) ? value.toISOString().replace(/\.\d+/, '') : value;

/** A property that nothing lists or prints. */
const put = (object, name, value) =>
  Object.defineProperty(object, name, { value, writable: true, configurable: true });

/** Gives a class or function the name that it has in the library, whatever a minifier made of it. */
const named = (name, value) => Object.defineProperty(value, 'name', { value: name });

/** Reads the arguments of a method: `params`, perhaps headers, perhaps a callback. */
function read(args) {
  const [first] = args;
  const callback = args.find((argument) => typeof argument === 'function');
  return { params: first === callback ? undefined : first, callback };
}

/**
 * Calls back once with the outcome of a promise, after this has returned. What the callback throws is not its call's
 * failure, and surfaces.
 */
function report(promise, callback) {
  promise.then(
    (value) => callback && void Promise.resolve().then(() => callback(null, value)),
    (error) => callback && void Promise.resolve().then(() => callback(error)),
  );
  return promise;
}

/** The answer of `…WithHttpInfo`. */
const withInfo = (body, { status, headers }) => ({ statusCode: status, body, headers });

/** What every list, context, page and instance has. */
function printable(object, toJSON) {
  put(object, 'toJSON', toJSON);
  put(object, INSPECT, function (_, options, inspect) {
    const shown = this.toJSON();
    return inspect ? inspect(shown, options) : shown;
  });
}

/** Refuses a part of a path as the library does. */
function checkPath(name, value) {
  if (value === undefined || value === null || /[/?]/.test(`${value}`)) {
    throw new Error(`Parameter '${name}' is not valid.`);
  }
}

/** Refuses params without what an operation needs, in the library's words. */
function checkParams(params, { asks, ofContext }) {
  if (!asks.length || (asks[0] === '=' && ofContext)) return;
  if (params === undefined || params === null) throw new Error('Required parameter "params" missing.');
  for (const name of asks) {
    if (name !== '=' && (params[name] === undefined || params[name] === null)) {
      throw new Error(`Required parameter "params['${name}']" missing.`);
    }
  }
}

/**
 * Calls an operation: `path` are the values of its path, `params` what the library takes. Gives a promise of
 * `{data, response}`.
 */
function send(client, { operation, names }, path, params = {}, more = {}) {
  const opts = {};
  for (const name of Object.keys(params ?? {})) {
    if (!names.includes(name)) opts[ours(name)] = sent(params[name]);
  }
  const required = names.map((name) => (name === '=' ? (params ?? {}) : sent(params[name])));
  return client.call(operation, [...path, ...required, { ...opts, ...more }]);
}

/** Puts an operation, and its twin `…WithHttpInfo`, on a list or the prototype of a context. */
function install(target, leaf, client, pathOf, wrap) {
  const { method } = leaf;
  const run = (finish) =>
    function (...args) {
      const { params, callback } = read(args);
      checkParams(params, leaf);
      const answer = send(client(this), leaf, pathOf(this), params);
      const promise = answer.then(({ data, response }) =>
        finish(method === 'remove' ? true : wrap(this, data), response),
      );
      promise.catch(() => {});
      return report(promise, callback);
    };
  put(
    target,
    method,
    named(
      method,
      run((body) => body),
    ),
  );
  put(target, `${method}WithHttpInfo`, named(`${method}WithHttpInfo`, run(withInfo)));
}

/** The query of a page's URL as options: what is asked for next, or by `getPage`. */
function queryOf(url) {
  const query = {};
  for (const [name, value] of new URL(url).searchParams) {
    query[ours(name[0].toLowerCase() + name.slice(1))] = value;
  }
  return query;
}

/** A page of a list. */
class Page {
  constructor({ instances, meta, go }) {
    this.nextPageUrl = meta?.next_page_url ?? undefined;
    this.previousPageUrl = meta?.previous_page_url ?? undefined;
    this.instances = instances;
    put(this, 'go', go);
  }

  /** A promise of the next page, or `undefined` where there is none. */
  nextPage() {
    return this.nextPageUrl && this.go(this.nextPageUrl);
  }

  /** A promise of the previous page, or `undefined` where there is none. */
  previousPage() {
    return this.previousPageUrl && this.go(this.previousPageUrl);
  }
}
printable(Page.prototype, function () {
  return { ...this };
});

const positive = (name, value) => {
  if (value !== undefined && value !== null && !(Number.isFinite(value) && value > 0)) {
    throw new TypeError(`Parameter ${name} must be a positive integer`);
  }
};

/**
 * Goes through the items of a list until there is no more, the limit is reached, or the callback says so. Resolves with
 * the response of the first page.
 */
async function walk(list, { limit, pageSize, ...filters }, use) {
  let count = 0;
  let over = false;
  let failure;
  const stop = (error) => {
    over = true;
    failure ??= error;
  };
  const { body, ...info } = await list.pageWithHttpInfo({ ...filters, pageSize: pageSize ?? limit });
  for (let page = body; page && !over; page = !over && (await page.nextPage())) {
    for (const instance of page.instances) {
      if (over) break;
      count++;
      use(instance, stop);
      if (count >= limit) over = true;
    }
  }
  if (failure) throw failure;
  return info;
}

/** What a list that has pages can do beside. */
function installPages(list, leaf, client, path, wrap, PageClass) {
  const fetch = async (params) => {
    const { data, response } = await send(client, leaf, path, params);
    const { meta } = data;
    const items = Object.values(data).find(Array.isArray);
    const go = async (url) => (await fetch({ ...params, ...queryOf(url) })).body;
    return withInfo(new PageClass({ instances: items.map((item) => wrap(item)), meta, go }), response);
  };
  const page = (finish) =>
    function (...args) {
      const { params, callback } = read(args);
      const promise = fetch(params).then(finish);
      promise.catch(() => {});
      return report(promise, callback);
    };
  const getPage = (finish) =>
    function (url, callback) {
      const segments = new URL(url).pathname.split('/').map(decodeURIComponent);
      if (path.some((value) => !segments.includes(`${value}`))) {
        throw new Error('getPage takes the URL of a page of this list');
      }
      const promise = fetch(queryOf(url)).then(finish);
      promise.catch(() => {});
      return report(promise, callback);
    };
  const each = (finish) =>
    function (...args) {
      const { params = {}, callback } = read(args);
      const { callback: own, done, ...rest } = params ?? {};
      const use = own ?? callback;
      if (typeof use !== 'function') throw new Error('Callback function must be provided');
      positive('limit', rest.limit);
      positive('pageSize', rest.pageSize);
      let promise = walk(list, rest, use).then(finish);
      if (typeof done === 'function') {
        promise = promise.then(
          (value) => (done(), value),
          (error) => void done(error),
        );
      }
      promise.catch(() => {});
      return promise;
    };
  const all = (finish) =>
    function (...args) {
      const { params, callback } = read(args);
      const { callback: _, done: __, ...rest } = params ?? {};
      positive('limit', rest.limit);
      positive('pageSize', rest.pageSize);
      const items = [];
      const promise = walk(list, rest, (item) => items.push(item)).then((info) => finish(items, info));
      promise.catch(() => {});
      return report(promise, callback);
    };
  const bodyOf = ({ body }) => body;
  const whole = (answer) => answer;
  const methods = {
    page: [page(bodyOf), page(whole)],
    getPage: [getPage(bodyOf), getPage(whole)],
    each: [each(() => undefined), each((info) => ({ ...info, body: undefined }))],
    list: [all((items) => items), all((body, info) => ({ ...info, body }))],
  };
  for (const [name, [plain, informed]] of Object.entries(methods)) {
    put(list, name, named(name, plain));
    put(list, `${name}WithHttpInfo`, named(`${name}WithHttpInfo`, informed));
  }
}

/** The classes of a resource, made once. */
function classesOf({ accessor, name, leaves }) {
  const children = resources.filter(({ parent }) => parent === accessor);
  const ofContext = leaves.filter((leaf) => leaf.ofContext);

  /** One resource, by what its path needs. */
  const Context = named(
    `${name}ContextImpl`,
    class {
      constructor(client, solution) {
        put(this, 'client', client);
        put(this, '_solution', solution);
      }
    },
  );
  printable(Context.prototype, function () {
    return this._solution;
  });

  /** What came back of one resource. */
  const Instance = named(
    `${name}Instance`,
    class {
      constructor(data, context) {
        // Every property is there, in the same order: a list of many costs less.
        const prototype = Object.getPrototypeOf(data);
        for (const [field, name] of fieldsOf(prototype)) {
          this[name] = Object.hasOwn(data, field) ? data[field] : undefined;
        }
        // And what is not documented.
        for (const field of Object.keys(data)) {
          if (!Object.hasOwn(prototype, field)) this[camel(field)] = data[field];
        }
        put(this, CONTEXT, context);
      }
    },
  );
  printable(Instance.prototype, function () {
    return { ...this };
  });

  const wrap = (context, data) => new Instance(data, () => context);
  for (const leaf of ofContext) {
    const path = (context) => Object.values(context._solution);
    install(Context.prototype, leaf, (context) => context.client, path, wrap);
    for (const method of [leaf.method, `${leaf.method}WithHttpInfo`]) {
      const delegate = function (...args) {
        return this[CONTEXT]()[method](...args);
      };
      put(Instance.prototype, method, named(method, delegate));
    }
  }
  for (const child of children) {
    Object.defineProperty(Context.prototype, child.accessor, {
      get() {
        return listOf(this.client, child, Object.values(this._solution));
      },
      configurable: true,
    });
    const open = function () {
      return this[CONTEXT]()[child.accessor];
    };
    put(Instance.prototype, child.accessor, named(child.accessor, open));
  }
  const PageClass = named(`${name}Page`, class extends Page {});
  return { Context, Instance, PageClass, ofContext };
}

const known = new Map();

/** The list of a resource, for a client and the values of the path that leads there. */
export function listOf(client, resource, path) {
  const { name, key, leaves } = resource;
  if (!known.has(resource)) known.set(resource, classesOf(resource));
  const { Context, Instance, PageClass, ofContext } = known.get(resource);
  resource.path.forEach((name, index) => checkPath(name, path[index]));
  const solution = Object.fromEntries(resource.path.map((name, index) => [name, path[index]]));

  const contextOf = (value) => {
    if (!key) return new Context(client, solution);
    checkPath(key, value);
    return new Context(client, { ...solution, [key]: value });
  };
  const list = ofContext.length ? named(name, (value) => contextOf(value)) : {};
  if (ofContext.length) put(list, 'get', contextOf);
  const wrap = (data) => {
    const instance = new Instance(data, () => contextOf(instance[key]));
    return instance;
  };
  for (const leaf of leaves.filter((leaf) => !leaf.ofContext)) {
    if (leaf.method === 'list') installPages(list, leaf, client, path, wrap, PageClass);
    else
      install(
        list,
        leaf,
        () => client,
        () => path,
        (_, data) => wrap(data),
      );
  }
  printable(list, () => solution);
  return list;
}
