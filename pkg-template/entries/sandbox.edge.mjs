// The sandbox on Cloudflare Workers and Vercel's Edge Runtime: see edge.mjs.
import module from './sandbox.wasm?module';
import { Sandbox, init } from './sandbox.init.js';

init(module);

export { Sandbox };
