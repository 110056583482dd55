// What every model class does, driven by the core's schemas.
import { parseDate } from './date.js';
import { models } from './tables.js';

/** Name and type of each field, by the model's class. */
const fields = new Map();

/** The schemas' types as `ApiClient.convertToType` takes them: a name, a class, or a list of one of them. */
const types = { Object };

const typeOf = (name) => (name[0] === '[' ? [typeOf(name.slice(1, -1))] : (types[name] ?? name));

/** The text of a value for an error; a proxy that throws has none. */
const shown = (value) => (value !== null && typeof value === 'object' ? 'an object' : typeof value);

let convert;

/**
 * Ties the classes to the core's schemas, when a model is first needed: each gets its fields on its prototype, so that
 * `'sid' in model` holds for a field that did not come.
 */
function learn() {
  if (fields.size) return;
  for (const line of models()) {
    const [name, ...rest] = line.split(' ');
    const known = [];
    for (let i = 0; i < rest.length; i += 2) {
      known.push([rest[i], rest[i + 1]]);
      // A default is there already.
      types[name].prototype[rest[i]] ??= undefined;
    }
    fields.set(types[name], known);
  }
}

/** Name and type of each field of a class. */
export function fieldsOf(type) {
  learn();
  // A program's own class has those of the model that it extends.
  for (let of = type; of; of = Object.getPrototypeOf(of)) if (fields.has(of)) return fields.get(of);
  return [];
}

/** What every model has. */
export class Model {
  constructor() {
    learn();
  }

  /**
   * Makes a model of a plain object, or fills `obj` from it: fields are converted to their documented types, what is
   * not documented is left out.
   */
  static constructFromObject(data, obj) {
    if (!data) return obj;
    const model = obj || new this();
    for (const [name, type] of fieldsOf(this)) {
      if (Object.hasOwn(data, name)) model[name] = convert(data[name], typeOf(type));
    }
    return model;
  }

  /** Checks that what is required is there, and that what is there has the documented types. Throws where not. */
  static validateJSON(data) {
    for (const name of this.RequiredProperties ?? []) {
      if (data[name] === undefined)
        throw new Error(`The required field '${name}' of ${this.name} is missing`);
    }
    for (const [name, type] of fieldsOf(this)) {
      const value = data[name];
      const item = typeOf(type);
      const wrong = (expected) => {
        throw new Error(`The field '${name}' of ${this.name} should be ${expected}, but is ${shown(value)}`);
      };
      if (!value) continue;
      if (type === 'String' && typeof value !== 'string' && !(value instanceof String)) wrong('a string');
      if (Array.isArray(item)) {
        if (!Array.isArray(value)) wrong('a list');
        if (item[0].validateJSON) for (const each of value) item[0].validateJSON(each);
      } else if (item.prototype instanceof Model) {
        item.validateJSON(value);
      }
    }
    return true;
  }
}

/** Makes the classes known by their names. `convertToType` is handed in, for `constructFromObject`. */
export function register(all, convertToType) {
  convert = convertToType;
  Object.assign(types, all);
}

/** The class of a model. */
export const classOf = (name) => types[name];
