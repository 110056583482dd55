//! The exports of the wasm, as the package's JavaScript calls them. Runs in Node and in a headless browser.
#![cfg(target_arch = "wasm32")]

use js_sys::{Promise, Reflect};
use twilio_verify::api;
use twilio_verify::error::{Reason, Refusal};
use twilio_verify::models::MODELS;
use twilio_verify::request::Slot;
use twilio_verify::wasm::{models as model_lines, operations, receive, send};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{RequestInit, Response, ResponseInit};

/// Where the line of an operation begins.
fn at(name: &str) -> u32 {
    let lines = operations().as_string().unwrap();
    lines
        .split_inclusive('\n')
        .take_while(|line| !line.starts_with(&format!("{name} ")))
        .map(str::len)
        .sum::<usize>() as u32
}

/// Strings as the shell lays them out: what each is for, and its length in UTF-16 code units.
fn lay_out(parts: &[(Slot, &str)]) -> (Vec<u32>, String) {
    let number = |slot| (0..).find(|number| Slot::of(*number) == slot).unwrap();
    let layout = parts.iter().flat_map(|(slot, text)| [number(*slot), text.encode_utf16().count() as u32]);
    (layout.collect(), parts.iter().map(|(_, text)| *text).collect())
}

fn prepare(name: &str, parts: &[(Slot, &str)]) -> (Result<JsValue, JsValue>, RequestInit) {
    let (layout, text) = lay_out(parts);
    let init = RequestInit::new();
    (send(at(name), &layout, &text, init.clone(), true), init)
}

fn property(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

#[wasm_bindgen_test]
fn a_request_is_completed_for_an_own_fetch() {
    let (url, init) = prepare(
        "updateFactor",
        &[
            (Slot::Base, "https://x.test/"),
            (Slot::Name, "X-One"),
            (Slot::Header, "1"),
            (Slot::Parameter(0), "VA1"),
            (Slot::Parameter(1), "grüße😀"),
            (Slot::Parameter(2), "YF1"),
            (Slot::Parameter(3), "1+2"),
        ],
    );
    assert_eq!(
        url.unwrap(),
        "https://x.test/v2/Services/VA1/Entities/gr%C3%BC%C3%9Fe%F0%9F%98%80/Factors/YF1"
    );
    assert_eq!(property(&init, "body"), "AuthPayload=1%2B2");
    let headers: web_sys::Headers = property(&init, "headers").unchecked_into();
    assert_eq!(headers.get("x-one").unwrap().as_deref(), Some("1"));
    assert_eq!(headers.get("accept").unwrap().as_deref(), Some("application/json"));
}

#[wasm_bindgen_test]
fn a_json_body_is_put_into_the_request() {
    let body = r#"{"identity":"me"}"#;
    let (url, init) =
        prepare("createChallengePasskeys", &[(Slot::Parameter(0), "VA1"), (Slot::Parameter(1), body)]);
    assert_eq!(url.unwrap(), "/v2/Services/VA1/Passkeys/Challenges");
    assert_eq!(property(&init, "body"), body);
    let headers: web_sys::Headers = property(&init, "headers").unchecked_into();
    assert_eq!(headers.get("content-type").unwrap().as_deref(), Some("application/json"));
}

#[wasm_bindgen_test]
fn what_is_refused_is_thrown_as_its_reason_and_details() {
    let (refused, _) = prepare("fetchFactor", &[(Slot::Parameter(0), "VA1"), (Slot::Parameter(1), "..")]);
    let refusal = Refusal::new(Reason::PathValue, &["identity", "fetchFactor", ".."]);
    assert_eq!(refused.unwrap_err(), refusal.into_text());
    let (refused, _) = prepare("fetchFactor", &[(Slot::Name, "X-One"), (Slot::Header, "a\nb")]);
    assert!(refused.unwrap_err().as_string().unwrap().contains("X-One"));
}

#[wasm_bindgen_test]
fn layouts_that_do_not_fit_are_no_trap() {
    for layout in [vec![], vec![7], vec![7, 9], vec![7, u32::MAX, 8, 1], vec![u32::MAX, 1], vec![99, 1]] {
        let _ = send(at("listFactor"), &layout, "😀a", RequestInit::new(), true);
        let _ = send(u32::MAX, &layout, "😀a", RequestInit::new(), true);
    }
}

#[wasm_bindgen_test]
async fn the_platform_s_fetch_is_started_and_its_failure_is_a_rejection() {
    let (layout, text) = lay_out(&[
        (Slot::Base, "http://127.0.0.1:9911"),
        (Slot::Parameter(0), "VA1"),
        (Slot::Parameter(1), "me"),
        (Slot::Parameter(2), "YF1"),
    ]);
    let started = send(at("fetchFactor"), &layout, &text, RequestInit::new(), false).unwrap();
    let promise: Promise = started.dyn_into().expect("a promise");
    assert!(JsFuture::from(promise).await.is_err());
    let (layout, text) = lay_out(&[(Slot::Base, "nonsense:")]);
    let broken = send(at("fetchFactor"), &layout, &text, RequestInit::new(), false).unwrap();
    assert!(JsFuture::from(broken.dyn_into::<Promise>().unwrap()).await.is_err());
}

#[wasm_bindgen_test]
fn a_status_tells_what_to_do() {
    let verdict = |name, status| {
        let init = ResponseInit::new();
        init.set_status(status);
        receive(at(name), Response::new_with_opt_str_and_init(None, &init).unwrap())
    };
    assert_eq!([verdict("fetchFactor", 200), verdict("deleteFactor", 200)], [0, 1]);
    assert_eq!(
        [verdict("fetchFactor", 204), verdict("fetchFactor", 302), verdict("fetchFactor", 404)],
        [1, 2, 3]
    );
}

#[wasm_bindgen_test]
fn tables_are_told_as_text() {
    let (of_operations, of_models) = (operations().as_string().unwrap(), model_lines().as_string().unwrap());
    assert_eq!(of_models.lines().count(), MODELS.len());
    assert!(
        of_models
            .contains("ListFactorResponse factors [VerifyV2ServiceEntityFactor] meta ListBucketResponseMeta")
    );
    assert_eq!(of_operations.lines().count(), api::operations().count());
    for (line, operation) in of_operations.lines().zip(api::operations()) {
        assert_eq!(line.split(' ').count(), 5 + operation.parameters.len());
        assert_eq!(line.split(' ').next(), Some(operation.name));
    }
}
