// The page: four ways to sign in, over one client and one sandbox, and what is behind them.
import './scheme.js';
import './clock.js';
import { Behind } from './behind.js';
import { wireCopyButtons } from './copy.js';
import { find } from './dom.js';
import { live } from './live.js';
import { Run } from './run.js';
import { wireTabs } from './tabs.js';
import { App } from './ways/authenticator.js';
import { Passkey } from './ways/passkey.js';
import { Push } from './ways/push.js';
import { Sms } from './ways/sms.js';

const behind = new Behind(find('#behind'));
const run = new Run(find('#run'));
const ways = [Sms, App, Push, Passkey].map((Kind) => new Kind(behind));

const list = find('.ways');
const mark = wireTabs(list, (tab) => {
  if (tab.hash !== location.hash) history.pushState(null, '', tab.hash);
  show();
});

/** The way in view. */
let way;

/** Shows the way that the address names, or the first; where it names another place, the one in view stays. */
function show() {
  const stays = location.hash ? way : undefined;
  const named = ways.find(({ name }) => `#${name}` === location.hash) ?? stays ?? ways[0];
  if (named === way) return;
  way = named;
  for (const each of ways) each.panel.hidden = each !== way;
  mark(find(`#tab-${way.name}`));
  run.show(way.name);
  way.show();
}

addEventListener('hashchange', show);
addEventListener('popstate', show);
show();
wireCopyButtons(document.body);
if (live) {
  find('#costs').textContent = live.costs;
  find('#costs').hidden = false;
  find('.token').hidden = true;
}
