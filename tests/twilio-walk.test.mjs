// Twilio's own library and `twilio_verify/twilio` take the same walks through the whole of Verify, each on a sandbox of its
// own that listens; what comes back is the same at every step, and at the end what the two sandboxes hold. The walks are
// drawn by chance that can be repeated: a failure names its seed and its step.
import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { Sandbox } from 'twilio_verify/sandbox';
import ours from 'twilio_verify/twilio';
import { sequence } from './sequence.mjs';

const theirs = createRequire(new URL('comparison/', import.meta.url))('twilio');
const resources = JSON.parse(readFileSync(new URL('twilio.json', import.meta.url)));

const WALKS = 6;
const STEPS = 300;
const SECOND = 1000;
const MINUTE = 60 * SECOND;

const leaves = resources.flatMap((resource) => [
  ...resource.list.map((method) => ({ resource, method, ofContext: false })),
  ...resource.context.map((method) => ({ resource, method, ofContext: true })),
]);
const nameOf = ({ resource, method }) => `${resource.parent ?? 'v2'}.${resource.accessor} ${method}`;
const byAccessor = (accessor) => resources.find((one) => one.accessor === accessor && one.list);
const parentsOf = ({ parent }) => (parent ? [...parentsOf(byAccessor(parent)), byAccessor(parent)] : []);
const keyOf = ({ callable }) => callable?.split(':')[0];

/** The options of a method, with their types. */
function optionsOf({ resource: { options }, method }) {
  const kind = method === 'list' ? '' : `${method[0].toUpperCase()}${method.slice(1)}`;
  return options[`${kind}Options`] ?? options[`Context${kind}Options`] ?? {};
}

const PAGED = ['list', 'each', 'page', 'getPage'];
/** How often a method is drawn beside the others. */
const WEIGHTS = {
  create: 4,
  update: 3,
  fetch: 1,
  remove: 0.4,
  list: 0.6,
  each: 0.6,
  page: 0.6,
  getPage: 0.6,
};
/** What would end most of a walk, or what takes several steps to be there. */
const SPECIAL = {
  'v2.services remove': 0.6,
  'v2.services create': 1,
  'services.verifications create': 9,
  'services.verificationChecks create': 9,
  'entities.newFactors create': 8,
  'entities.factors update': 9,
  'entities.challenges create': 8,
  'entities.challenges update': 6,
  'challenges.notifications create': 5,
  'rateLimits.buckets create': 6,
  'services.entities remove': 0.2,
  'rateLimits.buckets remove': 1.5,
  'services.newFactors create': 5,
  'services.newVerifyFactors update': 6,
  'services.newChallenge create': 6,
  'services.approveChallenge update': 6,
};
const weightOf = (leaf) => SPECIAL[nameOf(leaf)] ?? WEIGHTS[leaf.method];
const TOTAL = leaves.reduce((sum, leaf) => sum + weightOf(leaf), 0);

const base64url = (bytes) => Buffer.from(bytes).toString('base64url');

