// A wasm that is embedded in JavaScript as text, a byte a character: nothing to fetch, no asset to copy.

/**
 * Runs `start` with the module of an embedded wasm; where that cannot be, an error of this class says why and what to do.
 * WebKit compiles what a page's policy forbids, and refuses to make an instance of it.
 */
export function embed(text, start, Failure) {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  try {
    start(new WebAssembly.Module(bytes));
  } catch (cause) {
    throw new Failure(
      `twilio_verify cannot compile WebAssembly: ${cause.message}. A page's CSP needs script-src 'wasm-unsafe-eval', and a script that is no module <meta charset="utf-8">; elsewhere, see twilio_verify/init`,
      { cause },
    );
  }
}
