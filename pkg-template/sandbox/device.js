// A phone that answers push Challenges: the protocol of Twilio's SDKs, with a key of its own.
// Source: the code of https://github.com/twilio/twilio-verify-android and https://github.com/twilio/twilio-verify-ios
import { base64, base64url, utf8 } from './bytes.js';
import { exported, newKey, signDer, signRaw } from './key.js';

const HOST = 'https://verify.twilio.com';
const SDK = '3.0.0';
const SIGNED = 'Twilio-Verify-Signature-Fields';
/** How long a token of its own lasts, in seconds. */
const LASTS = 600;

const fail = (message) => {
  throw new TypeError(`Device: ${message}`);
};

const basic = (name, password) => `Basic ${base64(utf8(`${name}:${password}`))}`;

/** Leaves out what is not given. */
const given = (fields) => Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);

/** A person's phone. */
export class Device {
  #sandbox;
  #key;
  #factor;
  #path;

  /** On a sandbox's `fetch`, `now`, `accountSid`, `authToken` and `serviceSid`. */
  constructor(sandbox) {
    this.#sandbox = sandbox;
  }

  /** The Factor that it has registered. */
  get factor() {
    return this.#factor;
  }

  /** Registers with an access token; without one, has one made. */
  async register(registration = {}) {
    const { identity, serviceSid = this.#sandbox.serviceSid, friendlyName = 'Sandbox' } = registration;
    const { notificationPlatform = 'fcm', metadata } = registration;
    if (typeof identity !== 'string') fail('register needs an identity');
    const service = `${HOST}/v2/Services/${encodeURIComponent(serviceSid)}`;
    const token = registration.token ?? (await this.#accessToken(service, identity));
    const key = await newKey();
    const random = crypto.getRandomValues(new Uint8Array(48));
    const { notificationToken = base64url(random) } = registration;
    const path = `${service}/Entities/${encodeURIComponent(identity)}`;
    const { body } = await this.#send(`${path}/Factors`, basic('token', token), {
      FriendlyName: friendlyName,
      FactorType: 'push',
      'Binding.Alg': 'ES256',
      'Binding.PublicKey': base64(await exported(key, 'spki')),
      'Config.SdkVersion': SDK,
      'Config.AppId': 'twilio_verify.sandbox',
      'Config.NotificationPlatform': notificationPlatform,
      'Config.NotificationToken': notificationPlatform === 'none' ? undefined : notificationToken,
      Metadata: metadata && JSON.stringify(metadata),
    });
    this.#key = key;
    this.#path = path;
    this.#factor = body;
    return body;
  }

  /** Signs the Factor's SID. */
  async verify() {
    const AuthPayload = base64(await signDer(this.#key, utf8(this.#registered().sid)));
    return this.#change({ AuthPayload });
  }

  /** The Challenges of its Factor. */
  async challenges({ status = 'pending', order = 'asc', pageSize } = {}) {
    const FactorSid = this.#registered().sid;
    const query = given({ FactorSid, PageSize: pageSize, Status: status, Order: order });
    const { body } = await this.#send(`${this.#path}/Challenges?${new URLSearchParams(query)}`);
    return body.challenges;
  }

  /** A Challenge. */
  async challenge(sid) {
    return (await this.#read(sid)).body;
  }

  approve(sid) {
    return this.#answer(sid, 'approved');
  }

  deny(sid) {
    return this.#answer(sid, 'denied');
  }

  /** Changes its name, or where its notifications go. */
  update({ friendlyName, notificationToken } = {}) {
    return this.#change({
      FriendlyName: friendlyName,
      'Config.NotificationToken': notificationToken,
      'Config.SdkVersion': SDK,
    });
  }

  /** Deletes its Factor. */
  async remove() {
    await this.#send(`${this.#path}/Factors/${this.#registered().sid}`, undefined, undefined, 'DELETE');
    this.#factor = undefined;
  }

  /** The back end's part, for those who have none. */
  async #accessToken(service, identity) {
    const { accountSid, authToken } = this.#sandbox;
    const form = { Identity: identity, FactorType: 'push' };
    return (await this.#send(`${service}/AccessTokens`, basic(accountSid, authToken), form)).body.token;
  }

  #registered() {
    return this.#factor ?? fail('it has to register first');
  }

  async #change(form) {
    const { body } = await this.#send(`${this.#path}/Factors/${this.#registered().sid}`, undefined, form);
    this.#factor = body;
    return body;
  }

  async #read(sid) {
    this.#registered();
    return this.#send(`${this.#path}/Challenges/${encodeURIComponent(sid)}`);
  }

  /** Signs a Challenge's fields, as they came, with the answer. */
  async #answer(sid, status) {
    sid ??= (await this.challenges({ order: 'desc', pageSize: 1 }))[0]?.sid;
    if (!sid) throw new Error('Device: no Challenge waits for an answer');
    const { headers, body } = await this.#read(sid);
    const names = headers.get(SIGNED)?.split(',') ?? [];
    const fields = Object.fromEntries(names.map((name) => [name, body[name]]));
    const AuthPayload = await this.#jwt({ typ: 'JWT', alg: 'ES256' }, { ...fields, status });
    await this.#send(`${this.#path}/Challenges/${sid}`, undefined, { AuthPayload });
    return this.challenge(sid);
  }

  /** What it has as a password, once it is registered: a token of its own. */
  async #token() {
    const { account_sid: sub, config } = this.#registered();
    const now = Math.floor(this.#sandbox.now() / 1000);
    const header = { cty: 'twilio-pba;v=1', kid: config.credential_sid, typ: 'JWT', alg: 'ES256' };
    return this.#jwt(header, { sub, exp: now + LASTS, nbf: now });
  }

  async #jwt(header, payload) {
    const text = [header, payload].map((part) => base64url(utf8(JSON.stringify(part)))).join('.');
    return `${text}.${base64url(await signRaw(this.#key, utf8(text)))}`;
  }

  /** A call. What it answers with an error is thrown as one. */
  async #send(url, authorization, form, method = form ? 'POST' : 'GET') {
    const response = await this.#sandbox.fetch(url, {
      method,
      headers: { Authorization: authorization ?? basic('token', await this.#token()) },
      body: form && new URLSearchParams(given(form)),
    });
    const { status, headers } = response;
    const body = status === 204 ? null : await response.json();
    if (response.ok) return { headers, body };
    const { code, message } = body;
    throw Object.assign(new Error(`Device: ${message} (Twilio error ${code})`), { status, code });
  }
}
