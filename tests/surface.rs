//! The tables against what is known of the API: `operations.json` and `models.json`, kept by hand. A fact stands in both
//! places on purpose: a slip in one of them is seen.
#![cfg(not(target_arch = "wasm32"))]

use serde::Deserialize;
use std::collections::BTreeMap;
use twilio_verify::api::{CLASSES, operations};
use twilio_verify::models::{ENUMERATIONS, MODELS};
use twilio_verify::schema::{Kind, Limit, Operation, Parameter, Place, Schema, Type};

/// An operation: class, method, path, arguments, options, model, body. A parameter is `name=wire name: type limits`, a
/// body `name: model`.
#[derive(Debug, Deserialize, PartialEq)]
struct Known(String, String, String, Vec<String>, Vec<String>, Option<String>, Option<String>);

/// The models and enumerations.
#[derive(Deserialize)]
struct Models {
    /// Fields and types by model.
    models: BTreeMap<String, BTreeMap<String, String>>,
    /// What constructors take, in its order, by model.
    required: BTreeMap<String, Vec<String>>,
    /// What an instance without a field gives, by model.
    defaults: BTreeMap<String, BTreeMap<String, serde_json::Value>>,
    /// Values by enumeration that has no class: a static of the model whose field has them. By model.
    statics: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Values by enumeration.
    enumerations: BTreeMap<String, Vec<String>>,
}

fn models() -> Models {
    serde_json::from_str(include_str!("models.json")).unwrap()
}

fn known(class: &str, operation: &Operation) -> Known {
    let name = |parameter: &Parameter| match parameter.place {
        Place::Body => format!("{}: {}", parameter.name(), accepted(parameter)),
        _ => format!("{}={}: {}", parameter.name(), parameter.wire, accepted(parameter)),
    };
    Known(
        class.to_owned(),
        operation.method.as_str().to_owned(),
        operation.path.to_owned(),
        operation.positional().map(name).collect(),
        operation.options().map(name).collect(),
        operation.returns.map(|model| model.name.to_owned()),
        operation.content_type().map(|media| match media {
            "application/json" => "json".to_owned(),
            "application/x-www-form-urlencoded" => "form".to_owned(),
            other => other.to_owned(),
        }),
    )
}

/// What a parameter accepts: its type and limits.
fn accepted(parameter: &Parameter) -> String {
    let mut text = taken(&parameter.kind);
    for limit in parameter.limits {
        match limit {
            Limit::Sid(prefix) => text = format!("sid {prefix}"),
            Limit::Country => text = "country".to_owned(),
            Limit::Length(from, to) => text += &format!(" {from}..{to}"),
            Limit::Range(from, u32::MAX) => text += &format!(" {from}.."),
            Limit::Range(from, to) => text += &format!(" {from}..{to}"),
            Limit::Dashed => text += " dashed",
            Limit::Among(words) => text += &format!(" among {words}"),
            Limit::Recipient => text += " recipient",
        }
    }
    text
}

fn taken(kind: &Kind) -> String {
    match kind {
        Kind::String => "string".to_owned(),
        Kind::Integer => "integer".to_owned(),
        Kind::Boolean => "boolean".to_owned(),
        Kind::Date => "date".to_owned(),
        Kind::Object => "object".to_owned(),
        Kind::Enumeration(enumeration) => {
            enumeration.values.iter().map(|value| value.name).collect::<Vec<_>>().join("|")
        }
        Kind::List(item) => format!("[{}]", taken(item)),
        Kind::Model(model) => model.name.to_owned(),
    }
}

fn written(kind: &Type) -> String {
    match kind {
        Type::String => "String".to_owned(),
        Type::Number => "Number".to_owned(),
        Type::Boolean => "Boolean".to_owned(),
        Type::Date => "Date".to_owned(),
        Type::Object => "Object".to_owned(),
        Type::Enumeration(enumeration) => enumeration.name.text().to_owned(),
        Type::Model(model) => model.name.to_owned(),
        Type::List(item) => format!("[{}]", written(item)),
    }
}

#[test]
fn the_operations_are_those_of_the_api() {
    let mut expected: BTreeMap<String, Known> =
        serde_json::from_str(include_str!("operations.json")).unwrap();
    let mut wrong = Vec::new();
    for class in CLASSES {
        for operation in class.operations {
            let (ours, theirs) = (known(class.name.text(), operation), expected.remove(operation.name));
            if Some(&ours) != theirs.as_ref() {
                wrong.push(format!("{}:\n  in src/api: {ours:?}\n  known: {theirs:?}\n", operation.name));
            }
        }
    }
    assert!(wrong.is_empty(), "src/api and tests/operations.json differ\n{}", wrong.concat());
    assert!(expected.is_empty(), "in tests/operations.json, not in src/api: {:?}", expected.keys());
}

#[test]
fn the_fields_of_models_are_those_of_the_api() {
    let Models { models, .. } = models();
    for model in MODELS {
        let fields = model.fields.iter().map(|field| (field.name.to_owned(), written(&field.kind))).collect();
        assert_eq!(Some(&fields), models.get(model.name), "{}: see tests/models.json", model.name);
        assert_eq!(fields.len(), model.fields.len(), "{} has a field twice", model.name);
    }
    assert!(
        models.keys().eq(MODELS.iter().map(|model| model.name)),
        "models, or their order: every_model! in src/models/mod.rs, tests/models.json"
    );
}

