//! What can be called: every operation of the Verify v2 API, as data.
//!
//! A table entry is the only place where an operation's facts stand. The request encoder, the JavaScript
//! classes, the type declarations, the documentation and the sandbox's routes are all made from it.
//! Source: Twilio's reference of the [Verify v2 API](https://www.twilio.com/docs/verify/api).

mod access_token;
mod attempt;
mod attempts_summary;
mod bucket;
mod challenge;
mod common;
mod entity;
mod factor;
mod form;
mod messaging_configuration;
mod new_challenge;
mod new_factor;
mod notification;
mod passkey;
mod rate_limit;
mod safelist;
mod service;
mod template;
mod verification;
mod verification_check;
mod webhook;

use crate::models::{Enumeration, Schema};
use crate::parts::take;

/// Where the API lives unless `basePath` says otherwise.
pub const BASE_PATH: &str = "https://verify.twilio.com";

/// The name under which `ApiClient.authentications` holds the credentials of every operation.
pub const AUTHENTICATION: &str = "accountSid_authToken";

/// The media type of a form.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// The media type of every answer, and of a body that is no form.
pub const JSON: &str = "application/json";

/// Every API class, in the order of the documentation.
pub static CLASSES: &[Class] = &[
    passkey::CLASS,
    access_token::CLASS,
    bucket::CLASS,
    challenge::CLASS,
    entity::CLASS,
    factor::CLASS,
    form::CLASS,
    messaging_configuration::CLASS,
    new_challenge::CLASS,
    new_factor::CLASS,
    notification::CLASS,
    rate_limit::CLASS,
    safelist::CLASS,
    service::CLASS,
    template::CLASS,
    verification::CLASS,
    attempt::CLASS,
    attempts_summary::CLASS,
    verification_check::CLASS,
    webhook::CLASS,
];

/// All operations of all classes. An operation's place in this order is its number in the JavaScript classes.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    CLASSES.iter().flat_map(|class| class.operations)
}

/// An API class: operations that belong together.
#[derive(Debug)]
pub struct Class {
    /// Name of the JavaScript class.
    pub name: Doc,
    /// What its operations are about.
    pub doc: Doc,
    /// What it can do, in alphabetical order.
    pub operations: &'static [Operation],
}

/// One operation: a method of a class and the HTTP request behind it.
#[derive(Debug)]
pub struct Operation {
    /// Name of the JavaScript method.
    pub name: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Path below the base path, its parameters in braces.
    pub path: &'static str,
    /// The parameters: the required ones in the order of the method's arguments, then the options.
    pub parameters: &'static [Parameter],
    /// The model that a good answer holds; none where the answer has no body.
    pub returns: Option<&'static Schema>,
    /// What it does.
    pub doc: Doc,
}

impl Operation {
    /// The parameters that are arguments of the method, in their order.
    pub fn positional(&self) -> impl Iterator<Item = &'static Parameter> {
        self.parameters.iter().filter(|parameter| parameter.required)
    }

    /// The parameters that are properties of the method's `opts`.
    pub fn options(&self) -> impl Iterator<Item = &'static Parameter> {
        self.parameters.iter().filter(|parameter| !parameter.required)
    }

    /// What its body is made of, where it has one: [`Place::Form`] or [`Place::Body`].
    pub const fn body(&self) -> Option<Place> {
        // No iterator works while compiling.
        let mut number = 0;
        while number < self.parameters.len() {
            match self.parameters[number].place {
                Place::Path | Place::Query => number += 1,
                place => return Some(place),
            }
        }
        None
    }

    /// The media type of the request's body, where the operation has one.
    pub const fn content_type(&self) -> Option<&'static str> {
        match self.body() {
            Some(Place::Form) => Some(FORM),
            Some(_) => Some(JSON),
            None => None,
        }
    }

    /// The media type it asks for, where an answer has a body.
    pub const fn accept(&self) -> Option<&'static str> {
        if self.returns.is_some() { Some(JSON) } else { None }
    }
}

/// The HTTP methods of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or changes.
    Post,
    /// Removes.
    Delete,
}

impl Method {
    /// The method's name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Delete => "DELETE",
        }
    }
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
    const fn new(place: Place, wire: &'static str, kind: Kind) -> Self {
        let required = matches!(place, Place::Path | Place::Body);
        Parameter { wire, place, required, kind, secret: false, limits: &[], doc: Doc::NONE }
    }

    const fn path(wire: &'static str) -> Self {
        Self::new(Place::Path, wire, Kind::String)
    }

    const fn query(wire: &'static str, kind: Kind) -> Self {
        Self::new(Place::Query, wire, kind)
    }

    const fn form(wire: &'static str, kind: Kind) -> Self {
        Self::new(Place::Form, wire, kind)
    }

    /// A JSON body. It has no name on the wire; this is the one in JavaScript.
    const fn body(name: &'static str, model: &'static Schema) -> Self {
        Self::new(Place::Body, name, Kind::Model(model))
    }

    const fn required(self) -> Self {
        Parameter { required: true, ..self }
    }

    const fn secret(self) -> Self {
        Parameter { secret: true, ..self }
    }

    const fn limits(self, limits: &'static [Limit]) -> Self {
        Parameter { limits, ..self }
    }

    const fn doc(self, text: &'static str) -> Self {
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

/// A rule that Twilio documents for a parameter. The server checks it; we do where we are asked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// A Twilio SID: these two letters, then 32 hexadecimal digits.
    Sid(&'static str),
    /// The number of characters, from and to.
    Length(u32, u32),
    /// A whole number, from and to.
    Range(u32, u32),
    /// Letters, digits and dashes only.
    Dashed,
    /// A country: two capital letters (ISO 3166-1).
    Country,
}

/// A piece of documentation; nothing at all in a build that does not write any.
#[derive(Clone, Copy, Debug)]
pub struct Doc {
    #[cfg(feature = "docs")]
    text: &'static str,
}

impl Doc {
    /// No documentation.
    pub const NONE: Self = Self::new("");

    /// Documentation of this text.
    pub const fn new(text: &'static str) -> Self {
        #[cfg(not(feature = "docs"))]
        let _ = text;
        Doc {
            #[cfg(feature = "docs")]
            text,
        }
    }

    /// The text, where this build has it.
    #[cfg(feature = "docs")]
    pub const fn text(&self) -> &'static str {
        self.text
    }
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

    #[test]
    fn every_path_parameter_stands_in_its_path_and_the_other_way_round() {
        for operation in operations() {
            let in_path = operation.parameters.iter().filter(|p| p.place == Place::Path);
            for parameter in in_path.clone() {
                assert!(operation.path.contains(&format!("{{{}}}", parameter.wire)), "{}", operation.name);
            }
            assert_eq!(operation.path.matches('{').count(), in_path.count(), "{}", operation.name);
        }
    }

    #[test]
    fn an_operation_has_a_form_or_one_json_body() {
        for operation in operations() {
            let count = |place| operation.parameters.iter().filter(|p| p.place == place).count();
            assert!(count(Place::Body) <= 1, "{}", operation.name);
            assert!(count(Place::Body) == 0 || count(Place::Form) == 0, "{}", operation.name);
        }
    }

    #[test]
    fn required_parameters_come_first() {
        for operation in operations() {
            assert!(
                operation.parameters.is_sorted_by_key(|parameter| !parameter.required),
                "{}",
                operation.name
            );
        }
    }
}
