// The values of an enumeration, by their own text.

/** An object of these values, with spaces between them. */
export const valuesOf = (values) => Object.fromEntries(values.split(' ').map((value) => [value, value]));
