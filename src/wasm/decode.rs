//! The decoder: walks a model's schema over a parsed answer, and has the shell convert what needs it, in place.

use super::operation;
use crate::models::{Schema, Type};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// The package's hands: what acts on the values of an answer.
    pub type Shell;

    /// Makes an object an instance of the model of this number. False where the value is no object.
    #[wasm_bindgen(method, catch)]
    fn adopt(this: &Shell, value: &JsValue, model: u32) -> Result<bool, JsValue>;

    /// Makes the field of this number a `Date`, where it is text.
    #[wasm_bindgen(method, catch)]
    fn date(this: &Shell, value: &JsValue, model: u32, field: u32) -> Result<(), JsValue>;

    /// The value of the field of this number.
    #[wasm_bindgen(method, catch)]
    fn child(this: &Shell, value: &JsValue, model: u32, field: u32) -> Result<JsValue, JsValue>;

    /// How many items a value has; 0 where it is no list.
    #[wasm_bindgen(method, catch)]
    fn length(this: &Shell, value: &JsValue) -> Result<u32, JsValue>;

    /// The item of this number.
    #[wasm_bindgen(method, catch)]
    fn item(this: &Shell, value: &JsValue, index: u32) -> Result<JsValue, JsValue>;
}

/// Makes a parsed answer the model of its operation. False where it cannot be one: it is no object.
#[wasm_bindgen]
pub fn decode(number: u32, value: &JsValue, shell: &Shell) -> Result<bool, JsValue> {
    match operation(number).and_then(|operation| operation.returns) {
        Some(schema) => model(schema, value, shell),
        None => Ok(true),
    }
}

fn model(schema: &'static Schema, value: &JsValue, shell: &Shell) -> Result<bool, JsValue> {
    let Some(number) = schema.number() else {
        return Ok(false);
    };
    let number = number as u32;
    if !shell.adopt(value, number)? {
        return Ok(false);
    }
    for (index, field) in (0..).zip(schema.fields) {
        match field.kind {
            Type::Date => shell.date(value, number, index)?,
            Type::Model(schema) => {
                model(schema, &shell.child(value, number, index)?, shell)?;
            }
            Type::List(Type::Model(schema)) => {
                let list = shell.child(value, number, index)?;
                for index in 0..shell.length(&list)? {
                    model(schema, &shell.item(&list, index)?, shell)?;
                }
            }
            _ => {}
        }
    }
    Ok(true)
}
