// twilio_verify/sandbox/init: the sandbox without its wasm, which the program gives it from wherever it has it.
import { Sandbox, start } from '../sandbox/sandbox.js';
import { use } from './wasm.js';

/** Gives the sandbox its wasm: the file `twilio_verify/sandbox.wasm`, as bytes or as a module. */
export const init = (source) => use(source, 'sandbox', start, Error);

export { Sandbox };
