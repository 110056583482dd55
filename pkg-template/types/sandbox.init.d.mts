// The types of sandbox.init.d.cts, for import.
export * from './sandbox.init.cjs';
