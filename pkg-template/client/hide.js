// What a program can read, and no log shows.

/** Gives an object a property that can be read and set, but whose value nothing shows that prints the object. */
export function hide(object, name, value, enumerable = false) {
  Object.defineProperty(object, name, {
    get: () => value,
    set(other) {
      // As with a plain property, what inherits it gets one of its own.
      if (this === object) value = other;
      else hide(this, name, other, enumerable);
    },
    enumerable,
    configurable: true,
  });
}
