// The core's tables, in the lines that it reads itself (src/table.rs).
import { models as ofModels, operations } from '../core/core.js';
import { core } from './core.js';

let lines;

/** The lines of the models: a name, then name and type of each field. */
export const models = () => core(ofModels).trimEnd().split('\n');

/** A parameter: a letter for its place, a capital where it is required, its name in the request, then its marks. */
function parameterOf(text) {
  const [marked] = text.slice(1).split(':');
  const [wire, ...secret] = marked.split('*');
  const place = text[0].toLowerCase();
  const name = wire[0].toLowerCase() + wire.slice(1).replaceAll('.', '');
  return { name, wire, place, required: place !== text[0], secret: secret.length > 0 };
}

const known = [];

/** What is known of the operation of this number; read once. `at` is where its line begins: all of it is ASCII. */
export function operationOf(number) {
  lines ??= core(operations).split('\n');
  return (known[number] ??= read(number));
}

function read(number) {
  const [name, method, path, body, returns, ...rest] = lines[number].split(' ');
  const parameters = rest.map(parameterOf);
  const required = parameters.filter((parameter) => parameter.required).length;
  const at = [...lines.slice(0, number), ''].join('\n').length;
  return { at, name, method, path, body, returns, parameters, required };
}
