// The sandbox on Cloudflare Workers: see workerd.mjs.
import module from './sandbox.wasm';
import { Sandbox, init } from './sandbox.init.js';

init(module);

export { Sandbox };
