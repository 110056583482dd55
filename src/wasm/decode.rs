//! The decoder: walks a model's schema over a parsed answer, and has the shell convert what needs it, in place.

use crate::parts::take;
use crate::table::{Entry, MODEL_LINES};
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
    match Entry::of(number).and_then(|operation| Plan::of(operation.returns)) {
        Some(plan) => plan.run(value, shell),
        None => Ok(true),
    }
}

/// What has to be done to the values of a model. Made once for an answer, however long its list is.
struct Plan {
    model: u32,
    steps: Vec<(u32, Step)>,
}

/// What has to be done to the value of a field.
enum Step {
    Date,
    Model(Plan),
    List(Plan),
}

impl Plan {
    fn of(name: &str) -> Option<Plan> {
        let (model, mut rest) = MODEL_LINES.find(name)?;
        take(&mut rest, b' ');
        let mut steps = Vec::new();
        for field in 0.. {
            if take(&mut rest, b' ').is_empty() {
                break;
            }
            let kind = take(&mut rest, b' ');
            let item = kind.strip_prefix('[').and_then(|kind| kind.strip_suffix(']'));
            let step = match (kind, item) {
                ("Date", _) => Some(Step::Date),
                // Most fields: their types need not be looked for among the models.
                ("String" | "Number" | "Boolean" | "Object", _) => None,
                (_, Some(item)) => Plan::of(item).map(Step::List),
                _ => Plan::of(kind).map(Step::Model),
            };
            steps.extend(step.map(|step| (field, step)));
        }
        Some(Plan { model: model as u32, steps })
    }

    fn run(&self, value: &JsValue, shell: &Shell) -> Result<bool, JsValue> {
        if !shell.adopt(value, self.model)? {
            return Ok(false);
        }
        for (field, step) in &self.steps {
            match step {
                Step::Date => shell.date(value, self.model, *field)?,
                Step::Model(plan) => {
                    plan.run(&shell.child(value, self.model, *field)?, shell)?;
                }
                Step::List(plan) => {
                    let list = shell.child(value, self.model, *field)?;
                    for index in 0..shell.length(&list)? {
                        plan.run(&shell.item(&list, index)?, shell)?;
                    }
                }
            }
        }
        Ok(true)
    }
}
