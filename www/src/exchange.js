// A request and its answer, to look at.
import { el } from './dom.js';
import { highlightCode, highlightForm, highlightHeaders } from './highlight.js';
import { formText, headerText, jsonText } from './secrets.js';

/**
 * @param {import('./wire.js').Exchange['request']} request
 * @param {boolean} revealed Whether secrets are shown.
 */
export const requestView = ({ method, url, headers, body }, revealed) =>
  el(
    'pre',
    { class: 'request', role: 'group', 'aria-label': 'Request' },
    el('span', { class: 'method' }, method),
    ` ${url}\n`,
    ...highlightHeaders(headers.map(headerText).join('\n')),
    ...(body ? ['\n\n', ...highlightForm(formText(body, revealed))] : []),
  );

/**
 * @param {import('./wire.js').Exchange['response']} response
 * @param {boolean} revealed Whether secrets are shown.
 */
export const responseView = ({ status, statusText, headers, body }, revealed) =>
  el(
    'div',
    { class: 'response', role: 'group', 'aria-label': 'Response' },
    el('p', { class: status < 400 ? 'status good' : 'status bad' }, `${status} ${statusText}`.trim()),
    el(
      'details',
      { class: 'fold' },
      el('summary', {}, `${headers.length} headers`),
      el('pre', {}, ...highlightHeaders(headers.map(headerText).join('\n'))),
    ),
    ...(body ? [el('pre', {}, ...highlightCode(jsonText(body, revealed)))] : []),
  );
