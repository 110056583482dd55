//! An enumeration: its values, and the macro that declares it beside its serde type.

use super::Doc;

/// An enumeration: its name and values.
#[derive(Debug)]
pub struct Enumeration {
    /// Name of the enumeration and of its JavaScript class.
    pub name: Doc,
    /// The values.
    pub values: &'static [Value],
    /// What it is.
    pub doc: Doc,
}

/// One value of an enumeration.
#[derive(Debug)]
pub struct Value {
    /// The value, on the wire and in JavaScript.
    pub name: &'static str,
    /// What it means.
    pub doc: Doc,
}

/// Declares an enumeration once: the serde enum and its values as data. A value that Twilio adds later is kept as
/// `Other`. Several names, with commas between them, are as many enumerations of the same values: the client has its
/// own for each resource.
macro_rules! enumeration {
    ($(#[doc = $doc:literal])* $one:ident, $($more:ident),+ { $($values:tt)* }) => {
        crate::schema::enumeration! { $(#[doc = $doc])* $one { $($values)* } }
        crate::schema::enumeration! { $(#[doc = $doc])* $($more),+ { $($values)* } }
    };
    (
        $(#[doc = $doc:literal])*
        $name:ident { $($(#[doc = $value_doc:literal])* $variant:ident = $value:literal,)* }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[doc = $value_doc])* #[serde(rename = $value)] $variant,)*
            /// A value that was not known when this was written.
            #[serde(untagged)]
            Other(String),
        }

        impl $name {
            /// The enumeration as data.
            pub const ENUMERATION: &'static crate::schema::Enumeration = {
                static ENUMERATION: crate::schema::Enumeration = crate::schema::Enumeration {
                    name: crate::schema::Doc::new(stringify!($name)),
                    values: &[$(crate::schema::Value {
                        name: $value,
                        doc: crate::schema::Doc::new(concat!($($value_doc, "\n"),*)),
                    },)*],
                    doc: crate::schema::Doc::new(concat!($($doc, "\n"),*)),
                };
                &ENUMERATION
            };
        }

        impl crate::schema::Typed for $name {
            const TYPE: crate::schema::Type = crate::schema::Type::Enumeration(Self::ENUMERATION);
        }
    };
}
pub(crate) use enumeration;
