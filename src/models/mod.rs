//! What comes back, and what a JSON body holds: the models and enumerations of the Verify v2 API.
//!
//! Each is a serde type and, from the same declaration, a [`Schema`] or an [`Enumeration`]: what the response
//! decoder, the JavaScript classes, the type declarations and the documentation are made from.
//! Source: Twilio's reference of the [Verify v2 API](https://www.twilio.com/docs/verify/api).

mod access_token;
mod attempt;
mod challenge;
mod entity;
mod factor;
mod form;
mod list;
mod messaging_configuration;
mod notification;
mod passkey;
mod rate_limit;
mod safelist;
mod service;
mod template;
mod verification;
mod webhook;

pub use access_token::*;
pub use attempt::*;
pub use challenge::*;
pub use entity::*;
pub use factor::*;
pub use form::*;
pub use list::*;
pub use messaging_configuration::*;
pub use notification::*;
pub use passkey::*;
pub use rate_limit::*;
pub use safelist::*;
pub use service::*;
pub use template::*;
pub use verification::*;
pub use webhook::*;

use crate::api::Doc;
use serde::{Deserialize, Serialize};

/// Every model, in the order of the documentation. A model's place here is its number in JavaScript.
pub static MODELS: &[&Schema] = &[
    ApprovePasskeysChallengeRequest::SCHEMA,
    ApprovePasskeysChallengeRequestResponse::SCHEMA,
    CreateChallengePasskeys201Response::SCHEMA,
    CreateNewFactorPasskey201Response::SCHEMA,
    CreateNewPasskeysFactorRequest::SCHEMA,
    CreateNewPasskeysFactorRequestConfig::SCHEMA,
    CreateNewPasskeysFactorRequestConfigRelyingParty::SCHEMA,
    CreatePasskeysChallengeRequest::SCHEMA,
    CreateVerification429Response::SCHEMA,
    ListBucketResponse::SCHEMA,
    ListBucketResponseMeta::SCHEMA,
    ListChallengeResponse::SCHEMA,
    ListEntityResponse::SCHEMA,
    ListFactorResponse::SCHEMA,
    ListMessagingConfigurationResponse::SCHEMA,
    ListRateLimitResponse::SCHEMA,
    ListServiceResponse::SCHEMA,
    ListVerificationAttemptResponse::SCHEMA,
    ListVerificationTemplateResponse::SCHEMA,
    ListWebhookResponse::SCHEMA,
    UpdatePasskeysFactor200Response::SCHEMA,
    VerifyPasskeysFactorRequest::SCHEMA,
    VerifyPasskeysFactorRequestResponse::SCHEMA,
    VerifyV2Form::SCHEMA,
    VerifyV2Safelist::SCHEMA,
    VerifyV2Service::SCHEMA,
    VerifyV2ServiceAccessToken::SCHEMA,
    VerifyV2ServiceEntity::SCHEMA,
    VerifyV2ServiceEntityChallenge::SCHEMA,
    VerifyV2ServiceEntityChallengeNotification::SCHEMA,
    VerifyV2ServiceEntityFactor::SCHEMA,
    VerifyV2ServiceEntityNewFactor::SCHEMA,
    VerifyV2ServiceMessagingConfiguration::SCHEMA,
    VerifyV2ServiceRateLimit::SCHEMA,
    VerifyV2ServiceRateLimitBucket::SCHEMA,
    VerifyV2ServiceVerification::SCHEMA,
    VerifyV2ServiceVerificationCheck::SCHEMA,
    VerifyV2ServiceWebhook::SCHEMA,
    VerifyV2VerificationAttempt::SCHEMA,
    VerifyV2VerificationAttemptsSummary::SCHEMA,
    VerifyV2VerificationTemplate::SCHEMA,
];

/// Every enumeration, in the order of the documentation.
pub static ENUMERATIONS: &[&Enumeration] = &[
    AccessTokenEnumFactorTypes::ENUMERATION,
    ChallengeEnumChallengeReasons::ENUMERATION,
    ChallengeEnumChallengeStatuses::ENUMERATION,
    ChallengeEnumFactorTypes::ENUMERATION,
    ChallengeEnumListOrders::ENUMERATION,
    FactorEnumFactorStatuses::ENUMERATION,
    FactorEnumFactorTypes::ENUMERATION,
    FactorEnumNotificationPlatforms::ENUMERATION,
    FactorEnumTotpAlgorithms::ENUMERATION,
    FormEnumFormTypes::ENUMERATION,
    NewFactorEnumFactorStatuses::ENUMERATION,
    NewFactorEnumFactorTypes::ENUMERATION,
    NewFactorEnumNotificationPlatforms::ENUMERATION,
    NewFactorEnumTotpAlgorithms::ENUMERATION,
    VerificationAttemptEnumAttemptStatus::ENUMERATION,
    VerificationAttemptEnumCallStatus::ENUMERATION,
    VerificationAttemptEnumChannels::ENUMERATION,
    VerificationAttemptEnumConversionStatus::ENUMERATION,
    VerificationAttemptEnumMessageStatus::ENUMERATION,
    VerificationAttemptsSummaryEnumChannels::ENUMERATION,
    VerificationCheckEnumChannel::ENUMERATION,
    VerificationEnumChannel::ENUMERATION,
    VerificationEnumRiskCheck::ENUMERATION,
    VerificationEnumStatus::ENUMERATION,
    WebhookEnumMethods::ENUMERATION,
    WebhookEnumStatus::ENUMERATION,
    WebhookEnumVersion::ENUMERATION,
];

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

