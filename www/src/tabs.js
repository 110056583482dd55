// Tabs: arrow keys, Home and End move between them, as the ARIA practices have it.
import { el, newId } from './dom.js';

/**
 * Makes the tabs of a list work.
 *
 * @param {HTMLElement} list
 * @param {(tab: HTMLElement) => void} onSelect
 * @returns {(tab: HTMLElement) => void} Marks a tab as the selected one.
 */
export function wireTabs(list, onSelect) {
  const tabs = [...list.querySelectorAll('[role=tab]')];
  list.addEventListener('keydown', (event) => {
    const at = tabs.indexOf(event.target);
    const last = tabs.length - 1;
    const to = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    onSelect(tabs[to]);
    tabs[to].focus();
  });
  list.addEventListener('click', (event) => {
    const tab = event.target.closest('[role=tab]');
    if (!tab || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onSelect(tab);
  });
  return (selected) => {
    for (const tab of tabs) {
      tab.setAttribute('aria-selected', tab === selected);
      tab.tabIndex = tab === selected ? 0 : -1;
    }
  };
}

/**
 * Makes tabs over one panel.
 *
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
  const element = el('div', { role: 'tablist', 'aria-label': label }, ...buttons);
  const mark = wireTabs(element, (tab) => onSelect(tab.dataset.name));
  panel.setAttribute('role', 'tabpanel');
  return {
    element,
    select(name) {
      const selected = buttons.find((button) => button.dataset.name === name);
      mark(selected);
      panel.setAttribute('aria-labelledby', selected.id);
    },
  };
}
