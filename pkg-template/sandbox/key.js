// The key pairs of devices and passkeys: P-256, which signs with ECDSA and SHA-256 (`ES256`).
import { joined } from './bytes.js';

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };
const ES256 = { name: 'ECDSA', hash: 'SHA-256' };

/** A new key pair. */
export const newKey = () => crypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);

/** A public key in DER (SubjectPublicKeyInfo), or as the `raw` point: 4, x, y. */
export const exported = async ({ publicKey }, format) =>
  new Uint8Array(await crypto.subtle.exportKey(format, publicKey));

/** A signature as JWTs have it: r and s, 32 bytes each. */
export const signRaw = async ({ privateKey }, bytes) =>
  new Uint8Array(await crypto.subtle.sign(ES256, privateKey, bytes));

/** A signature in DER, as everything else has it. */
export async function signDer(key, bytes) {
  const raw = await signRaw(key, bytes);
  const numbers = joined(integer(raw.subarray(0, 32)), integer(raw.subarray(32)));
  return joined([0x30, numbers.length], numbers);
}

/** A positive number in DER: no zeros before it but the one that keeps it from being negative. */
function integer(bytes) {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = bytes.subarray(first);
  const sign = digits[0] & 0x80 ? [0] : [];
  return joined([0x02, sign.length + digits.length], sign, digits);
}
