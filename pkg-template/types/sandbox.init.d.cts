// Types of twilio_verify/sandbox/init: the sandbox, for a runtime that no other entry suits.
import type { WasmModule } from './wasm.cjs';

export * from './sandbox.cjs';

/**
 * Gives the sandbox its WebAssembly, before one is made. The first one is kept; a later one is only checked.
 *
 * @param source The file `twilio_verify/sandbox.wasm` of this version: compiled, or its bytes.
 * @throws {Error} where it is something else or damaged, or where the runtime forbids to compile bytes. The message says
 *   what to do, and another call may follow.
 */
export function init(source: WasmModule | ArrayBufferLike | ArrayBufferView): void;
