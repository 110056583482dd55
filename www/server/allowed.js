// What passes to Twilio: the operations of the page, to one Service.

/** The operations that the page calls. No access tokens: who has one could go on elsewhere. */
export const OPERATIONS = [
  'createVerification',
  'createVerificationCheck',
  'createNewFactor',
  'listFactor',
  'fetchFactor',
  'updateFactor',
  'deleteFactor',
  'createChallenge',
  'fetchChallenge',
  'updateChallenge',
  'createNewFactorPasskey',
  'updatePasskeysFactor',
  'createChallengePasskeys',
  'updateChallengePasskeys',
];

// What an identity, a SID or a number is made of: nothing that could end a segment of a path, or climb out of one.
const SEGMENT = '(?:[\\w+-]|%2B)+';

/**
 * Says whether a request passes, by the table of operations.
 *
 * @param {Record<string, [method: string, path: string]>} table Every operation.
 * @param {string} serviceSid The one Service.
 * @returns {(method: string, path: string) => string | undefined} The operation; undefined for all others.
 */
export function allowed(table, serviceSid) {
  const routes = OPERATIONS.map((name) => {
    const [method, path] = table[name] ?? fail(`the table has no operation ${name}`);
    if (!path.startsWith('/v2/Services/{ServiceSid}/')) fail(`${name} is not of one Service`);
    const parts = path.split('/').map((part) => {
      if (part === '{ServiceSid}') return serviceSid;
      return part.startsWith('{') ? SEGMENT : part;
    });
    return { name, method, pattern: new RegExp(`^${parts.join('/')}$`) };
  });
  return (method, path) => routes.find((one) => one.method === method && one.pattern.test(path))?.name;
}

function fail(message) {
  throw new Error(message);
}
