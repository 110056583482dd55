// What a program can see of a call: its hooks, and the log that `apiClient.debug` turns on.

/** The settings that hold a hook. */
export const HOOKS = ['onRequest', 'onResponse', 'onRetry'];

/** An attempt of a call has started. */
export function started(call) {
  call.attempts++;
  call.began = Date.now();
  tell(call, 'onRequest');
}

/** An answer has come, good or bad. */
export function answered(call, response) {
  const { onResponse, debug } = call.request.client;
  if (!onResponse && !debug) return;
  const { status, requestId } = response;
  const duration = Date.now() - call.began;
  tell(call, 'onResponse', { status, duration, requestId });
  log(call, `${status} in ${duration} ms`, requestId);
}

/** An attempt has failed; the next one starts in `wait` milliseconds, unless that is negative. */
export function failed(call, error, wait) {
  if (error.response) answered(call, error.response);
  else log(call, `${error.name} in ${Date.now() - call.began} ms`);
  if (wait < 0) return;
  tell(call, 'onRetry', { error, wait });
  log(call, `again in ${Math.round(wait)} ms`);
}

function tell({ request, attempts: attempt }, hook, event) {
  const { client, name: operation, method } = request;
  if (!client[hook]) return;
  try {
    client[hook]({ operation, method, ...request.shown(), attempt, ...event });
  } catch (error) {
    // The call is not to blame, and goes on.
    queueMicrotask(() => {
      throw error;
    });
  }
}

function log({ request, attempts }, what, requestId) {
  const { debug } = request.client;
  if (!debug) return;
  const line = `twilio_verify: ${request.method} ${request.shown().url} ${what}, attempt ${attempts}`;
  (typeof debug === 'function' ? debug : console.debug)(line + (requestId ? `, ${requestId}` : ''));
}
