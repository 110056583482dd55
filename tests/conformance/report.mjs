// All cases in one go, in any runtime, with what came of them as data.
import { names, run } from './cases.mjs';
import { count } from './check.mjs';
import { sandbox } from './sandbox.mjs';
import { twilioLibrary } from './twilio.mjs';
import { webhook } from './webhook.mjs';

/**
 * Runs every case: {cases, checks, failed: [{name, message}], skipped: [{name, why}]}.
 *
 * @param its What is tested: {TwilioVerify, Sandbox, twilio}, and {validateWebhook} where there may be an auth token: in no page.
 * @param origin Where tests/server.mjs listens.
 * @param place A name of this run, of which the server knows no other.
 * @param skip Why a case cannot run in this runtime, by its name.
 */
export async function report(its, origin, place, skip = {}) {
  const all = {
    ...Object.fromEntries(names.map((name) => [name, () => run(name, its.TwilioVerify, origin, place)])),
    ...Object.fromEntries(
      Object.entries({ ...sandbox, ...twilioLibrary }).map(([name, test]) => [name, () => test(its)]),
    ),
    ...(its.validateWebhook &&
      Object.fromEntries(Object.entries(webhook).map(([name, test]) => [name, () => test(its)]))),
  };
  const result = { cases: 0, checks: 0, failed: [], skipped: [] };
  // A bundler may share the count with another program of the same server.
  const before = count.checks;
  for (const name of Object.keys(skip)) {
    if (!all[name]) result.failed.push({ name, message: 'is skipped, but there is no such case' });
  }
  for (const [name, test] of Object.entries(all)) {
    if (skip[name]) {
      result.skipped.push({ name, why: skip[name] });
      continue;
    }
    try {
      await test();
      result.cases++;
    } catch (error) {
      result.failed.push({ name, message: `${error}\n${error?.stack}`.slice(0, 600) });
    }
  }
  result.checks = count.checks - before;
  return result;
}
