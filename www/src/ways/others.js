// The ways to sign in that come after the first.
export { App } from './authenticator.js';
export { Passkey } from './passkey.js';
export { Push } from './push.js';
