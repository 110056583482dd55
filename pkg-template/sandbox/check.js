// What a program gives, checked: whatever is wrong is told with what should be there.

/** Where the clock ends, as the core has it: Twilio's dates go on no further than the year 9999. */
export const LAST = 253_402_300_799_000;

export const fail = (name, expected) => {
  throw new TypeError(`Sandbox: ${name} must be ${expected}`);
};

/** A text that is not empty. */
export const text = (value, name) =>
  typeof value === 'string' && value ? value : fail(name, 'a text that is not empty');

/** A function, or what stands for it where there is none. */
export const own = (value, name, otherwise) => {
  if (value === undefined) return otherwise;
  return typeof value === 'function' ? value : fail(name, 'a function');
};

/** A whole number between two. */
export const whole = (value, name, least, most, unit = '') =>
  Number.isInteger(value) && value >= least && value <= most
    ? value
    : fail(name, `a whole number${unit}, ${least} to ${most}`);

/** What a timer can wait for, in milliseconds. */
export const MOST = 2 ** 31 - 1;

/** An object. */
export const object = (value, name) => (typeof value === 'object' && value ? value : fail(name, 'an object'));
