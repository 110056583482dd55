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
    const why = !globalThis.WebAssembly
      ? 'It is not supported here, or switched off (React Native, --jitless, Lockdown Mode)'
      : !WebAssembly.validate(bytes)
        ? 'The script was read in another encoding than UTF-8: a page needs <meta charset="utf-8">'
        : /embedder/.test(cause.message)
          ? "A bundler took another platform's entry: set its condition workerd or edge-light, or in Next.js serverExternalPackages: ['twilio_verify']"
          : "A page's CSP needs script-src 'wasm-unsafe-eval', an extension's in its extension_pages";
    throw new Failure(
      `twilio_verify cannot compile WebAssembly: ${cause.message}. ${why}; else see twilio_verify/init`,
      { cause },
    );
  }
}
