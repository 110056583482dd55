// Who it is: a cookie that only this server can have written. Your own sessions do as well; what counts is that the
// identity comes from them, and from nothing that the page sends.

const NAME = '__Host-session';
const MINUTES = 15;

const encoder = new TextEncoder();
const hex = (bytes) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
const bytes = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));

function importKey(secret) {
  if (!(secret?.length >= 32))
    throw new Error('SESSION_SECRET must have 32 characters or more, made at random');
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign', 'verify']);
}

/** A name of somebody who is known by a number or an address: always the same, and neither can be read from it. */
export async function nameOf(address, secret) {
  const mac = await crypto.subtle.sign('HMAC', await importKey(secret), encoder.encode(`name of ${address}`));
  return hex(mac).slice(0, 32);
}

/**
 * The `Set-Cookie` of a session. `identity` is your own name of the person, which never changes: 8 to 64 characters, no
 * address or number. `passed` are the steps of signing in that were passed: after your check of the password call
 * `writeSession({ identity, passed: ['password'] }, secret)`; what the second step protects asks for 'totp' too.
 */
export async function writeSession({ identity, passed }, secret) {
  const until = Date.now() + MINUTES * 60_000;
  const text = encodeURIComponent(JSON.stringify({ identity, passed, until }));
  const mac = hex(await crypto.subtle.sign('HMAC', await importKey(secret), encoder.encode(text)));
  return `${NAME}=${mac}.${text}; Path=/; Max-Age=${MINUTES * 60}; Secure; HttpOnly; SameSite=Strict`;
}

/** The session in a `Cookie` header; undefined where there is none, it is forged, or its time is over. */
export async function readSession(cookies, secret) {
  const key = await importKey(secret);
  const cookie = cookies?.split('; ').find((one) => one.startsWith(`${NAME}=`));
  const [, mac, text] = /^([0-9a-f]{64})\.(.*)$/.exec(cookie?.slice(NAME.length + 1)) ?? [];
  if (!mac || !(await crypto.subtle.verify('HMAC', key, bytes(mac), encoder.encode(text)))) return undefined;
  const session = JSON.parse(decodeURIComponent(text));
  return session.until > Date.now() ? session : undefined;
}
