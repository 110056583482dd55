// Assertions that every runtime has: none but what is written here.

const show = (value) => {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
};

/** How often something was checked. */
export const count = { checks: 0 };

export function ok(value, what = 'a true value') {
  count.checks++;
  if (!value) throw new Error(`expected ${what}`);
}

export function equal(actual, expected, what = 'value') {
  count.checks++;
  if (!Object.is(actual, expected))
    throw new Error(`${what}: expected ${show(expected)}, got ${show(actual)}`);
}

/** Compares what JSON shows of two values. */
export function same(actual, expected, what = 'value') {
  equal(show(actual), show(expected), what);
}

/** The error that a function throws, or that its promise rejects with. */
export async function failure(run) {
  let result;
  try {
    result = await run();
  } catch (error) {
    ok(error instanceof Error, `an Error, got ${show(error)}`);
    return error;
  }
  throw new Error(`expected a failure, got ${show(result)}`);
}

/** The error that a function throws before it returns. */
export function thrown(run) {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('expected an error at once');
}

/** A GET by the platform's fetch. With a signal, because React gives what asks twice in a render the same answer. */
export const get = (url) => fetch(url, { signal: new AbortController().signal });
