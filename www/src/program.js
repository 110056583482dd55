// The JavaScript that a user would write for a step, in four flavours.

/**
 * @typedef {object} Program
 * @property {string} operation Name of the operation.
 * @property {Record<Flavour, {setup: string, code: string}>} flavours `setup` is what every program begins with.
 *
 * @typedef {'promise' | 'callback' | 'twilio' | 'worker'} Flavour
 *
 * @typedef {object} Step What is called, and with what.
 * @property {string} api The class of the package.
 * @property {string} variable What programs call an object of it.
 * @property {string} operation
 * @property {Record<string, string | Given>} values What the person or the page gives, by the names of its constants.
 * @property {string[]} args The arguments after `serviceSid`.
 * @property {Record<string, string>} [options] The last argument, an object: its members' code.
 * @property {string} [result] What programs call the answer; none where there is none.
 * @property {[string, string]} [tells] What of the answer one wants to know: its name, its path in `result`.
 * @property {string} [remark] What to know of it.
 * @property {string} twilio The same call in the manner of Twilio's library, but for what it takes.
 * @property {string | Record<string, string>} [params] What that takes: code, or an object's members.
 * @property {string} [each] What programs call one item, where the answer is a list.
 *
 * @typedef {{code: string, remark?: string}} Given A value that is the program's own, or, with a remark, no text.
 */

/** The flavours and what people call them. */
export const FLAVOURS = [
  ['promise', 'Promise'],
  ['callback', 'Callback'],
  ['twilio', 'twilio-style'],
  ['worker', 'Worker'],
];

/** The whole program, as one copies it. */
export const whole = ({ setup, code }) => `${setup}${setup && '\n\n'}${code}\n`;

/** How long a line may get before it is broken: what has room beside the wire. */
const WIDTH = 66;

/**
 * @param {Step} step
 * @returns {Program}
 */
export function program(step) {
  const { operation } = step;
  const flavours = {
    promise: promise(step),
    callback: callback(step),
    twilio: twilio(step),
    worker: worker(step),
  };
  return { operation, flavours };
}

const ACCOUNT = (client, env) => `const account = ${client}.authentications['accountSid_authToken'];
account.username = ${env}.TWILIO_ACCOUNT_SID;
account.password = ${env}.TWILIO_AUTH_TOKEN;
const serviceSid = ${env}.VERIFY_SERVICE_SID;`;

const setup = ({ api, variable }) => `import TwilioVerify from 'twilio_verify';

const client = TwilioVerify.ApiClient.instance;
${ACCOUNT('client', 'process.env')}

const ${variable} = new TwilioVerify.${api}();`;

function promise(step) {
  const { result, each } = step;
  const code = each
    ? `for await (const ${each} of ${callOf(step).slice(0, -1)}) {\n  console.log(${each}.${step.tells[1]});\n}`
    : callOf(step, [], `${result ? `const ${result} = ` : ''}await `) + told(step);
  return { setup: setup(step), code: constants(step) + code };
}

function callback(step) {
  const { result, each, tells, options } = step;
  const use = each
    ? `for (const ${each} of ${result}.${tells[0]}) console.log(${each}.${tells[1]});`
    : told(step).trim();
  const then = `(error${result ? `, ${result}` : ''}) => {
  if (error) return console.error(error.code, error.message);
${indented(use || "console.log('done');")}
}`;
  // An operation with options takes them before the callback.
  const empty = options && !Object.keys(options).length ? ['{}'] : [];
  return { setup: setup(step), code: constants(step) + callOf(step, [...empty, then]) };
}

function twilio(step) {
  const { result, each, params, twilio: callee } = step;
  const args = params === undefined ? [] : [typeof params === 'string' ? params : object(params)];
  const code = each
    ? `for (const ${each} of await ${call(callee, args).slice(0, -1)}) {\n  console.log(${each}.${step.tells[1]});\n}`
    : call(`${result ? `const ${result} = ` : ''}await ${callee}`, args) + camel(told(step));
  return {
    setup: `import twilio from 'twilio_verify/twilio';

const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, VERIFY_SERVICE_SID } = process.env;
const client = twilio(TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN);
const service = client.verify.v2.services(VERIFY_SERVICE_SID);`,
    code: constants(step) + code,
  };
}

