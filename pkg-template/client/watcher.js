// What a program can see of a call: its hooks, and the log that `apiClient.debug` turns on.
import { now, surface } from './platform.js';

/** The settings that hold a hook. */
export const HOOKS = ['onRequest', 'onResponse', 'onRetry'];

/** An attempt of a call has started. */
export function started(call) {
  call.attempts++;
  call.began = now();
  tell(call, 'onRequest');
}

/** An answer has come, good or bad. */
export function answered(call, response) {
  const { onResponse, debug } = call.request.client;
  if (!onResponse && !debug) return;
  const { status, requestId: told } = response;
  const requestId = told && call.request.redact(told);
  const duration = since(call);
  tell(call, 'onResponse', { status, duration, requestId });
  log(call, `${status} in ${duration} ms`, requestId);
}

/** An attempt has failed; the next one starts in `wait` milliseconds, unless that is negative. */
export function failed(call, error, wait) {
  if (error.response) answered(call, error.response);
  else log(call, `${error.name} in ${since(call)} ms`);
  if (wait < 0) return;
  tell(call, 'onRetry', { error, wait });
  log(call, `again in ${Math.round(wait)} ms`);
}

/** How long an attempt took, in milliseconds. */
const since = ({ began }) => Math.round(now() - began);

/** Runs what is the program's own: the call is not to blame for what it throws, and goes on. */
function safely(run) {
  try {
    run();
  } catch (error) {
    surface(error);
  }
}

function tell({ request, attempts }, hook, event) {
  const { client, name: operation, method } = request;
  if (!client[hook]) return;
  safely(() => client[hook]({ operation, method, ...request.shown(), attempt: attempts, ...event }));
}

function log({ request, attempts }, what, requestId) {
  const { debug } = request.client;
  if (!debug) return;
  safely(() => {
    const line = `twilio_verify: ${request.method} ${request.shown().url} ${what}, attempt ${attempts}`;
    (typeof debug === 'function' ? debug : console.debug)(line + (requestId ? `, ${requestId}` : ''));
  });
}