function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether a text is the other one but for what is hidden in it. */
function fits(text, other) {
  const parts = text.split('[secret]').map((part) => part.replace(/[^\w ]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`).test(other);
}

/** What a caller sees of a value: its JSON, and which of its properties are dates. */
function shown(value) {
  if (Array.isArray(value)) return value.map(shown);
  if (!value || typeof value !== 'object') return value;
  return [
    JSON.parse(JSON.stringify(value)),
    Object.keys(value).filter((name) => value[name] instanceof Date),
  ];
}

/** Both libraries, their sandboxes, and what a walk has met so far. */
class Walk {
  static async begin(seed) {
    const walk = new Walk();
    walk.random = sequence(seed);
    walk.clock = 1.7e12;
    const options = { seed: `walk ${seed}`, now: () => walk.clock };
    walk.sandboxes = [new Sandbox(options), new Sandbox(options)];
    walk.servers = await Promise.all(walk.sandboxes.map((one) => one.listen()));
    const [{ accountSid, authToken, serviceSid }] = walk.sandboxes;
    const [{ url: local }, { url: basePath }] = walk.servers;
    const httpClient = new (class extends theirs.RequestClient {
      request(sent) {
        return super.request({ ...sent, uri: sent.uri.replace('https://verify.twilio.com', local) });
      }
    })();
    walk.clients = [theirs(accountSid, authToken, { httpClient }), ours(accountSid, authToken, { basePath })];
    /** What there is to ask for: by the accessor, the values of the path and the key. */
    walk.known = { services: [{ path: [], key: serviceSid }], forms: [{ path: [], key: 'form-push' }] };
    /** Factors by their SIDs: the URI of an app, or the key of a phone. */
    walk.secrets = new Map();
    walk.authenticator = walk.sandboxes[0].authenticator();
    walk.ceremonies = { create: [], get: [] };
    walk.done = new Set();
    walk.codes = new Set();
    const passkeys = {
      'passkeys.relyingParty.id': 'owl.example',
      'passkeys.authenticatorAttachment': 'any',
      'passkeys.discoverableCredentials': 'preferred',
      'passkeys.userVerification': 'preferred',
    };
    await walk.both((client) => client.verify.v2.services(serviceSid).update(passkeys));
    return walk;
  }

  end() {
    return Promise.all(this.servers.map((server) => server.close()));
  }

  chance(share) {
    return this.random() < share;
  }
  whole(from, to) {
    return from + Math.floor(this.random() * (to - from + 1));
  }
  pick(values) {
    return values[Math.floor(this.random() * values.length)];
  }
  /** One of a kind that was met; rather a late one. */
  met(accessor) {
    const all = this.known[accessor] ?? [];
    return all[all.length - 1 - Math.floor(this.random() ** 2 * all.length)];
  }

  /** A value without the address of its sandbox; and what stands in a path is the same however it is escaped. */
  placeless(value, which) {
    const { url } = this.servers[which];
    const read = (_, one) =>
      typeof one === 'string' ? unescaped(one.replaceAll(url, 'https://sandbox')) : one;
    return JSON.parse(JSON.stringify(value ?? null, read));
  }

  /** Runs the same with both; what is seen of it has to be equal. Gives the library's value. */
  async both(run, see = shown) {
    const seen = [];
    let value;
    for (const [which, client] of this.clients.entries()) {
      const { RestException } = [theirs, ours][which];
      let outcome;
      try {
        const given = await run(client, this.sandboxes[which]);
        if (which === 0) value = given;
        outcome = { value: see(given) };
      } catch (error) {
        const { status, code, moreInfo, details, message } = error;
        const rest = error instanceof RestException;
        outcome = { rest, message, ...(rest && { status, code, moreInfo, details }) };
        if (rest) this.codes.add(code);
      }
      seen.push(this.placeless(outcome, which));
    }
    const [reference, own] = seen;
    // On purpose: where Twilio repeats a secret, this package's message does not.
    if (own.message?.includes('[secret]') && fits(own.message, reference.message))
      own.message = reference.message;
    assert.deepEqual(own, reference);
    return { value, failed: 'message' in reference };
  }

  /** What the sandboxes hold is the same. */
  compare() {
    const [reference, own] = this.sandboxes.map((one, which) => this.placeless(one.snapshot(), which));
    assert.deepEqual(own, reference);
  }

  /** The values of the path above a resource. */
  above(resource) {
    const above = parentsOf(resource).at(-1);
    if (!above) return [];
    const found = this.met(above.accessor);
    return found && [...found.path, this.chance(0.03) ? this.stranger(found.key) : found.key];
  }

  /** A value like this one that nothing has. */
  stranger(key) {
    return this.pick([`${key.slice(0, 2)}${'f'.repeat(32)}`, 'nobody-00', key.toUpperCase(), `${key}/x`]);
  }

  /** A value of an option: a good one in a careful call. Undefined where a careful call has none. */
  option(name, type, accessor) {
    if (name === 'factorSid') return this.met('factors')?.key ?? `YF${'0'.repeat(32)}`;
    if (name === 'verifyServiceSid') return this.met('services').key;
    if (name === 'verificationSid') return this.met('verifications')?.key ?? `VE${'0'.repeat(32)}`;
    if (/boolean/.test(type)) return this.chance(0.5);
    if (/Date/.test(type)) return new Date(this.clock + this.whole(this.careful ? 1 : -3, 3) * MINUTE + 123);
    const [good, others] =
      name === 'status' ? [STATUSES[accessor], ['x']] : (VALUES[name] ?? [[], this.any(type)]);
    return this.pick(this.careful ? good : [...good, ...others]);
  }
  any(type) {
    return /number/.test(type)
      ? [-1, 0, 7, 1e6]
      : /any/.test(type)
        ? [{ some: 'ü' }]
        : ['Owl', 'ü & é=1', '', 'x y'];
  }

  /** The options of a method: what is required, mostly, and some of the others. */
  params(leaf) {
    const all = optionsOf(leaf);
    const params = {};
    this.careful = this.chance(0.75);
    for (const [name, type] of Object.entries(all)) {
      // What differs on purpose (docs/migrating.md), and what is a function.
      if (name === 'templates' || type === 'Function?') continue;
      const share = type.endsWith('?') ? 0.8 / Math.sqrt(Object.keys(all).length) : 0.98;
      const value = this.option(name, type, leaf.resource.accessor);
      if (value !== undefined && this.chance(share)) params[name] = value;
    }
    return params;
  }

  /** Takes what came back into what is known. */
  keep({ resource, method }, path, instance) {
    if (!instance || typeof instance !== 'object') return;
    const accessor = resource.accessor === 'newFactors' ? 'factors' : resource.accessor;
    const key = instance[keyOf(byAccessor(accessor) ?? {}) ?? 'sid'];
    if (
      key &&
      !['update', 'fetch'].includes(method) &&
      path.length === parentsOf(byAccessor(accessor)).length
    ) {
      const all = (this.known[accessor] ??= []);
      if (!all.some((one) => one.key === key)) all.push({ path, key, instance });
    }
    if (instance.identity && path.length) {
      const entities = (this.known.entities ??= []);
      if (!entities.some((one) => one.key === instance.identity))
        entities.push({ path: path.slice(0, 1), key: instance.identity });
    }
  }

  /** A code of an app, or what a phone signs; sometimes a wrong one. */
  payload(factorSid, text, encoding = 'der') {
    const secret = this.secrets.get(factorSid);
    if (!secret || this.chance(0.2)) return this.pick(['123456', 'no code', 'AAAA']);
    if (secret.uri) return this.sandboxes[0].totp(secret.uri);
    const signature = sign('sha256', Buffer.from(text), { key: secret.key, dsaEncoding: encoding });
    return encoding === 'der' ? signature.toString('base64') : `${text}.${base64url(signature)}`;
  }

  /** What a phone signs of a Challenge. */
  async answer({ path, key, instance }) {
    const [service, identity] = path;
    const challenge = (client) => client.verify.v2.services(service).entities(identity).challenges(key);
    const names = ({ headers }) => headers['twilio-verify-signature-fields'];
    const { value, failed } = await this.both((client) => challenge(client).fetchWithHttpInfo(), names);
    if (failed || !names(value)) return this.payload(instance.factorSid, '');
    const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
    const written = (field) => (field instanceof Date ? field.toISOString().replace('.000', '') : field);
    const fields = names(value)
      .split(',')
      .map((name) => [name, written(value.body[camel(name)])]);
    const claims = { ...Object.fromEntries(fields), status: this.pick(['approved', 'denied']) };
    const parts = [{ typ: 'JWT', alg: 'ES256' }, claims].map((part) => base64url(JSON.stringify(part)));
    return this.payload(instance.factorSid, parts.join('.'), 'ieee-p1363');
  }

  /** The options of a call, with what has to fit what was met before. Undefined where there is nothing to call it with. */
  async prepare(leaf, path, found) {
    const params = this.params(leaf);
    switch (nameOf(leaf)) {
      case 'services.verificationChecks create': {
        const { instance } = this.met('verifications') ?? {};
        if (!instance) return params;
        const { to, sid, amount, payee } = instance;
        const code = this.sandboxes[0].code(to) ?? '135790';
        const by = this.chance(0.7) ? { to } : { verificationSid: sid };
        const more = amount && this.chance(0.9) ? { amount, payee } : {};
        return { code: this.chance(0.7) ? code : '135790', ...by, ...more };
      }
      case 'entities.newFactors create': {
        if (params.factorType !== 'push') return params;
        const { publicKey, privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
        this.key = key;
        return {
          ...params,
          'binding.alg': 'ES256',
          'binding.publicKey': publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
          'config.appId': 'owl.bank',
          'config.notificationPlatform': this.pick(['fcm', 'apn', 'none']),
          'config.notificationToken': 'a token '.repeat(5),
          'config.sdkVersion': '3.0.0',
        };
      }
      case 'entities.factors update':
        if (this.chance(0.8)) params.authPayload = this.payload(found.key, found.key);
        return params;
      case 'entities.challenges create': {
        const verified = (this.known.factors ?? []).filter((one) => one.verified);
        const factor = verified.length && this.chance(0.9) ? this.pick(verified) : this.met('factors');
        if (factor) {
          path.splice(0, 2, ...factor.path);
          params.factorSid = factor.key;
        }
        if (this.secrets.get(params.factorSid)?.key) params['details.message'] = 'Log in?';
        if ('authPayload' in params) params.authPayload = this.payload(params.factorSid, '');
        return params;
      }
      case 'entities.challenges update': {
        const { factorSid } = found.instance ?? {};
        if (this.secrets.get(factorSid)?.key) params.authPayload = await this.answer(found);
        else if (this.chance(0.8)) params.authPayload = this.payload(factorSid, '');
        return params;
      }
      case 'services.newFactors create': {
        const party = { id: 'owl.example', name: 'Owl Bank', origins: ['https://owl.example'] };
        const config = {
          relying_party: this.chance(0.9) ? party : { id: 'not a domain' },
          authenticator_attachment: 'platform',
          discoverable_credentials: 'required',
          user_verification: this.chance(0.9) ? 'preferred' : 'x',
        };
        return { friendly_name: 'Laptop', identity: this.option('identity'), config };
      }
      case 'services.newVerifyFactors update': {
        const ceremony = this.ceremonies.create.pop();
        if (!ceremony) return undefined;
        path[0] = ceremony.service;
        return this.authenticator.create(ceremony.options);
      }
      case 'services.newChallenge create':
        return this.pick([
          {},
          { identity: this.option('identity') },
          { factor_sid: this.met('passkeys')?.key },
        ]);
      case 'services.approveChallenge update': {
        const ceremony = this.ceremonies.get.pop();
        if (!ceremony) return undefined;
        path[0] = ceremony.service;
        return this.authenticator.get(ceremony.options).catch(() => undefined);
      }
    }
    return params;
  }

  /** What a later step needs of what came back of this one. */
  learn(leaf, path, found, value) {
    const [service] = path;
    switch (nameOf(leaf)) {
      case 'entities.newFactors create':
        this.secrets.set(value.sid, value.factorType === 'push' ? { key: this.key } : value.binding);
        break;
      case 'entities.factors update':
        found.verified = value.status === 'verified';
        break;
      case 'services.newFactors create':
        this.ceremonies.create.push({ service, options: value.options });
        break;
      case 'services.newVerifyFactors update':
        (this.known.passkeys ??= []).push({ path, key: value.sid });
        break;
      case 'services.newChallenge create':
        this.ceremonies.get.push({ service, options: value.options });
        break;
    }
  }

  /** Walks through a list, in one of the ways that there are. */
  async goThrough({ resource, method }, listOf, params) {
    const pageSize = this.whole(1, 3);
    if (method === 'list') {
      const limits = { pageSize, limit: this.whole(1, 5) };
      return this.both((client) => listOf(client).list({ ...params, ...limits }));
    }
    if (method === 'page') {
      const all = async (client) => {
        const pages = [];
        let page = await listOf(client).page({ ...params, pageSize });
        for (let count = 0; page && count < 4; count++, page = await page.nextPage())
          pages.push(...page.instances);
        return pages;
      };
      return this.both(all);
    }
    if (method === 'getPage') {
      const there = async (client) => {
        const first = await listOf(client).page({ pageSize: 1 });
        const second = first.nextPageUrl && (await listOf(client).getPage(first.nextPageUrl));
        const back = second?.previousPageUrl && (await second.previousPage());
        return [first, second, back].map((page) => page && page.instances);
      };
      return this.both(there);
    }
    // Where the limit is at the end of a page, the library asks for another page.
    const limits = { pageSize: pageSize + 1, limit: this.pick([1, pageSize + 2]) };
    const few = this.chance(0.3);
    const each = (client) =>
      new Promise((resolve, reject) => {
        const items = [];
        listOf(client).each({
          ...params,
          ...limits,
          callback: (item, done) => items.push(item) === 2 && few && done(),
          done: (error) => (error ? reject(error) : resolve(items)),
        });
      });
    return this.both(each);
  }

  /** One call of a leaf of the tree, in one of the ways that there are. */
  async step(leaf) {
    const { resource, method, ofContext } = leaf;
    let path = this.above(resource);
    if (!path) return;
    const key = keyOf(resource);
    let found;
    if (ofContext && key) {
      this.careful = true;
      found = this.met(resource.accessor) ?? { path, key: this.option(key, 'string') };
      // Without its first Service nothing is left to walk through.
      if (method === 'remove' && found.key === this.sandboxes[0].serviceSid) return;
      if (this.chance(0.04)) found = { path, key: this.stranger(found.key) };
      path = [...found.path];
    }
    const params = await this.prepare(leaf, path, found ?? { key: '' });
    if (params === undefined) return;
    const listOf = (client) => {
      let node = client.verify.v2;
      for (const [index, { accessor }] of parentsOf(resource).entries()) node = node[accessor](path[index]);
      return node[resource.accessor];
    };
    const target = (client) => {
      const list = listOf(client);
      return !ofContext ? list : key ? list(found.key) : list();
    };
    const takes = Object.keys(optionsOf(leaf)).length > 0;
    // A passkey's methods take headers before the callback.
    const headers = Object.keys(optionsOf(leaf)).some((name) => name.endsWith('Request')) ? [undefined] : [];
    const args = takes && (headers.length || Object.keys(params).length || this.chance(0.5)) ? [params] : [];

    let outcome;
    if (PAGED.includes(method)) {
      outcome = await this.goThrough(leaf, listOf, params);
      for (const one of [outcome.value].flat(2)) this.keep(leaf, path, one);
    } else {
      const ways = [
        (client) => target(client)[method](...args),
        async (client) => {
          const { body, statusCode } = await target(client)[`${method}WithHttpInfo`](...args);
          return { body: shown(body), statusCode };
        },
        (client) =>
          new Promise((resolve, reject) => {
            const call = target(client)[method](...args, ...headers, (error, item) =>
              error ? reject(error) : resolve(item),
            );
            call.catch(() => {});
          }),
      ];
      // By the method of an instance that was fetched.
      if (ofContext && resource.context.includes('fetch') && method !== 'fetch')
        ways.push(async (client) => (await target(client).fetch())[method](...args));
      const way = this.pick([0, 0, 0, ...ways.keys()]);
      outcome = await this.both(ways[way]);
      if (!outcome.failed && way !== 1 && method !== 'remove') {
        this.keep(leaf, path, outcome.value);
        this.learn(leaf, path, found, outcome.value);
      }
      if (!outcome.failed && method === 'remove' && this.chance(0.8)) {
        const all = this.known[resource.accessor];
        this.known[resource.accessor] = all.filter((one) => one !== found);
      }
    }
    if (!outcome.failed) this.done.add(nameOf(leaf));
  }

  /** What is no call: time goes on, a request is going to fail, a phone opens the URL of `sna`. */
  async between() {
    this.clock += this.pick([0, 1, SECOND, SECOND, 31 * SECOND]);
    if (this.chance(0.03)) this.clock += this.pick([2, 11, 11, 25 * 60]) * MINUTE;
    if (this.chance(0.03)) {
      const code = this.pick([20003, 20429, 20500, 60410, 20503]);
      for (const sandbox of this.sandboxes) sandbox.fail({ code });
    }
    const { instance } = this.met('verifications') ?? {};
    if (instance?.sna?.url && this.chance(0.3)) {
      const { pathname, search } = new URL(instance.sna.url);
      await this.both(
        async (_, sandbox) =>
          (await fetch(this.servers[this.sandboxes.indexOf(sandbox)].url + pathname + search)).status,
      );
    }
  }

  draw() {
    let at = this.random() * TOTAL;
    return leaves.find((leaf) => (at -= weightOf(leaf)) < 0) ?? leaves[0];
  }
}

const PHONES = ['+15017122661', '+15017122662', '+491701234567', '+15005550002', '+15005550014'];

const LONG = 'x'.repeat(70);

/** Values of options: good ones, and others. */
const VALUES = {
  sid: [[`XX${'0'.repeat(32)}`], ['ü & é=1']],
  to: [
    [...PHONES, 'mika@example.com'],
    ['+15005550003', 'nobody', '+1', ''],
  ],
  phoneNumber: [PHONES, ['nobody']],
  'channelData.to': [PHONES, ['x']],
  destinationPrefix: [['+1', '+49'], ['x']],
  channel: [
    ['sms', 'sms', 'call', 'whatsapp', 'sna', 'auto'],
    ['email', 'pigeon'],
  ],
  friendlyName: [
    ['Owl Bank', 'Phone'],
    ['ü & é=1', LONG, '12345', ''],
  ],
  uniqueName: [
    ['ip', 'user-agent', 'per.day', 'a', 'b', 'c', 'd'],
    ['no spaces', ''],
  ],
  description: [['By address', 'ü & é=1'], ['']],
  identity: [
    ['mika-0001', 'MIKA-0001', 'noor-0002', 'person-00000003'],
    ['short', 'not/one'],
  ],
  factorType: [
    ['totp', 'push'],
    ['passkeys', 'x'],
  ],
  'config.alg': [['sha1', 'sha256', 'sha512'], ['md5']],
  'config.timeStep': [
    [20, 30, 60],
    [61, -1],
  ],
  'config.codeLength': [
    [3, 6, 8],
    [9, 0],
  ],
  'config.skew': [[0, 1, 2], [3]],
  'binding.secret': [['JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'], ['x']],
  metadata: [[{ os: 'Android & ü' }, {}], [{ n: 1 }]],
  ttl: [
    [60, 300],
    [59, 301],
  ],
  'config.notificationToken': [['another token '.repeat(5)], ['short']],
  'passkeys.relyingParty.id': [['owl.example'], ['no domain']],
  'passkeys.relyingParty.name': [['Owl Bank'], ['']],
  'passkeys.relyingParty.origins': [['https://owl.example,https://www.owl.example'], ['x']],
  'passkeys.authenticatorAttachment': [['platform', 'cross-platform', 'any'], ['x']],
  'passkeys.discoverableCredentials': [['required', 'preferred', 'discouraged'], ['x']],
  'passkeys.userVerification': [['required', 'preferred', 'discouraged'], ['x']],
  'totp.issuer': [['Owl Bank & ü'], ['']],
  'totp.timeStep': [[20, 30, 60], [61]],
  'totp.codeLength': [[3, 6, 8], [9]],
  'totp.skew': [[0, 1, 2], [3]],
  codeLength: [
    [4, 6, 10],
    [3, 11, 5.5],
  ],
  order: [['asc', 'desc'], ['x']],
  country: [['US', 'DE', 'all'], ['nowhere']],
  messagingServiceSid: [
    [`MG${'1'.repeat(32)}`, `MG${'2'.repeat(32)}`],
    ['MG', ''],
  ],
  max: [
    [1, 2, 5],
    [0, -1],
  ],
  interval: [[1, 60, 3600], [0]],
  rateLimits: [[{ ip: '127.0.0.1' }, { 'user-agent': 'x', ip: '::1' }, {}], [{ nothing: 1 }]],
  templateCustomSubstitutions: [['{"name":"Mika"}'], ['{']],
  locale: [['de', 'en', 'pt-BR'], ['xx']],
  customCode: [['123456'], ['12', 'abcdef']],
  amount: [['€10', '€20'], ['']],
  payee: [['Owl Shop'], ['']],
  riskCheck: [['enable', 'disable'], ['x']],
  tags: [['{"campaign":"spring & ü"}'], ['{']],
  deviceIp: [['192.0.2.1'], ['x']],
  eventTypes: [
    [['*'], ['factor.created', 'challenge.approved']],
    [[], ['x']],
  ],
  webhookUrl: [['https://owl.example/hook?a=1&b=ü'], ['http://[', 'ftp://x']],
  versionParam: [['v1', 'v2'], ['v3']],
  'details.message': [['Log in?'], [LONG.repeat(4)]],
  'details.fields': [[[{ label: 'Place', value: 'Köln & more' }]], [[{ label: 'x' }]]],
  hiddenDetails: [[{ ip: '192.0.2.1' }, {}], [{ n: 1 }]],
  pageSize: [[1, 2, 3], []],
};

/** The words of an option that every resource has its own of. */
const STATUSES = {
  verifications: ['canceled', 'approved'],
  webhooks: ['enabled', 'disabled'],
  challenges: ['pending', 'approved', 'denied'],
  verificationAttempts: ['converted', 'unconverted'],
};

const done = new Set();
const codes = new Set();

for (let seed = 1; seed <= WALKS; seed++) {
  test(`on walk ${seed} both give the same at every step, and leave the same behind`, async () => {
    const walk = await Walk.begin(seed);
    try {
      for (let step = 0; step < STEPS; step++) {
        await walk.between();
        const leaf = walk.draw();
        try {
          await walk.step(leaf);
          if (step % 50 === 49) walk.compare();
        } catch (cause) {
          throw new Error(`walk ${seed}, step ${step}, ${nameOf(leaf)}: ${cause.message}`, { cause });
        }
      }
      walk.compare();
    } finally {
      await walk.end();
    }
    for (const name of walk.done) done.add(name);
    for (const code of walk.codes) codes.add(code);
  });
}

test('every leaf of the tree was walked with success, and many errors came', () => {
  assert.deepEqual(
    leaves.map(nameOf).filter((name) => !done.has(name)),
    [],
  );
  assert.ok(codes.size > 25, `${codes.size} codes: ${[...codes].join(' ')}`);
});