function worker(step) {
  const { api, variable, values, result, tells, each } = step;
  const [mine, theirs] = [own, (entry) => !own(entry)].map((of) => Object.entries(values).filter(of));
  const names = theirs.map(([name]) => name);
  const identity = names.includes('identity')
    ? '// The identity comes from your session, not from the page.\n'
    : '';
  const collected = `const list = [];\nfor await (const ${each} of ${callOf(step).slice(0, -1)}) list.push(${each}.${tells?.[1]});`;
  const answer = tells
    ? `Response.json({ ${tells[0]}: ${each ? 'list' : tells[1]} })`
    : 'new Response(null, { status: 204 })';
  return {
    setup: '',
    code: `import TwilioVerify from 'twilio_verify';

export default {
  async fetch(request, env) {
    const client = new TwilioVerify.ApiClient();
${indented(indented(ACCOUNT('client', 'env')))}
    const ${variable} = new TwilioVerify.${api}(client);

${indented(indented(`${identity}const { ${names.join(', ')} } = await request.json();\n${mine.length ? constants({ values: Object.fromEntries(mine) }) : ''}`.trimEnd()))}
${indented(indented(each ? collected : callOf(step, [], `${result ? `const ${result} = ` : ''}await `)))}
    return ${answer};
  },
};`,
  };
}

/** Whether a value is the program's own, and nobody's to send. */
const own = ([, value]) => typeof value === 'object' && !value.remark;

/** What was given. */
function constants({ values }) {
  const lines = Object.entries(values).map(([name, value]) => {
    const { code = literal(value), remark } = typeof value === 'object' ? value : {};
    return `${remark ? `// ${remark}\n` : ''}const ${name} = ${code};`;
  });
  return `${lines.join('\n')}\n\n`;
}

/** The call; `more` are arguments that come last, `lead` what is before it. */
function callOf({ variable, operation, args, options = {} }, more = [], lead = '') {
  const given = Object.keys(options).length ? [object(options)] : [];
  return call(`${lead}${variable}.${operation}`, ['serviceSid', ...args, ...given, ...more]);
}

const told = ({ tells, remark }) =>
  tells ? `\n${remark ? `// ${remark}\n` : ''}console.log(${tells[1]});` : '';

/** Names as Twilio's library has them. */
const camel = (text) => text.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());

/** A call: on one line as far as its last argument begins there, else an argument, or a member of the only one, to a line. */
function call(callee, args) {
  const text = `${callee}(${args.join(', ')});`;
  const [line] = text.split('\n', 1);
  const [first] = args;
  if (line.length <= WIDTH || (args.length === 1 && first.startsWith('{\n'))) return text;
  const [, members] = (args.length === 1 && /^\{ (.*) \}$/.exec(first)) || [];
  if (members) return `${callee}({\n${indented(`${members.replaceAll(', ', ',\n')},`)}\n});`;
  return `${callee}(\n${args.map((value) => indented(`${value},`)).join('\n')}\n);`;
}

/** An object literal of its members' code. */
function object(members) {
  const pairs = Object.entries(members).map(([name, code]) => (name === code ? name : `${name}: ${code}`));
  const line = `{ ${pairs.join(', ')} }`;
  return line.length <= WIDTH - 20 ? line : `{\n${pairs.map((pair) => indented(`${pair},`)).join('\n')}\n}`;
}

const indented = (text) => text.replace(/^(?=.)/gm, '  ');

/** Members' code of an object of values. */
export const literals = (values) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, literal(value)]));

/** A value as JavaScript has it: numbers bare, texts in single quotes. */
export function literal(value) {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object') return object(literals(value));
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${text}'`;
}
