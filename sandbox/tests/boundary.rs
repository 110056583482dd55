//! The front end, as the package's JavaScript calls it. Runs in Node and in a headless browser.
#![cfg(target_arch = "wasm32")]

use serde_json::{Value, json};
use twilio_verify_sandbox::wasm::{Core, longest};
use wasm_bindgen_test::wasm_bindgen_test;

const FACTORS: &str = "https://verify.test/v2/Services/VA1/Entities/mika-0001/Factors";

fn core() -> Core {
    let options = json!({
        "accountSid": "AC1",
        "authToken": "s3cret",
        "services": [{"sid": "VA1", "friendlyName": "Owl Bank"}],
    });
    Core::new(&options.to_string()).unwrap_or_else(|error| panic!("{error}"))
}

fn send(core: &mut Core, method: &str, body: &str) -> (Value, Value) {
    let request = json!({
        "method": method,
        "url": FACTORS,
        "headers": [
            ["authorization", "Basic QUMxOnMzY3JldA=="],
            ["content-type", "application/x-www-form-urlencoded"],
        ],
        "body": body,
    });
    let answer: Value = serde_json::from_str(&core.handle(&request.to_string(), 1.4e12).unwrap()).unwrap();
    let body = serde_json::from_str(answer["body"].as_str().unwrap_or("null")).unwrap();
    (answer, body)
}

#[wasm_bindgen_test]
fn a_factor_is_created_and_found() {
    let mut core = core();
    let (answer, factor) = send(&mut core, "POST", "FactorType=totp&FriendlyName=phone");
    assert_eq!(answer["status"], 201);
    assert!(answer["headers"].as_array().unwrap().contains(&json!(["Content-Type", "application/json"])));
    let totp = json!({"totp": {"uri": factor["binding"]["uri"]}});
    let code: String = serde_json::from_str(&core.control(&totp.to_string(), 1.4e12).unwrap()).unwrap();
    assert_eq!(code.len(), 6);
    let (answer, list) = send(&mut core, "GET", "");
    assert_eq!(answer["status"], 200);
    assert_eq!(list["factors"][0]["sid"], factor["sid"]);
    let (answer, error) = send(&mut core, "POST", "FactorType=x&FriendlyName=phone");
    assert_eq!((&answer["status"], &error["code"]), (&json!(400), &json!(60306)));
    assert_eq!(send(&mut core, "POST", &"x".repeat(longest() + 1)).0["status"], 413);
}

#[wasm_bindgen_test]
fn what_cannot_be_read_is_an_error() {
    for options in ["", "null", "{}", "[1]"] {
        assert!(Core::new(options).is_err());
    }
    let mut core = core();
    for text in ["", "null", "{}", r#""dance""#, r#"{"totp": {}}"#] {
        assert!(core.handle(text, 0.0).is_err() && core.control(text, f64::NAN).is_err());
    }
    let totp = |uri: &str| json!({"totp": {"uri": uri}}).to_string();
    assert!(core.control(&totp("otpauth://totp/x"), f64::NAN).unwrap_err().contains("secret"));
    assert!(core.control(&totp("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ"), -1.0).is_ok());
}
