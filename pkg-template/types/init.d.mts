// The types of init.d.cts, for import.
export * from './init.cjs';
export { default } from './init.cjs';