#[test]
fn the_required_fields_and_defaults_are_those_of_the_api() {
    let Models { mut required, mut defaults, .. } = models();
    for model in MODELS {
        let names: Vec<_> =
            model.fields.iter().filter(|field| field.required).map(|field| field.name.to_owned()).collect();
        let known = required.remove(model.name).unwrap_or_default();
        assert_eq!(names, known, "{}: see `required` in tests/models.json", model.name);
        let values: BTreeMap<_, _> = model
            .fields
            .iter()
            .filter(|field| !field.default.text().is_empty())
            .map(|field| (field.name.to_owned(), serde_json::from_str(field.default.text()).unwrap()))
            .collect();
        let known = defaults.remove(model.name).unwrap_or_default();
        assert_eq!(values, known, "{}: see `defaults` in tests/models.json", model.name);
    }
    assert!(
        required.is_empty() && defaults.is_empty(),
        "in tests/models.json, not in src/models: {required:?}, {defaults:?}"
    );
}

#[test]
fn the_values_listed_with_fields_are_those_of_the_api() {
    let Models { mut statics, .. } = models();
    for model in MODELS {
        let mut known = statics.remove(model.name).unwrap_or_default();
        for field in model.fields {
            let Some(enumeration) = field.values else { continue };
            // `responded_reason` and `respondedReason` -> `RespondedReasonEnum`.
            let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
            let name: String = field.name.split('_').map(capital).chain(["Enum".to_owned()]).collect();
            let values: Vec<_> = enumeration.values.iter().map(|value| value.name.to_owned()).collect();
            assert_eq!(
                Some(values),
                known.remove(&name),
                "{}.{name}: `statics`, tests/models.json",
                model.name
            );
            let texts = matches!(field.kind, Type::String | Type::List(Type::String));
            assert!(texts, "{}.{} has values, and is no text", model.name, field.name);
        }
        assert!(known.is_empty(), "{}: in tests/models.json, not in src/models: {known:?}", model.name);
    }
    assert!(statics.is_empty(), "no such models: {:?}", statics.keys());
}

#[test]
fn the_enumerations_are_those_of_the_api() {
    let Models { enumerations, .. } = models();
    for enumeration in ENUMERATIONS {
        let values: Vec<_> = enumeration.values.iter().map(|value| value.name.to_owned()).collect();
        let name = enumeration.name.text();
        assert_eq!(Some(&values), enumerations.get(name), "{name}: see tests/models.json");
    }
    assert!(
        enumerations.keys().eq(ENUMERATIONS.iter().map(|one| one.name.text())),
        "enumerations, or their order: ENUMERATIONS in src/models/mod.rs, tests/models.json"
    );
}

#[test]
fn classes_and_their_operations_are_in_alphabetical_order() {
    assert!(CLASSES.iter().map(|class| class.name.text()).is_sorted(), "CLASSES in src/api/mod.rs");
    for class in CLASSES {
        let names: Vec<_> = class.operations.iter().map(|operation| operation.name).collect();
        assert!(names.is_sorted(), "{} in src/api: {names:?}", class.name.text());
    }
}

/// A path is filled from its beginning to its end, with the values as they come.
#[test]
fn parameters_of_a_path_are_in_its_order() {
    for operation in operations() {
        let held: Vec<_> =
            operation.path.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        let given = operation.parameters.iter().filter(|parameter| parameter.place == Place::Path);
        let given: Vec<_> = given.map(|parameter| parameter.wire).collect();
        assert_eq!(given, held, "parameters of {} in src/api", operation.name);
    }
}

#[test]
fn every_model_that_a_field_or_an_operation_names_is_in_the_list() {
    let returned = operations().filter_map(|operation| operation.returns);
    for model in returned {
        let number = twilio_verify::models::number(model);
        assert!(number.is_some(), "{} is not in every_model! in src/models/mod.rs", model.name);
    }
}

#[test]
fn secrets_are_marked() {
    let fields = |model: &Schema| -> Vec<_> {
        model.fields.iter().filter(|field| field.secret).map(|field| field.name).collect()
    };
    let marked: Vec<_> = MODELS
        .iter()
        .flat_map(|model| fields(model).into_iter().map(|field| format!("{}.{field}", model.name)))
        .collect();
    assert_eq!(
        marked,
        [
            "ApprovePasskeysChallengeRequestResponse.signature",
            "CreateChallengePasskeys201Response.hidden_details",
            "CreateNewFactorPasskey201Response.binding",
            "CreateNewFactorPasskey201Response.config",
            "UpdatePasskeysFactor200Response.config",
            "VerifyV2ServiceAccessToken.token",
            "VerifyV2ServiceEntityChallenge.hidden_details",
            "VerifyV2ServiceEntityFactor.config",
            "VerifyV2ServiceEntityNewFactor.binding",
            "VerifyV2ServiceEntityNewFactor.config",
            "VerifyV2ServiceVerification.sna",
        ]
    );
    let mut parameters: Vec<_> = operations()
        .flat_map(|operation| operation.parameters)
        .filter(|parameter| parameter.secret)
        .map(|parameter| parameter.wire)
        .collect();
    parameters.sort_unstable();
    parameters.dedup();
    assert_eq!(
        parameters,
        [
            "AuthPayload",
            "Binding.Secret",
            "Code",
            "Config.NotificationToken",
            "CustomCode",
            "CustomMessage",
            "Details.Fields",
            "Details.Message",
            "HiddenDetails",
            "SnaClientToken",
            "TemplateCustomSubstitutions",
            "approvePasskeysChallengeRequest",
            "verifyPasskeysFactorRequest",
        ]
    );
}
