// Types of twilio_verify/sandbox, an in-memory Verify service.

/** A Verify Service that there is from the start. */
export interface SandboxService {
  /** Its SID: `VA` and 32 hexadecimal digits. */
  sid: string;
  /** Its name, which messages and authenticator apps show beside a code. `Sandbox` unless given. */
  friendlyName?: string;
  /** Its settings, named as the options of `createService`: `codeLength: 8`, `customCodeEnabled: true`, … */
  [setting: string]: unknown;
}

/** What a code is wanted for. */
export interface SandboxAsk {
  /** The phone number or e-mail address. */
  to: string;
  /** The channel: `sms`, `call`, `email`, … */
  channel: string;
  /** The Service's SID. */
  serviceSid: string;
  /** How many digits the Service's codes have. */
  length: number;
}

/** How a sandbox starts out. */
export interface SandboxOptions {
  /** The user name of every request. `AC` and 32 zeros unless given. */
  accountSid?: string;
  /** The password of every request. `sandbox-auth-token` unless given. */
  authToken?: string;
  /** API keys that are taken too: `SK` and 32 hexadecimal digits, and a secret. */
  apiKeys?: { sid: string; secret: string }[];
  /**
   * `'any'`: every user name and password are taken. Each user name that begins with `AC` has an Account of its own, so
   * that tests which run at the same time share nothing.
   */
  credentials?: 'any';
  /** The Services that there are. One, `VA` and 32 zeros, unless given. */
  services?: SandboxService[];
  /** The clock: a date, or milliseconds since 1970. The platform's unless given. */
  now?: () => number | Date;
  /** What SIDs, secrets and codes come from: the same seed, clock and calls give the same bytes. */
  seed?: string;
  /** Fills a buffer with random bytes, once, where there is no `seed`. The platform's unless given. */
  random?: (bytes: Uint8Array) => void;
  /** How long an answer takes, in milliseconds. 0 unless given. */
  latency?: number;
  /**
   * The code of every Verification, 4 to 10 characters; or a function that gives it, and nothing where it is to be random.
   * Random digits unless given. What the function throws, the call of `fetch` rejects with, and nothing has been sent.
   *
   * @example
   * new Sandbox({ codes: '123456' });
   * new Sandbox({ codes: ({ to }) => (to.endsWith('0100') ? '000000' : undefined) });
   */
  codes?: string | ((ask: SandboxAsk) => string | null | undefined | Promise<string | null | undefined>);
  /**
   * Whether Twilio's limits hold to how often a thing may be done: 5 sends and 5 checks of a code, 5 notifications, ….
   * They do unless this is `false`. Those of a Service's own rate limits always do.
   */
  limits?: boolean;
  /** The channels that the Account has: all unless given. */
  channels?: string[];
  /** Whether the Account may use `customFriendlyName`. Not unless this is `true`. */
  customFriendlyNames?: boolean;
  /**
   * Where requests to webhooks go. `'send'`: to their URLs, with the platform's `fetch`. A function: to it, in place of
   * the network. Unless given they are only listed in `deliveries`: nothing leaves the program.
   *
   * @example
   * new Sandbox({ webhooks: (request) => app.fetch(request) });
   */
  webhooks?: 'send' | ((request: Request) => unknown);
}

/** A message that was sent to a person. */
export interface SandboxMessage {
  /** Its number, from 1, in the order of sending. */
  number: number;
  /** When it was sent, by the sandbox's clock. */
  when: Date;
  /** The phone number or e-mail address; of a push notification, the device's token. */
  to: string;
  /** How it was sent. */
  channel: 'sms' | 'call' | 'email' | 'whatsapp' | 'sna' | 'push';
  /** What the person reads or hears. */
  text: string;
  /** The code in it, if there is one. */
  code: string | null;
  /** Whether it arrived. */
  delivered: boolean;
  /** Why it did not arrive: Twilio's code. */
  errorCode: number | null;
  /** The Account's SID. */
  accountSid: string;
  /** The Service's SID. */
  serviceSid: string;
  /** The Verification's SID. */
  verificationSid: string | null;
  /** The attempt's SID. */
  attemptSid: string | null;
  /** More, by what kind of message it is: `locale`, `templateSid`, `tags`, …; all of a push notification. */
  data: Record<string, any>;
}

