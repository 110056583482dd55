//! The tables, as text for the shell.

use crate::api::{self, Place};
use crate::table::{Entry, MODEL_LINES};
use wasm_bindgen::prelude::wasm_bindgen;

/// Every model, as [`MODEL_LINES`] has them.
#[wasm_bindgen]
pub fn models() -> String {
    MODEL_LINES.text.to_owned()
}

/// What the shell needs to know of an operation, one fact a line: name, method, path, authentication, content type,
/// accepted type, the model's name, then for each parameter its name, wire name, place (`p`, `q`, `f` or `b`), and
/// whether it is required (`!`) and secret (`*`).
#[wasm_bindgen]
pub fn describe(number: u32) -> Option<String> {
    let operation = Entry::of(number)?;
    let mut text = String::new();
    for fact in operation.facts() {
        text.push_str(fact);
        text.push('\n');
    }
    for parameter in (0..).map_while(|number| operation.parameter(number)) {
        text.push_str(&api::name(parameter.wire));
        text.push(' ');
        text.push_str(parameter.wire);
        text.push_str(match parameter.place {
            Place::Path => " p",
            Place::Query => " q",
            Place::Form => " f",
            Place::Body => " b",
        });
        text.push_str(if parameter.required { "!" } else { "" });
        text.push_str(if parameter.secret { "*\n" } else { "\n" });
    }
    text.pop();
    Some(text)
}
