//! The tables as the wasm has them: text, put together while compiling, a line for each operation and model.
//!
//! A struct for each parameter and field, with its pointers, would be twice as much to download.

use crate::api::CLASSES;
use crate::models::MODELS;
use crate::parts::{piece, take};
use crate::schema::{FORM, JSON, Limit, Operation, Place, Schema, Type};

/// What is known of an operation: its line. Facts with spaces between them: name, method, path, what its body is (`f` for a
/// form, `j` for JSON, or empty), and the model's name (empty where an answer has no body); then for each parameter a
/// letter for its place, a capital where it is required, its name in the request, `*` where it is secret, and each of
/// its limits, as [`Limit::parse`] reads it, behind a colon. `pkg-template/client/tables.js` reads it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Name of the JavaScript method.
    pub name: &'static str,
    /// HTTP method.
    pub method: &'static str,
    /// Path below the base path, its parameters in braces.
    pub path: &'static str,
    body: &'static str,
    /// The name of the model that a good answer holds; empty where the answer has no body.
    pub returns: &'static str,
    parameters: &'static str,
}

impl Entry {
    /// The operation whose line begins at this byte of [`OPERATIONS`]; none where that is beyond its end.
    pub fn at(start: u32) -> Option<Entry> {
        let mut lines = OPERATIONS.get(start as usize..)?;
        let mut rest = take(&mut lines, b'\n');
        let mut fact = || take(&mut rest, b' ');
        let (name, method, path, body, returns) = (fact(), fact(), fact(), fact(), fact());
        Some(Entry { name, method, path, body, returns, parameters: rest })
    }

    /// The operation of this number.
    pub fn of(number: usize) -> Option<Entry> {
        let before = OPERATIONS.split_inclusive('\n').take(number).map(str::len);
        Self::at(before.sum::<usize>() as u32).filter(|entry| !entry.name.is_empty())
    }

    /// The media type of the request's body; empty where it has none.
    pub fn content_type(self) -> &'static str {
        match self.body {
            "f" => FORM,
            "j" => JSON,
            _ => "",
        }
    }

    /// The media type it asks for; empty where an answer has no body.
    pub fn accept(self) -> &'static str {
        if self.returns.is_empty() { "" } else { JSON }
    }

    /// The parameter of this number.
    pub fn parameter(self, number: usize) -> Option<Given> {
        Given::read(piece(self.parameters, b' ', number))
    }
}

/// What the core knows of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// Where it goes.
    pub place: Place,
    /// Whether it is an argument of the method.
    pub required: bool,
    /// Its name in the request.
    pub wire: &'static str,
    /// Whether its value must never be shown.
    pub secret: bool,
    limits: &'static str,
}

impl Given {
    fn read(text: &'static str) -> Option<Given> {
        let letter = *text.as_bytes().first()?;
        let place = match letter.to_ascii_lowercase() {
            b'p' => Place::Path,
            b'q' => Place::Query,
            b'f' => Place::Form,
            _ => Place::Body,
        };
        let mut limits = &text[1..];
        let marked = take(&mut limits, b':');
        let wire = piece(marked, b'*', 0);
        let required = letter.is_ascii_uppercase();
        Some(Given { place, required, wire, secret: wire.len() < marked.len(), limits })
    }

    /// The documented limits of its value.
    pub fn limits(self) -> impl Iterator<Item = Limit> {
        let mut rest = self.limits;
        std::iter::from_fn(move || Limit::parse(take(&mut rest, b':')))
    }
}

/// Every model, a line each: its name, then its fields, each followed by its type as the documentation writes it, all with
/// spaces between them. A value of an enumeration is its own text, with nothing to convert, and an `Object` here.
pub static MODEL_LINES: &str = {
    const DRAFT: Draft = draft_models();
    static TEXT: [u8; DRAFT.length] = DRAFT.cut();
    utf8(&TEXT)
};

/// Every operation, a line each, as [`Entry`] reads it.
pub static OPERATIONS: &str = {
    const DRAFT: Draft = draft_operations();
    static TEXT: [u8; DRAFT.length] = DRAFT.cut();
    utf8(&TEXT)
};

/// How many bytes a draft has room for.
const ROOM: usize = 1 << 16;

/// Lines in the making.
struct Draft {
    bytes: [u8; ROOM],
    length: usize,
}

impl Draft {
    const fn new() -> Self {
        Draft { bytes: [0; ROOM], length: 0 }
    }

    const fn push(&mut self, text: &str) {
        let (_, rest) = self.bytes.split_at_mut(self.length);
        let (place, _) = rest.split_at_mut(text.len());
        place.copy_from_slice(text.as_bytes());
        self.length += text.len();
    }

    /// `8-64`, or `8-` without an end.
    const fn range(&mut self, from: u32, to: u32) {
        self.number(from);
        self.push("-");
        if to < u32::MAX {
            self.number(to);
        }
    }

    const fn number(&mut self, value: u32) {
        if value > 9 {
            self.number(value / 10);
        }
        self.bytes[self.length] = b'0' + (value % 10) as u8;
        self.length += 1;
    }