/** A request that came in, and how it was answered. */
export interface SandboxRequest {
  /** When it came, by the sandbox's clock. */
  when: Date;
  /** The HTTP method. */
  method: string;
  /** The path, without the query. */
  path: string;
  /** The operation, by its name in JavaScript, such as `createVerification`; null where there is none. */
  operation: string | null;
  /** The parameters of the operation, by the names that Twilio gives them, such as `To`. Secret values are `***`. */
  parameters: Record<string, any>;
  /** The HTTP status of the answer. */
  status: number;
  /** Twilio's code of an error. */
  code: number | null;
}

/** A request to a webhook. */
export interface SandboxDelivery {
  /** When it became due, by the sandbox's clock. */
  when: Date;
  /** Where it goes. */
  url: string;
  /** What has happened, such as `factor.created`. */
  event: string;
  /** The webhook's SID. */
  webhookSid: string;
  /** What it says: the fields of its body. */
  fields: Record<string, string>;
  /** The HTTP status of the answer; null until there is one, and where nothing is sent. */
  status: number | null;
  /** Why there is no answer; null where none is missing. */
  error: string | null;
}

/** A Factor, as a tester sees it. */
export interface SandboxFactor {
  /** Its SID. */
  sid: string;
  /** The Account's SID. */
  accountSid: string;
  /** The Service's SID. */
  serviceSid: string;
  /** Whose it is. */
  identity: string;
  /** Its name. */
  friendlyName: string;
  /** What it is. */
  factorType: 'push' | 'totp' | 'passkeys';
  /** Whether it was proven. */
  status: 'unverified' | 'verified';
  /** Of a TOTP Factor: the code that its authenticator app shows now. */
  code: string | null;
  /** Of a TOTP Factor: until when it does. */
  codeUntil: Date | null;
}

/** What goes wrong with a phone number. */
export type SandboxNumber =
  | 'impossible'
  | 'landline'
  | 'countryOff'
  | 'blocked'
  | 'trial'
  | 'undelivered'
  | 'unknown'
  | 'parallel'
  | 'review'
  | 'fraud'
  | 'snaCarrier'
  | 'snaMismatch'
  | 'snaPending';

/** What is to go wrong. */
export interface SandboxFault {
  /** The operation, by its name in JavaScript, such as `createVerification`. Any unless given. */
  operation?: string;
  /** How often. Once unless given. */
  times?: number;
  /** The HTTP status of the error, 400 to 599; 0 breaks the connection. That of `code` unless given, or 500. */
  status?: number;
  /** Twilio's code of the error. One of `status` unless given. */
  code?: number;
  /** How long the answer takes, in milliseconds. With neither `status` nor `code` it is then the service's own answer. */
  delay?: number;
}

/** A state of a sandbox, which can be kept as JSON. It has codes and secrets of Factors in it, and no credentials. */
export interface SandboxSnapshot {
  /** Its form. Another version of this package may refuse it. */
  version: number;
  [part: string]: unknown;
}

/** What a device gets as an answer: Twilio's JSON as it is. */
export interface SandboxObject {
  sid: string;
  status: string;
  [field: string]: any;
}

/** How a device registers. */
export interface SandboxRegistration {
  /** Whose device it is. */
  identity: string;
  /** The access token that the program's back end has made. Unless given, the device has one made for itself. */
  token?: string;
  /** The Service's SID. That of the sandbox's first one unless given. */
  serviceSid?: string;
  /** The device's name. `Sandbox` unless given. */
  friendlyName?: string;
  /** Where its notifications go: `apn`, `fcm`, or `none`. `fcm` unless given. */
  notificationPlatform?: 'apn' | 'fcm' | 'none';
  /** The address of its notifications, 32 to 255 characters. Random unless given. */
  notificationToken?: string;
  /** More about the device, all texts. */
  metadata?: Record<string, string>;
}

/**
 * A person's phone with an app in it that answers push Challenges. It has a key of its own, and speaks the protocol of
 * Twilio's SDKs. What Twilio refuses rejects with an error that has its `status` and `code`.
 *
 * @example
 * const device = sandbox.device();
 * await device.register({ identity: 'mika-0001' });
 * await device.verify();
 * // The program makes a Challenge …
 * await device.approve();
 */
