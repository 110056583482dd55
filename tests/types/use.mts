// A program in TypeScript that uses everything the package has, both ways.
import TwilioVerify, {
  AbortError,
  ApiClient,
  ConnectionError,
  CreateNewPasskeysFactorRequest,
  FactorEnumTotpAlgorithms,
  HttpError,
  ListFactorResponse,
  ParameterError,
  ParseError,
  RedirectError,
  TimeoutError,
  VerifyError,
  VerifyResponse,
  VerifyV2FactorApi,
  VerifyV2NewFactorApi,
  VerifyV2Service,
  VerifyV2ServiceEntityFactor,
  type Call,
  type Callback,
  type CallOptions,
  type DataCall,
  type ListCall,
  type RequestEvent,
  type ResponseEvent,
  type RetryEvent,
  type WithResponse,
} from 'twilio_verify';
import { Sandbox } from 'twilio_verify/sandbox';
import { listen } from 'twilio_verify/sandbox/server';

/** Holds only where both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(value: T): T => value;

const client: ApiClient = TwilioVerify.ApiClient.instance;
client.basePath = 'https://verify.twilio.com';
client.authentications['accountSid_authToken'].username = 'AC1';
client.authentications.accountSid_authToken.password = process.env['AUTH_TOKEN'] ?? '';
client.authentications['other'] = { type: 'bearer', accessToken: () => 'token' };
client.defaultHeaders['X-One'] = '1';
client.timeout = 5000;
client.timeout = { response: 1000, deadline: 5000 };
client.cache = false;
client.enableCookies = false;
client.fetch = async (url, init) => fetch(url, init);
client.fetch = fetch;
client.fetch = null;
client.fetchOptions = { keepalive: true };
client.maxRetries = 0;
client.validate = true;
client.debug = true;
client.debug = (line) => console.log(line.length);
client.credentials = () => ({ username: 'AC1', password: 'token' });
client.credentials = async () => ({ username: 'AC1', password: 'token' });
client.credentials = null;
client.onRequest = (event) => holds<Same<typeof event, RequestEvent>>(true);
client.onResponse = ({ status, duration, requestId }: ResponseEvent) =>
  console.log(status.toFixed(), duration.toFixed(), requestId?.length);
client.onRetry = ({ error, wait, attempt, operation, url, parameters }: RetryEvent) =>
  console.log(error.message, wait + attempt, operation + url, parameters['pageSize']);
client.onRetry = null;

const factors = new VerifyV2FactorApi();
const newFactors = new TwilioVerify.VerifyV2NewFactorApi(new ApiClient('https://verify.example'));
holds<Same<typeof newFactors, VerifyV2NewFactorApi>>(true);

// Promises.
const call: DataCall<VerifyV2ServiceEntityFactor> = factors.fetchFactor('VA1', 'me', 'YF1');
const factor: VerifyV2ServiceEntityFactor = await call;
const sid: string = factor.sid;
const created: Date = factor.date_created;
const verified: boolean = factor.status === 'verified';
const later: boolean = factor.status === 'a value of tomorrow';
const deleted: null = await factors.deleteFactor('VA1', 'me', 'YF1');
const list: ListFactorResponse = await factors.listFactor('VA1', 'me', { pageSize: 20, pageToken: 'x' });
const names: string[] = list.factors.map((one) => one.friendly_name);
const next: string | null = list.meta.next_page_url;
const updated = await factors.updateFactor('VA1', 'me', 'YF1', {
  authPayload: '123456',
  configAlg: 'sha256',
  configCodeLength: 8,
  friendlyName: null,
  signal: AbortSignal.timeout(1000),
  timeout: { deadline: 3000 },
});
const same: VerifyV2ServiceEntityFactor = updated;
const made = await newFactors.createNewFactor('VA1', 'me', 'totp', 'My phone', {
  configAlg: new FactorEnumTotpAlgorithms().sha1,
  metadata: { plan: 'pro' },
});
const uri: string = made.binding.uri;
await newFactors.createNewFactor('VA1', 'me', 'a type of tomorrow', 'My phone', { configAlg: 'sha3' });
await factors.listFactor('VA1', 'me', null);
await factors.deleteFactor('VA1', 'me', 'YF1', { timeout: 1000 });

// Lists, item by item and page by page.
const walk: ListCall<ListFactorResponse, VerifyV2ServiceEntityFactor> = factors.listFactor('VA1', 'me');
for await (const one of walk) holds<Same<typeof one, VerifyV2ServiceEntityFactor>>(true);
for await (const page of factors.listFactor('VA1', 'me', { pageSize: 50, maxRetries: 1 }).pages())
  holds<Same<typeof page, ListFactorResponse>>(true);

// The response as well.
const both: WithResponse<VerifyV2ServiceEntityFactor> = await factors.fetchFactorWithHttpInfo(
  'VA1',
  'me',
  'YF1',
);
const information: Call<WithResponse<null>> = factors.deleteFactorWithHttpInfo('VA1', 'me', 'YF1');
information.abort();
const { data, response } = await factors.fetchFactor('VA1', 'me', 'YF1').withResponse();
holds<Same<typeof data, VerifyV2ServiceEntityFactor>>(true);
const texts: string[] = [response.text, response.get('content-type'), response.type, response.charset];
const flags: boolean[] = [response.ok, response.notFound, both.response.serverError];
const failed: VerifyError | false = response.error;
const raw: Response = response.raw;

// Callbacks, with all their parameters or fewer, with options or without.
factors.fetchFactor('VA1', 'me', 'YF1', (error, data, response) => {
  if (error) console.error(error.message, error.status, error.code, error.response?.text);
  else console.log(data.sid.length, response.statusCode);
});
factors.listFactor('VA1', 'me', { page: 1 }, (error, data) => console.log(error, data.factors[0]?.sid));
factors.listFactor('VA1', 'me', (error) => console.log(error));
factors.listFactor('VA1', 'me', undefined, () => {});
const callback: Callback<VerifyV2ServiceEntityFactor> = (error, data) => console.log(error ?? data.url);
factors.updateFactor('VA1', 'me', 'YF1', {}, callback).abort();
const options: CallOptions = { signal: null, timeout: 0 };
factors.deleteFactor('VA1', 'me', 'YF1', options, (_error, data) => holds<Same<typeof data, null>>(true));

// Errors.
try {
  await factors.fetchFactor('VA1', 'me', 'YF1');
} catch (error) {
  if (error instanceof HttpError)
    console.error(
      error.status.toFixed(),
      error.code,
      error.moreInfo,
      error.details,
      error.retryAfter?.toFixed(),
    );
  else if (error instanceof TimeoutError) console.error(error.timeout, error.errno === 'ETIME');
  else if (error instanceof ConnectionError) console.error(error.code === 'ECONNREFUSED', error.cause);
  else if (error instanceof ParseError) console.error(error.rawResponse, error.statusCode);
  else if (error instanceof RedirectError) console.error(error.response.get('location'));
  else if (error instanceof AbortError || error instanceof ParameterError) console.error(error.message);
  else if (error instanceof VerifyError) console.error(error.operation, error.attempts + 1);
  if (error instanceof VerifyError) holds<Same<typeof error.sent, 'no' | 'maybe' | 'answered'>>(true);
}

// Dates, booleans, lists and JSON bodies.
const services = new TwilioVerify.VerifyV2ServiceApi();
await services.listService();
await services.listService((error, data) => console.log(error, data.services[0]?.code_length.toFixed()));
const service: VerifyV2Service = await services.createService('Owl Bank', { lookupEnabled: true });
const lookup: boolean = service.lookup_enabled;
const attempts = new TwilioVerify.VerifyV2VerificationAttemptApi();
await attempts.listVerificationAttempt({
  dateCreatedAfter: new Date(),
  dateCreatedBefore: '2026-01-01T00:00:00Z',
});
const webhooks = new TwilioVerify.VerifyV2WebhookApi();
const webhook = await webhooks.createWebhook('VA1', ['*'], 'all', 'https://x.test', { version: 'v2' });
await webhooks.updateWebhook('VA1', 'YW1', { eventTypes: 'factor.verified' });
const events: string[] = webhook.event_types;
const call_status: 'in-progress' = new TwilioVerify.VerificationAttemptEnumCallStatus()['in-progress'];
const request = new CreateNewPasskeysFactorRequest('My phone', 'me');
request.config = { relying_party: { origins: ['https://x.test'] } };
const passkey = await newFactors.createNewFactorPasskey('VA1', request);
await newFactors.createNewFactorPasskey(
  'VA1',
  { friendly_name: 'My phone', identity: 'me' },
  { timeout: 1000 },
);
const again: CreateNewPasskeysFactorRequest = CreateNewPasskeysFactorRequest.constructFromObject({
  identity: 'me',
});

// Models and the client's methods.
const model: VerifyV2ServiceEntityFactor = VerifyV2ServiceEntityFactor.constructFromObject({ sid: 'YF1' });
const valid: boolean = ListFactorResponse.validateJSON({ factors: [], meta: {} });
const algorithm: 'sha512' = new FactorEnumTotpAlgorithms().sha512;
const date: Date = ApiClient.parseDate('2015-07-30T20:00:00Z');
client.callApi = () => factors.fetchFactor('VA1', 'me', 'YF1');
const url: string = client.buildUrl('/v2/{Sid}', { Sid: 'x' });
class Own extends ApiClient {
  override paramToString(param: any): string {
    return super.paramToString(param).trim();
  }
}
new VerifyV2FactorApi(new Own()).apiClient.applyAuthToRequest({ headers: {} }, ['accountSid_authToken']);

// The sandbox.
const sandbox = new Sandbox({ authToken: 'x', now: () => 0, latency: 5, services: [{ sid: 'VA1' }] });
client.fetch = sandbox.fetch;
const code: string = sandbox.totp(uri);
const answer: Response = await sandbox.fetch(new Request('https://verify.twilio.com'));
const tested = new Sandbox({
  seed: 'owl',
  codes: ({ to, length }) => (to.endsWith('0100') ? '0'.repeat(length) : undefined),
  credentials: 'any',
  limits: false,
  webhooks: async (request) => new Response(await request.text()),
  services: [{ sid: 'VA1', codeLength: 8 }],
});
const sent: string | null = tested.code('+15017122661', { serviceSid: tested.serviceSid });
const last: Date | undefined = tested.outbox.at(-1)?.when;
tested.fail({ operation: 'createVerification', code: 60410 });
tested.restore(tested.snapshot());
const device = tested.device();
const factorSid: string = (await device.register({ identity: 'mika-0001' })).sid;
const signedIn: string = (await tested.authenticator({ origin: 'https://owl.example' }).get({})).id;
const undo: () => void = tested.intercept();
const { url: local, close } = await listen(tested, { port: 0 });
const end: Promise<void> = close();

export {
  again,
  answer,
  algorithm,
  call_status,
  code,
  end,
  factorSid,
  last,
  local,
  sent,
  signedIn,
  undo,
  created,
  date,
  deleted,
  events,
  failed,
  flags,
  later,
  lookup,
  model,
  names,
  next,
  passkey,
  raw,
  same,
  sid,
};
export { texts, url, valid, verified };
export type { VerifyResponse };
