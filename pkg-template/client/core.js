// The Rust core: given its wasm by the entry of the runtime, and surviving it if it should ever fail.
import { __wbg_reset_state, initSync } from '../core/core.js';
import { ParameterError, VerifyError } from './errors.js';
import { lacking, need } from './need.js';
import { explain } from './sentences.js';
import { REASON_CORE } from './constants.js';

let started = false;

/** Makes the one instance of the core. False where there is one already. */
export function instantiate(module) {
  if (started) return false;
  initSync({ module });
  return (started = true);
}

const NEEDED = ['TextEncoder', 'TextDecoder', 'Headers', 'Response'];
const WITH_FETCH = ['fetch', ...NEEDED];

/** Throws where the platform lacks what a call needs; `fetch` too, unless the program has its own. */
export const able = (own) => need('a call', lacking(own ? NEEDED : WITH_FETCH), VerifyError);

/**
 * Calls an export of the core.
 *
 * What the core refuses is thrown as a `ParameterError`. A trap cannot happen; if it does, this call fails, and the
 * next one finds a new instance: the core keeps nothing between two calls.
 */
export function core(run, ...args) {
  try {
    return run(...args);
  } catch (error) {
    if (!started) throw new VerifyError('Call init first');
    if (typeof error === 'string') {
      // A letter for the reason, then the details (`Refusal` in src/error.rs).
      throw new ParameterError(explain(error.charCodeAt() - 65, ...error.slice(1).split('\0')));
    }
    __wbg_reset_state();
    able(true);
    throw new VerifyError(explain(REASON_CORE, run.name), { cause: error });
  }
}
