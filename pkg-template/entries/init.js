// twilio_verify/init: the package without its wasm, which the program gives it from wherever it has it.
import all from '../client/index.js';
import { VerifyError } from '../client/errors.js';
import { start } from '../client/start.js';
import { use } from './wasm.js';

/** Gives the package its wasm: the file `twilio_verify/client.wasm`, as bytes or as a module. */
export const init = (source) => use(source, 'client', start, VerifyError);

export * from '../client/index.js';
export default all;
