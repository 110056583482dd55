// The settings of a client: plain properties, and what is wrong with one is said before anything is sent.
import { equal, failure, ok, same, thrown } from './check.mjs';

const own = (password) => ({ accountSid_authToken: { type: 'basic', username: 'AC2', password } });

/** The password that a client sends. */
async function sent(bench, client) {
  const { length } = await bench.seen();
  await new bench.TwilioVerify.VerifyV2FactorApi(client).fetchFactor('VA1', 'me', 'YF1');
  const { headers } = (await bench.seen(length + 1)).at(-1);
  return atob(headers.authorization.slice('Basic '.length)).split(':')[1];
}

/** The texts that would give `me:s3cret` away. */
const TRACES = ['s3cret', 's3c%72et', btoa('me:s3cret')];

export const settings = {
  'credentials set on a client that inherits them are its own': async (bench) => {
    await bench.answer({ body: bench.factor });
    const { client } = bench;
    const one = Object.create(client);
    const other = Object.create(client);
    const below = Object.create(one);
    equal(one.authentications, client.authentications, 'inherited');
    one.authentications = own('of one');
    other.authentications = own('of the other');
    same([await sent(bench, one), await sent(bench, other)], ['of one', 'of the other']);
    same([await sent(bench, client), await sent(bench, below)], ['s3cret', 'of one']);
    below.authentications = own('below');
    one.authentications = own('again');
    same([await sent(bench, one), await sent(bench, below)], ['again', 'below']);
    client.authentications = own('of the parent');
    same(
      [await sent(bench, client), await sent(bench, Object.create(client))],
      Array(2).fill('of the parent'),
    );
    same([await sent(bench, one), await sent(bench, other)], ['again', 'of the other']);
  },

  'credentials are copied with a client, as its other settings are': async (bench) => {
    await bench.answer({ body: bench.factor });
    const { client, TwilioVerify } = bench;
    const { authentications } = client;
    ok(Object.keys(client).includes('authentications'), 'a key of its own');
    equal({ ...client }.authentications, authentications, 'spread');
    const copy = Object.assign(new TwilioVerify.ApiClient(), client);
    equal(copy.authentications, authentications, 'Object.assign');
    equal(await sent(bench, copy), 's3cret');
    copy.authentications = own('of the copy');
    same([await sent(bench, copy), await sent(bench, client)], ['of the copy', 's3cret']);
    class Sub extends TwilioVerify.ApiClient {
      authentications = own('of the class');
    }
    equal(await sent(bench, Object.assign(new Sub(client.basePath))), 'of the class');
    delete copy.authentications;
    equal(copy.authentications, undefined);
  },

  'a client in JSON is without its credentials': (bench) => {
    const { client, api } = bench;
    for (const text of [client, Object.assign(new bench.TwilioVerify.ApiClient(), client), api].map(
      JSON.stringify,
    )) {
      ok(text.includes('"maxRetries":2') && !text.includes('s3cret'), text);
    }
  },

  'a basePath with credentials in any spelling is refused, shown nowhere, and nothing is sent': async (
    bench,
  ) => {
    const { client, api, TwilioVerify, origin } = bench;
    const host = origin.replace(/^.*\/\//, '');
    const heard = [];
    client.onRequest = (event) => heard.push(JSON.stringify(event));
    client.debug = (line) => heard.push(line);
    for (const base of [
      `http://me:s3cret@${host}`,
      `http:///me:s3cret@${host}/${bench.place}`,
      `http:/me:s3cret@${host}`,
      `http:me:s3cret@${host}`,
      `http:\\\\me:s3cret@${host}`,
      `http:/\\me:s3cret@${host}`,
      `\thttp://me:s3cret@${host}`,
      `http://s3cret@${host}`,
      `http://:s3cret@${host}`,
      `http://me:s3c%72et@${host}`,
      `http://me:s3cret%40${host}`,
      `http://me:s3cret/x@${host}`,
      `http://me:s3cret?x@${host}`,
      `HTTP://me:s3cret@${host}`,
    ]) {
      for (const fetch of [null, async () => new Response('{}')]) {
        client.basePath = base;
        client.fetch = fetch;
        const error = thrown(() => api.fetchFactor('VA1', 'me', 'YF1'));
        ok(error instanceof TwilioVerify.ParameterError, `a ParameterError for ${base}, got ${error}`);
        same([error.sent, error.attempts], ['no', 0]);
        const shown = [error.message, error.stack, JSON.stringify(error), ...heard].join('\n');
        for (const trace of TRACES) ok(!shown.includes(trace), shown);
      }
    }
    client.basePath = `${origin}/${bench.place}`;
    client.fetch = null;
    const call = () =>
      client.callApi('/x', 'GET', {}, {}, {}, {}, null, [], [], [], null, `http:/me:s3cret@${host}`);
    ok(!thrown(call).stack.includes('s3cret'), 'no secret in the error of callApi');
    same([(await bench.seen()).length, heard], [0, []]);
  },

  'a basePath that no request could go to is refused, and nothing is tried': async (bench) => {
    const { client, api, TwilioVerify } = bench;
    const relative = globalThis.location
      ? []
      : ['verify.twilio.com', '', '/verify', '//x.test', undefined, null];
    // Chromium takes a space for a part of a name, which nothing will have.
    const reads = (url) => {
      try {
        return !!new URL(url);
      } catch {
        return false;
      }
    };
    const unread = ['http://', 'https://x.test:99999', 'http://a b'].filter((url) => !reads(url));
    const bases = [...relative, 'ftp://x.test', 'data:,x', ...unread, 'x:y'];
    for (const base of bases) {
      client.basePath = base;
      const error = thrown(() => api.fetchFactor('VA1', 'me', 'YF1'));
      ok(error instanceof TwilioVerify.ParameterError, `a ParameterError for ${base}, got ${error}`);
      same([error.sent, error.attempts, /basePath/.test(error.message)], ['no', 0, true], base);
    }
    const urls = [];
    client.fetch = async (url) => {
      urls.push(url);
      return new Response('{}');
    };
    client.basePath = '/verify';
    await api.fetchFactor('VA1', 'me', 'YF1');
    same(
      urls,
      ['/verify/v2/Services/VA1/Entities/me/Factors/YF1'],
      'what an own fetch may know what to do with',
    );
  },

  'hooks and the log show no query of a basePath, and nothing before an @': async (bench) => {
    const { client, api } = bench;
    const urls = [];
    client.fetch = async () => new Response('{}');
    client.onRequest = ({ url }) => urls.push(url);
    client.debug = (line) => urls.push(line.split(' ')[2]);
    for (const base of [
      'https://x.test?token=s3cret',
      'https://x.test#s3cret',
      'https://me:1/s3cret@x.test',
    ]) {
      client.basePath = base;
      await api.fetchFactor('VA1', 'me', 'YF1');
    }
    ok(urls.length === 6 && urls.every((url) => /^https:\/\/x\.test/.test(url)), urls);
    ok(!urls.join().includes('s3cret'), urls.join());
  },

  'a header with a control character is refused, and not shown': async (bench) => {
    const { client, api, TwilioVerify } = bench;
    for (let code = 0; code < 128; code = code === 31 ? 127 : code + 1) {
      const value = `s3cret${String.fromCharCode(code)}x`;
      client.defaultHeaders['X-One'] = value;
      if (code === 9) {
        await bench.answer({ body: bench.factor });
        await api.fetchFactor('VA1', 'me', 'YF1');
        continue;
      }
      const error = thrown(() => api.fetchFactor('VA1', 'me', 'YF1'));
      ok(error instanceof TwilioVerify.ParameterError, `a ParameterError for ${code}, got ${error}`);
      ok(error.message.includes('X-One') && !error.stack.includes('s3cret'), error.message);
    }
    equal((await bench.request()).headers['x-one'], 's3cret\tx');
  },
};
