// What goes over the wire, call by call: the timeline.

/**
 * @typedef {object} Exchange One request and its answer; neither where the call was refused before it sent anything.
 * @property {{method: string, url: string, headers: [string, string][], body: string}} [request]
 * @property {{status: number, statusText: string, headers: [string, string][], body: string}} [response]
 *
 * @typedef {object} Entry
 * @property {'server' | 'device' | 'browser'} who Who called.
 * @property {string} operation
 * @property {import('./program.js').Program} [program] The code of it; what is not yours to write has none.
 * @property {HTMLElement} [panel] The way whose step it was.
 * @property {Exchange} exchange
 * @property {string} time When it ended.
 */

/** How many calls can be looked at again. */
const KEPT = 50;

/** @type {Entry[]} The newest first. */
export const timeline = [];

/** What is under way: the panel of a step's way, and a call's program. The newest is the last. */
const running = new Set();
let listener = () => {};

/** Tells of each new entry. */
export const onCall = (listen) => (listener = listen);

/** @param {Omit<Entry, 'time'>} entry */
export function note(entry) {
  timeline.unshift({ ...entry, time: new Date().toLocaleTimeString() });
  timeline.length = Math.min(timeline.length, KEPT);
  listener(timeline[0]);
}

/** Runs what is of a way. Of several at once each ends by itself, in whatever order. */
export async function underWay(what, act) {
  running.add(what);
  try {
    return await act();
  } finally {
    running.delete(what);
  }
}

/**
 * Makes the calls of a step.
 *
 * @template T
 * @param {import('./program.js').Program} program The code of what `start` does.
 * @param {() => Promise<T>} start
 * @param {HTMLElement} panel The way whose step it is.
 * @returns {Promise<T>}
 */
export async function call(program, start, panel) {
  const [newest] = timeline;
  try {
    return await underWay({ program, panel }, start);
  } finally {
    if (timeline[0] === newest) {
      note({ who: 'server', operation: program.operation, program, panel, exchange: {} });
    }
  }
}

/**
 * Wraps a `fetch`: what passes through it is kept.
 *
 * @param {typeof fetch} fetch
 * @param {{who: Entry['who'], operation?: () => string}} by `operation` tells, after a call, what it was.
 * @returns {typeof fetch}
 */
export function tapped(fetch, { who, operation }) {
  return async (input, init) => {
    // What a server sends is of a call, what a device sends of a step.
    const { program, panel } = [...running].findLast((one) => who !== 'server' || one.program) ?? {};
    const request = new Request(input, init);
    const response = await fetch(input, init);
    note({
      who,
      operation: operation?.() ?? program?.operation,
      program: who === 'server' ? program : undefined,
      panel,
      exchange: {
        request: {
          method: request.method,
          url: request.url,
          headers: [...request.headers],
          body: await request.text(),
        },
        response: {
          status: response.status,
          statusText: response.statusText,
          headers: [...response.headers],
          body: await response.clone().text(),
        },
      },
    });
    return response;
  };
}
