//! The tables, as text for the shell.

use super::operation;
use crate::api::{AUTHENTICATION, Place};
use crate::models::{MODELS, Type};
use wasm_bindgen::prelude::wasm_bindgen;

/// Every model, one a line: its name, then its fields, each followed by its type as the documentation writes it.
#[wasm_bindgen]
pub fn models() -> String {
    let mut text = String::new();
    for model in MODELS {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(model.name);
        for field in model.fields {
            text.push(' ');
            text.push_str(field.name);
            text.push(' ');
            kind(&mut text, &field.kind);
        }
    }
    text
}

/// Appends a type: `String`, `[VerifyV2ServiceEntityFactor]`, …
fn kind(text: &mut String, of: &Type) {
    match of {
        Type::String => text.push_str("String"),
        Type::Number => text.push_str("Number"),
        Type::Boolean => text.push_str("Boolean"),
        Type::Date => text.push_str("Date"),
        // A value of an enumeration is its own text: nothing to convert.
        Type::Object | Type::Enumeration(_) => text.push_str("Object"),
        Type::Model(model) => text.push_str(model.name),
        Type::List(item) => {
            text.push('[');
            kind(text, item);
            text.push(']');
        }
    }
}

/// What the shell needs to know of an operation, one fact a line: name, method, path, authentication, content type,
/// accepted type, the model's name, then for each parameter its name, wire name, place (`p`, `q`, `f` or `b`) and whether
/// it is required (`!`).
#[wasm_bindgen]
pub fn describe(number: u32) -> Option<String> {
    let operation = operation(number)?;
    let mut text = String::new();
    let mut fact = |parts: &[&str]| {
        for part in parts {
            text.push_str(part);
        }
        text.push('\n');
    };
    fact(&[operation.name]);
    fact(&[operation.method.as_str()]);
    fact(&[operation.path]);
    fact(&[AUTHENTICATION]);
    fact(&[operation.content_type().unwrap_or_default()]);
    fact(&[operation.accept().unwrap_or_default()]);
    fact(&[operation.returns.map_or("", |model| model.name)]);
    for parameter in operation.parameters {
        let place = match parameter.place {
            Place::Path => "p",
            Place::Query => "q",
            Place::Form => "f",
            Place::Body => "b",
        };
        let required = if parameter.required { "!" } else { "" };
        fact(&[&parameter.name(), " ", parameter.wire, " ", place, required]);
    }
    text.pop();
    Some(text)
}
