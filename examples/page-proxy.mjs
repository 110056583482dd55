// The program of page-proxy.html. README.md says how both move to a server of yours.
import TwilioVerify from 'twilio_verify';

TwilioVerify.ApiClient.instance.basePath = '/verify';
const factors = new TwilioVerify.VerifyV2FactorApi();
const newFactors = new TwilioVerify.VerifyV2NewFactorApi();
const challenges = new TwilioVerify.VerifyV2ChallengeApi();
const at = (id) => document.getElementById(id);
const WORDS = {
  code: 'That code does not count.',
  add: 'Add an app first.',
  401: 'Give your password first.',
  403: 'Sign in with a code first.',
  429: 'Too many codes. Wait.',
  later: 'It does not work at the moment.',
};
let uri;

/** The newest of the person's apps that stands so. */
async function app(status) {
  const { factors: all } = await factors.listFactor('mine', 'me');
  return all.findLast((one) => one.status === status)?.sid;
}
const ACTIONS = {
  async add() {
    const { binding } = await newFactors.createNewFactor('mine', 'me', 'totp', 'Authenticator app');
    uri = binding.uri;
    return 'Give its code.';
  },
  async confirm(authPayload) {
    const sid = await app('unverified');
    if (!sid) return WORDS.add;
    const { status } = await factors.updateFactor('mine', 'me', sid, { authPayload });
    return status === 'verified' ? 'It counts from now on.' : WORDS.code;
  },
  async check(authPayload) {
    const sid = await app('verified');
    if (!sid) return WORDS.add;
    const { status } = await challenges.createChallenge('mine', 'me', sid, { authPayload });
    return status === 'approved' ? 'You are signed in.' : WORDS.code;
  },
};
async function act(what) {
  const { value } = at('code');
  at('said').textContent = '';
  // What is no code the proxy does not let pass.
  if (what !== 'add' && !/^\d{6}$/.test(value)) at('said').textContent = WORDS.code;
  else
    at('said').textContent = await ACTIONS[what](value).catch(({ status }) => WORDS[status] ?? WORDS.later);
}
for (const button of document.querySelectorAll('[data-do]'))
  button.addEventListener('click', () => act(button.dataset.do));
document.querySelector('form').addEventListener('submit', (event) => {
  event.preventDefault();
  act('check');
});

// The app, which in the sandbox is here. On your server: a QR code of `uri` in place of this.
setInterval(async () => {
  const response = uri && (await fetch('/app', { method: 'POST', body: uri }).catch(() => null));
  if (response?.ok) at('app').textContent = `The app shows ${(await response.json()).code}`;
}, 1000);
