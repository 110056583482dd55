// The conformance cases in Vitest.
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { answer } from '../program.mjs';

test('the cases pass', async () => {
  const result = await answer(`?${process.env.QUERY}`);
  writeFileSync(process.env.RESULT, JSON.stringify(result));
  expect(result.failed).toEqual([]);
}, 300_000);
