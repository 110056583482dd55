// What holds passkeys, as `navigator.credentials` of a browser shows it: WebAuthn, with keys of its own.
// Source: https://www.w3.org/TR/webauthn-3/
import { base64url, fromBase64url, joined, sha256, utf8 } from './bytes.js';
import { exported, newKey, signDer } from './key.js';

// Flags of the authenticator's data: the user is there, is verified; a new key follows.
const [PRESENT, VERIFIED, ATTESTED] = [0x01, 0x04, 0x40];
const ES256 = -7;

/** An error by the name that a browser gives it. */
const refuse = (name, message) => Object.assign(new Error(`Authenticator: ${message}`), { name });

/** A head of CBOR: what kind of thing follows, and a number below 65,536. */
const head = (kind, number) => {
  if (number < 24) return [(kind << 5) | number];
  return number < 256 ? [(kind << 5) | 24, number] : [(kind << 5) | 25, number >> 8, number & 255];
};

/** CBOR of whole numbers, texts, bytes, and maps whose keys are in order. */
function cbor(value) {
  if (typeof value === 'number') return Uint8Array.from(value < 0 ? head(1, -1 - value) : head(0, value));
  if (typeof value === 'string') return joined(head(3, utf8(value).length), utf8(value));
  if (value instanceof Uint8Array) return joined(head(2, value.length), value);
  return joined(head(5, value.size), ...[...value].flat().map(cbor));
}

/** A number of 16 or 32 bits, the highest byte first. */
const big = (bytes, number) => Uint8Array.from({ length: bytes }, (_, i) => number >>> (8 * (bytes - 1 - i)));

/** The `publicKey` of options, or options that are that already. */
function read(options) {
  const given = options?.publicKey ?? options;
  if (typeof given?.challenge !== 'string') {
    throw new TypeError('Authenticator: what it needs are the `options` of a new Factor or Challenge');
  }
  return given;
}

const list = (value) => (Array.isArray(value) ? value : value ? [value] : []);

/** Holds a person's passkeys. */
export class Authenticator {
  #origin;
  #attachment;
  #flags;
  #passkeys = [];

  constructor({ origin, attachment = 'platform', userVerification = true } = {}) {
    this.#origin = origin;
    this.#attachment = attachment;
    this.#flags = userVerification ? PRESENT | VERIFIED : PRESENT;
  }

  /** Makes a passkey for the options of a new Factor. */
  async create(options) {
    const { challenge, rp, user, pubKeyCredParams, excludeCredentials } = read(options);
    if (!list(pubKeyCredParams).some(({ alg }) => alg === ES256)) {
      throw refuse('NotSupportedError', 'the options ask for no ES256');
    }
    const excluded = list(excludeCredentials).map(({ id }) => id);
    if (this.#passkeys.some(({ id, rpId }) => rpId === rp.id && excluded.includes(id))) {
      throw refuse('InvalidStateError', 'it has a passkey that the options exclude');
    }
    const key = await newKey();
    const rawId = crypto.getRandomValues(new Uint8Array(32));
    const passkey = { id: base64url(rawId), rpId: rp.id, user: user.id, key, count: 0 };
    const point = await exported(key, 'raw');
    const cose = new Map([
      [1, 2],
      [3, ES256],
      [-1, 1],
      [-2, point.slice(1, 33)],
      [-3, point.slice(33)],
    ]);
    const model = new Uint8Array(16);
    const credential = joined(model, big(2, rawId.length), rawId, cbor(cose));
    const authData = joined(await this.#data(passkey, ATTESTED), credential);
    const attestation = new Map([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ]);
    this.#passkeys.push(passkey);
    return this.#answer(passkey, {
      attestationObject: base64url(cbor(attestation)),
      clientDataJSON: base64url(this.#client('webauthn.create', challenge, rp.id)),
      transports: [this.#attachment === 'platform' ? 'internal' : 'usb'],
    });
  }

  /** Signs in, with the passkey made last of those that the options allow. */
  async get(options) {
    const { challenge, rpId, allowCredentials } = read(options);
    const allowed = list(allowCredentials).map(({ id }) => id);
    const fits = (passkey) => passkey.rpId === rpId && (!allowed.length || allowed.includes(passkey.id));
    const passkey = this.#passkeys.findLast(fits);
    if (!passkey) throw refuse('NotAllowedError', `it has no passkey for them at ${rpId}`);
    passkey.count++;
    const data = await this.#data(passkey);
    const client = this.#client('webauthn.get', challenge, rpId);
    return this.#answer(passkey, {
      authenticatorData: base64url(data),
      clientDataJSON: base64url(client),
      signature: base64url(await signDer(passkey.key, joined(data, await sha256(client)))),
      userHandle: passkey.user,
    });
  }

  /** The authenticator's data: of what site, how the user was seen, how often the key was used. */
  async #data({ rpId, count }, more = 0) {
    return joined(await sha256(utf8(rpId)), [this.#flags | more], big(4, count));
  }

  #client(type, challenge, rpId) {
    const origin = this.#origin ?? `https://${rpId}`;
    // A browser decodes the challenge, and encodes it again.
    const spelled = base64url(fromBase64url(challenge));
    return utf8(JSON.stringify({ type, challenge: spelled, origin, crossOrigin: false }));
  }

  #answer({ id }, response) {
    return {
      id,
      rawId: id,
      type: 'public-key',
      authenticatorAttachment: this.#attachment,
      clientExtensionResults: {},
      response,
    };
  }
}
