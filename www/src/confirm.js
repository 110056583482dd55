// Asks before something is lost for good.
import { el, newId } from './dom.js';
import { clearProblem, showProblem } from './problem.js';
import { single } from './single.js';

/**
 * Asks, and does it: an error of it shows in the dialog.
 *
 * @param {{title: [string, string, string], text: string, act: () => Promise<void>}} question `title` has a name in it, which may be in any script.
 * @returns {Promise<boolean>} Whether it was done.
 */
export const confirmed = ({ title: [before, name, after], text, act }) =>
  new Promise((resolve) => {
    const [titled, described] = [newId('title'), newId('text')];
    const problem = el('div', { class: 'problem', role: 'alert', hidden: true });
    const end = (done) => {
      dialog.close();
      dialog.remove();
      resolve(done);
    };
    const go = single(async () => {
      clearProblem(problem);
      try {
        await act();
        end(true);
      } catch (error) {
        showProblem(problem, error);
      }
    });
    // One dialog for each question: a late event of an earlier one cannot answer this one.
    const dialog = el(
      'dialog',
      {
        class: 'fields',
        'aria-labelledby': titled,
        'aria-describedby': described,
        cancel: () => end(false),
        close: () => end(false),
      },
      el('h2', { id: titled }, before, el('bdi', {}, name), after),
      el('p', { id: described }, text),
      problem,
      el(
        'div',
        { class: 'buttons' },
        el('button', { type: 'button', autofocus: true, click: () => end(false) }, 'Keep it'),
        el('button', { type: 'button', class: 'danger', click: go }, 'Delete'),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
