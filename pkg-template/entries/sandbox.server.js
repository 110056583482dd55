// twilio_verify/sandbox/server: what needs node:http, apart, so that no bundle for a browser looks for it.
export { listen } from '../sandbox/server.js';
