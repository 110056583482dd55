// The ways to make the calls that are measured: one Factor is read, and a list of them.

/** As a program does it by hand, with all that a call should have: a signal, a time limit, headers, no redirect. */
export function byHand(origin) {
  const authorization = `Basic ${btoa('AC1:s3cret')}`;
  const ask = async (path) => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), 60_000);
    try {
      const response = await fetch(`${origin}/v2/Services/VA1/Entities/${encodeURIComponent('me')}/${path}`, {
        method: 'GET',
        headers: new Headers({
          Authorization: authorization,
          Accept: 'application/json',
          'User-Agent': 'by-hand/1.0.0',
        }),
        redirect: 'manual',
        signal: controller.signal,
      });
      const text = await response.text();
      if (!response.ok) throw new Error(text);
      return JSON.parse(text);
    } finally {
      clearTimeout(timer);
    }
  };
  return { factor: () => ask('Factors/YF1'), list: () => ask('Factors') };
}

/** Through this package. */
export function verify({ ApiClient, VerifyV2FactorApi }, origin) {
  const client = new ApiClient(origin);
  Object.assign(client.authentications.accountSid_authToken, { username: 'AC1', password: 's3cret' });
  const api = new VerifyV2FactorApi(client);
  return { factor: () => api.fetchFactor('VA1', 'me', 'YF1'), list: () => api.listFactor('VA1', 'me') };
}

/** Through Twilio's own library, or this package's entry in its place; the requests go to the same server. */
export function twilio(library, origin) {
  const client = library(`AC${'1'.repeat(32)}`, 's3cret', { basePath: origin });
  client.verify.baseUrl = origin;
  const { entities } = client.verify.v2.services('VA1');
  const { factors } = entities('me');
  return { factor: () => factors('YF1').fetch(), list: () => factors.list({ pageSize: 1000, limit: 1000 }) };
}
