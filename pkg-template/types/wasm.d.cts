// The type of a compiled wasm.

/** The platform's `WebAssembly.Module`; any object where the program's types do not declare one, as Node's alone do not. */
export type WasmModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } }
  ? Module
  : object;
