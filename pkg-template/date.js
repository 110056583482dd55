// Dates as the replaced client reads them.

/** A `Date` of a text in ISO 8601 or RFC 2822, or of milliseconds as text. */
export function parseDate(text) {
  return new Date(isNaN(text) ? text.replace(/(\d)(T)(\d)/i, '$1 $3') : +text);
}
