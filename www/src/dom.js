// Elements, made and found.

/**
 * Makes an element.
 *
 * @param {string} name Its tag.
 * @param {Record<string, unknown>} [attributes] Functions listen to the event of that name; `true` is an attribute
 *   without a value; `false`, `null` and `undefined` are none.
 * @param {...(Node | string)} children What is in it.
 * @returns {HTMLElement}
 */
export const el = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);

/**
 * Makes an element of a picture; as `el`.
 *
 * @returns {SVGElement}
 */
export const svg = (name, attributes, ...children) =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);

/**
 * Finds the one element that a selector means.
 *
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement}
 */
export const find = (selector, within = document) => within.querySelector(selector);

let made = 0;

/** An id that no other element has. */
export const newId = (prefix) => `${prefix}-${++made}`;

/** Text that only a screen reader says. */
export const unseen = (text) => el('span', { class: 'unseen' }, text);

function fill(element, attributes = {}, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}
