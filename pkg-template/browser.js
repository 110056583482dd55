// Browsers, bundlers, and whatever no other entry is for: one file with the wasm in it, compiled at once, so that there is
// nothing to fetch, to await or to configure.
import bytes from './core/bytes.js';
import { embed } from './embed.js';
import { VerifyError } from './errors.js';
import all from './index.js';
import { start } from './start.js';

embed(bytes, start, VerifyError);

export * from './index.js';
export default all;