    const fn cut<const LENGTH: usize>(&self) -> [u8; LENGTH] {
        let mut bytes = [0; LENGTH];
        bytes.copy_from_slice(self.bytes.split_at(LENGTH).0);
        bytes
    }
}

const fn utf8(bytes: &'static [u8]) -> &'static str {
    match str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => panic!("the tables are UTF-8"),
    }
}

const fn draft_operations() -> Draft {
    let mut draft = Draft::new();
    let mut class = 0;
    while class < CLASSES.len() {
        let operations = CLASSES[class].operations;
        let mut number = 0;
        while number < operations.len() {
            operation(&mut draft, &operations[number]);
            number += 1;
        }
        class += 1;
    }
    draft
}

const fn operation(draft: &mut Draft, operation: &Operation) {
    let facts = [
        operation.name,
        operation.method.as_str(),
        operation.path,
        match operation.body() {
            Some(Place::Form) => "f",
            Some(_) => "j",
            None => "",
        },
        match operation.returns {
            Some(model) => model.name,
            None => "",
        },
    ];
    let mut number = 0;
    while number < facts.len() {
        if number > 0 {
            draft.push(" ");
        }
        draft.push(facts[number]);
        number += 1;
    }
    let mut number = 0;
    while number < operation.parameters.len() {
        let parameter = &operation.parameters[number];
        draft.push(match (parameter.place, parameter.required) {
            (Place::Path, _) => " P",
            (Place::Query, true) => " Q",
            (Place::Query, false) => " q",
            (Place::Form, true) => " F",
            (Place::Form, false) => " f",
            (Place::Body, _) => " B",
        });
        draft.push(parameter.wire);
        if parameter.secret {
            draft.push("*");
        }
        limits(draft, parameter.limits);
        number += 1;
    }
    draft.push("\n");
}

const fn limits(draft: &mut Draft, limits: &[Limit]) {
    let mut number = 0;
    while number < limits.len() {
        draft.push(":");
        match limits[number] {
            Limit::Sid(prefix) => {
                draft.push("s");
                draft.push(prefix);
            }
            Limit::Length(from, to) => {
                draft.push("l");
                draft.range(from, to);
            }
            Limit::Range(from, to) => {
                draft.push("r");
                draft.range(from, to);
            }
            Limit::Dashed => draft.push("d"),
            Limit::Country => draft.push("c"),
            Limit::Among(words) => {
                draft.push("a");
                draft.push(words);
            }
            Limit::Recipient => draft.push("t"),
        }
        number += 1;
    }
}

const fn draft_models() -> Draft {
    let mut draft = Draft::new();
    let mut number = 0;
    while number < MODELS.len() {
        model(&mut draft, MODELS[number]);
        number += 1;
    }
    draft
}

const fn model(draft: &mut Draft, model: &Schema) {
    draft.push(model.name);
    let mut number = 0;
    while number < model.fields.len() {
        let field = &model.fields[number];
        draft.push(" ");
        draft.push(field.name);
        draft.push(" ");
        kind(draft, &field.kind);
        number += 1;
    }
    draft.push("\n");
}

const fn kind(draft: &mut Draft, of: &Type) {
    match of {
        Type::String => draft.push("String"),
        Type::Number => draft.push("Number"),
        Type::Boolean => draft.push("Boolean"),
        Type::Date => draft.push("Date"),
        Type::Object | Type::Enumeration(_) => draft.push("Object"),
        Type::Model(model) => draft.push(model.name),
        Type::List(item) => {
            draft.push("[");
            kind(draft, item);
            draft.push("]");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::operations;
    use crate::schema::Parameter;

    #[test]
    fn an_entry_tells_what_the_table_tells() {
        for (number, operation) in operations().enumerate() {
            let entry = Entry::of(number).unwrap();
            assert_eq!(entry.name, operation.name);
            assert_eq!(entry.method, operation.method.as_str());
            assert_eq!(entry.path, operation.path);
            assert_eq!(entry.content_type(), operation.content_type().unwrap_or_default());
            assert_eq!(entry.accept(), operation.accept().unwrap_or_default());
            assert_eq!(entry.returns, operation.returns.map_or("", |model| model.name));
            let given = (0..).map_while(|number| entry.parameter(number)).map(|given| {
                let limits: Vec<_> = given.limits().collect();
                (given.place, given.required, given.wire, given.secret, limits)
            });
            let known = operation.parameters.iter().map(|&parameter| {
                let Parameter { place, required, wire, secret, limits, .. } = parameter;
                (place, required, wire, secret, limits.to_vec())
            });
            assert!(given.eq(known), "{}", operation.name);
        }
        assert_eq!(Entry::of(operations().count()), None);
        assert_eq!(Entry::at(u32::MAX), None);
    }

    #[test]
    fn a_model_s_line_has_its_name_and_its_fields() {
        assert_eq!(MODEL_LINES.lines().count(), MODELS.len());
        for (line, model) in MODEL_LINES.lines().zip(MODELS) {
            let words: Vec<_> = line.split(' ').collect();
            assert_eq!((words[0], words.len()), (model.name, 1 + 2 * model.fields.len()));
        }
    }
}
