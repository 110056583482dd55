// From a method of an API class to a call.
import { decode } from '../core/core.js';
import { ApiClient } from './api-client.js';
import { core } from './core.js';
import { ParameterError } from './errors.js';
import { exchange, promised, unreadable } from './exchange.js';
import { classOf, itemsOf, shell } from './model.js';
import { Outgoing, json, sendable } from './outgoing.js';
import { walk } from './pages.js';
import { operationOf } from './tables.js';
import { explain } from './sentences.js';
import {
  AUTHENTICATION,
  FORM_TYPE,
  JSON_TYPE,
  REASON_MISSING,
  SLOT_BASE,
  SLOT_CHECK,
  SLOT_PARAMETER,
} from './constants.js';

/** What the `opts` of every operation may hold beside its own options. */
const OWN = ['signal', 'timeout', 'maxRetries'];

/** What is known of an operation, by its number; read once. */
const operations = [];

function known(number) {
  if (!operations[number]) {
    const operation = operationOf(number);
    const required = operation.parameters.filter((parameter) => parameter.required).length;
    operations[number] = { ...operation, required, items: itemsOf(operation.returns) };
  }
  return operations[number];
}

// A program that changes one of these, on its client or for all, has its own called.
const methods = Object.entries(Object.getOwnPropertyDescriptors(ApiClient.prototype));
const changed = (client) =>
  !(client instanceof ApiClient) ||
  methods.some(([name, { value }]) => name !== 'constructor' && client[name] !== value);

/**
 * Calls the operation of this number: `args` are the required parameters, then `opts` and `callback`, either of which
 * may be left out. A callback may also be the property of no `opts` at all: f(sid, callback).
 */
export function call(api, number, args) {
  const { apiClient: client } = api;
  const operation = known(number);
  const { name, items, parameters, required } = operation;
  const inPlaceOfOptions = typeof args[required] === 'function';
  const opts = (!inPlaceOfOptions && args[required]) || {};
  const callback = args[required + 1] ?? (inPlaceOfOptions ? args[required] : undefined);
  const values = parameters.map((parameter, index) =>
    index < required ? args[index] : opts[parameter.name],
  );
  for (let index = 0; index < required; index++) {
    if (values[index] === undefined || values[index] === null) {
      throw new ParameterError(explain(REASON_MISSING, parameters[index].name, name));
    }
  }
  const own = {};
  for (const key of OWN) if (opts[key] !== undefined && opts[key] !== null) own[key] = opts[key];
  const delegated = changed(client);
  const promise = delegated
    ? delegate(client, operation, values, callback, own)
    : send(client, operation, number, values, callback, own);
  // What a program's own client gives back for a callback is its own matter.
  if (items && !(delegated && callback)) {
    const given = Object.fromEntries(parameters.map(({ name }, index) => [name, values[index]]));
    const next = (page) => call(api, number, [...values.slice(0, required), { ...given, ...own, ...page }]);
    walk(promise, name, given, items, next);
  }
  return promise;
}

/** Sends an operation with these values. */
function send(client, operation, number, values, callback, own) {
  const { name, method, path, parameters } = operation;
  const out = new Outgoing(name).add(SLOT_BASE, client.basePath, 'basePath');
  client.applyAuthToRequest(out, [AUTHENTICATION]);
  out.set(client.defaultHeaders);
  if (client.validate) out.add(SLOT_CHECK, '');
  parameters.forEach((parameter, index) => {
    const value = values[index];
    if (value === undefined || value === null) return;
    for (const text of texts(client, value, parameter, name)) {
      out.add(SLOT_PARAMETER + index, text, parameter.name);
      if (parameter.secret) out.keep(text);
    }
  });
  if (client.cache === false && method === 'GET') out.query('_', Date.now());

  /** What a hook may see of the request. */
  const shown = () => {
    const given = {};
    const inPath = {};
    parameters.forEach(({ name, wire, place, secret }, index) => {
      if (values[index] === undefined || values[index] === null) return;
      given[name] = secret ? '[secret]' : values[index];
      if (place === 'p') inPath[wire] = given[name];
    });
    return { url: client.buildUrl(path, inPath), parameters: given };
  };
  const decode = decoder(operation, number);
  return exchange(client, { name, number, method, out, decode, shown, ...own }, callback);
}

/** The texts of a parameter's value: of each item where it is a list. */
function texts(client, value, { name, place }, operation) {
  return sendable(name, operation, () => {
    if (place === 'b') return [json(value)];
    const list = place !== 'p' && Array.isArray(value) ? value : [value];
    return [...list].map((item) => client.paramToString(item));
  });
}

/** Makes the text of an answer the model of its operation. */
const decoder =
  ({ name, returns }, number) =>
  (response) => {
    let value;
    try {
      value = JSON.parse(response.text);
    } catch {
      throw unreadable(name, response, returns, response.text ? 'not JSON' : 'empty');
    }
    if (!core(decode, number, value, shell)) {
      throw unreadable(
        name,
        response,
        returns,
        value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value,
      );
    }
    return value;
  };

/** Calls a program's own client with the arguments that the replaced client's methods pass. */
function delegate(client, { method, path, body: kind, returns, parameters }, values, callback, own) {
  const places = { p: {}, q: {}, f: {}, b: {} };
  parameters.forEach(({ place, wire }, index) => {
    const value = values[index];
    const list = (place === 'q' || place === 'f') && Array.isArray(value);
    places[place][wire] = list ? client.buildCollectionParam(value, 'multi') : value;
  });
  const [body = null] = Object.values(places.b);
  const send = (callback) =>
    client.callApi(
      path,
      method,
      places.p,
      places.q,
      {},
      places.f,
      body,
      [AUTHENTICATION],
      kind ? [kind === 'f' ? FORM_TYPE : JSON_TYPE] : [],
      returns ? [JSON_TYPE] : [],
      returns ? classOf(returns) : null,
      null,
      callback,
      ...(Object.keys(own).length ? [own] : []),
    );
  if (callback) return send(callback);

  let settle;
  const outcome = new Promise((resolve, reject) => (settle = { resolve, reject }));
  const answer = send((error, data, response) =>
    error ? settle.reject(error) : settle.resolve({ data, response }),
  );
  // A promise is as good as a callback, of the data or, as the generator's promise flavour has it, of both.
  const promise = answer?.withResponse?.() ?? answer;
  if (typeof promise?.then === 'function') {
    const both = (value) =>
      value !== null && typeof value === 'object' && 'data' in value && 'response' in value;
    promise.then((value) => settle.resolve(both(value) ? value : { data: value }), settle.reject);
  }
  return promised(outcome, () => answer?.abort?.());
}
