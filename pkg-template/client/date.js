// Dates as the replaced client reads them.

/** A `Date` of a text in ISO 8601 or RFC 2822, or of milliseconds as text. */
export function parseDate(text) {
  // What Twilio sends, the short way: engines read ISO 8601 three times as fast as what comes below. The years before
  // 1000 are another matter.
  const date = /^[1-9].*Z$/.test(text) ? new Date(text) : NaN;
  if (!isNaN(date)) return date;
  return new Date(isNaN(text) ? text.replace(/(\d)(T)(\d)/i, '$1 $3') : +text);
}
