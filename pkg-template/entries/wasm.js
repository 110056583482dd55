// A wasm that a program gives: checked, because it may come from anywhere.
import { VERSION } from '../client/constants.js';

// The last section of a wasm of this package says what it is: `client 1.2.3`, and the checksum of all before it.
const SECTION = 'twilio_verify';
// What comes before the section's text: its kind, its length, and its name with its length.
const HEAD = 3 + SECTION.length;

const DAMAGED = 'its bytes are damaged';
const FORBIDDEN =
  "nothing may be compiled here; give a module that was compiled before, or in a page allow 'wasm-unsafe-eval' in its Content-Security-Policy's script-src";

/** The text of bytes that are ASCII where they are good: jsdom has no TextDecoder. */
const ascii = (bytes) => String.fromCharCode(...new Uint8Array(bytes));

/** What kind of built-in object it is, also where it comes from another realm. */
const kind = (value) => Object.prototype.toString.call(value).slice(8, -1);

/**
 * Runs `start` with the module that a program gives as such or as bytes. Whatever is wrong with it is thrown as a
 * `Failure` that says what to give.
 */
export function use(source, name, start, Failure) {
  try {
    start(moduleOf(source, name));
  } catch (error) {
    const cause = error instanceof Refusal ? error.cause : error;
    const way = `init takes the file twilio_verify/${name}.wasm of version ${VERSION}, as bytes or as a WebAssembly.Module`;
    const message = `The WebAssembly given to init cannot be used: ${error?.message} (${way})`;
    throw new Failure(message, cause && { cause });
  }
}

class Refusal extends Error {}

const check = (good, why, cause) => {
  if (!good) throw new Refusal(why, { cause });
};

function moduleOf(source, name) {
  check(globalThis.WebAssembly, 'this runtime has no WebAssembly');
  const bytes = kind(source) === 'WebAssembly.Module' ? undefined : copy(source);
  const module = bytes ? compile(bytes) : source;
  const [section] = WebAssembly.Module.customSections(module, SECTION);
  const label = section ? ascii(section) : '';
  const wanted = `${name} ${VERSION} `;
  check(label.startsWith(wanted), `it is ${label || 'not of this package'}`);
  check(!bytes || label === wanted + checksum(bytes.subarray(0, -HEAD - label.length)), DAMAGED);
  return module;
}

/** A copy of what should be bytes, which nobody else changes. */
function copy(source) {
  const came = kind(source);
  check(came !== 'Promise', 'it is a promise, which has to be awaited first');
  check(came !== 'Response', 'it is a Response, of which it needs `await response.arrayBuffer()`');
  if (ArrayBuffer.isView(source))
    return new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice();
  check(/^(Shared)?ArrayBuffer$/.test(came), `it is neither bytes nor a module, but ${came}`);
  return new Uint8Array(source).slice();
}

function compile(bytes) {
  const head = ascii(bytes.subarray(0, 64)).replace('\xef\xbb\xbf', '').trim();
  check(head, 'it is empty');
  check(head[0] !== '<', 'it is an HTML page: there is no such file at that address, or it wants a login');
  check(head.startsWith('\0asm'), 'it does not begin as WebAssembly does');
  try {
    return new WebAssembly.Module(bytes);
  } catch (cause) {
    return check(false, `${WebAssembly.validate(bytes) ? FORBIDDEN : DAMAGED} (${cause.message})`, cause);
  }
}

/** FNV-1a, 32 bits, in hexadecimal. */
function checksum(bytes) {
  let sum = 0x811c9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193);
  return (sum >>> 0).toString(16).padStart(8, '0');
}
