// nock, which stands in the way of Node's fetch.
import nock from 'nock';
import { check } from './mocked.mjs';

nock.disableNetConnect();
nock('https://verify.twilio.com', { reqheaders: { authorization: /^Basic / } })
  .get('/v2/Services/VA1/Entities/me/Factors/YF1')
  .reply(200, { sid: 'YF1', date_created: '2015-07-30T20:00:00Z' })
  .post('/v2/Services/VA1/Entities/me/Factors', 'FactorType=totp&FriendlyName=My%20phone')
  .reply(400, { code: 60318, message: 'no' })
  .get('/v2/Services/VA1/Entities/me/Factors')
  .replyWithError(Object.assign(new Error('no way'), { code: 'ECONNREFUSED' }));
await check();
nock.restore();
