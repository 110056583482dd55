// The types of sandbox.d.cts, for import.
export * from './sandbox.cjs';
