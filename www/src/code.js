// The JavaScript that a user would write.
import { serviceSid } from './session.js';

/**
 * @typedef {object} Program
 * @property {string} operation Name of the operation.
 * @property {string} setup What every program begins with.
 * @property {string} promise The call, with `await`.
 * @property {string} callback The call, with a callback.
 */

/** How long a line may get before it is broken: on a phone it would else break anywhere. */
const WIDTH = matchMedia('(min-width: 40rem)').matches ? 78 : 36;

const FACTORS = { api: 'VerifyV2FactorApi', variable: 'factors' };
const NEW_FACTORS = { api: 'VerifyV2NewFactorApi', variable: 'newFactors' };

/** Enrols a TOTP factor. */
export const createProgram = (identity, name, options) =>
  program({
    ...NEW_FACTORS,
    operation: 'createNewFactor',
    constants: { identity, name },
    args: ['serviceSid', 'identity', "'totp'", 'name'],
    options,
    result: 'factor',
    use: 'console.log(factor.binding.uri); // Show it as a QR code.',
  });

/** Verifies a factor with a code. */
export const verifyProgram = (identity, sid, code) =>
  program({
    ...FACTORS,
    operation: 'updateFactor',
    constants: { identity, sid },
    args: ['serviceSid', 'identity', 'sid'],
    options: { authPayload: code },
    result: 'factor',
    use: "console.log(factor.status); // Still 'unverified' where the code was wrong.",
  });

/** Renames a factor. */
export const renameProgram = (identity, sid, friendlyName) =>
  program({
    ...FACTORS,
    operation: 'updateFactor',
    constants: { identity, sid },
    args: ['serviceSid', 'identity', 'sid'],
    options: { friendlyName },
    result: 'factor',
    use: 'console.log(factor.friendly_name);',
  });

/** Lists a page of factors. */
export const listProgram = (identity, options) =>
  program({
    ...FACTORS,
    operation: 'listFactor',
    constants: { identity },
    args: ['serviceSid', 'identity'],
    options,
    result: 'page',
    use: 'for (const factor of page.factors) console.log(factor.sid);\nconsole.log(page.meta.next_page_url);',
  });

/** Reads a factor. */
export const fetchProgram = (identity, sid) =>
  program({
    ...FACTORS,
    operation: 'fetchFactor',
    constants: { identity, sid },
    args: ['serviceSid', 'identity', 'sid'],
    result: 'factor',
    use: 'console.log(factor.status, factor.date_created);',
  });

/** Deletes a factor. */
export const deleteProgram = (identity, sid) =>
  program({
    ...FACTORS,
    operation: 'deleteFactor',
    constants: { identity, sid },
    args: ['serviceSid', 'identity', 'sid'],
    use: "console.log('deleted');",
  });

/** The whole program, as one copies it. */
export const whole = ({ setup, ...flavours }, flavour) => `${setup}\n\n${flavours[flavour]}\n`;

const setup = ({ api, variable }) =>
  [
    "import TwilioVerify from 'twilio_verify';",
    '',
    '// On your server: the token comes from its environment.',
    'const client = TwilioVerify.ApiClient.instance;',
    "const account = client.authentications['accountSid_authToken'];",
    'account.username = process.env.TWILIO_ACCOUNT_SID;',
    'account.password = process.env.TWILIO_AUTH_TOKEN;',
    '',
    `const ${variable} = new TwilioVerify.${api}();`,
    `const serviceSid = ${literal(serviceSid)};`,
  ].join('\n');

/** @returns {Program} */
function program({ api, variable, operation, constants, args, options, result, use }) {
  const given = options && Object.keys(options).length > 0;
  const head = Object.entries(constants).map(([name, value]) => `const ${name} = ${literal(value)};`);
  if (given) head.push(`const options = ${object(options)};`);
  const values = given ? [...args, 'options'] : args;
  const start = result ? `const ${result} = await ` : 'await ';
  const callback = `(error${result ? `, ${result}` : ''}) => {
  if (error) return console.error(error.code, error.message);
${indented(use)}
}`;
  return {
    operation,
    setup: setup({ api, variable }),
    promise: `${head.join('\n')}

try {
${indented(call(`${start}${variable}.${operation}`, values))}
${indented(use)}
} catch (error) {
  console.error(error.code, error.message);
}`,
    // An operation with options takes them before the callback.
    callback: `${head.join('\n')}

${call(`${variable}.${operation}`, [...values, ...(options && !given ? ['{}'] : []), callback])}`,
  };
}

/** A call: on one line as far as its last argument begins there, else an argument to a line. */
function call(callee, args) {
  const text = `${callee}(${args.join(', ')});`;
  const [line] = text.split('\n', 1);
  return line.length <= WIDTH
    ? text
    : `${callee}(\n${args.map((value) => indented(`${value},`)).join('\n')}\n);`;
}

/** An object literal. */
function object(values) {
  const pairs = Object.entries(values).map(([name, value]) => `${name}: ${literal(value)}`);
  const line = `{ ${pairs.join(', ')} }`;
  return line.length <= WIDTH - 18 ? line : `{\n${pairs.map((pair) => `  ${pair},`).join('\n')}\n}`;
}

const indented = (text) => text.replace(/^/gm, '  ');

/** A value as JavaScript has it: numbers bare, texts in single quotes. */
function literal(value) {
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${text}'`;
}