impl Schema {
    /// Its place in [`MODELS`].
    pub fn number(&'static self) -> Option<usize> {
        MODELS.iter().position(|model| std::ptr::eq(*model, self))
    }
}

/// One field of a model.
#[derive(Debug)]
pub struct Field {
    /// Its name, on the wire and in JavaScript.
    pub name: &'static str,
    /// The type of its value.
    pub kind: Type,
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
/// Rust's; `= value` what an instance without it gives in JavaScript.
macro_rules! model {
    (@has $wanted:ident) => { false };
    (@has secret secret $(, $more:ident)*) => { true };
    (@has nullable nullable $(, $more:ident)*) => { true };
    (@has required required $(, $more:ident)*) => { true };
    (@has $wanted:ident $mark:ident $(, $more:ident)*) => { crate::models::model!(@has $wanted $($more),*) };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $wire:literal) => { $wire };
    (
        $(#[doc = $doc:literal])*
        $name:ident {
            $(
                $(#[doc = $field_doc:literal])*
                $([$($mark:ident),+])? $field:ident $(as $wire:literal)?: $type:ty $(= $default:literal)?,
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
            pub const SCHEMA: &'static crate::models::Schema = {
                static SCHEMA: crate::models::Schema = crate::models::Schema {
                    name: stringify!($name),
                    fields: &[$(crate::models::Field {
                        name: crate::models::model!(@name $field $($wire)?),
                        kind: <$type as crate::models::Typed>::TYPE,
                        secret: crate::models::model!(@has secret $($($mark),+)?),
                        nullable: crate::models::model!(@has nullable $($($mark),+)?),
                        required: crate::models::model!(@has required $($($mark),+)?),
                        default: crate::api::Doc::new(concat!($(stringify!($default))?)),
                        doc: crate::api::Doc::new(concat!($($field_doc, "\n"),*)),
                    },)*],
                    doc: crate::api::Doc::new(concat!($($doc, "\n"),*)),
                };
                &SCHEMA
            };
        }

        impl crate::models::Typed for $name {
            const TYPE: crate::models::Type = crate::models::Type::Model(Self::SCHEMA);
        }
    };
}
use model;

/// Declares an enumeration once: the serde enum and its values as data. A value that Twilio adds later is kept as
/// `Other`. Several names, with commas between them, are as many enumerations of the same values: the client has its
/// own for each resource.
macro_rules! enumeration {
    ($(#[doc = $doc:literal])* $one:ident, $($more:ident),+ { $($values:tt)* }) => {
        crate::models::enumeration! { $(#[doc = $doc])* $one { $($values)* } }
        crate::models::enumeration! { $(#[doc = $doc])* $($more),+ { $($values)* } }
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
            pub const ENUMERATION: &'static crate::models::Enumeration = {
                static ENUMERATION: crate::models::Enumeration = crate::models::Enumeration {
                    name: crate::api::Doc::new(stringify!($name)),
                    values: &[$(crate::models::Value {
                        name: $value,
                        doc: crate::api::Doc::new(concat!($($value_doc, "\n"),*)),
                    },)*],
                    doc: crate::api::Doc::new(concat!($($doc, "\n"),*)),
                };
                &ENUMERATION
            };
        }

        impl crate::models::Typed for $name {
            const TYPE: crate::models::Type = crate::models::Type::Enumeration(Self::ENUMERATION);
        }
    };
}
use enumeration;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_model_that_a_field_names_is_in_the_list() {
        fn check(kind: &Type) {
            match kind {
                Type::Model(schema) => assert!(schema.number().is_some(), "{}", schema.name),
                Type::List(item) => check(item),
                Type::Enumeration(enumeration) => {
                    assert!(
                        ENUMERATIONS.iter().any(|known| std::ptr::eq(*known, *enumeration)),
                        "{enumeration:?}"
                    )
                }
                Type::String | Type::Number | Type::Boolean | Type::Date | Type::Object => {}
            }
        }
        for model in MODELS {
            model.fields.iter().for_each(|field| check(&field.kind));
        }
    }

    #[test]
    fn a_value_that_twilio_adds_later_is_kept() {
        let status: FactorEnumFactorStatuses = serde_json::from_str("\"suspended\"").unwrap();
        assert_eq!(status, FactorEnumFactorStatuses::Other("suspended".into()));
        assert_eq!(serde_json::to_string(&status).unwrap(), "\"suspended\"");
    }
}
