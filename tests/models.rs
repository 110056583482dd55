//! The models as serde types: what Twilio sends goes in and comes out the same.
#![cfg(not(target_arch = "wasm32"))]

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use twilio_verify::models::*;
use twilio_verify::schema::Date;

fn round_trip<T: Serialize + DeserializeOwned>(value: Value) -> T {
    let model: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&model).unwrap(), value);
    model
}

fn factor() -> Value {
    json!({
        "sid": "YF00000000000000000000000000000001",
        "account_sid": "AC00000000000000000000000000000001",
        "service_sid": "VA00000000000000000000000000000001",
        "entity_sid": "YE00000000000000000000000000000001",
        "identity": "ff483d1ff591898a9942916050d2ca3f",
        "date_created": "2015-07-30T20:00:00Z",
        "date_updated": "2015-07-30T20:00:00Z",
        "friendly_name": "Mika's phone",
        "status": "unverified",
        "factor_type": "totp",
        "config": {"alg": "sha1", "skew": 1, "code_length": 6, "time_step": 30},
        "metadata": null,
        "url": "https://verify.twilio.com/v2/Services/VA1/Entities/me/Factors/YF1",
    })
}

#[test]
fn a_factor_comes_out_as_it_went_in() {
    let model: VerifyV2ServiceEntityFactor = round_trip(factor());
    assert_eq!(model.status, Some(FactorEnumFactorStatuses::Unverified));
    assert_eq!(model.factor_type, Some(FactorEnumFactorTypes::Totp));
    assert_eq!(model.date_created, Some(Date("2015-07-30T20:00:00Z".into())));
}

#[test]
fn a_new_factor_comes_out_as_it_went_in() {
    let mut value = factor();
    value["binding"] = json!({"secret": "GEZDGNBVGY3TQOJQ", "uri": "otpauth://totp/x"});
    value["options"] = Value::Null;
    let model: VerifyV2ServiceEntityNewFactor = round_trip(value);
    assert_eq!(model.binding.unwrap()["secret"], "GEZDGNBVGY3TQOJQ");
}

#[test]
fn a_list_comes_out_as_it_went_in() {
    let model: ListFactorResponse = round_trip(json!({
        "factors": [factor()],
        "meta": {
            "first_page_url": "https://x.test/?Page=0",
            "key": "factors",
            "next_page_url": null,
            "page": 0,
            "page_size": 50,
            "previous_page_url": null,
            "url": "https://x.test/?Page=0",
        },
    }));
    assert_eq!(model.factors.unwrap().len(), 1);
}

#[test]
fn what_is_absent_is_none_and_what_is_unknown_is_no_error() {
    let model: VerifyV2ServiceEntityFactor = serde_json::from_value(json!({"tomorrow": 1})).unwrap();
    assert_eq!(model, VerifyV2ServiceEntityFactor::default());
}

#[test]
fn a_field_goes_by_its_name_on_the_wire() {
    let model: ApprovePasskeysChallengeRequest = round_trip(json!({
        "authenticatorAttachment": "platform",
        "id": "AQID",
        "rawId": "AQID",
        "response": {
            "authenticatorData": "BAU",
            "clientDataJSON": "BgcI",
            "signature": "CQ",
            "userHandle": null,
        },
        "type": "public-key",
    }));
    assert_eq!(model.raw_id.as_deref(), Some("AQID"));
    assert_eq!(model.response.unwrap().client_data_json.as_deref(), Some("BgcI"));
}

/// What is known of models by hand: fields and types, and the values of enumerations.
fn known() -> Value {
    serde_json::from_str(include_str!("models.json")).unwrap()
}

/// A value of a type, as JSON brings it. A model has all its fields.
fn sample(known: &Value, kind: &str, name: &str) -> Value {
    if let Some(item) = kind.strip_prefix('[').and_then(|kind| kind.strip_suffix(']')) {
        return json!([sample(known, item, name), sample(known, item, "another")]);
    }
    if let Some(fields) = known["models"][kind].as_object() {
        let value =
            |(name, kind): (&String, &Value)| (name.clone(), sample(known, kind.as_str().unwrap(), name));
        return Value::Object(fields.iter().map(value).collect::<Map<_, _>>());
    }
    match kind {
        "String" => json!(format!("{name} /?#%&+\"' 👩‍👩‍👧‍👦\u{0}")),
        "Number" => json!(name.len() as f64 / 2.0),
        "Boolean" => json!(name.len().is_multiple_of(2)),
        "Date" => json!("1969-12-31T23:59:59.5Z"),
        "Object" => json!({name: ["a", 1, null, {"date_created": "2015-07-30T20:00:00Z"}]}),
        other => {
            let values = known["enumerations"][other].as_array();
            values.unwrap_or_else(|| panic!("{other} is not in tests/models.json")).last().unwrap().clone()
        }
    }
}

/// Goes through every model: as it is, with one of each of its fields `null`, and with a field that nobody knows.
macro_rules! all {
    ($($name:ident),* $(,)?) => {
        #[test]
        fn every_model_comes_out_as_it_went_in() {
            let known = known();
            let mut names = Vec::new();
            $({
                names.push(stringify!($name));
                let whole = sample(&known, stringify!($name), "");
                round_trip::<$name>(whole.clone());
                for field in whole.as_object().unwrap().keys() {
                    let mut partial = whole.clone();
                    partial[field] = Value::Null;
                    let model = round_trip::<$name>(partial.clone());
                    partial.as_object_mut().unwrap().remove(field);
                    partial["of_tomorrow"] = json!(1);
                    assert_eq!(serde_json::from_value::<$name>(partial).unwrap(), model);
                }
            })*
            let there: Vec<_> = known["models"].as_object().unwrap().keys().collect();
            assert_eq!(names, there, "models, or their order: every_model! in src/models/mod.rs, tests/models.json");
        }
    };
}

twilio_verify::every_model!(all);
