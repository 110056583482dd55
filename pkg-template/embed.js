// A wasm that is embedded in JavaScript as text, a byte a character: nothing to fetch, no asset to copy.

/** The module of an embedded wasm. */
export function compile(text) {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return new WebAssembly.Module(bytes);
}
