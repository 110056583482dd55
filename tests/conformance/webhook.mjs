// Webhooks, with the requests that Twilio's own libraries are tested with.
import { equal } from './check.mjs';

const TOKEN = '12345';
const URL_ = 'https://mycompany.com/myapp.php?foo=1&bar=2';
const PARAMS = {
  CallSid: 'CA1234567890ABCDE',
  Caller: '+14158675309',
  Digits: '1234',
  From: '+14158675309',
  To: '+18005551212',
};
const SIGNATURE = 'RSOYDt4T1cUTdK1PDd93/VVr8B8=';
const JSON_BODY = '{"property": "value", "boolean": true}';
const JSON_URL = `${URL_}&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620`;
const JSON_SIGNATURE = 'a9nBmqA0ju/hNViExpshrM61xv4=';

export const webhook = {
  'webhook: a signed form passes, and no other': async ({ validateWebhook }) => {
    const check = (params, signature = SIGNATURE, token = TOKEN) =>
      validateWebhook(token, signature, URL_, params);
    equal(await check(PARAMS), true, 'parameters');
    equal(await check(new URLSearchParams(PARAMS)), true, 'URLSearchParams');
    equal(await check(new TextEncoder().encode(new URLSearchParams(PARAMS))), true, 'bytes');
    equal(await check({ ...PARAMS, Digits: '1235' }), false, 'another value');
    equal(await check(PARAMS, null), false, 'no signature');
    equal(await check(PARAMS, JSON_SIGNATURE), false, 'the signature of another request');
    equal(await check(PARAMS, SIGNATURE, '12346'), false, 'another token');
  },

  'webhook: a signed JSON body passes, and no other': async ({ validateWebhook }) => {
    const check = (body) => validateWebhook(TOKEN, JSON_SIGNATURE, JSON_URL, body);
    equal(await check(JSON_BODY), true, 'text');
    equal(await check(new TextEncoder().encode(JSON_BODY)), true, 'bytes');
    equal(await check(`${JSON_BODY} `), false, 'one space more');
  },

  'webhook: a URL that the platform has written anew passes, and no other': async ({ validateWebhook }) => {
    const encoder = new TextEncoder();
    const hmac = { name: 'HMAC', hash: 'SHA-1' };
    const key = await crypto.subtle.importKey('raw', encoder.encode(TOKEN), hmac, false, ['sign']);
    const sign = async (text) =>
      btoa(
        String.fromCharCode(...new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)))),
      );
    const called = [
      "https://example.com/hook?FriendlyName=Anna's+iPhone",
      'https://example.com/%27?a="<b>"',
      'https://example.com:443/?q=a+b&t=10:30&x',
    ];
    for (const url of called) {
      const { url: shown } = new Request(url);
      equal(await validateWebhook(TOKEN, await sign(url), shown), true, shown);
      equal(await validateWebhook(TOKEN, await sign(`${url}&`), shown), false, `${shown}, another signature`);
    }
    const anew = await sign('https://example.com/?q=a%20b&t=10%3A30&x=');
    equal(await validateWebhook(TOKEN, anew, 'https://example.com/?q=a+b&t=10:30&x'), true, 'the query anew');
  },
};
