// An error, shown where it happened.
import { el, newId, unseen } from './dom.js';
import { Missing } from './part.js';

/** What to do, by Twilio's code. Source: https://www.twilio.com/docs/api/errors */
const ADVICE = {
  20003: 'Check the account SID and the auth token that your server uses.',
  20404: 'It has expired, was used up, or is not there any more: begin anew.',
  20429: 'Wait a little before the next try.',
  60200: 'Write a number as +, country code and number, an address in full.',
  60202:
    'After five wrong codes none is taken, not even the right one, until ten minutes have passed since the first was sent. Let them pass, and send a new one.',
  60203:
    'Five codes were sent. The next can be sent when ten minutes have passed since the first; until then the old one is good.',
  60310: 'It takes no more codes: delete it, and enrol a new one.',
  60306: 'Change the value that the message names, and send it again.',
};

/**
 * Shows an error, and says it: the place is an alert.
 *
 * @param {HTMLElement} place
 * @param {{message: string, status?: number, code?: number, moreInfo?: string}} error
 * @param {{advice?: string, fields?: Record<string, HTMLElement>}} [options] `fields` are the inputs by the names that
 *   messages call them, or by '' whatever the message says: the one at fault is marked and focused.
 */
export function showProblem(place, error, { advice, fields = {} } = {}) {
  clearProblem(place);
  if (error instanceof Missing) {
    showMissing(place, error);
    return;
  }
  const { code, status, moreInfo, message } = error;
  // The message says Twilio's code.
  const facts = [
    ...(status === undefined ? [] : [`HTTP ${status}`]),
    ...(moreInfo?.startsWith('https://') ? [link(moreInfo)] : []),
  ];
  place.replaceChildren(
    el('p', { class: 'said' }, unseen('Error: '), el('strong', {}, message)),
    el('p', {}, ADVICE[code] ?? advice ?? 'Change what the message names, and try again.'),
  );
  if (facts.length > 0)
    place.append(el('p', { class: 'facts' }, facts[0], ...(facts[1] ? [' · ', facts[1]] : [])));
  place.hidden = false;
  const at = Object.keys(fields).find((name) => message.includes(name));
  if (at !== undefined) blame(fields[at], place);
}

/** It is nobody's fault here, and the same for every step. */
function showMissing(place, { message }) {
  place.replaceChildren(
    el('p', { class: 'said' }, el('strong', {}, message)),
    el(
      'p',
      {},
      'You may be offline. What is here works on; for the rest, load the page again once you are online. That forgets what you did here.',
    ),
    el('button', { type: 'button', class: 'small', click: () => location.reload() }, 'Load the page again'),
  );
  place.hidden = false;
}

/** Takes an error away again. */
export function clearProblem(place) {
  place.hidden = true;
  place.replaceChildren();
  for (const input of document.querySelectorAll(`[aria-errormessage="${place.id}"]`)) {
    input.removeAttribute('aria-invalid');
    input.removeAttribute('aria-errormessage');
  }
}

const link = (url) =>
  el(
    'a',
    { href: url, target: '_blank', rel: 'noopener noreferrer' },
    'About this error',
    unseen(' (at Twilio, in a new tab)'),
  );

function blame(input, place) {
  place.id ||= newId('problem');
  input.setAttribute('aria-invalid', 'true');
  input.setAttribute('aria-errormessage', place.id);
  const folded = input.closest('details');
  if (folded) folded.open = true;
  input.focus();
}
