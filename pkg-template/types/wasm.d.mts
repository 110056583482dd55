// The type of a .wasm file where a bundler or a runtime gives it as a module.
declare const module: WebAssembly.Module;
export default module;
