// Writes every.mts: a program in TypeScript that uses every operation and model that is known by hand, rightly and
// wrongly. tsc then says whether the package's types take the one and refuse the other.
import { writeFile } from 'node:fs/promises';
import { enumerations, fieldsOf, models, operations, sample } from '../known.mjs';

const HEAD = `import * as Package from 'twilio_verify';
import TwilioVerify, { type VerifyError, type VerifyResponse, type WithResponse } from 'twilio_verify';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(value: T): T => value;
const is =
  <A,>() =>
  <B,>(_value: B, same: Same<A, B>) =>
    same;
const signal = new AbortController().signal;
`;

/** The values of an enumeration, as a parameter's type has them: `a|b`, or one alone. */
const lists = new Set(enumerations.map(({ values }) => values.join('|')));

/** Expressions of a parameter's type, and one of another. */
function expressions({ type, isBody }) {
  const [kind] = type.split(' ');
  if (isBody) {
    const { of_tomorrow, ...known } = JSON.parse(
      JSON.stringify(sample(kind), (name, value) => (name === 'of_tomorrow' ? undefined : value)),
    );
    return { good: [JSON.stringify(known)], bad: `'text'` };
  }
  if (lists.has(kind)) {
    const values = kind.split('|').map((value) => `'${value}'`);
    return { good: [...values, `'a value of tomorrow'`], bad: `[${values[0]}]` };
  }
  const TYPES = {
    string: { good: [`'text'`], bad: '5' },
    sid: { good: [`'text'`], bad: 'new Date()' },
    country: { good: [`'ES'`], bad: '5' },
    integer: { good: ['5'], bad: `'5'` },
    boolean: { good: ['true'], bad: `'true'` },
    date: { good: ['new Date()', `'2026-01-02T03:04:05Z'`], bad: '5' },
    object: { good: ['{ a: 1 }', `'{"a":1}'`], bad: '5' },
    '[string]': { good: [`['a', 'b']`, `'a'`], bad: '[5]' },
    '[object]': { good: ['[{ a: 1 }]', '{ a: 1 }'], bad: '5' },
  };
  return TYPES[kind];
}

const REFUSED = '// @ts-expect-error';

function use({ name, api, parameters, returns }) {
  const given = returns ? `Package.${returns}` : 'null';
  const required = parameters.filter((one) => one.required);
  const options = parameters.filter((one) => !one.required);
  const good = required.map((one) => expressions(one).good[0]);
  const call = (args, method = name) => `api.${method}(${args.join(', ')})`;
  const option = ({ name }, value) => `{ ${name}: ${value} }`;
  const all = `{ ${options.map((one) => `${one.name}: ${expressions(one).good[0]}, `).join('')}signal, timeout: 1000 }`;
  const callback = `(error, data, response) => holds<Same<[typeof error, typeof data, typeof response], [VerifyError | null, ${given}, VerifyResponse]>>(true)`;
  const fields = Object.entries(fieldsOf(returns ?? '') ?? {});
  const [, items] =
    ('meta' in Object.fromEntries(fields) && fields.find(([, type]) => type.startsWith('['))) || [];
  const pages = `${call(good)}.pages()`;
  return [
    `{`,
    `const api = new TwilioVerify.${api}(TwilioVerify.ApiClient.instance);`,
    `const alone = await ${call(good)};`,
    `const whole = await ${call([...good, all])};`,
    `holds<Same<[typeof alone, typeof whole], [${given}, ${given}]>>(true);`,
    `${call([...good, callback])}.abort();`,
    `${call([...good, all, callback])}.abort();`,
    `const both = await ${call([...good, all], `${name}WithHttpInfo`)};`,
    `holds<Same<typeof both, WithResponse<${given}>>>(true);`,
    `holds<Same<typeof both, Awaited<ReturnType<ReturnType<typeof api.${name}>['withResponse']>>>>(true);`,
    ...(items
      ? [
          `for await (const item of ${call(good)}) holds<Same<typeof item, Package.${items.slice(1, -1)}>>(true);`,
          `for await (const page of ${pages}) holds<Same<typeof page, ${given}>>(true);`,
        ]
      : [REFUSED, pages]),
    ...required.flatMap((one, index) => [
      ...expressions(one).good.map((value) => `await ${call(good.with(index, value))};`),
      ...[expressions(one).bad, 'null'].flatMap((bad) => [REFUSED, `await ${call(good.with(index, bad))};`]),
    ]),
    ...options.flatMap((one) => [
      ...[...expressions(one).good, 'null'].map((value) => `await ${call([...good, option(one, value)])};`),
      REFUSED,
      `await ${call([...good, option(one, expressions(one).bad)])};`,
    ]),
    ...(required.length ? [REFUSED, `await ${call(good.slice(1))};`] : []),
    REFUSED,
    `await ${call([...good, `{ noSuchOption: 1 }`])};`,
    REFUSED,
    `await ${call([...good, callback], `${name}WithHttpInfo`)};`,
    `}`,
  ];
}

/** A text that has one of these values, or another. */
const open = (values) => [...values.map((value) => `'${value}'`), '(string & {})'].join(' | ');

/** What a field of a type is in TypeScript. */
function typescript(type) {
  if (type.startsWith('[')) return `${typescript(type.slice(1, -1))}[]`;
  if (fieldsOf(type)) return `Package.${type}`;
  const values = enumerations.find(({ name }) => name === type)?.values;
  if (values) return open(values);
  return { String: 'string', Number: 'number', Boolean: 'boolean', Date: 'Date', Object: 'any' }[type];
}

/** `responded_reason` -> `RespondedReasonEnum` */
const staticOf = (field) => `${field.replace(/(^|_)(.)/g, (_, __, letter) => letter.toUpperCase())}Enum`;

function shape({ name, fields, required, statics }) {
  const types = Object.entries(fields).map(([field, type]) => {
    const given = `Exclude<Package.${name}['${field}'], null | undefined>`;
    const values = statics[staticOf(field)];
    const text = values
      ? type.replace('[String]', `(${open(values)})[]`).replace('String', open(values))
      : '';
    return `holds<Same<${given}, ${text || typescript(type)}>>(true);`;
  });
  const listed = Object.entries(statics).map(
    ([one, values]) =>
      `holds<Same<typeof Package.${name}.${one}, { ${values.map((value) => `'${value}': '${value}';`).join(' ')} }>>(true);`,
  );
  const names = Object.keys(fields).map((field) => `'${field}'`);
  const given = required.map((field) => `null! as Package.${name}['${field}']`);
  return [
    `holds<Same<keyof Package.${name}, ${names.join(' | ')}>>(true);`,
    ...types,
    ...listed,
    `holds<Same<ConstructorParameters<typeof Package.${name}>['length'], ${required.length}>>(true);`,
    `is<Package.${name}>()(new TwilioVerify.${name}(${given.join(', ')}), true);`,
    `is<Package.${name}>()(TwilioVerify.${name}.constructFromObject({}), true);`,
  ];
}

const values = ({ name, values }) => [
  `is<Package.${name}>()(new TwilioVerify.${name}(), true);`,
  ...values.map((value) => `holds<Same<Package.${name}['${value}'], '${value}'>>(true);`),
];

const lines = [...operations.flatMap(use), ...models.flatMap(shape), ...enumerations.flatMap(values)];
await writeFile(new URL('every.mts', import.meta.url), `${HEAD}${lines.join('\n')}\n`);
