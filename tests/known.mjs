// The facts of the API that are kept by hand (`operations.json`, `models.json`), in a form that tests can use, and
// values that are made of them: what a server sends, and what a program then holds.
import { readFile } from 'node:fs/promises';

const read = async (name) => JSON.parse(await readFile(new URL(name, import.meta.url), 'utf8'));

const MODELS = await read('models.json');

/** The operations: each with its method's name, its class, its parameters, and the model that it gives. */
export const operations = Object.entries(await read('operations.json')).map(
  ([name, [api, method, path, positional, options, returns, body]]) => {
    const parameter = (required) => (text) => {
      const [names, type] = text.split(': ');
      const [name, wire] = names.split('=');
      // A body has no name on the wire.
      return { name, wire, type, required, inPath: path.includes(`{${wire}}`), isBody: wire === undefined };
    };
    const parameters = [...positional.map(parameter(true)), ...options.map(parameter(false))];
    return { name, api, method, path, parameters, returns, body };
  },
);

/**
 * The models: each with its fields (name -> type), what its constructor takes, what it gives without a field, and the
 * enumerations that are its statics (name -> values).
 */
export const models = Object.entries(MODELS.models).map(([name, fields]) => ({
  name,
  fields,
  required: MODELS.required[name] ?? [],
  defaults: MODELS.defaults[name] ?? {},
  statics: MODELS.statics[name] ?? {},
}));

/** The enumerations: each with its values. */
export const enumerations = Object.entries(MODELS.enumerations).map(([name, values]) => ({ name, values }));

const byName = new Map(models.map((model) => [model.name, model]));

/** The fields of a model; undefined where the type is no model. */
export const fieldsOf = (type) => byName.get(type)?.fields;

/** An answer that says nothing, and is an empty page of every list. */
export const nothing = JSON.stringify(
  Object.fromEntries(
    models
      .filter(({ fields }) => fields.meta)
      .flatMap(({ fields }) => Object.entries(fields))
      .filter(([, type]) => /^\[/.test(type))
      .map(([name]) => [name, []]),
  ),
);

const DATES = ['2015-07-30T20:00:00Z', '1969-12-31T23:59:59.5Z'];

/** A value of a type, as JSON brings it. Lists have two items; a model has all its fields and one nobody knows. */
export function sample(type, seed = type) {
  if (type.startsWith('['))
    return ['first', 'second'].map((item) => sample(type.slice(1, -1), `${seed} ${item}`));
  const fields = fieldsOf(type);
  if (fields) {
    const known = Object.entries(fields).map(([name, type]) => [name, sample(type, name)]);
    return Object.fromEntries([...known, ['of_tomorrow', { date_created: DATES[0] }]]);
  }
  switch (type) {
    case 'String':
      return `${seed} /?#%&+"'<> 👩‍👩‍👧‍👦`;
    case 'Number':
      return seed.length / 2;
    case 'Boolean':
      return seed.length % 2 === 0;
    case 'Date':
      return DATES[seed.length % 2];
    case 'Object':
      return { [seed]: ['a', 1, null, { date_created: DATES[0] }] };
    default:
      // An enumeration, and a value that it has.
      return MODELS.enumerations[type].at(-1);
  }
}

/** What a program holds of a value that came as JSON: models of the package's classes, and dates. */
export function held(TwilioVerify, type, value) {
  if (value === null || value === undefined) return value;
  if (type.startsWith('[')) return value.map((item) => held(TwilioVerify, type.slice(1, -1), item));
  if (type === 'Date') return new Date(value);
  const fields = fieldsOf(type);
  if (!fields) return value;
  const model = Object.create(TwilioVerify[type].prototype);
  for (const [name, item] of Object.entries(value))
    model[name] = fields[name] ? held(TwilioVerify, fields[name], item) : item;
  return model;
}
