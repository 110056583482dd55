// A reporter for Node's tests: a line for each that failed, which `cargo xtask test` tells again at its end.
import path from 'node:path';

/** A test that failed because one within it did says nothing new. */
const OF_OTHERS = 'subtestsFailed';

export default async function* failures(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:fail' || data.todo !== undefined) continue;
    const { cause, message: what, failureType } = data.details.error;
    if (failureType === OF_OTHERS) continue;
    const message = cause?.message ?? cause ?? what;
    const where = data.file ? `${path.basename(data.file)}:${data.line}: ` : '';
    yield `FAILED ${where}${data.name}: ${`${message}`.trim().replaceAll(/\s*\n\s*/g, ' | ')}\n`;
  }
}
