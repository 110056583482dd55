// From parsed JSON to a model, by a plan that is made of the core's table once for each model.
import { parseDate } from './date.js';
import { classOf, fieldsOf } from './model.js';

/** The plan of each model that was needed, by its name. */
const plans = new Map();

/**
 * What has to be done to a model: its prototype, and for each field that does not stay as it came a step: the field's
 * name, the plan of the model in it (none for a date), and whether that is a list. `items` is the field that holds the
 * items of a page.
 */
export function planOf(name) {
  let known = plans.get(name);
  if (!known) {
    const type = classOf(name);
    const steps = [];
    for (const [field, kind] of fieldsOf(type)) {
      const list = kind[0] === '[';
      const of = list ? kind.slice(1, -1) : kind;
      const date = of === 'Date';
      if (date || (of !== 'Object' && classOf(of)))
        steps.push({ field, plan: date ? null : planOf(of), list });
    }
    const items = steps.some(({ field }) => field === 'meta')
      ? steps.find(({ list }) => list)?.field
      : undefined;
    plans.set(name, (known = { prototype: type?.prototype, steps, items }));
  }
  return known;
}

/** Makes a parsed value, and what is in it, what a plan says, in place. Gives nothing where it is no object. */
export function adopt(value, { prototype, steps }) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  Object.setPrototypeOf(value, prototype);
  for (const { field, plan, list } of steps) {
    const came = value[field];
    if (!plan) {
      if (typeof came === 'string') value[field] = parseDate(came);
    } else if (!list) adopt(came, plan);
    else if (Array.isArray(came)) for (const item of came) adopt(item, plan);
  }
  return value;
}
