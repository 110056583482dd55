// Everything the package gives.
import { ApiClient } from './api-client.js';
import * as apis from './apis.js';
import * as enumerations from './enumerations.js';
import * as errors from './errors.js';
import * as models from './models.js';
import { VerifyResponse } from './response.js';

const all = { ApiClient, ...apis, ...models, ...enumerations, ...errors, VerifyResponse };

// A minifier renames classes; what a program prints should not.
for (const [name, value] of Object.entries(all)) Object.defineProperty(value, 'name', { value: name });
for (const [name, { prototype }] of Object.entries(errors)) {
  Object.defineProperty(prototype, 'name', { value: name, configurable: true, writable: true });
}

export * from './apis.js';
export * from './enumerations.js';
export * from './errors.js';
export * from './models.js';
export { ApiClient, VerifyResponse };
export default all;
