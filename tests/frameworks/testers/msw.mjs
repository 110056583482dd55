// Mock Service Worker in Node: the service is what its handlers say.
import assert from 'node:assert/strict';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { check } from './mocked.mjs';

const server = setupServer(
  http.get('https://verify.twilio.com/v2/Services/VA1/Entities/me/Factors/YF1', ({ request }) => {
    assert.match(request.headers.get('authorization'), /^Basic /);
    return HttpResponse.json({ sid: 'YF1', date_created: '2015-07-30T20:00:00Z' });
  }),
  http.post('https://verify.twilio.com/v2/Services/VA1/Entities/me/Factors', async ({ request }) => {
    assert.equal(await request.text(), 'FactorType=totp&FriendlyName=My%20phone');
    return HttpResponse.json({ code: 60318, message: 'no' }, { status: 400 });
  }),
  http.get('https://verify.twilio.com/v2/Services/VA1/Entities/me/Factors', () => HttpResponse.error()),
);
server.listen({ onUnhandledRequest: 'error' });
await check();
server.close();
