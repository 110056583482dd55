// The type of a .wasm file where a bundler or a runtime gives it as a module.
import type { WasmModule } from './wasm.cjs';

declare const module: WasmModule;
export default module;
