// Browsers, bundlers, and whatever no other entry is for: one file with the wasm in it, compiled at once, so that there is
// nothing to fetch, to await or to configure.
import bytes from '../core/bytes.js';
import { embed } from './embed.js';
import { VerifyError } from '../client/errors.js';
import all from '../client/index.js';
import { start } from '../client/start.js';

embed(bytes, start, VerifyError);

export * from '../client/index.js';
export default all;
