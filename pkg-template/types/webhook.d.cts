// Types of twilio_verify/webhook: whether a request comes from Twilio.

/**
 * What Twilio sent with a request: the body as it came, as text or bytes, or the parameters of a form.
 *
 * A JSON body has to be text or bytes, before anything parsed it: Twilio signs a hash of it.
 */
export type WebhookParams =
  string | ArrayBuffer | ArrayBufferView | URLSearchParams | FormData | { readonly [name: string]: unknown };

/**
 * Whether Twilio sent a request: whether its signature is of this URL and these parameters, by this auth token.
 *
 * Whatever a stranger can send gives `false`: no signature, a wrong one, a body of another form. Await it: a promise is
 * true. A copy of an earlier request passes, so act on an event's SID once.
 *
 * Works on WebCrypto, which compares in constant time. Nothing is sent.
 *
 * @example
 * import { validateWebhook } from 'twilio_verify/webhook';
 *
 * export default {
 *   async fetch(request, env) {
 *     const body = await request.text();
 *     const signature = request.headers.get('x-twilio-signature');
 *     if (!(await validateWebhook(env.TWILIO_AUTH_TOKEN, signature, request.url, body))) {
 *       return new Response('Forbidden', { status: 403 });
 *     }
 *     return new Response(null, { status: 204 });
 *   },
 * };
 *
 * @param authToken The primary auth token of your account; an API key's secret signs nothing.
 * @param signature The `X-Twilio-Signature` header; `null` or `undefined` where there is none.
 * @param url The full URL that Twilio called, query and all: behind a proxy the one that the proxy got. With or without
 * its port, and as it came or as the platform's `Request` shows it: every spelling that Twilio's own library tries is.
 * @param params The body, or its parameters; none for a GET, whose parameters are in the URL. With Express give the
 * text (`express.text({ type: () => true })`): its parser changes parameters whose names have brackets.
 * @returns whether the request is Twilio's.
 * @throws {TypeError} as a rejection, where an argument is none that can be checked: an empty token, a URL without
 * `https://` or the like, a body that is still a stream or a promise. The message never shows the token.
 * @see https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export function validateWebhook(
  authToken: string,
  signature: string | null | undefined,
  url: string | URL,
  params?: WebhookParams | null,
): Promise<boolean>;
