// What a screen reader says of a result that is seen elsewhere.
import { find } from './dom.js';

/** @param {string} text */
export function announce(text) {
  const region = find('#announcement');
  // The same words twice in a row are said twice only where the region was empty in between.
  region.textContent = '';
  setTimeout(() => (region.textContent = text));
}
