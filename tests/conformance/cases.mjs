// What the package does, row by row of what is known of the client it replaces. Plain web APIs only, so that every
// runtime can run it; each case has a place of its own on the server.
import { get } from './check.mjs';
import { calling } from './calling.mjs';
import { failing } from './failing.mjs';
import { faults } from './faults.mjs';
import { answers } from './answers.mjs';
import { bodies } from './bodies.mjs';
import { paging } from './paging.mjs';
import { promises } from './promises.mjs';
import { retrying } from './retrying.mjs';
import { settings } from './settings.mjs';
import { watching } from './watching.mjs';
import { wire } from './wire.mjs';

const cases = {
  ...calling,
  ...wire,
  ...bodies,
  ...answers,
  ...failing,
  ...promises,
  ...retrying,
  ...settings,
  ...paging,
  ...watching,
  ...faults,
};

/** A factor as Twilio sends one. */
const FACTOR = {
  sid: 'YF00000000000000000000000000000001',
  account_sid: 'AC00000000000000000000000000000001',
  service_sid: 'VA00000000000000000000000000000001',
  entity_sid: 'YE00000000000000000000000000000001',
  identity: 'ff483d1ff591898a9942916050d2ca3f',
  date_created: '2015-07-30T20:00:00Z',
  date_updated: '2015-07-30T20:00:00Z',
  friendly_name: "Mika's phone",
  status: 'unverified',
  factor_type: 'totp',
  config: { alg: 'sha1', skew: 1, code_length: 6, time_step: 30 },
  metadata: null,
  url: 'https://verify.twilio.com/v2/Services/VA1/Entities/me/Factors/YF1',
};

/** What a case is given: the package, and a client on a server that it scripts. */
class Bench {
  static #count = 0;

  constructor(TwilioVerify, origin, run) {
    this.TwilioVerify = TwilioVerify;
    this.origin = origin;
    this.place = `${run}-${Bench.#count++}`;
    this.client = new TwilioVerify.ApiClient(`${origin}/${this.place}`);
    Object.assign(this.client.authentications.accountSid_authToken, { username: 'AC1', password: 's3cret' });
    this.api = new TwilioVerify.VerifyV2FactorApi(this.client);
    this.newApi = new TwilioVerify.VerifyV2NewFactorApi(this.client);
    this.factor = FACTOR;
  }

  /** Tells the server what to answer; an object stands for its JSON. */
  async answer(...answers) {
    const list = answers.map((one) => ({
      ...one,
      body: typeof one.body === 'object' ? JSON.stringify(one.body) : one.body,
    }));
    await fetch(`${this.origin}/_/${this.place}`, { method: 'PUT', body: JSON.stringify(list) });
  }

  /** The requests that the server has seen, once there are `after`. */
  async seen(after = 0) {
    return (await get(`${this.origin}/_/${this.place}?after=${after}`)).json();
  }

  /** The origins of what goes wrong below HTTP. */
  async below() {
    return (await get(`${this.origin}/_`)).json();
  }

  /** The one request that the server has seen. */
  async request() {
    const seen = await this.seen(1);
    if (seen.length !== 1) throw new Error(`the server saw ${seen.length} requests`);
    return seen[0];
  }
}

/** The names of all cases. */
export const names = Object.keys(cases);

/** Runs a case. `run` names this run, so that several can share a server. */
export async function run(name, TwilioVerify, origin, run) {
  await cases[name](new Bench(TwilioVerify, origin, run));
}
