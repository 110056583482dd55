// What the types must refuse: each line below a `@ts-expect-error` is an error, or the compiler says so.
import TwilioVerify, { VerifyV2FactorApi, VerifyV2NewFactorApi } from 'twilio_verify';
import { Sandbox } from 'twilio_verify/sandbox';

const api = new VerifyV2FactorApi();
const newApi = new VerifyV2NewFactorApi();

// @ts-expect-error: a required argument is missing
api.fetchFactor('VA1', 'me');
// @ts-expect-error: a required argument is missing before the callback
api.fetchFactor('VA1', 'me', (error) => console.log(error));
// @ts-expect-error: null is no argument
api.fetchFactor('VA1', 'me', null);
// @ts-expect-error: a number is no SID
api.fetchFactor('VA1', 'me', 5);
// @ts-expect-error: an option that the operation does not have
api.listFactor('VA1', 'me', { pagesize: 5 });
// @ts-expect-error: an option of another type
api.listFactor('VA1', 'me', { pageSize: '5' });
// @ts-expect-error: an option of another operation
api.updateFactor('VA1', 'me', 'YF1', { pageSize: 5 });
// @ts-expect-error: a signal is an AbortSignal
api.fetchFactor('VA1', 'me', 'YF1', { signal: 'now' });
// @ts-expect-error: how often is a number
api.fetchFactor('VA1', 'me', 'YF1', { maxRetries: 'never' });
// @ts-expect-error: what is no list has no pages
api.fetchFactor('VA1', 'me', 'YF1').pages();
// @ts-expect-error: the items of a list are not its pages
for await (const factor of api.listFactor('VA1', 'me')) console.log(factor.meta);
// @ts-expect-error: credentials are both
api.apiClient.credentials = () => ({ username: 'AC1' });
// @ts-expect-error: a hook is a function
api.apiClient.onRetry = true;
// @ts-expect-error: an attempt that was answered has a status, one that starts has none
api.apiClient.onRequest = ({ status }) => console.log(status);
// @ts-expect-error: the friendly name is required
newApi.createNewFactor('VA1', 'me', 'totp');
// @ts-expect-error: a callback is a function
api.fetchFactor('VA1', 'me', 'YF1', {}, 'done');
// @ts-expect-error: WithHttpInfo takes no callback
api.fetchFactorWithHttpInfo('VA1', 'me', 'YF1', () => {});
// @ts-expect-error: there is no such operation
api.purgeFactor('VA1', 'me', 'YF1');

// @ts-expect-error: a required field of a body is missing
newApi.createNewFactorPasskey('VA1', { friendly_name: 'My phone' });
// @ts-expect-error: a field that the body does not have
newApi.createNewFactorPasskey('VA1', { friendly_name: 'My phone', identity: 'me', name: 'x' });
// @ts-expect-error: what is required is an argument of the constructor
new TwilioVerify.CreateNewPasskeysFactorRequest('My phone');
// @ts-expect-error: a switch is true or false
new TwilioVerify.VerifyV2ServiceApi().createService('Owl Bank', { lookupEnabled: 'yes' });

// @ts-expect-error: data is a factor
api.fetchFactor('VA1', 'me', 'YF1', (error, data: number) => console.log(error, data));
// @ts-expect-error: a field that the model does not have
(await api.fetchFactor('VA1', 'me', 'YF1')).secret;
// @ts-expect-error: a date is a Date
const created: string = (await api.fetchFactor('VA1', 'me', 'YF1')).date_created;
// @ts-expect-error: a deleted factor has no data
(await api.deleteFactor('VA1', 'me', 'YF1')).sid;
// @ts-expect-error: the last page has no next one
const next: string = (await api.listFactor('VA1', 'me')).meta.next_page_url;
// @ts-expect-error: one promise of both has no withResponse
api.fetchFactorWithHttpInfo('VA1', 'me', 'YF1').withResponse();

// @ts-expect-error: a client has no such setting
TwilioVerify.ApiClient.instance.basepath = 'https://verify.example';
// @ts-expect-error: a time limit is a number, or two
TwilioVerify.ApiClient.instance.timeout = '5 s';
// @ts-expect-error: an API class takes a client
new VerifyV2FactorApi('AC1');
// @ts-expect-error: only the package makes responses
new TwilioVerify.VerifyResponse();
// @ts-expect-error: the sandbox has no such option
new Sandbox({ token: 'x' });
// @ts-expect-error: a code is a text
new Sandbox({ codes: 123456 });
// @ts-expect-error: there are no other credentials than right ones and any
new Sandbox({ credentials: 'none' });
// @ts-expect-error: a time is a number of milliseconds
new Sandbox().advance('10m');
// @ts-expect-error: a service has a SID
new Sandbox({ services: [{ friendlyName: 'x' }] });

export { created, next };
