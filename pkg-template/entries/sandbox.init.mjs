// Node, by import of twilio_verify/sandbox/init: what require of it gives too.
import shared from './sandbox.init.import.cjs';

export const { Sandbox, init } = shared.implementation;
