// How a sandbox starts out: what `new Sandbox` takes, read once and checked.
import { LAST, MOST, fail, own, text } from './check.js';

const ZEROS = '0'.repeat(32);

function service(given) {
  const { sid, friendlyName = 'Sandbox', ...settings } = given ?? {};
  if (!/^VA[0-9a-fA-F]{32}$/.test(sid)) fail('the sid of a service', 'VA and 32 hexadecimal digits');
  return { ...settings, sid, friendlyName: text(friendlyName, 'the friendlyName of a service') };
}

/** A seed of its own, from the random bytes of the program or the platform. */
function drawn(random) {
  const bytes = new Uint8Array(32);
  random(bytes);
  return bytes.join();
}

/** The clock of a program, in milliseconds since 1970. */
const clock = (now) => () => {
  const time = Number(now());
  return time >= 0 && time <= LAST ? time : fail('what now() gives', 'a date, or milliseconds since 1970');
};

/** What the core is made from, and what stays in JavaScript. */
export function read(options) {
  const { accountSid = `AC${ZEROS}`, authToken = 'sandbox-auth-token', latency = 0 } = options;
  const { services = [{ sid: `VA${ZEROS}` }], now, random, seed, codes, webhooks } = options;
  const { apiKeys, credentials, templates, limits = true, channels, customFriendlyNames = false } = options;
  if (!Array.isArray(services) || !services.length) fail('services', 'a list of {sid, friendlyName}');
  if (!(latency >= 0 && latency <= MOST)) fail('latency', 'a number of milliseconds');
  if (![undefined, 'any'].includes(credentials)) fail('credentials', "'any', where it is given");
  for (const [name, value] of Object.entries({ limits, customFriendlyNames })) {
    if (typeof value !== 'boolean') fail(name, 'true or false');
  }
  for (const [name, value] of Object.entries({ apiKeys, templates, channels })) {
    if (value !== undefined && !Array.isArray(value)) fail(name, 'a list');
  }
  if (codes !== undefined && !['string', 'function'].includes(typeof codes))
    fail('codes', 'a text or a function');
  if (webhooks !== 'send') own(webhooks, 'webhooks', undefined);
  const fill = own(random, 'random', (bytes) => crypto.getRandomValues(bytes));
  return {
    core: {
      accountSid: text(accountSid, 'accountSid'),
      authToken: text(authToken, 'authToken'),
      apiKeys,
      credentials,
      services: services.map(service),
      templates,
      seed: seed === undefined ? drawn(fill) : text(seed, 'seed'),
      code: typeof codes === 'string' ? codes : undefined,
      limits,
      channels,
      customFriendlyNames,
    },
    now: clock(own(now, 'now', Date.now)),
    latency,
    codes: typeof codes === 'function' ? codes : undefined,
    webhooks,
  };
}
