// Asks before something is lost for good.
import { find } from './dom.js';
import { clearProblem, showProblem } from './problem.js';

const dialog = find('#confirm');
const problem = find('.problem', dialog);
const [keep, go] = dialog.querySelectorAll('button');

/**
 * Asks, and does it: an error of it shows in the dialog.
 *
 * @param {string} title
 * @param {() => Promise<void>} act
 * @returns {Promise<boolean>} Whether it was done.
 */
export function confirmed(title, act) {
  find('h2', dialog).textContent = title;
  clearProblem(problem);
  let done = false;
  keep.onclick = () => dialog.close();
  go.onclick = async () => {
    try {
      await act();
      done = true;
      dialog.close();
    } catch (error) {
      showProblem(problem, error);
    }
  };
  dialog.showModal();
  keep.focus();
  return new Promise((resolve) => dialog.addEventListener('close', () => resolve(done), { once: true }));
}
