//! How types, limits and examples are written: in the documentation and in TypeScript.

use super::words::camel;
use std::ptr;
use twilio_verify::api;
use twilio_verify::schema::{Enumeration, Field, Kind, Parameter, Schema, Type};

/// The values of an enumeration as a TypeScript union.
fn union(enumeration: &Enumeration) -> String {
    enumeration.values.iter().map(|value| format!("'{}'", value.name)).collect::<Vec<_>>().join(" | ")
}

/// A field's type as the documentation writes it.
pub(super) fn written(kind: &Type) -> String {
    match kind {
        Type::String => "String".into(),
        Type::Number => "Number".into(),
        Type::Boolean => "Boolean".into(),
        Type::Date => "Date".into(),
        Type::Object => "Object".into(),
        Type::Enumeration(enumeration) => enumeration.name.text().into(),
        Type::Model(model) => model.name.into(),
        Type::List(item) => format!("[{}]", written(item)),
    }
}

/// A field's type in TypeScript: a text, or texts, of listed values where there are some.
pub(super) fn field_typescript(field: &Field) -> String {
    match (&field.kind, field.values) {
        (Type::List(_), Some(values)) => format!("Array<{}>", open(values)),
        (_, Some(values)) => open(values),
        (kind, None) => typescript(kind),
    }
}

/// The values that are known, and others.
fn open(enumeration: &Enumeration) -> String {
    format!("Open<{}>", union(enumeration))
}

/// A type in TypeScript.
pub(super) fn typescript(kind: &Type) -> String {
    match kind {
        Type::String => "string".into(),
        Type::Number => "number".into(),
        Type::Boolean => "boolean".into(),
        Type::Date => "Date".into(),
        Type::Object => "any".into(),
        Type::Enumeration(enumeration) => open(enumeration),
        Type::Model(model) => model.name.into(),
        Type::List(item) => format!("{}[]", typescript(item)),
    }
}

/// The page that documents a field's type, where it has one.
pub(super) fn page(kind: &Type) -> Option<&'static str> {
    match kind {
        Type::Enumeration(enumeration) => Some(enumeration.name.text()),
        Type::Model(model) => Some(model.name),
        Type::List(item) => page(item),
        _ => None,
    }
}

/// A parameter's type as the documentation writes it.
pub(super) fn parameter_type(kind: &Kind) -> String {
    match kind {
        Kind::String => "String".into(),
        Kind::Integer => "Number".into(),
        Kind::Boolean => "Boolean".into(),
        Kind::Date => "Date".into(),
        Kind::Object => "Object".into(),
        Kind::Enumeration(enumeration) => enumeration.name.text().into(),
        Kind::List(item) => format!("[{}]", parameter_type(item)),
        Kind::Model(model) => model.name.into(),
    }
}

/// A parameter's type in TypeScript: what can be passed.
pub(super) fn parameter_typescript(kind: &Kind) -> String {
    match kind {
        Kind::String => "string".into(),
        Kind::Integer => "number".into(),
        Kind::Boolean => "boolean".into(),
        Kind::Date => "Date | string".into(),
        Kind::Object => "object | string".into(),
        Kind::Enumeration(enumeration) => open(enumeration),
        Kind::List(item) => {
            let item = parameter_typescript(item);
            format!("Array<{item}> | {item}")
        }
        Kind::Model(model) => model.name.into(),
    }
}

/// The page that documents a parameter's type, where it has one.
pub(super) fn parameter_page(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Enumeration(enumeration) => Some(enumeration.name.text()),
        Kind::Model(model) => Some(model.name),
        Kind::List(item) => parameter_page(item),
        _ => None,
    }
}

/// A value of a parameter, as the seed's documentation has them.
pub(super) fn example(kind: &Kind, name: &str) -> String {
    match kind {
        Kind::String | Kind::Enumeration(_) => format!("\"{name}_example\""),
        Kind::Integer => "56".into(),
        Kind::Boolean => "true".into(),
        Kind::Date => "new Date(\"2013-10-20T19:20:30+01:00\")".into(),
        Kind::Object => "null".into(),
        Kind::List(_) => "[\"null\"]".into(),
        Kind::Model(model) => filled(model),
    }
}

/// A model with what it needs.
fn filled(model: &Schema) -> String {
    let value = |field: &Field| match &field.kind {
        Type::Model(model) => filled(model),
        Type::List(_) => "[]".into(),
        Type::Number => "56".into(),
        Type::Boolean => "true".into(),
        Type::Date => "new Date()".into(),
        Type::Object => "{}".into(),
        Type::String | Type::Enumeration(_) => format!("\"{}_example\"", camel(field.name)),
    };
    let values: Vec<_> = model.fields.iter().filter(|field| field.required).map(value).collect();
    format!("new TwilioVerify.{}({})", model.name, values.join(", "))
}

/// Whether a model is sent, alone or in another one.
pub(super) fn is_request(model: &'static Schema) -> bool {
    fn holds(kind: &Type, model: &Schema) -> bool {
        match kind {
            Type::Model(one) => {
                ptr::eq(*one, model) || one.fields.iter().any(|field| holds(&field.kind, model))
            }
            Type::List(item) => holds(item, model),
            _ => false,
        }
    }
    api::operations().flat_map(|operation| operation.parameters).any(|parameter| match parameter.kind {
        Kind::Model(body) => holds(&Type::Model(body), model),
        _ => false,
    })
}

/// What the documentation's last column says of a parameter.
pub(super) fn notes(parameter: &Parameter) -> String {
    let optional = (!parameter.required).then(|| "[optional]".to_owned());
    let limits = parameter.limits.iter().map(|limit| limit.expected());
    optional.into_iter().chain(limits).collect::<Vec<_>>().join(", ")
}
