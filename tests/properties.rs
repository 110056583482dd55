//! What holds of every value, not only of those that somebody thought of. A failure prints the value, and keeps its seed in
//! a file beside this one.
#![cfg(not(target_arch = "wasm32"))]

#[path = "properties/encoded.rs"]
mod encoded;

use proptest::collection::vec;
use proptest::prelude::*;
use twilio_verify::api::operations;
use twilio_verify::parts::parts;
use twilio_verify::request::{Request, Slot};
use twilio_verify::retry::Attempt;
use twilio_verify::schema::{Limit, Operation, Place};
use twilio_verify::table::{Entry, OPERATIONS};

const AWKWARD: &[&str] =
    &["", ".", "..", "/", "%", "%2F", "+", "&", "=", "?", "#", "\0", "\r\n", "{Sid}", "😀", "\u{fffd}"];

/// Any text, and often one that means something in a URL or a form.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        vec(
            prop_oneof![Just("a".to_owned()), proptest::sample::select(AWKWARD).prop_map(str::to_owned)],
            0..5
        )
        .prop_map(|pieces| pieces.concat()),
    ]
}

/// An operation, and values for all its parameters.
fn call() -> impl Strategy<Value = (usize, &'static Operation, Vec<Vec<String>>)> {
    let all: Vec<_> = operations().enumerate().collect();
    proptest::sample::select(all).prop_flat_map(|(number, operation)| {
        let values: Vec<_> = operation
            .parameters
            .iter()
            .map(|parameter| match parameter.place {
                Place::Path | Place::Body => vec(text(), 1..=1),
                Place::Query | Place::Form => vec(text(), 0..3),
            })
            .collect();
        (Just(number), Just(operation), values)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_a_server_decodes_is_what_went_in((number, operation, values) in call()) {
        encoded::check(number, operation, &values);
    }

    #[test]
    fn whatever_the_shell_lays_out_is_encoded_or_refused(
        number: u32,
        layout in vec(prop_oneof![0..40_u32, any::<u32>()], 0..40),
        text in text(),
    ) {
        let pieces: String = parts(&layout, &text).map(|(_, piece)| piece).collect();
        prop_assert!(text.starts_with(&pieces));
        for operation in [Entry::at(number), Entry::at(number % OPERATIONS.len() as u32), Entry::of(number as usize % 60)] {
            let parts = parts(&layout, &text).map(|(slot, value)| (Slot::of(slot), value));
            let _ = Request::encode(operation, parts);
        }
    }

    #[test]
    fn a_limit_reads_any_text_and_any_value(
        kind in "[sldrcat]?",
        limit in text(),
        value in prop_oneof![text(), "[0-9]{0,12}"],
        from: u32,
        to: u32,
    ) {
        // Those of the tables live as long as the program.
        if let Some(limit) = Limit::parse(Box::leak((kind + &limit).into_boxed_str())) {
            limit.allows(&value);
            limit.expected();
        }
        let range = Limit::Range(from, to);
        // What is more than fits is the most there is.
        let number = value.bytes().all(|byte| byte.is_ascii_digit()).then(|| value.parse::<u64>()).and_then(Result::ok);
        let within = number.is_some_and(|number| (from..=to).contains(&u32::try_from(number).unwrap_or(u32::MAX)));
        prop_assert_eq!(range.allows(&value), within);
    }

    #[test]
    fn a_wait_is_never_negative_nor_beyond_what_is_left(
        reads: bool,
        status in prop_oneof![Just(0_u32), Just(429), Just(503), any::<u32>()],
        code in prop_oneof![Just(0_u32), Just(20429), any::<u32>()],
        attempts: u32,
        numbers: [f64; 4],
    ) {
        let [retries, retry_after, left, random] = numbers;
        let attempt = Attempt { reads, status, code, retries, attempts, retry_after, left };
        for random in [random, 0.0, 0.5] {
            if let Some(wait) = attempt.wait(random.abs().fract()) {
                prop_assert!(wait >= 0.0 && wait < left && retries >= 1.0, "{wait} of {attempt:?}");
            }
            let _ = attempt.wait(random);
        }
    }
}
