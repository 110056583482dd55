// The types of index.d.cts, for import.
export * from './index.cjs';
export { default } from './index.cjs';
