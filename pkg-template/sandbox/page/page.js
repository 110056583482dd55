// The page of a sandbox that listens: messages as phones and inboxes, Factors with their codes, requests. It asks each
// second whether anything has changed.

const ROOT = '/_sandbox';
const [SECOND, SHOWN] = [1000, 100];

const find = (id) => document.getElementById(id);

/** An element; what stands in it is text, whatever it looks like. */
function el(name, className, ...children) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}

const time = (text) => new Date(text).toLocaleTimeString();

const get = async (path) => {
  const response = await fetch(`${ROOT}${path}`);
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
};

function message({ when, channel, text, code, delivered, errorCode }) {
  const head = `${time(when)} · ${channel}`;
  const lost = delivered ? [] : [el('p', 'lost-message', `did not arrive (${errorCode ?? 'no reason'})`)];
  const shown = code ? [el('code', 'code', code)] : [];
  return el('div', 'message', el('p', 'faint', head), el('p', '', text), ...shown, ...lost);
}

/** Messages by whom they went to, who got the last one first. */
function people(messages) {
  const cards = new Map();
  for (const one of messages.toReversed()) {
    if (!cards.has(one.to)) cards.set(one.to, []);
    cards.get(one.to).push(one);
  }
  return [...cards].map(([to, all]) =>
    el('article', `card ${to.includes('@') ? 'inbox' : 'phone'}`, el('h3', '', to), ...all.map(message)),
  );
}

function factor({ friendlyName, identity, factorType, status, code, codeUntil }, now) {
  const left = codeUntil && Math.max(0, Math.ceil((new Date(codeUntil) - now) / SECOND));
  const app = code ? [el('code', 'code', code), el('p', 'faint', `for ${left} s`)] : [];
  return el(
    'article',
    'card',
    el('h3', '', friendlyName),
    el('p', 'faint', `${identity} · ${factorType} · ${status}`),
    ...app,
  );
}

function request({ when, method, path, operation, parameters, status, code }) {
  const answer = el(
    'span',
    status >= 400 || !status ? 'failed' : '',
    ` ${status || 'broken'}${code ? ` (${code})` : ''}`,
  );
  const line = `${time(when)} ${operation ?? `${method} ${path}`}`;
  return el('li', '', line, answer, el('div', 'faint', JSON.stringify(parameters)));
}

const fill = (id, elements, empty) =>
  find(id).replaceChildren(...(elements.length ? elements : [el('p', 'empty', empty)]));

function about({ accountSid, authToken, serviceSid }) {
  const rows = { URL: location.origin, Account: accountSid, 'Auth token': authToken, Service: serviceSid };
  const cells = Object.entries(rows).flatMap(([name, value]) => [el('dt', '', name), el('dd', '', value)]);
  find('about').replaceChildren(...cells);
}

let seen;
let totp = false;

async function refresh() {
  const state = find('state');
  try {
    const told = await get('');
    const now = new Date(told.now);
    find('now').textContent = now.toLocaleString();
    if (told.changes !== seen) {
      about(told);
      const [outbox, requests] = await Promise.all([
        get(`/outbox?last=${SHOWN}`),
        get(`/requests?last=${SHOWN}`),
      ]);
      fill('outbox', people(outbox), 'Nothing was sent yet.');
      fill('requests', requests.toReversed().map(request), 'Nothing was asked for yet.');
    }
    if (told.changes !== seen || totp) {
      const factors = await get(`/factors?last=${SHOWN}`);
      totp = factors.some(({ code }) => code);
      fill(
        'factors',
        factors.toReversed().map((one) => factor(one, now)),
        'Nobody has one yet.',
      );
    }
    seen = told.changes;
    state.textContent = 'Live';
    state.className = '';
  } catch {
    seen = undefined;
    state.textContent = 'It does not answer: has it ended?';
    state.className = 'lost';
  }
}

async function run() {
  if (!document.hidden) await refresh();
  setTimeout(run, SECOND);
}

document.addEventListener('click', async ({ target }) => {
  const { post, sure } = target.dataset;
  if (!post || (sure && !confirm(sure))) return;
  await fetch(`${ROOT}/${post}`, { method: 'POST' }).catch(() => {});
  await refresh();
});

run();
