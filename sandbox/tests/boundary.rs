//! The front end, as the package's JavaScript calls it. Runs in Node and in a headless browser.
#![cfg(target_arch = "wasm32")]

use js_sys::{Array, Object, Reflect};
use twilio_verify_sandbox::wasm::{Core, totp};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Request, RequestInit, Response};

const FACTORS: &str = "https://verify.test/v2/Services/VA1/Entities/mika-0001/Factors";

fn set(object: &Object, name: &str, value: &JsValue) {
    Reflect::set(object, &name.into(), value).unwrap();
}

fn core() -> Core {
    let (options, service) = (Object::new(), Object::new());
    set(&service, "sid", &"VA1".into());
    set(&service, "friendlyName", &"Owl Bank".into());
    set(&options, "accountSid", &"AC1".into());
    set(&options, "authToken", &"s3cret".into());
    set(&options, "services", &Array::of1(&service));
    Core::new(options.into()).unwrap_or_else(|_| panic!("options that are right"))
}

async fn send(core: &Core, method: &str, body: Option<&str>) -> (u16, JsValue) {
    let headers = web_sys::Headers::new().unwrap();
    headers.set("Authorization", "Basic QUMxOnMzY3JldA==").unwrap();
    headers.set("Content-Type", "application/x-www-form-urlencoded").unwrap();
    let init = RequestInit::new();
    init.set_method(method);
    init.set_headers(&headers);
    if let Some(body) = body {
        init.set_body(&body.into());
    }
    let request = Request::new_with_str_and_init(FACTORS, &init).unwrap();
    let response: Response =
        JsFuture::from(core.fetch(request, 1.4e12, vec![7; 128])).await.unwrap().unchecked_into();
    assert_eq!(response.headers().get("content-type").unwrap().as_deref(), Some("application/json"));
    (response.status(), JsFuture::from(response.json().unwrap()).await.unwrap())
}

fn get(value: &JsValue, path: &[&str]) -> String {
    path.iter()
        .fold(value.clone(), |value, name| Reflect::get(&value, &(*name).into()).unwrap())
        .as_string()
        .unwrap_or_default()
}

#[wasm_bindgen_test]
async fn a_factor_is_created_and_found() {
    let core = core();
    let (status, factor) = send(&core, "POST", Some("FactorType=totp&FriendlyName=phone")).await;
    assert_eq!(status, 201);
    let code = totp(&get(&factor, &["binding", "uri"]), 1.4e12).unwrap();
    assert_eq!(code.len(), 6);
    let (status, list) = send(&core, "GET", None).await;
    assert_eq!(status, 200);
    assert_eq!(get(&list, &["factors", "0", "sid"]), get(&factor, &["sid"]));
    let (status, error) = send(&core, "POST", Some("FactorType=x&FriendlyName=phone")).await;
    assert_eq!(
        (status, get(&error, &["more_info"]).as_str()),
        (400, "https://www.twilio.com/docs/errors/60200")
    );
}

#[wasm_bindgen_test]
fn bad_options_and_uris_are_errors() {
    for options in [JsValue::NULL, JsValue::UNDEFINED, "x".into(), Object::new().into()] {
        assert!(Core::new(options).is_err());
    }
    assert!(totp("otpauth://totp/x", f64::NAN).unwrap_err().as_string().unwrap().contains("secret"));
    assert!(totp("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ", -1.0).is_ok());
}
