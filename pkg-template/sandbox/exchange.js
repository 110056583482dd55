// A request as the core reads it, and its answer as `fetch` gives it.

/** Statuses whose answers have no body. */
const EMPTY = [204, 205, 304];

/** The text of a body, of which no more is read than shows that it is too long. */
async function text(request, longest) {
  // Where there are no bodies that are streams, none is longer than what the program has in its memory.
  if (request.body === undefined) return (await request.text()).slice(0, longest + 1);
  if (!request.body) return '';
  const reader = request.body.getReader();
  const decoder = new TextDecoder();
  let body = '';
  for (let size = 0; size <= longest;) {
    const { done, value } = await reader.read();
    if (done) return body + decoder.decode();
    size += value.length;
    body += decoder.decode(value.subarray(0, longest + 1), { stream: true });
  }
  reader.cancel().catch(() => {});
  return body;
}

/** A request. */
export async function message(request, longest) {
  const { method, url } = request;
  return { method, url, headers: [...request.headers], body: await text(request, longest) };
}

/** Waits, unless a signal says that nobody waits any longer. */
export const wait = (ms, signal) =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop);
  });

/**
 * The name by which a server asks a sandbox: with a request as the core reads it, where `fetch` would have a `Request` made
 * of it and a `Response` of the answer. Node loads what makes these when it is first asked for, which takes longer than all
 * else that the server does until it listens.
 */
export const ANSWER = Symbol.for('twilio_verify.sandbox.answer');

/** An answer; rejects as `fetch` does where none comes. */
export function arrived(answer) {
  if (answer.status) return answer;
  const cause = Object.assign(new Error('the connection broke, as the test wants it'), {
    code: 'ECONNRESET',
  });
  throw new TypeError('fetch failed', { cause });
}

/** The same as `fetch` gives it. */
export function response(answer) {
  const { status, headers, body } = arrived(answer);
  return new Response(EMPTY.includes(status) ? null : body, { status, headers });
}
