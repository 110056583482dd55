// Tabs: arrow keys, Home and End move between them, as the ARIA practices have it.
import { el, newId } from './dom.js';

/**
 * @param {{label: string, tabs: [string, string][], panel: HTMLElement, onSelect: (name: string) => void}} options
 *   `tabs` are the name and label of each; `panel` shows what the selected one means.
 * @returns {{element: HTMLElement, select: (name: string) => void}}
 */
export function tabList({ label, tabs, panel, onSelect }) {
  const id = (panel.id ||= newId('panel'));
  const buttons = tabs.map(([name, text]) =>
    el(
      'button',
      { type: 'button', role: 'tab', id: `${id}-${name}`, 'aria-controls': id, 'data-name': name },
      text,
    ),
  );
  const select = (name) => {
    for (const button of buttons) {
      const selected = button.dataset.name === name;
      button.setAttribute('aria-selected', selected);
      button.tabIndex = selected ? 0 : -1;
      if (selected) panel.setAttribute('aria-labelledby', button.id);
    }
  };
  const move = (event) => {
    const at = buttons.indexOf(event.target);
    const last = buttons.length - 1;
    const to = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onSelect(buttons[to].dataset.name);
    buttons[to].focus();
  };
  const choose = ({ target }) => target.dataset.name && onSelect(target.dataset.name);
  panel.setAttribute('role', 'tabpanel');
  return {
    element: el('div', { role: 'tablist', 'aria-label': label, keydown: move, click: choose }, ...buttons),
    select,
  };
}
