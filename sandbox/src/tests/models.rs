//! Every answer is held against the model of its operation.

use crate::message::{Request, Response};
use crate::router::route;
use serde_json::Value;
use twilio_verify::schema::{Schema, Type};

/// Checks that a good answer has each field of its operation's model and no other, each of its type or null.
pub fn hold(request: &Request, response: &Response) {
    let Ok((operation, _)) = route(request) else { return };
    if !(200..300).contains(&response.status) || request.method == "OPTIONS" {
        return;
    }
    let body = response.body.as_ref().map(|text| serde_json::from_str(text).unwrap());
    match (operation.returns, &body) {
        (Some(schema), Some(body)) => check(schema, body),
        (None, None) => {}
        (expected, body) => panic!("{}: {body:?} is no {expected:?}", operation.name),
    }
}

fn check(schema: &Schema, value: &Value) {
    let object = value.as_object().unwrap_or_else(|| panic!("{value} is no {}", schema.name));
    let names: Vec<_> = schema.fields.iter().map(|field| field.name).collect();
    for name in object.keys() {
        assert!(names.contains(&name.as_str()), "{} has no {name}", schema.name);
    }
    for field in schema.fields {
        let value = object.get(field.name);
        let value = value.unwrap_or_else(|| panic!("{} is without {}", schema.name, field.name));
        if !value.is_null() {
            check_type(&field.kind, value, &[schema.name, ".", field.name].concat());
        }
    }
}

fn check_type(kind: &Type, value: &Value, name: &str) {
    let right = match kind {
        Type::String => value.is_string(),
        Type::Number => value.is_number(),
        Type::Boolean => value.is_boolean(),
        Type::Date => value.as_str().and_then(crate::time::parse).is_some(),
        Type::Object => value.is_object() || value.is_array(),
        Type::Enumeration(enumeration) => enumeration.values.iter().any(|known| *value == known.name),
        Type::Model(schema) => return check(schema, value),
        Type::List(item) => {
            let items = value.as_array().unwrap_or_else(|| panic!("{name} is no list: {value}"));
            return items.iter().for_each(|value| check_type(item, value, name));
        }
    };
    assert!(right, "{name} is no {kind:?}: {value}");
    let letters = name.ends_with("_sid") || name.ends_with(".sid");
    let text = value.as_str().unwrap_or_default();
    if letters && !text.is_empty() && !name.ends_with("account_sid") {
        assert!(
            text.len() == 34 && text.bytes().skip(2).all(|byte| byte.is_ascii_hexdigit()),
            "{name}: {text}"
        );
    }
    if name.ends_with(".url") {
        assert!(text.starts_with("https://verify.test/v2/"), "{name}: {text}");
    }
}
