// What a program can read, and no log shows.

/** Gives an object a property that can be read and set, but that nothing which prints the object shows. */
export function hide(object, name, value) {
  const set = (other) => (value = other);
  Object.defineProperty(object, name, { get: () => value, set, configurable: true });
}
