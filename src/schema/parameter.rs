//! A parameter of an operation: its name, where it goes, its type and limits.

use super::{Doc, Enumeration, Limit, Schema};
use crate::parts::take;

/// One parameter of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name in the request; of a body, in JavaScript.
    pub wire: &'static str,
    /// Where it goes.
    pub place: Place,
    /// Whether it is an argument of the method (required) or a property of its `opts`.
    pub required: bool,
    /// The type of its value.
    pub kind: Kind,
    /// Whether its value must never be shown: in a log, an error or a hook.
    pub secret: bool,
    /// The documented limits of its value.
    pub limits: &'static [Limit],
    /// What it means, with its unit.
    pub doc: Doc,
}

impl Parameter {
    pub(crate) const fn new(place: Place, wire: &'static str, kind: Kind) -> Self {
        let required = matches!(place, Place::Path | Place::Body);
        Parameter { wire, place, required, kind, secret: false, limits: &[], doc: Doc::NONE }
    }

    pub(crate) const fn path(wire: &'static str) -> Self {
        Self::new(Place::Path, wire, Kind::String)
    }

    pub(crate) const fn query(wire: &'static str, kind: Kind) -> Self {
        Self::new(Place::Query, wire, kind)
    }

    pub(crate) const fn form(wire: &'static str, kind: Kind) -> Self {
        Self::new(Place::Form, wire, kind)
    }

    /// A JSON body. It has no name on the wire; this is the one in JavaScript.
    pub(crate) const fn body(name: &'static str, model: &'static Schema) -> Self {
        Self::new(Place::Body, name, Kind::Model(model))
    }

    pub(crate) const fn required(self) -> Self {
        Parameter { required: true, ..self }
    }

    pub(crate) const fn secret(self) -> Self {
        Parameter { secret: true, ..self }
    }

    pub(crate) const fn limits(self, limits: &'static [Limit]) -> Self {
        Parameter { limits, ..self }
    }

    pub(crate) const fn doc(self, text: &'static str) -> Self {
        Parameter { doc: Doc::new(text), ..self }
    }

    /// Its name in JavaScript: the wire name in camel case, `Config.TimeStep` -> `configTimeStep`.
    pub fn name(&self) -> String {
        name(self.wire)
    }
}

/// The name in JavaScript of what has this name in a request.
pub fn name(wire: &str) -> String {
    let mut rest = wire;
    let mut name = String::new();
    while !rest.is_empty() {
        name.push_str(take(&mut rest, b'.'));
    }
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    name
}

/// Where a parameter goes in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A segment of the path.
    Path,
    /// A key of the query string.
    Query,
    /// A key of the form body.
    Form,
    /// The whole body, as JSON.
    Body,
}

/// The type of a parameter's value.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// A point in time; travels as text in ISO 8601.
    Date,
    /// Any JSON value; objects travel as JSON text.
    Object,
    /// One of the values of an enumeration.
    Enumeration(&'static Enumeration),
    /// A list of values of one type; each travels under the same key.
    List(&'static Kind),
    /// A model.
    Model(&'static Schema),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_named_after_its_wire_name() {
        let names = |wire| Parameter::form(wire, Kind::String).name();
        assert_eq!(names("Sid"), "sid");
        assert_eq!(names("ServiceSid"), "serviceSid");
        assert_eq!(names("Config.TimeStep"), "configTimeStep");
        assert_eq!(names("Passkeys.RelyingParty.Id"), "passkeysRelyingPartyId");
    }
}
