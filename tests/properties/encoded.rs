//! What must hold of every request that the encoder makes. Property tests and fuzzing share it.

use percent_encoding::percent_decode_str;
use twilio_verify::parts::parts;
use twilio_verify::request::{Request, Slot};
use twilio_verify::schema::{Operation, Place};
use twilio_verify::table::Entry;

/// Encodes a call of an operation; `values` are those of its parameters, several where a value is a list. Holds the request
/// against them, as decoders read it which know nothing of the encoder.
pub fn check(number: usize, operation: &Operation, values: &[Vec<String>]) {
    let base = "https://x.test";
    let mut layout = lay_out(Slot::Base, base).to_vec();
    let mut text = base.to_owned();
    for (number, value) in
        values.iter().enumerate().flat_map(|(number, list)| list.iter().map(move |value| (number, value)))
    {
        layout.extend(lay_out(Slot::Parameter(number), value));
        text.push_str(value);
    }
    let parts = parts(&layout, &text).map(|(slot, value)| (Slot::of(slot), value));
    let request = Request::encode(Entry::of(number), parts);

    let given =
        |place| operation.parameters.iter().zip(values).filter(move |(known, _)| known.place == place);
    let refused =
        given(Place::Path).any(|(_, list)| list.iter().any(|value| matches!(&**value, "" | "." | "..")));
    let request = match request {
        Ok(request) => request,
        Err(reason) => return assert!(refused, "{reason:?}"),
    };
    assert!(!refused, "{}", request.url);

    // As many values as a list has, each under the same key.
    let pairs = |place| -> Vec<(String, String)> {
        given(place)
            .flat_map(|(known, list)| list.iter().map(|value| (known.wire.to_owned(), value.clone())))
            .collect()
    };
    let decode = |text: &str| -> Vec<(String, String)> {
        form_urlencoded::parse(text.as_bytes()).into_owned().collect()
    };
    let (path, query) = request.url.split_once('?').unwrap_or((&request.url, ""));
    let path = path.strip_prefix(base).expect("the base comes first");
    assert!(request.url.bytes().all(|byte| byte.is_ascii_graphic()), "{}", request.url);
    assert_eq!(path.split('/').count(), operation.path.split('/').count(), "{path}");
    for (segment, template) in path.split('/').zip(operation.path.split('/')) {
        let in_path = given(Place::Path).find(|(known, _)| template == format!("{{{}}}", known.wire));
        match in_path {
            Some((_, list)) => assert_eq!(percent_decode_str(segment).decode_utf8().unwrap(), *list[0]),
            None => assert_eq!(segment, template),
        }
    }
    assert_eq!(decode(query), pairs(Place::Query));
    match operation.content_type() {
        None => assert_eq!(request.body, None),
        Some("application/json") => {
            assert_eq!(request.body.as_ref(), given(Place::Body).next().map(|(_, list)| &list[0]))
        }
        Some(_) => assert_eq!(decode(request.body.as_deref().unwrap()), pairs(Place::Form)),
    }
}

/// A string as the shell lays it out: what it is for, and its length in UTF-16 code units.
fn lay_out(slot: Slot, value: &str) -> [u32; 2] {
    let number = (0..).find(|number| Slot::of(*number) == slot).expect("a slot has a number");
    [number, value.encode_utf16().count() as u32]
}
