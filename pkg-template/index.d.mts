// The types of index.d.ts, for import.
export * from './index.js';
export { default } from './index.js';
