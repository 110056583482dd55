// The door beside the stairs: a call that goes through a program's own `callApi`, as the replaced client's do.
import { classOf } from './model.js';
import { equip, quiet } from './promise.js';
import { AUTHENTICATION, FORM_TYPE, JSON_TYPE } from './constants.js';

/** Calls a program's own client with the arguments that the replaced client's methods pass. */
export function delegate(client, operation, values, settings, callback) {
  const { method, path, body: kind, returns, parameters } = operation;
  const places = { p: {}, q: {}, f: {}, b: {} };
  parameters.forEach(({ place, wire }, index) => {
    const value = values[index];
    const list = (place === 'q' || place === 'f') && Array.isArray(value);
    places[place][wire] = list ? client.buildCollectionParam(value, 'multi') : value;
  });
  const [body = null] = Object.values(places.b);
  const own = Object.entries(settings).filter(([, value]) => value !== undefined);
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
      ...(own.length ? [Object.fromEntries(own)] : []),
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
  const data = outcome.then(({ data }) => data);
  return equip(quiet(data), { abort: () => answer?.abort?.(), both: () => quiet(outcome) });
}
