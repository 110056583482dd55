import path from 'node:path';

export default {
  distDir: process.env.OUT,
  // The program and what is installed lie above.
  turbopack: { root: path.join(import.meta.dirname, '../..') },
  outputFileTracingRoot: path.join(import.meta.dirname, '../..'),
};
