// One factor in the list: its name, its state, and what can be done with it.
import { el, find, unseen } from './dom.js';
import { clearProblem, showProblem } from './problem.js';
import { single } from './single.js';

/**
 * @typedef {object} Actions What can be done with a factor.
 * @property {() => Promise<object>} fetch Reads it.
 * @property {(name: string) => Promise<object>} rename Gives the changed factor.
 * @property {(button: HTMLElement) => void} remove
 * @property {{label: string, act: () => void} | undefined} use Verifies or signs in; none where its secret is not known here.
 */

/**
 * @param {object} factor
 * @param {Actions} actions
 * @returns {HTMLElement}
 */
export function factorRow(factor, actions) {
  const { sid } = factor;
  const more = el('div', { class: 'more', id: `more-${sid}` });
  const problem = el('div', { class: 'problem', role: 'alert', hidden: true });
  const title = el('div', { class: 'title' });
  const button = (text, attributes) =>
    el('button', { type: 'button', class: 'small', ...attributes }, text, unseen(` ${factor.friendly_name}`));
  const details = button('Details', {
    'aria-expanded': 'false',
    'aria-controls': more.id,
    click: () => toggleDetails(),
  });
  const rename = button('Rename', {
    'aria-expanded': 'false',
    'aria-controls': more.id,
    click: () => toggleRename(),
  });
  const remove = button('Delete', { class: 'small losing', click: () => actions.remove(remove) });
  const use = actions.use && button(actions.use.label, { click: () => actions.use.act() });

  const describe = () => {
    const { status, friendly_name: name } = factor;
    title.replaceChildren(
      el('h3', {}, el('bdi', {}, name)),
      el('span', { class: `badge ${status}` }, status),
    );
    for (const action of [details, rename, remove, use]) {
      if (action) find('.unseen', action).textContent = ` ${name}`;
    }
  };
  const open = (by, ...children) => {
    clearProblem(problem);
    for (const action of [details, rename]) action.setAttribute('aria-expanded', action === by);
    more.replaceChildren(...children);
  };
  const isOpen = (by) => by.getAttribute('aria-expanded') === 'true';

  const toggleDetails = single(async () => {
    if (isOpen(details)) {
      open();
      return;
    }
    clearProblem(problem);
    try {
      open(details, detailList(await actions.fetch()));
    } catch (error) {
      showProblem(problem, error);
    }
  });

  function closeRename() {
    open();
    rename.focus();
  }

  function toggleRename() {
    if (isOpen(rename)) return closeRename();
    const form = renameForm(factor, {
      onCancel: closeRename,
      onSave: single(async (name, input) => {
        clearProblem(problem);
        try {
          Object.assign(factor, await actions.rename(name));
          describe();
          closeRename();
        } catch (error) {
          showProblem(problem, error, { fields: { '': input } });
        }
      }),
    });
    open(rename, form);
    find('input', form).select();
  }

  describe();
  return el(
    'li',
    { class: 'row' },
    el(
      'div',
      { class: 'summary' },
      el('div', { class: 'what' }, title, el('p', { class: 'sid mono' }, sid)),
      el('div', { class: 'actions' }, ...(use ? [use] : []), details, rename, remove),
    ),
    more,
    problem,
  );
}

function renameForm({ sid, friendly_name: name }, { onCancel, onSave }) {
  const input = el('input', { id: `name-${sid}`, value: name, autocomplete: 'off' });
  return el(
    'form',
    {
      class: 'field',
      novalidate: true,
      submit: (event) => {
        event.preventDefault();
        onSave(input.value, input);
      },
      keydown: ({ key }) => key === 'Escape' && onCancel(),
    },
    el('label', { for: input.id }, 'New name'),
    el(
      'div',
      { class: 'inline' },
      input,
      el('button', { class: 'primary' }, 'Save'),
      el('button', { type: 'button', click: onCancel }, 'Cancel'),
    ),
  );
}

function detailList(factor) {
  const { alg, code_length: digits, time_step: step, skew } = factor.config ?? {};
  const facts = {
    Type: factor.factor_type,
    Status: factor.status,
    Algorithm: alg,
    'Code length': digits && `${digits} digits`,
    'Time step': step && `${step} s`,
    Skew: skew !== undefined && `${skew} time step${skew === 1 ? '' : 's'}`,
    Created: time(factor.date_created),
    Changed: time(factor.date_updated),
    Entity: factor.entity_sid,
  };
  const known = Object.entries(facts).filter(([, value]) => value);
  return el(
    'dl',
    {},
    ...known.map(([name, value]) =>
      el('div', { class: name === 'Entity' && 'wide' }, el('dt', {}, name), el('dd', {}, value)),
    ),
  );
}

const time = (date) => date && new Date(date).toLocaleString();