export interface SandboxDevice {
  /** The Factor that it has registered, as it came when it was created or verified last. */
  readonly factor: SandboxObject | undefined;
  /** Registers: creates a push Factor, not verified yet. */
  register(registration: SandboxRegistration): Promise<SandboxObject>;
  /** Proves that it has the key, which verifies its Factor. */
  verify(): Promise<SandboxObject>;
  /** Polls: the first page of the Challenges of its Factor, the pending ones unless another status is given. */
  challenges(filter?: {
    status?: 'pending' | 'approved' | 'denied' | 'expired';
    order?: 'asc' | 'desc';
    pageSize?: number;
  }): Promise<SandboxObject[]>;
  /** Fetches a Challenge. */
  challenge(sid: string): Promise<SandboxObject>;
  /** Approves a Challenge, the newest pending one unless it is named. Gives it as it is then. */
  approve(sid?: string): Promise<SandboxObject>;
  /** Denies a Challenge, the newest pending one unless it is named. Gives it as it is then. */
  deny(sid?: string): Promise<SandboxObject>;
  /** Changes the address of its notifications, or its name. */
  update(changes: { friendlyName?: string; notificationToken?: string }): Promise<SandboxObject>;
  /** Deletes its Factor. */
  remove(): Promise<void>;
}

/** How an authenticator behaves. */
export interface SandboxAuthenticatorOptions {
  /** The origin of the page that it is used on. `https://` and the relying party's id unless given. */
  origin?: string;
  /** How it is attached. `platform` unless given. */
  attachment?: 'platform' | 'cross-platform';
  /** Whether it verifies its user. It does unless this is `false`. */
  userVerification?: boolean;
}

/** A passkey's answer, as `toJSON()` of a browser's `PublicKeyCredential` gives it: what `updatePasskeysFactor` takes. */
export interface SandboxRegistrationCredential {
  id: string;
  rawId: string;
  type: 'public-key';
  authenticatorAttachment: 'platform' | 'cross-platform';
  clientExtensionResults: Record<string, never>;
  response: { attestationObject: string; clientDataJSON: string; transports: string[] };
}

/** A passkey's answer, as `toJSON()` of a browser's `PublicKeyCredential` gives it: what `updateChallengePasskeys` takes. */
export interface SandboxAssertionCredential {
  id: string;
  rawId: string;
  type: 'public-key';
  authenticatorAttachment: 'platform' | 'cross-platform';
  clientExtensionResults: Record<string, never>;
  response: { authenticatorData: string; clientDataJSON: string; signature: string; userHandle: string };
}

/**
 * What holds a person's passkeys: a phone, a laptop, a security key. It does what `navigator.credentials` does in a
 * browser, with keys of its own.
 *
 * @example
 * const authenticator = sandbox.authenticator();
 * const factor = await newFactors.createNewFactorPasskey(serviceSid, { friendly_name: 'Phone', identity: 'mika-0001' });
 * await passkeys.updatePasskeysFactor(serviceSid, await authenticator.create(factor.options));
 * const challenge = await newChallenges.createChallengePasskeys(serviceSid, { identity: 'mika-0001' });
 * await passkeys.updateChallengePasskeys(serviceSid, await authenticator.get(challenge.options));
 */
export interface SandboxAuthenticator {
  /**
   * Makes a passkey.
   *
   * @param options The `options` of a new Factor.
   * @throws {TypeError} where they are none.
   * @throws {Error} named `InvalidStateError` where it has a passkey that is excluded, `NotSupportedError` where ES256 is
   *   not asked for.
   */
  create(options: unknown): Promise<SandboxRegistrationCredential>;
  /**
   * Signs in.
   *
   * @param options The `options` of a passkeys Challenge.
   * @throws {TypeError} where they are none.
   * @throws {Error} named `NotAllowedError` where it has no passkey for them.
   */
  get(options: unknown): Promise<SandboxAssertionCredential>;
}

/** Where a sandbox listens. */
export interface SandboxListenOptions {
  /** The port; a free one unless given. */
  port?: number;
  /** The address. `127.0.0.1` unless given: no other machine can reach it. */
  host?: string;
  /**
   * Names under which `/_sandbox` can be reached too. Addresses, names without a dot, and names under `.localhost`,
   * `.local` and `.internal` always can; any other name may be one of a site that wants to read from this machine.
   */
  hosts?: string[];
}

/** A sandbox that listens. */
export interface SandboxServer {
  /** Where: `http://127.0.0.1:` and the port. */
  readonly url: string;
  /** Its port. */
  readonly port: number;
  /** Ends it, and all of its connections. The sandbox stays as it is. */
  close(): Promise<void>;
}

