// For a page that calls Verify with this package: the token stays here, and only what the page needs passes.
//
//   import TwilioVerify from 'twilio_verify';
//   TwilioVerify.ApiClient.instance.basePath = '/verify'; // this server, not Twilio
//   await new TwilioVerify.VerifyV2FactorApi().listFactor('mine', 'me');
//
// `mine` and `me` stand for the Service of the environment and the person of the session: no others pass. The
// environment is that of ../express; pages are in `public`, and ../README.md says what else.
import express from 'express';
import { listen } from '../shared/listen.mjs';
import { readSession, writeSession } from '../shared/session.mjs';
import { add, apps, connect, mayAdd } from '../shared/totp.mjs';
import { signIn } from '../shared/used.mjs';

const { env } = process;
const verify = connect(env);
const { service, factors } = verify;
const ME = '/verify/v2/Services/mine/Entities/me';
const CODE = { AuthPayload: /^\d{6}$/ };
const NEW = { FactorType: /^totp$/, FriendlyName: /^[\p{L}\p{N} .'’-]{1,64}$/u };

const app = express();
app.disable('x-powered-by');
app.use(express.static('public'));
app.use('/verify', express.urlencoded({ extended: false, limit: '1kb' }), async (request, response, next) => {
  response.set('cache-control', 'no-store');
  // Other sites can make a browser send forms to this one; the browser says so.
  if (request.get('sec-fetch-site') !== 'same-origin') return response.status(403).json({});
  const session = await readSession(request.headers.cookie, env.SESSION_SECRET);
  if (!session?.passed.includes('password')) return response.status(401).json({});
  response.locals = { session, me: session.identity, own: await apps(verify, session.identity) };
  next();
});

/** Lets a form pass that has these fields and no others, each as its pattern wants it. */
const form =
  (fields, { adds } = {}) =>
  (request, response, next) => {
    const { own, session } = response.locals;
    const { body = {} } = request;
    const names = Object.keys(fields);
    const fits = names.every((name) => typeof body[name] === 'string' && fields[name].test(body[name]));
    const may = fits && Object.keys(body).length === names.length && (!adds || mayAdd(own, session));
    return may ? next() : response.status(403).json({});
  };

const has = (list, sid) => list.some((one) => one.sid === sid);

/** What a page sees of an app. */
const shown = ({ sid, friendly_name, factor_type, status }) => ({ sid, friendly_name, factor_type, status });

app.get(`${ME}/Factors`, (request, response) => {
  const { verified, unverified } = response.locals.own;
  response.json({ factors: [...verified, ...unverified].map(shown) });
});

app.post(`${ME}/Factors`, form(NEW, { adds: true }), async ({ body }, response) => {
  const { me, own } = response.locals;
  const { binding, ...factor } = await add(verify, me, body.FriendlyName, own);
  response.json({ ...shown(factor), binding: { uri: binding.uri } });
});

app.post(`${ME}/Factors/:sid`, form(CODE, { adds: true }), async ({ body, params }, response) => {
  const { me, own } = response.locals;
  if (!has(own.unverified, params.sid)) return response.status(404).json({});
  const options = { authPayload: body.AuthPayload };
  response.json(shown(await factors.updateFactor(service, me, params.sid, options)));
});

app.post(`${ME}/Challenges`, form({ FactorSid: /^YF/, ...CODE }), async ({ body }, response) => {
  const { me, own } = response.locals;
  if (!has(own.verified, body.FactorSid)) return response.status(404).json({});
  const approved = await signIn(verify, me, body.FactorSid, body.AuthPayload);
  const session = { identity: me, passed: ['password', 'totp'] };
  if (approved) response.set('set-cookie', await writeSession(session, env.SESSION_SECRET));
  response.json({ status: approved ? 'approved' : 'pending' });
});

listen(app, env);
