//! The transport: the platform's `fetch`, on gloo-net's types.

use crate::request::Request;
use gloo_net::http::{Headers, Response};
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::RequestInit;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = fetch)]
    fn platform_fetch(url: &str, init: &RequestInit) -> Result<Promise, JsValue>;
}

/// Puts a request's headers and body into the `init` that `fetch` takes. The method is there already.
pub fn complete(request: &Request, init: &RequestInit) {
    let headers = Headers::new();
    for (name, value) in &request.headers {
        headers.set(name, value);
    }
    init.set_headers(&headers.into_raw());
    if let Some(body) = &request.body {
        init.set_body(&JsValue::from_str(body));
    }
}

/// Starts the platform's `fetch`. What it throws at once becomes a rejection, as whatever it finds later does.
pub fn start(url: &str, init: &RequestInit) -> Promise {
    platform_fetch(url, init).unwrap_or_else(|error| Promise::reject(&error))
}

/// The status of an answer.
pub fn status(response: web_sys::Response) -> u16 {
    Response::from(response).status()
}
