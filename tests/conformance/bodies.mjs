// JSON bodies, the models that are sent in them, and the kinds of values that Factors do without.
import { equal, failure, ok, same, thrown } from './check.mjs';

const VALUES = { authenticatorAttachment: 'platform', id: 'AQID', rawId: 'AQID' };
const SIGNED = { authenticatorData: 'BAU', clientDataJSON: 'BgcI', signature: 'CQ' };

export const bodies = {
  'a body is sent as JSON: a model, a plain object, or a text as it is': async (bench) => {
    const { CreateNewPasskeysFactorRequest, CreateNewFactorPasskey201Response } = bench.TwilioVerify;
    await bench.answer({ status: 201, body: { sid: 'YF1', date_created: '2015-07-30T20:00:00Z' } });
    const model = new CreateNewPasskeysFactorRequest('Mika’s phone', 'me');
    const plain = {
      friendly_name: 'phone',
      identity: 'me',
      config: { relying_party: { origins: ['a', 'b'] } },
    };
    for (const body of [model, plain, ' {"identity": "me"}']) {
      const data = await bench.newApi.createNewFactorPasskey('VA1', body);
      ok(data instanceof CreateNewFactorPasskey201Response, 'a new factor');
      ok(data.date_created instanceof Date, 'a date');
    }
    const seen = await bench.seen(3);
    for (const { method, url, headers } of seen) {
      same([method, url], ['POST', '/v2/Services/VA1/Passkeys/Factors']);
      same([headers['content-type'], headers.accept], ['application/json', 'application/json']);
    }
    same(
      seen.map(({ body }) => body),
      ['{"friendly_name":"Mika’s phone","identity":"me"}', JSON.stringify(plain), ' {"identity": "me"}'],
    );
  },

  'a body that is missing, or that JSON cannot hold, is refused at once': async (bench) => {
    const api = new bench.TwilioVerify.DefaultApi(bench.client);
    const circular = {};
    circular.self = circular;
    const name = 'verifyPasskeysFactorRequest';
    for (const body of [undefined, null]) {
      equal(
        thrown(() => api.updatePasskeysFactor('VA1', body)).message,
        `Missing the required parameter '${name}' when calling updatePasskeysFactor`,
      );
    }
    for (const body of [circular, { id: 1n }, Symbol('x')]) {
      const error = thrown(() => api.updatePasskeysFactor('VA1', body));
      ok(error instanceof bench.TwilioVerify.ParameterError, 'a ParameterError');
      ok(error.message.includes(`'${name}' of updatePasskeysFactor`), error.message);
    }
    const error = thrown(() =>
      bench.client.callApi('/x', 'POST', {}, {}, {}, {}, circular, [], ['application/json'], [], null),
    );
    ok(error.message.includes("'body' of POST /x"), error.message);
    equal((await bench.seen()).length, 0, 'requests');
  },

  'callApi is given the body, and lists as their texts': async (bench) => {
    const { TwilioVerify, client, newApi } = bench;
    const calls = [];
    client.callApi = (...args) => void calls.push(args);
    const body = { identity: 'me' };
    newApi.createNewFactorPasskey('VA1', body, () => {});
    const webhooks = new TwilioVerify.VerifyV2WebhookApi(client);
    webhooks.createWebhook('VA1', ['a', 'b'], 'all', 'https://x.test', {}, () => {});
    const [passkey, webhook] = calls;
    same(passkey.slice(2, 6), [{ ServiceSid: 'VA1' }, {}, {}, {}]);
    equal(passkey[6], body);
    same(passkey[8], ['application/json']);
    same(webhook[5].EventTypes, ['a', 'b']);
    equal(webhook[6], null);
  },

  'a client with a method of its own sends the same': async (bench) => {
    const { TwilioVerify } = bench;
    const own = new TwilioVerify.ApiClient(bench.client.basePath);
    own.paramToString = function (param) {
      return TwilioVerify.ApiClient.prototype.paramToString.call(this, param);
    };
    await bench.answer({ status: 201, body: {} });
    for (const client of [bench.client, own]) {
      const fields = [{ label: 'Action', value: 'Sign in' }, { label: 'IP' }];
      const expirationDate = new Date(Date.UTC(2026, 0, 2));
      await new TwilioVerify.VerifyV2NewFactorApi(client).createNewFactorPasskey('VA1', { identity: 'me' });
      await new TwilioVerify.VerifyV2ChallengeApi(client).createChallenge('VA1', 'me', 'YF1', {
        detailsFields: fields,
        expirationDate,
      });
    }
    const seen = await bench.seen(4);
    const sent = seen.map(({ url, body, headers }) => [url, body, headers['content-type']]);
    same(sent.slice(2), sent.slice(0, 2));
    same(
      [...new URLSearchParams(sent[1][1])],
      [
        ['FactorSid', 'YF1'],
        ['Details.Fields', '{"label":"Action","value":"Sign in"}'],
        ['Details.Fields', '{"label":"IP"}'],
        ['ExpirationDate', '2026-01-02T00:00:00.000Z'],
      ],
    );
  },

  'a request model takes what is required in its constructor, and checks that it is there': ({
    TwilioVerify,
  }) => {
    const { ApprovePasskeysChallengeRequest, ApprovePasskeysChallengeRequestResponse } = TwilioVerify;
    const response = new ApprovePasskeysChallengeRequestResponse('BAU', 'BgcI', 'CQ');
    same(response, SIGNED);
    const request = new ApprovePasskeysChallengeRequest('platform', 'AQID', 'AQID', response);
    same(JSON.parse(JSON.stringify(request)), { ...VALUES, response: SIGNED });
    const made = ApprovePasskeysChallengeRequest.constructFromObject({ ...VALUES, response: SIGNED, x: 1 });
    ok(made.response instanceof ApprovePasskeysChallengeRequestResponse, 'a nested model');
    same(made, { ...VALUES, response: SIGNED });
    equal(ApprovePasskeysChallengeRequest.validateJSON(made), true);
    const { signature, ...unsigned } = SIGNED;
    const said = thrown(() =>
      ApprovePasskeysChallengeRequest.validateJSON({ ...VALUES, response: unsigned }),
    );
    ok(/signature.*ApprovePasskeysChallengeRequestResponse/.test(said.message), said.message);
    ok(!said.message.includes(signature));
    ok(/response/.test(thrown(() => ApprovePasskeysChallengeRequest.validateJSON(VALUES)).message));
  },

  'a default stands on the prototype, and is not sent': ({ TwilioVerify }) => {
    const request = new TwilioVerify.VerifyPasskeysFactorRequest({});
    equal(request.type, 'public-key');
    same(Object.keys(request), ['response']);
    const service = new TwilioVerify.VerifyV2Service();
    same([service.code_length, service.sid, 'sid' in service], [0, undefined, true]);
    same(Object.keys(service), []);
  },

  'enumerations hold values that are no names': ({ TwilioVerify }) => {
    equal(new TwilioVerify.VerificationAttemptEnumCallStatus()['in-progress'], 'in-progress');
    same({ ...new TwilioVerify.FormEnumFormTypes() }, { 'form-push': 'form-push' });
  },

  'an operation without positional arguments takes options, or a callback, or nothing': async (bench) => {
    const api = new bench.TwilioVerify.VerifyV2ServiceApi(bench.client);
    await bench.answer({ body: { services: [{ custom_code_enabled: true }], meta: {} } });
    const { services } = await api.listService();
    ok(services[0] instanceof bench.TwilioVerify.VerifyV2Service, 'a service');
    equal(services[0].custom_code_enabled, true);
    await api.listService({ pageSize: 5 });
    await new Promise((resolve) => api.listService(resolve));
    same(
      (await bench.seen(3)).map(({ url }) => url),
      ['/v2/Services', '/v2/Services?PageSize=5', '/v2/Services'],
    );
  },

  'too many Verifications are an error with Twilio’s code': async (bench) => {
    const body = {
      code: 60203,
      message: 'Max send attempts reached',
      more_info: 'https://x.test',
      status: 429,
    };
    await bench.answer({ status: 429, body });
    const api = new bench.TwilioVerify.VerifyV2VerificationApi(bench.client);
    const error = await failure(() => api.createVerification('VA1', 'sms', '+14155550100'));
    same([error.status, error.code], [429, 60203]);
    const model = bench.TwilioVerify.CreateVerification429Response.constructFromObject(error.response.body);
    same(model, body);
  },
};
