//! What the package's JavaScript calls: the exports of the wasm.
//!
//! Nothing here runs a caller's code, and nothing is kept between two calls.

mod fetch;

use crate::error::Refusal;
use crate::parts::parts;
use crate::request::{Request, Slot};
use crate::response::Verdict;
use crate::retry::Attempt;
use crate::table::{Entry, MODEL_LINES, OPERATIONS};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Small: the calls of a stateless core leave nothing behind that would need a clever one.
#[allow(unsafe_code)]
#[global_allocator]
static ALLOCATOR: lol_alloc::AssumeSingleThreaded<lol_alloc::FreeListAllocator> =
    // SAFETY: a wasm module without shared memory has one thread.
    unsafe { lol_alloc::AssumeSingleThreaded::new(lol_alloc::FreeListAllocator::new()) };

/// Sends a call of the operation whose line begins at this byte of the table, or of none where that is beyond its end: see
/// [`Entry::at`]. Gives the promise of the platform's `fetch`, which has started when this returns. Where the program has a
/// `fetch` of its own (`own`), only `init` is completed, and the URL given. What is refused is thrown as
/// [`Refusal::into_text`] has it.
#[wasm_bindgen]
pub fn send(
    at: u32,
    layout: &[u32],
    text: &str,
    init: web_sys::RequestInit,
    own: bool,
) -> Result<JsValue, JsValue> {
    let operation = Entry::at(at);
    let parts = parts(layout, text).map(|(slot, value)| (Slot::of(slot), value));
    let request = Request::encode(operation, parts).map_err(Refusal::into_text)?;
    fetch::complete(&request, &init);
    Ok(if own { request.url.into() } else { fetch::start(&request.url, &init).into() })
}

/// What to do with an answer: the number of a [`Verdict`].
#[wasm_bindgen]
pub fn receive(at: u32, response: web_sys::Response) -> u32 {
    // A request that is not in the tables has its data made by the program's own `deserialize`.
    let returns = Entry::at(at).is_none_or(|operation| !operation.returns.is_empty());
    Verdict::of(fetch::status(response), returns) as u32
}

/// Whether to try again after an attempt that failed: how long to wait before, in milliseconds, or a negative number.
/// The arguments are [`Attempt`]'s fields in their order, and a random number from 0 to 1.
#[wasm_bindgen]
#[allow(clippy::too_many_arguments)]
pub fn retry(
    reads: bool,
    status: u32,
    code: u32,
    retries: f64,
    attempts: u32,
    retry_after: f64,
    left: f64,
    random: f64,
) -> f64 {
    let attempt = Attempt { reads, status, code, retries, attempts, retry_after, left };
    attempt.wait(random).unwrap_or(-1.0)
}

/// Every operation: a line each, as [`Entry`] reads it.
#[wasm_bindgen]
pub fn operations() -> JsValue {
    OPERATIONS.into()
}

/// Every model: a line each, as [`MODEL_LINES`] has it.
#[wasm_bindgen]
pub fn models() -> JsValue {
    MODEL_LINES.into()
}
