// Types of twilio_verify/sandbox, an in-memory Verify service.

/** A Verify Service that there is from the start. */
export interface SandboxService {
  /** Its SID: `VA` and 32 hexadecimal digits. */
  sid: string;
  /** Its name, which authenticator apps show beside a code. `Sandbox` unless given. */
  friendlyName?: string;
}

/** How a sandbox starts out. */
export interface SandboxOptions {
  /** The user name of every request. `AC` and 32 zeros unless given. */
  accountSid?: string;
  /** The password of every request. `sandbox-auth-token` unless given. */
  authToken?: string;
  /** The Services that there are. One, `VA` and 32 zeros, unless given. */
  services?: SandboxService[];
  /** The clock: a date, or milliseconds since 1970. The platform's unless given. */
  now?: () => number | Date;
  /** Fills a buffer with random bytes, for SIDs and secrets. The platform's unless given. */
  random?: (bytes: Uint8Array) => void;
  /** How long an answer takes, in milliseconds. 0 unless given. */
  latency?: number;
}

/**
 * A Verify service that lives in memory: nothing leaves the program. It checks credentials, parameters and TOTP codes
 * as Twilio does, and answers with Twilio's errors. A push Factor can be created, but not verified: a sandbox knows
 * no device. It simulates Factors, and Challenges that are answered with a TOTP code as they are created; every other
 * operation is answered with 501.
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
  /**
   * The code that an authenticator app shows now.
   *
   * @param uri The `otpauth://totp/` URI of a new Factor's `binding.uri`.
   * @throws {TypeError} where the URI is none. The message never shows its secret.
   */
  totp(uri: string): string;
}
