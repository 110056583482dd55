// The sandbox on Vercel's Edge Runtime: see edge-light.mjs.
import module from './sandbox.wasm?module';
import { Sandbox, init } from './sandbox.init.js';

init(module);

export { Sandbox };
