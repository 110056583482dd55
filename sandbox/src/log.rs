//! The requests that came in, for a tester to assert on.

use crate::router::Values;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::VecDeque;
use twilio_verify::schema::{Kind, Operation};

/// How many requests are kept; the oldest goes first.
const KEPT: usize = 1000;

/// How many characters of a value are kept.
const SHOWN: usize = 1000;

/// What stands for a secret.
const SECRET: &str = "***";

/// A request that came in, and how it was answered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// When it came, in milliseconds since 1970.
    pub when: u64,
    /// The HTTP method.
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// The operation, by its name in JavaScript, such as `createVerification`; null where there is none.
    pub operation: Option<String>,
    /// The parameters of the operation, by their wire names, in the path, the query and the form; of a list, a list. Secret
    /// values, such as `Code` and the whole body of a passkey's answer, are `***`.
    pub parameters: Map<String, Value>,
    /// The HTTP status of the answer.
    pub status: u16,
    /// Twilio's code of an error.
    pub code: Option<u32>,
}

/// A text, cut where it is long.
pub fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The parameters of a request, as the log has them.
pub fn parameters(operation: &Operation, values: &Values) -> Map<String, Value> {
    let mut shown = Map::new();
    for parameter in operation.parameters {
        let show = |value: &str| if parameter.secret { SECRET.to_owned() } else { cut(value) };
        let mut given = values.list(parameter.wire).map(|value| Value::from(show(value)));
        let value = match parameter.kind {
            Kind::List(_) => Some(given.collect::<Vec<_>>()).filter(|list| !list.is_empty()).map(Value::from),
            _ => given.next(),
        };
        if let Some(value) = value {
            shown.insert(parameter.wire.to_owned(), value);
        }
    }
    shown
}

/// The requests that came in, the oldest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Log(VecDeque<Entry>);

impl Log {
    /// Adds one.
    pub fn push(&mut self, entry: Entry) {
        self.0.push_back(entry);
        if self.0.len() > KEPT {
            self.0.pop_front();
        }
    }

    /// The requests, the oldest first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.0.iter()
    }

    /// Forgets them.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}
