// Requests to webhooks: to their URLs, to a function of the program, or to nobody. Whatever comes of one is only listed.

/** How long an answer may take, in milliseconds: as long as Twilio waits. */
const PATIENCE = 15_000;

/** How many are listed. */
const KEPT = 1000;

/** The status of an answer, for which a function of the program need not give a Response. */
const statusOf = (answer) => (answer instanceof Response ? answer.status : 200);

export class Webhooks {
  #send;
  #listed = [];
  #underWay = new Set();

  /** `to` is `'send'`, a function, or nothing. */
  constructor(to) {
    if (to === 'send') {
      this.#send = (url, init) =>
        fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) });
    } else if (to) {
      this.#send = (url, init) => to(new Request(url, init));
    }
  }

  /** What there was, the oldest first. */
  get list() {
    return this.#listed.map((delivery) => ({ ...delivery, fields: { ...delivery.fields } }));
  }

  clear() {
    this.#listed = [];
  }

  /** Sends what the core wants to be sent. */
  deliver(deliveries) {
    for (const { when, url, event, webhookSid, method, headers, body } of deliveries) {
      const fields = Object.fromEntries(new URLSearchParams(body));
      const delivery = { when: new Date(when), url, event, webhookSid, fields, status: null, error: null };
      this.#listed.push(delivery);
      if (this.#listed.length > KEPT) this.#listed.shift();
      if (!this.#send) continue;
      const sent = this.#one(delivery, url, { method, headers, body });
      this.#underWay.add(sent);
      sent.then(() => this.#underWay.delete(sent));
    }
  }

  async #one(delivery, url, init) {
    try {
      // Not before the answer to the request that it comes of.
      await new Promise((resolve) => setTimeout(resolve));
      const answer = await this.#send(url, init);
      delivery.status = statusOf(answer);
      await answer?.body?.cancel?.();
    } catch (error) {
      delivery.error = describe(error);
    }
  }

  /** Waits until none is under way, nor any that came of those. */
  async settled() {
    while (this.#underWay.size) await Promise.all(this.#underWay);
  }
}

/** What a program threw, whatever it is. */
function describe(error) {
  try {
    return `${error?.message ?? error}`;
  } catch {
    return 'what was thrown has no text';
  }
}
