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
    { class: 'request', tabindex: 0, role: 'group', 'aria-label': 'Request' },
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
    'pre',
    { class: 'response', tabindex: 0, role: 'group', 'aria-label': 'Response' },
    el('span', { class: status < 400 ? 'status good' : 'status bad' }, `${status} ${statusText}`.trim()),
    '\n',
    ...highlightHeaders(headers.map(headerText).join('\n')),
    ...(body ? ['\n\n', ...highlightCode(jsonText(body, revealed))] : []),
  );
