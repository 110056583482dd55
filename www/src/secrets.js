// What is not shown unless asked for: the same values that the package keeps out of logs and errors.

/** Keys of a form. */
const FORM_KEYS = new Set(['AuthPayload', 'Binding.Secret', 'Config.NotificationToken']);

/** Fields of an answer. */
const FIELDS = new Set(['binding', 'config']);

/** What stands in the place of a value that is hidden. */
export const HIDDEN = '••••••';

/** A form body, its pairs one below the other. */
export function formText(body, revealed) {
  const pairs = body.split('&').map((pair) => {
    const [key] = pair.split('=', 1);
    return FORM_KEYS.has(decodeURIComponent(key)) && !revealed ? `${key}=${HIDDEN}` : pair;
  });
  return pairs.join('\n&');
}

/** The JSON text of an answer, laid out for reading; other text as it is. */
export function jsonText(body, revealed) {
  try {
    const hide = (name, value) => (FIELDS.has(name) && value !== null && !revealed ? HIDDEN : value);
    return JSON.stringify(JSON.parse(body), hide, 2);
  } catch {
    return body;
  }
}

/** A header line. What is made of the auth token stays hidden in any case: it is never anyone's to look at. */
export const headerText = ([name, value]) =>
  `${name}: ${name === 'authorization' ? value.replace(/ .*/, ` ${HIDDEN}`) : value}`;
