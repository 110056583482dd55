// The core's tables, in the lines that it reads itself (src/table.rs).
import { tables as text } from './core/core.js';
import { core } from './core.js';

let read;

/** The lines of the operations, and those of the models; read when first needed. */
export const tables = () =>
  (read ??= core(text)
    .split('\n\n')
    .map((lines) => lines.split('\n')));

/** A parameter: a letter for its place, a capital where it is required, its name in the request, then its marks. */
function parameterOf(text) {
  const [marked] = text.slice(1).split(':');
  const [wire, ...secret] = marked.split('*');
  const place = text[0].toLowerCase();
  const name = wire[0].toLowerCase() + wire.slice(1).replaceAll('.', '');
  return { name, wire, place, required: place !== text[0], secret: secret.length > 0 };
}

/** What is known of the operation of this number. */
export function operationOf(number) {
  const [name, method, path, body, returns, ...rest] = tables()[0][number].split(' ');
  return { name, method, path, body, returns, parameters: rest.map(parameterOf) };
}
