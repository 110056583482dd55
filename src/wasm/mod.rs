//! What the package's JavaScript calls: the exports of the wasm.
//!
//! Nothing here runs a caller's code, and nothing is kept between two calls.

mod decode;
mod fetch;
mod tables;

use crate::api::{Operation, operations};
use crate::error::{Explanation, Reason};
use crate::parts::parts;
use crate::request::{Request, Slot};
use crate::response::{Verdict, redirected};
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// The operation of this number; none for a request that is not in the tables.
fn operation(number: u32) -> Option<&'static Operation> {
    operations().nth(number as usize)
}

/// Encodes a call; what is refused is thrown as the text of its error.
fn encode(number: u32, layout: &[u32], text: &str) -> Result<Request, JsValue> {
    let parts = parts(layout, text).map(|(slot, value)| (Slot::of(slot), value));
    Request::encode(operation(number), parts).map_err(|refused| refused.text().into())
}

/// Sends a call through the platform's `fetch`, which has started when this returns.
#[wasm_bindgen]
pub fn send(number: u32, layout: &[u32], text: &str, init: web_sys::RequestInit) -> Result<Promise, JsValue> {
    let request = encode(number, layout, text)?;
    fetch::complete(&request, &init)?;
    Ok(fetch::start(&request.url, &init))
}

/// Completes `init` for a call that a `fetch` of the program's own will send, and gives the URL.
#[wasm_bindgen]
pub fn prepare(
    number: u32,
    layout: &[u32],
    text: &str,
    init: web_sys::RequestInit,
) -> Result<String, JsValue> {
    let request = encode(number, layout, text)?;
    fetch::complete(&request, &init)?;
    Ok(request.url)
}

/// What to do with an answer: the number of a [`Verdict`].
#[wasm_bindgen]
pub fn receive(number: u32, response: web_sys::Response) -> u32 {
    // A request that is not in the tables has its data made by the program's own `deserialize`.
    let returns = operation(number).is_none_or(|operation| operation.returns.is_some());
    Verdict::of(fetch::status(response), returns) as u32
}

/// What an error says: the number of a [`Reason`], and its details, a NUL between them.
#[wasm_bindgen]
pub fn explain(reason: u32, details: &str) -> String {
    let details: Vec<&str> = details.split('\0').collect();
    match Reason::ALL.get(reason as usize) {
        Some((_, Reason::Redirect)) => match details[..] {
            [operation, status, location, ..] => redirected(operation, status, location).text(),
            _ => String::new(),
        },
        Some((_, reason)) => Explanation::new(*reason, &details).text(),
        None => String::new(),
    }
}
