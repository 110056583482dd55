// What every set-up has bundled, or transformed: all entries of the package, and the conformance cases.
import TwilioVerify, { ApiClient } from 'twilio_verify';
import initialised, { init } from 'twilio_verify/init';
import { Sandbox } from 'twilio_verify/sandbox';
import { Sandbox as LaterSandbox, init as initSandbox } from 'twilio_verify/sandbox/init';
import twilio from 'twilio_verify/twilio';
import { validateWebhook } from 'twilio_verify/webhook';
import { report } from '../conformance/report.mjs';

/** Whether the names of every entry are there, in the one shape in which all that bundle have to give them. */
function whole() {
  const classes = [TwilioVerify?.ApiClient, ApiClient, initialised?.ApiClient, Sandbox, LaterSandbox];
  const functions = [...classes, init, initSandbox, twilio, validateWebhook].map((value) => typeof value);
  if (functions.some((type) => type !== 'function')) throw new Error(`an import lacks a name: ${functions}`);
  if (TwilioVerify.ApiClient !== ApiClient) throw new Error('the default import has other classes');
}

/** Runs the cases: {cases, checks, failed, skipped}. */
export async function run(origin, place) {
  whole();
  return report({ TwilioVerify, Sandbox, twilio, validateWebhook }, origin, place);
}

/** The same, asked for by a request whose query has `origin` and `place`; gives JSON in any case. */
export async function answer(url) {
  const query = new URL(url, 'http://localhost').searchParams;
  try {
    return await run(query.get('origin'), query.get('place'));
  } catch (error) {
    return { failed: [{ name: 'all', message: `${error?.stack ?? error}` }] };
  }
}
