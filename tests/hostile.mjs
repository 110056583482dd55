// Values that nobody should pass, and what a request must carry of each: made anew for each use, because some of them
// are used up by it.

const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

const thrower = (name) =>
  Object.defineProperty({}, name, {
    enumerable: true,
    configurable: true,
    get() {
      throw new Error(`no ${name} for you`);
    },
  });

const circular = () => {
  const value = { plan: 'pro' };
  value.self = value;
  return value;
};

/** A text as it is. */
const text = (value) => [() => value, [value]];
/** Any other value, and its text. */
const sent = (make, ...texts) => [make, texts];
/** A value that must be refused. */
const refused = (make) => [make, null];

/**
 * Name -> [makes the value, the texts that a query or form carries: none where the value is absent, null where it
 * must be refused].
 */
export const HOSTILE = {
  undefined: sent(() => undefined),
  null: sent(() => null),
  NaN: sent(() => NaN, 'NaN'),
  infinity: sent(() => -Infinity, '-Infinity'),
  'minus zero': sent(() => -0, '0'),
  'a huge number': sent(() => 1e300, '1e+300'),
  'a BigInt': sent(() => 2n ** 70n, '1180591620717411303424'),
  'a boolean': sent(() => false, 'false'),
  'a symbol': sent(() => Symbol('x'), 'Symbol(x)'),
  'a function': sent(() => Math.max, String(Math.max)),
  'a revoked proxy': refused(revoked),
  'a getter that throws': refused(() => thrower('plan')),
  'a toString that throws': refused(() => thrower('toString')),
  'a toJSON that throws': refused(() => thrower('toJSON')),
  'a toString that gives a symbol': refused(() => ({ toString: () => Symbol('x') })),
  'a toString that gives an object': refused(() => ({
    toString: () => Object.create(null, { x: { value: 1 } }),
  })),
  'a toString that gives nothing': refused(() => ({ toString: () => undefined })),
  'a toJSON that gives nothing': refused(() => ({ toJSON: () => undefined })),
  'an object that refers to itself': refused(circular),
  'an object with a BigInt': refused(() => ({ a: 1n })),
  'an object without a prototype': sent(() => Object.assign(Object.create(null), { a: 1 }), '{"a":1}'),
  'an object': sent(() => ({ a: ['ü', null] }), '{"a":["ü",null]}'),
  'a map': sent(() => new Map([[1, 2]]), '[object Map]'),
  'a date': sent(() => new Date(0), '1970-01-01T00:00:00.000Z'),
  'an invalid date': refused(() => new Date(NaN)),
  'a regular expression': sent(() => /a\/b/, '/a\\/b/'),
  'a String object': sent(() => new String('boxed'), 'boxed'),
  bytes: sent(() => new Uint8Array([1, 2]), '1,2'),
  'a list': sent(() => ['a', 2, { b: 3 }], 'a', '2', '{"b":3}'),
  'an empty list': sent(() => []),
  'a list that refers to itself': refused(() => {
    const list = [circular()];
    return list;
  }),
  'a long list': sent(() => Array(500).fill('x'), ...Array(500).fill('x')),
  'the empty text': text(''),
  'a dot': text('.'),
  'two dots': text('..'),
  'a path': text('../../Services'),
  'an escaped path': text('%2e%2e%2f'),
  'a placeholder': text('{Sid}'),
  'a query': text('?PageSize=1&Page=2#x'),
  'a form': text('a+b=c&Code=123456;d'),
  quotes: text(`'"\`<>`),
  'line ends': text('a\r\nX-Injected: 1\n\n'),
  'control characters': text('\u0000\u0001\u001f\u007f'),
  blanks: text('  \t '),
  'an emoji': text('👩‍👩‍👧‍👦 €ü'),
  'a byte order mark': text('\ufeff\ufffe'),
  'half a million characters': text('ä/'.repeat(1 << 18)),
  'half an emoji': refused(() => '😀'.slice(0, 1)),
  'the other half of an emoji': refused(() => `a${'😀'.slice(1)}b`),
  'a list with half an emoji': refused(() => ['a', '\ud800']),
};
