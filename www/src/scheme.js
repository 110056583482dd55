// Light or dark: the system's choice, or the person's own, which is kept for the next visit.
import { find } from './dom.js';

const KEY = 'scheme';

// A browser may refuse storage; the choice then lasts as long as the page.
const stored = {
  read() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  },
  write(value) {
    try {
      localStorage.setItem(KEY, value);
    } catch {
      // As above.
    }
  },
};

const choices = [...find('#scheme').querySelectorAll('input')];
const initial = choices.find(({ value }) => value === stored.read()) ?? choices[0];

initial.checked = true;
document.documentElement.dataset.scheme = initial.value;
find('#scheme').addEventListener('change', ({ target }) => {
  document.documentElement.dataset.scheme = target.value;
  stored.write(target.value);
});
