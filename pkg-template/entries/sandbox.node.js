// The sandbox for Node, Bun and Deno's npm: the wasm is in this file, all else in sandbox.init.cjs, so that there is one
// class.
import { embed } from './embed.js';
import { Sandbox, init } from './sandbox.init.cjs';
import bytes from '../sandbox-core/file.js';

embed(bytes, init, Error);

/** Listens on HTTP. What does it is loaded when it is needed. */
Sandbox.prototype.listen = async function (options) {
  return require('./sandbox.server.cjs').listen(this, options);
};

export { Sandbox };
