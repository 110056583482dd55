// Types of twilio_verify/init: the package, for a runtime that no other entry suits.
import type { WasmModule } from './wasm.cjs';

export * from './index.cjs';
export { default } from './index.cjs';

/**
 * Gives the package its WebAssembly, before anything else is called. The first one is kept; a later one is only checked.
 *
 * @param source The file `twilio_verify/client.wasm` of this version: compiled, or its bytes.
 * @throws {VerifyError} where it is something else or damaged, or where the runtime forbids to compile bytes. The message
 *   says what to do, and another call may follow.
 *
 * @example
 * import { readFile } from 'node:fs/promises';
 * import TwilioVerify, { init } from 'twilio_verify/init';
 *
 * init(await readFile(new URL(import.meta.resolve('twilio_verify/client.wasm'))));
 */
export function init(source: WasmModule | ArrayBufferLike | ArrayBufferView): void;
