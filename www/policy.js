// What the page may do: run its own scripts and WebAssembly, use its own styles and pictures. It may connect to
// nothing at all, so that nothing can leave the browser.
export const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');
