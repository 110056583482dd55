// The program in a page.
import { enrol } from './enrol.mjs';

const { basePath } = Object.fromEntries(new URLSearchParams(location.search));
enrol(basePath, 'VA1', 'mika').then((listed) =>
  fetch('/report', { method: 'POST', body: JSON.stringify({ listed }) }),
);
