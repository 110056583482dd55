//! An operation: a method of a class, and the HTTP request behind it.

use super::{Doc, Parameter, Place, Schema};

/// The media type of a form.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// The media type of every answer, and of a body that is no form.
pub const JSON: &str = "application/json";

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
