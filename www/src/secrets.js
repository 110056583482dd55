// What is not shown unless asked for: the same values that the package keeps out of logs and errors.

/** Secret values by their names, in a form or in an answer, and why they are. */
const WHY = {
  authorization: 'is made of the auth token, which opens the whole account. It is never shown.',
  Code: 'is what proves the person, for ten minutes.',
  CustomCode: 'is what proves the person, for ten minutes.',
  CustomMessage: 'is what the person reads: the code may be in it.',
  TemplateCustomSubstitutions: 'is what the person reads: the code may be in it.',
  SnaClientToken: 'proves which phone the person holds.',
  sna: 'has the address that proves which phone the person holds.',
  'Details.Message': 'is what the person is asked, and may tell what they do.',
  'Details.Fields': 'is what the person is asked, and may tell what they do.',
  HiddenDetails: 'is for your own system, and not even for the person.',
  hidden_details: 'is for your own system, and not even for the person.',
  AuthPayload: 'is a code or a signature: what proves the person.',
  'Binding.Secret': 'is what all codes of the app are made from.',
  binding: 'has the secret that all codes of the app are made from. It comes in this one answer.',
  config: 'tells how codes are made, and where a device is reached.',
  'Config.NotificationToken': 'is where the device is reached.',
  token: 'lets a device register, for this person and for a minute.',
};

/** What stands in the place of a value that is hidden. */
export const HIDDEN = '••••••';

const secret = (name) => Object.hasOwn(WHY, name);

/** A form body, its pairs one below the other. */
export function formText(body, revealed) {
  // Passkeys send JSON.
  if (body.startsWith('{')) return jsonText(body, revealed);
  const pairs = body.split('&').map((pair) => {
    const [key] = pair.split('=', 1);
    return secret(decodeURIComponent(key)) && !revealed ? `${key}=${HIDDEN}` : pair;
  });
  return pairs.join('\n&');
}

/** The JSON text of an answer, laid out for reading; other text as it is. */
export function jsonText(body, revealed) {
  try {
    const hide = (name, value) => (secret(name) && value !== null && !revealed ? HIDDEN : value);
    return JSON.stringify(JSON.parse(body), hide, 2);
  } catch {
    return body;
  }
}

/** A header line. What is made of the auth token stays hidden in any case: it is never anyone's to look at. */
export const headerText = ([name, value]) =>
  `${name}: ${name === 'authorization' ? value.replace(/ .*/, ` ${HIDDEN}`) : value}`;

/** What of an exchange is secret: names, and why. */
export function hiddenIn({ request, response }) {
  const forms = request.body.startsWith('{') ? [] : request.body.split('&');
  const names = [
    ...request.headers.map(([name]) => name),
    ...forms.map((pair) => decodeURIComponent(pair.split('=', 1)[0])),
  ];
  const answer = jsonText(response.body, false);
  return Object.entries(WHY).filter(
    ([name]) => names.includes(name) || answer.includes(`"${name}": "${HIDDEN}"`),
  );
}
