//! What a browser may download for the whole client, in bytes after brotli. It follows the tables, so that an operation that
//! Twilio adds can land: what may not grow by itself is the engine.

use twilio_verify::api;
use twilio_verify::models::MODELS;

/// For all that is there once: encoding, sending, retrying, decoding, errors, and how it loads.
const ENGINE: usize = 14_640;

/// For an operation: its line in the core's tables, its method.
const OPERATION: usize = 70;

/// For a model: its line in the core's tables, its class.
const MODEL: usize = 70;

/// What the client of today's tables may have.
pub fn today() -> usize {
    of(api::operations().count(), MODELS.len())
}

/// What a bundler may make of it: a twentieth more. It gives names anew, beside those that are exported, and escapes what
/// is no ASCII.
pub fn bundled() -> usize {
    today() + today() / 20
}

fn of(operations: usize, models: usize) -> usize {
    ENGINE + OPERATION * operations + MODEL * models
}

/// How it comes about.
pub fn explained() -> String {
    let (operations, models) = (api::operations().count(), MODELS.len());
    format!(
        "{ENGINE} for the engine, {OPERATION} for each of {operations} operations, {MODEL} for each of {models} \
         models: xtask/src/budget.rs"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_tables_have_the_budget_that_was_set_for_them() {
        assert_eq!(of(57, 41), 21_500);
    }

    #[test]
    fn an_operation_and_its_model_bring_their_own() {
        // One with a form of three parameters, and a model of five fields, took 112.
        assert!(of(58, 42) - of(57, 41) >= 112);
    }
}
