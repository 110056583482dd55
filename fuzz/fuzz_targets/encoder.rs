//! Any values of any operation: what a server decodes is what went in. Any layout: no panic.
#![no_main]

#[path = "../../tests/properties/encoded.rs"]
mod encoded;

use libfuzzer_sys::fuzz_target;
use twilio_verify::api::operations;
use twilio_verify::parts::parts;
use twilio_verify::request::{Request, Slot};
use twilio_verify::schema::Place;
use twilio_verify::table::Entry;

fuzz_target!(|input: (u8, Vec<Vec<String>>, Vec<u32>)| {
    let (number, given, layout) = input;
    let number = usize::from(number) % operations().count();
    let Some(operation) = operations().nth(number) else { return };

    let text = given.concat().concat();
    let layout: Vec<_> = layout.into_iter().map(|number| number % 64).collect();
    let _ = Request::encode(
        Entry::of(number),
        parts(&layout, &text).map(|(slot, value)| (Slot::of(slot), value)),
    );

    let mut given = given.into_iter();
    let values: Vec<Vec<String>> = operation
        .parameters
        .iter()
        .map(|parameter| {
            let mut values = given.next().unwrap_or_default();
            if matches!(parameter.place, Place::Path | Place::Body) {
                values.resize(1, "a".to_owned());
            }
            values
        })
        .collect();
    encoded::check(number, operation, &values);
});
