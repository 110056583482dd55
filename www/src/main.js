// The page: four ways to sign in, over one client and the sandbox, and what is behind them. The first way is here at once; the
// others, and the whole sandbox, come when somebody turns to them, or when there is nothing else to do.
import './scheme.js';
import { announce } from './announce.js';
import { Behind } from './behind.js';
import { wireCopyButtons } from './copy.js';
import { find } from './dom.js';
import { live } from './live.js';
import { part } from './part.js';
import { clearProblem, showProblem } from './problem.js';
import { Run } from './run.js';
import { codes, sandbox } from './session.js';
import { wireTabs } from './tabs.js';
import { Sms } from './ways/sms.js';

/** How long the first way has all to itself, in milliseconds. */
const QUIET = 3000;

const behind = new Behind(find('#behind'));
const run = new Run(find('#run'));
const panels = [...document.querySelectorAll('.way')];
const [first, ...rest] = panels;
const ways = new Map([[first, new Sms(behind)]]);

// Until what makes them work is here.
for (const panel of rest) panel.inert = true;

const others = part(() => import('./ways/others.js'), makeOthers);

function makeOthers(kinds) {
  for (const Kind of Object.values(kinds)) {
    const way = new Kind(behind);
    ways.set(way.panel, way);
    way.panel.inert = false;
  }
  // The first has been here all along, with the last call in view.
  if (shown !== first) showWay();
}

/** Where it says that the way in view could not be loaded, and why that is. */
const place = find('#missing');
let missing;

/** Says so once, and takes it back at the way that is here. */
function showMissing() {
  if (!missing || ways.has(shown)) clearProblem(place);
  else if (place.hidden) showProblem(place, missing);
}

const list = find('.ways');
const mark = wireTabs(list, (tab) => {
  if (tab.hash !== location.hash) history.pushState(null, '', tab.hash);
  show();
});

/** The panel in view. */
let shown;

/** Shows the way that the address names, or the first; where it names another place, the one in view stays. */
function show() {
  const stays = location.hash ? shown : undefined;
  const panel = panels.find(({ id }) => `#${id}` === location.hash) ?? stays ?? first;
  if (panel === shown) return;
  shown = panel;
  for (const each of panels) each.hidden = each !== panel;
  mark(find(`#tab-${panel.id}`));
  showWay();
  showMissing();
  if (panel === first) return;
  if (!ways.has(panel) && !missing) announce('Loading…');
  loadAll();
}

/** Shows what is behind the way in view, once it is here. */
function showWay() {
  const way = ways.get(shown);
  if (!way) return;
  run.show(way);
  way.show();
}

function loadAll() {
  others()
    .catch((error) => (missing = error))
    .then(showMissing);
  // The step that needs it says that it is not here.
  sandbox().catch(() => {});
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
// Not in the moment in which somebody clicks first: the whole sandbox is a megabyte to compile. Safari has no idle times.
const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
const later = () => setTimeout(whenIdle, QUIET, loadAll);
// Whether it is here or not: the first step says so.
codes().then(later, later);
for (const near of ['pointerover', 'focusin']) list.addEventListener(near, loadAll, { once: true });
