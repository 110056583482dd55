//! A model: its fields and their types, and the macro that declares it beside its serde type.

use super::{Doc, Enumeration};
use serde::{Deserialize, Serialize};

/// A model: its name and fields.
#[derive(Debug)]
pub struct Schema {
    /// Name of the model and of its JavaScript class.
    pub name: &'static str,
    /// The fields, in the order of the documentation.
    pub fields: &'static [Field],
    /// What it is.
    pub doc: Doc,
}

/// One field of a model.
#[derive(Debug)]
pub struct Field {
    /// Its name, on the wire and in JavaScript.
    pub name: &'static str,
    /// The type of its value.
    pub kind: Type,
    /// The values that a text may have, where they are listed with the field: a static of the model's class.
    pub values: Option<&'static Enumeration>,
    /// Whether its value must never be shown: in a log, an error or a hook.
    pub secret: bool,
    /// Whether it is `null` in the ordinary course of things.
    pub nullable: bool,
    /// Whether a request has to have it: an argument of the class's constructor.
    pub required: bool,
    /// What an instance without it gives, as a JavaScript literal; empty where that is `undefined`.
    pub default: Doc,
    /// What it means, with its unit.
    pub doc: Doc,
}

/// The type of a field's value.
#[derive(Clone, Copy, Debug)]
pub enum Type {
    /// Text.
    String,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A point in time: text in ISO 8601 on the wire, a `Date` in JavaScript.
    Date,
    /// Any JSON value.
    Object,
    /// One of the values of an enumeration.
    Enumeration(&'static Enumeration),
    /// Another model.
    Model(&'static Schema),
    /// A list of values of one type.
    List(&'static Type),
}

/// A Rust type that can be the type of a field.
pub trait Typed {
    /// The same type, as data.
    const TYPE: Type;
}

impl Typed for String {
    const TYPE: Type = Type::String;
}

/// A number, whole or not, as it stands in JSON.
pub type Number = serde_json::Number;

impl Typed for Number {
    const TYPE: Type = Type::Number;
}

impl Typed for bool {
    const TYPE: Type = Type::Boolean;
}

/// Any JSON value: what the documentation calls an object.
pub type Object = serde_json::Value;

impl Typed for Object {
    const TYPE: Type = Type::Object;
}

/// A point in time, as the wire has it: ISO 8601 in UTC, such as `2015-07-30T20:00:00Z`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Date(pub String);

impl Typed for Date {
    const TYPE: Type = Type::Date;
}

impl<T: Typed> Typed for Vec<T> {
    const TYPE: Type = Type::List(&T::TYPE);
}

/// Declares a model once: the serde struct and its schema, every field optional as an answer's fields are.
///
/// Marks before a field: `secret` keeps its value out of logs and errors, `nullable` says that it is often `null`,
/// `required` that a request has to have it. `as "name"` is its name on the wire and in JavaScript where that is not
/// Rust's; `of Enumeration` lists the values of its text (or texts) with the field, as Twilio does where it gives them no
/// name of their own; `= value` is what an instance without it gives in JavaScript.
macro_rules! model {
    (@has $wanted:ident) => { false };
    (@has secret secret $(, $more:ident)*) => { true };
    (@has nullable nullable $(, $more:ident)*) => { true };
    (@has required required $(, $more:ident)*) => { true };
    (@has $wanted:ident $mark:ident $(, $more:ident)*) => { crate::schema::model!(@has $wanted $($more),*) };
    (@values) => { None };
    (@values $values:ident) => { Some($values::ENUMERATION) };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $wire:literal) => { $wire };
    (
        $(#[doc = $doc:literal])*
        $name:ident {
            $(
                $(#[doc = $field_doc:literal])*
                $([$($mark:ident),+])? $field:ident $(as $wire:literal)? $(of $values:ident)?: $type:ty $(= $default:literal)?,
            )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $name {
            $($(#[doc = $field_doc])* #[serde(default $(, rename = $wire)?)] pub $field: Option<$type>,)*
        }

        impl $name {
            /// The model as data.
            pub const SCHEMA: &'static crate::schema::Schema = {
                static SCHEMA: crate::schema::Schema = crate::schema::Schema {
                    name: stringify!($name),
                    fields: &[$(crate::schema::Field {
                        name: crate::schema::model!(@name $field $($wire)?),
                        kind: <$type as crate::schema::Typed>::TYPE,
                        values: crate::schema::model!(@values $($values)?),
                        secret: crate::schema::model!(@has secret $($($mark),+)?),
                        nullable: crate::schema::model!(@has nullable $($($mark),+)?),
                        required: crate::schema::model!(@has required $($($mark),+)?),
                        default: crate::schema::Doc::new(concat!($(stringify!($default))?)),
                        doc: crate::schema::Doc::new(concat!($($field_doc, "\n"),*)),
                    },)*],
                    doc: crate::schema::Doc::new(concat!($($doc, "\n"),*)),
                };
                &SCHEMA
            };
        }

        impl crate::schema::Typed for $name {
            const TYPE: crate::schema::Type = crate::schema::Type::Model(Self::SCHEMA);
        }
    };
}
pub(crate) use model;
