// The answer, as the replaced client's programs know it.

const STATUSES = {
  created: 201,
  accepted: 202,
  noContent: 204,
  badRequest: 400,
  unauthorized: 401,
  forbidden: 403,
  notFound: 404,
  notAcceptable: 406,
  unprocessableEntity: 422,
};

/** An HTTP answer. Its text and body stay out of logs. */
export class VerifyResponse {
  constructor(raw, status, text) {
    this.status = status;
    const known = { raw, text };
    // No private fields: behind a proxy, Vue's `reactive` for one, there are none.
    Object.defineProperty(this, 'known', { value: () => known });
  }

  /** Sets what `error` gives. */
  static fail(response, error) {
    return (response.known().failure = error);
  }

  get statusCode() {
    return this.status;
  }
  get statusType() {
    return (this.status / 100) | 0;
  }
  get ok() {
    return this.statusType === 2;
  }
  get info() {
    return this.statusType === 1;
  }
  get redirect() {
    return this.statusType === 3;
  }
  get clientError() {
    return this.statusType === 4;
  }
  get serverError() {
    return this.statusType === 5;
  }
  get error() {
    return this.known().failure ?? false;
  }
  get type() {
    return this.get('content-type').split(';')[0].trim();
  }
  get charset() {
    return /charset *= *"?([^\s;"]+)/i.exec(this.get('content-type'))?.[1] ?? '';
  }
  get text() {
    return this.known().text;
  }

  /** The parsed JSON, untouched; `''` where it is empty, `{}` where there is none. */
  get body() {
    const known = this.known();
    if (known.body === undefined) {
      known.body = {};
      if (/[/+]json($|[^-\w])/i.test(this.type)) {
        try {
          known.body = known.text && JSON.parse(known.text);
        } catch {
          // Not JSON: the same as none.
        }
      }
    }
    return known.body;
  }

  /** The headers, their names in lower case. */
  get headers() {
    try {
      const known = this.known();
      return (known.headers ??= Object.fromEntries(known.raw.headers ?? []));
    } catch {
      // Not what a platform gives, but what a program's own fetch did.
      return {};
    }
  }
  get header() {
    return this.headers;
  }

  /** What the `Link` header names: `rel` -> URL. */
  get links() {
    const links = {};
    for (const [, url, rel] of this.get('link').matchAll(/<([^<>]*)>[^<,]*?; *rel="?([^",;]+)/g))
      links[rel] = url;
    return links;
  }

  /** The platform's own `Response`; its body has been read. */
  get raw() {
    return this.known().raw;
  }

  /** Twilio's name of the request, which its support asks for; undefined where it sent none. */
  get requestId() {
    return this.get('twilio-request-id') || undefined;
  }

  /** The value of a header; `''` where there is none. */
  get(name) {
    return this.headers[`${name}`.toLowerCase()] ?? '';
  }

  toJSON() {
    return { status: this.status, headers: this.headers };
  }
}

for (const [name, status] of Object.entries(STATUSES)) {
  Object.defineProperty(VerifyResponse.prototype, name, {
    get() {
      return this.status === status;
    },
  });
}
