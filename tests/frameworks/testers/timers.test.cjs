// Jest's fake timers: calls settle, callbacks come, waits between attempts pass by themselves,
// and limits are the test's to let pass.
const { writeFileSync } = require('node:fs');
const TwilioVerify = require('twilio_verify');

const query = new URLSearchParams(process.env.QUERY);
const [origin, place] = [query.get('origin'), query.get('place')];
const { TimeoutError, VerifyV2FactorApi } = TwilioVerify;
const client = TwilioVerify.ApiClient.instance;
client.basePath = `${origin}/${place}`;
const api = new VerifyV2FactorApi();

const answers = (list) => fetch(`${origin}/_/${place}`, { method: 'PUT', body: JSON.stringify(list) });
const seen = (count) => fetch(`${origin}/_/${place}?after=${count}`).then((response) => response.json());

let checks = 0;
beforeEach(() => jest.useFakeTimers());
afterEach(() => (checks += expect.getState().assertionCalls));
afterAll(() => writeFileSync(process.env.RESULT, JSON.stringify({ cases: 3, checks })));

test('a callback comes', async () => {
  await answers([{ body: '{"sid":"YF1"}' }]);
  const data = await new Promise((resolve) => {
    api.fetchFactor('VA1', 'me', 'YF1', (error, data) => resolve(error ?? data));
  });
  expect(data.sid).toBe('YF1');
});

test('what was turned away goes again, though the clock of the test stands', async () => {
  await answers([{ status: 503 }, { body: '{"sid":"YF2"}' }]);
  expect((await api.fetchFactor('VA1', 'me', 'YF1')).sid).toBe('YF2');
});

test('a limit is over when the test says so', async () => {
  await answers([{ hang: true }]);
  const call = api.fetchFactor('VA1', 'me', 'YF1', { timeout: 3_600_000 });
  await seen(4);
  await jest.advanceTimersByTimeAsync(3_600_000);
  await expect(call).rejects.toThrow(TimeoutError);
});
