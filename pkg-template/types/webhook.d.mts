// The types of webhook.d.cts, for import.
export * from './webhook.cjs';
