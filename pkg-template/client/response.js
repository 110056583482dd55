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
  #text;
  #body;
  #headers;
  #raw;
  #failure;

  constructor(raw, status, text) {
    this.status = status;
    this.#raw = raw;
    this.#text = text;
  }

  /** Sets what `error` gives. */
  static fail(response, error) {
    response.#failure = error;
    return error;
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
    return this.#failure ?? false;
  }
  get type() {
    return this.get('content-type').split(/ *; */)[0];
  }
  get charset() {
    return /charset *= *"?([^\s;"]+)/i.exec(this.get('content-type'))?.[1] ?? '';
  }
  get text() {
    return this.#text;
  }

  /** The parsed JSON, untouched; `''` where it is empty, `{}` where there is none. */
  get body() {
    if (this.#body === undefined) {
      this.#body = {};
      if (/[/+]json($|[^-\w])/i.test(this.type)) {
        try {
          this.#body = this.#text && JSON.parse(this.#text);
        } catch {
          // Not JSON: the same as none.
        }
      }
    }
    return this.#body;
  }

  /** The headers, their names in lower case. */
  get headers() {
    try {
      return (this.#headers ??= Object.fromEntries(this.#raw.headers ?? []));
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
    for (const [, url, rel] of this.get('link').matchAll(/<([^>]*)>[^,]*?; *rel="?([^",;]+)/g))
      links[rel] = url;
    return links;
  }

  /** The platform's own `Response`; its body has been read. */
  get raw() {
    return this.#raw;
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
