//! From a request to an operation of the tables and its values.

use crate::error::Error;
use crate::message::{Request, decode};
use std::collections::HashMap;
use twilio_verify::api::operations;
use twilio_verify::schema::{Kind, Limit, Operation, Parameter, Place};

/// The values of a call, by their wire names. All of them keep the limits of the tables.
pub struct Values(HashMap<&'static str, String>);

impl Values {
    /// The value of a parameter.
    pub fn get(&self, wire: &str) -> Option<&str> {
        self.0.get(wire).map(String::as_str)
    }

    /// The value of a parameter that the table requires, or that an operation cannot do without.
    pub fn require(&self, wire: &str) -> Result<&str, Error> {
        self.get(wire).ok_or_else(|| Error::missing(wire))
    }

    /// The value of a whole number.
    pub fn number(&self, wire: &str) -> Option<u32> {
        self.get(wire).and_then(|value| value.parse().ok())
    }
}

/// The values in a path, by the names of their placeholders.
pub type InPath = HashMap<&'static str, String>;

/// Finds the operation that a request asks for.
pub fn route(request: &Request) -> Result<(&'static Operation, InPath), Error> {
    let path = request.path();
    let found: Vec<_> =
        operations().filter_map(|operation| Some((operation, matches(operation.path, path)?))).collect();
    // Of `/v2/Attempts/Summary` and `/v2/Attempts/{Sid}` the one without a placeholder is meant.
    let fewest = found.iter().map(|(_, values)| values.len()).min().ok_or_else(|| Error::not_found(path))?;
    found
        .into_iter()
        .find(|(operation, values)| values.len() == fewest && operation.method.as_str() == request.method)
        .ok_or_else(Error::method_not_allowed)
}

/// The values in a path, where it is of a template.
fn matches(template: &'static str, path: &str) -> Option<InPath> {
    let mut values = HashMap::new();
    let mut segments = path.split('/');
    for expected in template.split('/') {
        let segment = segments.next()?;
        match expected.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(name) => {
                values.insert(name, decode(segment));
            }
            None if expected == segment => {}
            None => return None,
        }
    }
    segments.next().is_none().then_some(values)
}

/// Reads and checks the values of an operation.
pub fn read(operation: &'static Operation, request: &Request, mut values: InPath) -> Result<Values, Error> {
    let places =
        [(Place::Query, request.query().collect::<Vec<_>>()), (Place::Form, request.form().collect())];
    for parameter in operation.parameters {
        for (place, pairs) in &places {
            let value = pairs.iter().find(|(name, _)| *place == parameter.place && name == parameter.wire);
            if let Some((_, value)) = value {
                values.insert(parameter.wire, value.clone());
            }
        }
        if parameter.place == Place::Body && !request.body.is_empty() {
            values.insert(parameter.wire, request.body.clone());
        }
        match values.get(parameter.wire) {
            // A SID in a path that cannot be one is simply not found.
            Some(_) if parameter.place == Place::Path && parameter.limits.iter().any(is_sid) => {}
            Some(value) => check(parameter, value)?,
            None if parameter.required => return Err(Error::missing(parameter.wire)),
            None => {}
        }
    }
    Ok(Values(values))
}

fn is_sid(limit: &Limit) -> bool {
    matches!(limit, Limit::Sid(_))
}

/// Checks a value against its type and limits.
fn check(parameter: &Parameter, value: &str) -> Result<(), Error> {
    let fail = |rule: &str| Err(Error::invalid(parameter.wire, rule));
    match parameter.kind {
        Kind::Integer if value.parse::<i64>().is_err() => return fail("must be a whole number"),
        Kind::Boolean if !matches!(value, "true" | "false") => return fail("must be true or false"),
        Kind::Object | Kind::Model(_)
            if !serde_json::from_str::<serde_json::Value>(value).is_ok_and(|value| value.is_object()) =>
        {
            return fail("must be a JSON object");
        }
        Kind::Enumeration(enumeration) if !enumeration.values.iter().any(|known| known.name == value) => {
            let known: Vec<_> = enumeration.values.iter().map(|value| value.name).collect();
            return fail(&format!("must be one of {}", known.join(", ")));
        }
        _ => {}
    }
    match parameter.limits.iter().find(|limit| !limit.allows(value)) {
        Some(limit) => fail(&format!("must be {}", limit.expected())),
        None => Ok(()),
    }
}
