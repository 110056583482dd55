// From parsed JSON to a model, by the plan that the core makes of its schema.
import { plan } from '../core/core.js';
import { core } from './core.js';
import { parseDate } from './date.js';
import { classOf, numberOf } from './model.js';

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
    // Pairs of a field and its type (`plan` in src/wasm/mod.rs).
    const words = core(plan, numberOf(name)).split(' ');
    const steps = [];
    for (let i = 0; i + 1 < words.length; i += 2) {
      const [field, type] = words.slice(i, i + 2);
      const list = type[0] === '[';
      const of = list ? type.slice(1, -1) : type;
      steps.push({ field, plan: of === 'Date' ? null : planOf(of), list });
    }
    const items = words.includes('meta') ? steps.find(({ list }) => list)?.field : undefined;
    plans.set(name, (known = { prototype: classOf(name)?.prototype, steps, items }));
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
