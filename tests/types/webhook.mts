// What twilio_verify/webhook takes, in TypeScript.
import { validateWebhook, type WebhookParams } from 'twilio_verify/webhook';

const request = new Request('https://example.com/');
const signature = request.headers.get('x-twilio-signature');
const valid: boolean = await validateWebhook('token', signature, request.url, await request.text());
const bodies: (WebhookParams | null)[] = [
  '',
  new Uint8Array(),
  new ArrayBuffer(0),
  new FormData(),
  { a: ['b'] },
  null,
];
for (const body of bodies) await validateWebhook('token', undefined, new URL(request.url), body);
await validateWebhook('token', signature, request.url);

// @ts-expect-error: a promise is true; the answer has to be awaited
const forgotten: boolean = validateWebhook('token', signature, request.url);
// @ts-expect-error: a token is a text
await validateWebhook(process.env['AUTH_TOKEN'], signature, request.url);
// @ts-expect-error: a number is no body
await validateWebhook('token', signature, request.url, 5);

export { forgotten, valid };
