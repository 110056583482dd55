//! From a request to an operation of the tables and its values.

use crate::error::Error;
use crate::message::{Request, decode};
use crate::time;
use twilio_verify::api::{CLASSES, CODES};
use twilio_verify::schema::{Kind, Limit, Method, Operation, Parameter, Place};

/// The values of a call, by their wire names. All of them keep the limits of the tables.
#[derive(Clone, Debug)]
pub struct Values {
    operation: &'static Operation,
    /// One for each value: a list has its name more than once.
    pairs: Vec<(&'static str, String)>,
}

impl Values {
    /// Values of an operation, not checked yet.
    pub fn of(operation: &'static Operation, pairs: Vec<(&'static str, String)>) -> Values {
        Values { operation, pairs }
    }

    /// Checks them against the table, and writes those of enumerations as the table does.
    pub fn check(&mut self) -> Result<(), Error> {
        for parameter in self.operation.parameters {
            // A SID in a path that cannot be one is simply not found; so is a value of no enumeration.
            let is_name =
                parameter.limits.iter().any(is_sid) || matches!(parameter.kind, Kind::Enumeration(_));
            if parameter.place == Place::Path && is_name {
                continue;
            }
            if parameter.required && self.get(parameter.wire).is_none() {
                return Err(self.missing(parameter.wire));
            }
            for (_, value) in self.pairs.iter_mut().filter(|(name, _)| *name == parameter.wire) {
                check(self.operation, parameter, value)?;
                if let Kind::Enumeration(_) = parameter.kind {
                    // Filters are upper case in places.
                    value.make_ascii_lowercase();
                }
            }
        }
        Ok(())
    }

    /// The value of a parameter.
    pub fn get(&self, wire: &str) -> Option<&str> {
        self.list(wire).next()
    }

    /// The values of a parameter that is a list.
    pub fn list(&self, wire: &str) -> impl Iterator<Item = &str> {
        self.pairs.iter().filter(move |(name, _)| *name == wire).map(|(_, value)| value.as_str())
    }

    /// The value of a parameter that the table requires, or that an operation cannot do without.
    pub fn require(&self, wire: &str) -> Result<&str, Error> {
        self.get(wire).ok_or_else(|| self.missing(wire))
    }

    /// The value of a whole number.
    pub fn number(&self, wire: &str) -> Option<u32> {
        self.get(wire).and_then(|value| value.parse().ok())
    }

    /// The value of a boolean.
    pub fn boolean(&self, wire: &str) -> Option<bool> {
        self.get(wire).map(|value| value.eq_ignore_ascii_case("true"))
    }

    /// The value of a date, in milliseconds since 1970.
    pub fn date(&self, wire: &str) -> Option<u64> {
        self.get(wire).and_then(time::parse)
    }

    /// The error of a parameter that an operation cannot do without.
    pub fn missing(&self, wire: &str) -> Error {
        Error::missing(self.operation, wire)
    }

    /// The error of a parameter that breaks a rule, which is told after its name: `must be …`.
    pub fn invalid(&self, wire: &str, rule: &str) -> Error {
        Error::invalid(self.operation, wire, rule)
    }
}

/// The operations that there are here.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    let classes = if cfg!(feature = "whole") { CLASSES } else { CODES };
    classes.iter().flat_map(|class| class.operations)
}

/// The values in a path, by the names of their placeholders.
pub type InPath = Vec<(&'static str, String)>;

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
    let mut values = Vec::new();
    let mut segments = path.split('/');
    for expected in template.split('/') {
        let segment = segments.next()?;
        match expected.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(name) => values.push((name, decode(segment))),
            None if expected == segment => {}
            None => return None,
        }
    }
    segments.next().is_none().then_some(values)
}

/// The values that a request has for an operation, none of them checked.
pub fn given(operation: &'static Operation, request: &Request, in_path: InPath) -> Values {
    let query: Vec<_> = request.query().collect();
    let form: Vec<_> = if operation.method == Method::Post { request.form().collect() } else { Vec::new() };
    let mut pairs = in_path;
    for parameter in operation.parameters {
        let sent = match parameter.place {
            Place::Path => continue,
            Place::Query => &query,
            Place::Form => &form,
            Place::Body => {
                if !request.body.is_empty() {
                    pairs.push((parameter.wire, request.body.clone()));
                }
                continue;
            }
        };
        // In either case: SDKs differ in how they write `Passkeys.RelyingParty.Id` and `PageToken`.
        let values = sent.iter().filter(|(name, _)| name.eq_ignore_ascii_case(parameter.wire));
        let most = if matches!(parameter.kind, Kind::List(_)) { usize::MAX } else { 1 };
        pairs.extend(values.take(most).map(|(_, value)| (parameter.wire, value.clone())));
    }
    Values { operation, pairs }
}

/// Reads and checks the values of an operation.
pub fn read(operation: &'static Operation, request: &Request, in_path: InPath) -> Result<Values, Error> {
    let mut values = given(operation, request, in_path);
    values.check()?;
    Ok(values)
}

fn is_sid(limit: &Limit) -> bool {
    matches!(limit, Limit::Sid(_))
}

/// Checks a value against its type and limits.
fn check(operation: &Operation, parameter: &Parameter, value: &str) -> Result<(), Error> {
    let fail = |rule: &str| Err(Error::invalid(operation, parameter.wire, rule));
    // An option of a SID that is empty takes the SID away.
    if value.is_empty() && !parameter.required && parameter.limits.iter().any(is_sid) {
        return Ok(());
    }
    let kind = if let Kind::List(item) = parameter.kind { *item } else { parameter.kind };
    match kind {
        Kind::Integer if value.parse::<i64>().is_err() => return fail("must be a whole number"),
        Kind::Boolean if !["true", "false"].iter().any(|word| value.eq_ignore_ascii_case(word)) => {
            return fail("must be true or false");
        }
        Kind::Date if time::parse(value).is_none() => return fail("must be a date in ISO 8601"),
        Kind::Object | Kind::Model(_)
            if !serde_json::from_str::<serde_json::Value>(value).is_ok_and(|value| value.is_object()) =>
        {
            return fail("must be a JSON object");
        }
        Kind::Enumeration(enumeration)
            if !enumeration.values.iter().any(|known| known.name.eq_ignore_ascii_case(value)) =>
        {
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
