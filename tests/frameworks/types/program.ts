// What a program in TypeScript imports and sets, of every entry.
import TwilioVerify, { ApiClient, HttpError, type Callback, type ListFactorResponse } from 'twilio_verify';
import { init } from 'twilio_verify/init';
import { Sandbox, type SandboxOptions } from 'twilio_verify/sandbox';
import { init as initSandbox } from 'twilio_verify/sandbox/init';
import { validateWebhook, type WebhookParams } from 'twilio_verify/webhook';

const client: ApiClient = new TwilioVerify.ApiClient('https://verify.example');
const options: SandboxOptions = { latency: 1 };
client.fetch = new Sandbox(options).fetch;
client.fetch = (url, init) => fetch(url, init);
client.fetch = fetch;
client.fetchOptions = { keepalive: true };

const listed: Callback<ListFactorResponse> = (error, data) => {
  if (error instanceof HttpError) throw error;
  data.factors[0]?.sid?.toUpperCase();
};
new TwilioVerify.VerifyV2FactorApi(client).listFactor('VA1', 'me', { pageSize: 20 }, listed);

export async function read(bytes: Uint8Array, params: WebhookParams): Promise<boolean> {
  init(bytes);
  initSandbox(bytes.buffer);
  const factor = await new TwilioVerify.VerifyV2FactorApi(client).fetchFactor('VA1', 'me', 'YF1');
  const date: Date | undefined = factor.date_created;
  return validateWebhook('token', date?.toISOString(), new URL('https://a.example'), params);
}

// @ts-expect-error: what is not there is said.
new TwilioVerify.VerifyV2FactorApi().fetchFactors;
// @ts-expect-error: it has to be given something.
init();
