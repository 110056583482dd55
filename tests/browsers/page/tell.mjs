// Runs the conformance cases where it is loaded, and tells the server of the page what came of them. The address of the
// page, or of the worker's script, says where the cases' server is.
import { report } from '../../conformance/report.mjs';

export async function tell(its) {
  const { origin, place } = Object.fromEntries(new URLSearchParams(location.search));
  const result = await report(its, origin, place);
  const where = Object.prototype.toString.call(globalThis).slice('[object '.length, -1);
  await fetch('/report', { method: 'POST', body: JSON.stringify({ where, ...result }) });
}
