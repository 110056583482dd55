// The JavaScript that a user would write.
import { serviceSid } from './session.js';

/**
 * @typedef {object} Program
 * @property {string} operation Name of the operation.
 * @property {string} setup What every program begins with.
 * @property {string} promise The call, with `await`.
 * @property {string} callback The call, with a callback.
 */

/** How long a line may get before its arguments stand one below the other. */
const WIDTH = 62;

const FACTORS = { api: 'VerifyV2FactorApi', variable: 'factors' };
const NEW_FACTORS = { api: 'VerifyV2NewFactorApi', variable: 'newFactors' };

/** Enrols a TOTP factor. */
export const createProgram = (identity, name, options) =>
  program({
    ...NEW_FACTORS,
    operation: 'createNewFactor',
    constants: { identity },
    args: ['serviceSid', 'identity', "'totp'", literal(name)],
    options,
    result: 'factor',
    use: ['showQrCode(factor.binding.uri);'],
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
    use: ["const verified = factor.status === 'verified';"],
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
    use: ['console.log(factor.friendly_name);'],
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
    use: ['for (const factor of page.factors) console.log(factor.sid);', 'console.log(page.meta.next_page_url);'],
  });

/** Reads a factor. */
export const fetchProgram = (identity, sid) =>
  program({
    ...FACTORS,
    operation: 'fetchFactor',
    constants: { identity, sid },
    args: ['serviceSid', 'identity', 'sid'],
    result: 'factor',
    use: ['console.log(factor.status, factor.date_created);'],
  });

/** Deletes a factor. */
export const deleteProgram = (identity, sid) =>
  program({
    ...FACTORS,
    operation: 'deleteFactor',
    constants: { identity, sid },
    args: ['serviceSid', 'identity', 'sid'],
    use: ["console.log('deleted');"],
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
  const head = Object.entries(constants).map(([name, value]) => `const ${name} = ${literal(value)};`);
  const given = options && Object.keys(options).length > 0;
  const call = (start, values) => parenthesised(`${start}${variable}.${operation}`, values);
  const awaited = call(result ? `const ${result} = await ` : 'await ', given ? [...args, object(options)] : args);
  const callback = [
    `(error${result ? `, ${result}` : ''}) => {`,
    '  if (error) {',
    '    console.error(error.code, error.message);',
    '    return;',
    '  }',
    ...indented(use),
    '}',
  ].join('\n');
  return {
    operation,
    setup: setup({ api, variable }),
    promise: [
      ...head,
      '',
      'try {',
      ...indented([...awaited.split('\n'), ...use]),
      '} catch (error) {',
      '  console.error(error.code, error.message);',
      '}',
    ].join('\n'),
    // An operation with options takes them before the callback.
    callback: [...head, '', call('', options ? [...args, object(options), callback] : [...args, callback])].join('\n'),
  };
}

/** A call; its arguments on one line where they fit. */
function parenthesised(callee, values) {
  const line = `${callee}(${values.join(', ')});`;
  if (line.length <= WIDTH && !line.includes('\n')) return line;
  return [`${callee}(`, ...indented(values.map((value) => `${value},`)), ');'].join('\n');
}

/** An object literal. */
function object(values) {
  const pairs = Object.entries(values).map(([name, value]) => `${name}: ${literal(value)}`);
  if (pairs.length === 0) return '{}';
  const line = `{ ${pairs.join(', ')} }`;
  return line.length <= WIDTH - 10 ? line : ['{', ...indented(pairs.map((pair) => `${pair},`)), '}'].join('\n');
}

const indented = (parts) => parts.flatMap((part) => part.split('\n').map((line) => `  ${line}`));

/** A value as JavaScript has it: numbers bare, texts in single quotes. */
function literal(value) {
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${text}'`;
}
