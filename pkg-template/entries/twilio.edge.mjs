// twilio_verify/twilio on Cloudflare Workers and Vercel's Edge Runtime: edge.mjs gives the client its wasm.
import './edge.mjs';

export { RestException, Twilio, default } from './twilio.init.js';
