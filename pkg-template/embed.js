// A wasm that is embedded in JavaScript as text, a byte a character: nothing to fetch, no asset to copy.

/** The module of an embedded wasm; where there can be none, an error of this class says why and what to do. */
export function compile(text, Failure) {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  try {
    return new WebAssembly.Module(bytes);
  } catch (cause) {
    throw new Failure(
      `twilio_verify cannot compile WebAssembly: ${cause.message}. A page's CSP needs script-src 'wasm-unsafe-eval', and a script that is no module <meta charset="utf-8">; elsewhere, see twilio_verify/init`,
      { cause },
    );
  }
}
