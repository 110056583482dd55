// The sandbox for browsers, bundlers, and whatever no other entry is for: one file with the wasm in it.
import { embed } from './embed.js';
import { Sandbox, start } from '../sandbox/sandbox.js';
import bytes from '../sandbox-core/bytes.js';

embed(bytes, start, Error);

export { Sandbox };
