// The sandbox for browsers, bundlers, and whatever no other entry is for: one file with the wasm in it.
import { compile } from './embed.js';
import { Sandbox, start } from './sandbox.js';
import bytes from './sandbox-core/bytes.js';

start(compile(bytes, Error));

export { Sandbox };
