// What a program passed to a method of an API class.
import { ParameterError } from './errors.js';
import { explain } from './sentences.js';
import { REASON_MISSING } from './constants.js';

/**
 * The arguments of an operation: the required parameters, then `opts` and `callback`, either of which may be left out.
 * A callback may also be the property of no `opts` at all: f(sid, callback).
 *
 * Gives a value for each parameter, and what `opts` of every operation may hold beside its own options.
 */
export function read({ name, parameters, required }, args) {
  const inPlaceOfOptions = typeof args[required] === 'function';
  const opts = (!inPlaceOfOptions && args[required]) || {};
  const values = [];
  for (const parameter of parameters) {
    const index = values.length;
    const value = index < required ? args[index] : opts[parameter.name];
    if (index < required && (value === undefined || value === null)) {
      throw new ParameterError(explain(REASON_MISSING, parameter.name, name));
    }
    values.push(value);
  }
  return {
    values,
    settings: {
      signal: opts.signal ?? undefined,
      timeout: opts.timeout ?? undefined,
      maxRetries: opts.maxRetries ?? undefined,
    },
    callback: args[required + 1] ?? (inPlaceOfOptions ? args[required] : undefined),
  };
}