/**
 * A Verify service that lives in memory: nothing leaves the program. It keeps Twilio's rules, and answers with Twilio's
 * errors. `docs/sandbox.md` of the project says which rules, and how tests of many kinds use it.
 *
 * @example
 * import TwilioVerify from 'twilio_verify';
 * import { Sandbox } from 'twilio_verify/sandbox';
 *
 * const sandbox = new Sandbox();
 * const client = TwilioVerify.ApiClient.instance;
 * client.fetch = sandbox.fetch;
 * client.authentications.accountSid_authToken.username = sandbox.accountSid;
 * client.authentications.accountSid_authToken.password = sandbox.authToken;
 *
 * await new TwilioVerify.VerifyV2VerificationApi().createVerification(sandbox.serviceSid, 'sms', '+15017122661');
 * console.log(sandbox.code('+15017122661'));
 */
export class Sandbox {
  /** @throws {TypeError} where an option is not what it should be. */
  constructor(options?: SandboxOptions);
  /** The user name that it takes. */
  readonly accountSid: string;
  /** The password that it takes. */
  readonly authToken: string;
  /** The SID of its first Service. */
  readonly serviceSid: string;
  /** Answers a request. Takes what the platform's `fetch` takes, and needs no `this`. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

  /** The messages that were sent, the oldest first: the last 10,000. */
  readonly outbox: SandboxMessage[];
  /** The requests that came in, the oldest first: the last 1,000. */
  readonly requests: SandboxRequest[];
  /** The requests to webhooks, the oldest first: the last 1,000. */
  readonly deliveries: SandboxDelivery[];
  /** The Factors, the oldest first: the last 1,000. */
  readonly factors: SandboxFactor[];
  /**
   * Phone numbers that fail, by what goes wrong with them: docs/sandbox.md of the project says what each does.
   *
   * @example
   * await verifications.createVerification(sandbox.serviceSid, 'sms', sandbox.numbers.landline);
   */
  readonly numbers: Readonly<Record<SandboxNumber, string>>;
  /** How often it was changed by a request or by a tester: for whoever shows or keeps what it has. */
  readonly changes: number;

  /**
   * The code that was sent last to a phone number or an e-mail address and has arrived; null where there is none.
   *
   * @param of `serviceSid`: only of this Service.
   */
  code(to: string, of?: { serviceSid?: string }): string | null;
  /**
   * The code that an authenticator app shows now.
   *
   * @param uri The `otpauth://totp/` URI of a new Factor's `binding.uri`.
   * @throws {TypeError} where the URI is none. The message never shows its secret.
   */
  totp(uri: string): string;

  /** The time of its clock. */
  now(): Date;
  /**
   * Moves its clock on. Gives the new time.
   *
   * @param ms How far, in milliseconds.
   * @example
   * sandbox.advance(10 * 60_000); // Every pending Verification has expired.
   */
  advance(ms: number): Date;
  /**
   * Lets the next request, or some, go wrong.
   *
   * @throws {TypeError} where there is no such operation, or the status of the code is not known.
   * @example
   * sandbox.fail({ operation: 'createVerification', code: 60410 });
   * sandbox.fail({ status: 503, times: 2 });
   * sandbox.fail({ status: 0 }); // No answer: the connection breaks.
   * sandbox.fail({ delay: 5000 });
   */
  fail(fault?: SandboxFault): void;
  /** Forgets messages, requests, deliveries and faults that are to come. All else stays. */
  clear(): void;
  /** All back to how it was made, chance too. The clock stands as the one outside does. */
  reset(): void;
  /**
   * Everything that there is.
   *
   * @example
   * const enrolled = sandbox.snapshot();
   * afterEach(() => sandbox.restore(enrolled));
   */
  snapshot(): SandboxSnapshot;
  /**
   * Goes back to a snapshot, of this sandbox or another one.
   *
   * @throws {TypeError} where it is none. Nothing has changed then.
   */
  restore(snapshot: SandboxSnapshot): void;
  /** Waits until no request to a webhook is under way. */
  settled(): Promise<void>;

  /** A phone that answers push Challenges. */
  device(): SandboxDevice;
  /** What holds passkeys. */
  authenticator(options?: SandboxAuthenticatorOptions): SandboxAuthenticator;

  /**
   * Takes the place of the program's `fetch` for `https://verify.twilio.com`, and for nothing else. Gives the function
   * that undoes it.
   *
   * @example
   * const undo = sandbox.intercept();
   * after(undo);
   */
  intercept(): () => void;
  /**
   * Listens on HTTP, for programs in other processes and languages. In Node, Deno and Bun only.
   *
   * @throws {TypeError} where there is no such port or host, or this runtime cannot listen.
   * @example
   * const server = await sandbox.listen();
   * // … `server.url` in place of https://verify.twilio.com …
   * await server.close();
   */
  listen(options?: SandboxListenOptions): Promise<SandboxServer>;
}
