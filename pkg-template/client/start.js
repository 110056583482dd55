// From a module of the core to a package that works.
import { ApiClient } from './api-client.js';
import { instantiate } from './core.js';
import { register } from './model.js';
import models from './models.js';

/** Gives the package its wasm; the first one is kept. Nothing works before. */
export function start(module) {
  if (instantiate(module)) register(models, ApiClient.convertToType);
}
