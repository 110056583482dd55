// What goes over the wire: a `fetch` that keeps a copy.

/**
 * @typedef {object} Exchange One request and its answer; neither where the call was refused before it sent anything.
 * @property {{method: string, url: string, headers: [string, string][], body: string}} [request]
 * @property {{status: number, statusText: string, headers: [string, string][], body: string}} [response]
 */

/** @type {Exchange | undefined} The exchange of the call that is being started. */
let starting;

/**
 * Wraps a `fetch`: what passes through it is written into the exchange of the call that started it.
 *
 * @param {typeof fetch} fetch
 * @returns {typeof fetch}
 */
export function tapped(fetch) {
  return async (input, init) => {
    const exchange = starting ?? {};
    const request = new Request(input, init);
    const response = await fetch(input, init);
    exchange.request = {
      method: request.method,
      url: request.url,
      headers: [...request.headers],
      body: await request.text(),
    };
    exchange.response = {
      status: response.status,
      statusText: response.statusText,
      headers: [...response.headers],
      body: await response.clone().text(),
    };
    return response;
  };
}

/**
 * Starts a call and notes what it exchanges.
 *
 * @template T
 * @param {() => Promise<T>} start
 * @returns {{exchange: Exchange, result: Promise<T>}}
 */
export function recorded(start) {
  const exchange = {};
  // A call has started its fetch when it returns, so what is sent meanwhile is this call's.
  starting = exchange;
  try {
    return { exchange, result: start() };
  } catch (error) {
    return { exchange, result: Promise.reject(error) };
  } finally {
    starting = undefined;
  }
}
