//! Parameters that several classes share.

use crate::schema::{Kind, Limit, Parameter};

pub const SERVICE_SID: Parameter = Parameter::path("ServiceSid")
    .limits(&[Limit::Sid("VA")])
    .doc("The SID of the Service: `VA` and 32 hexadecimal digits.");

pub const IDENTITY: Parameter = Parameter::path("Identity").limits(IDENTITY_LIMITS).doc(IDENTITY_DOC);

/// The same, where it is not part of the path.
pub const IDENTITY_IN_FORM: Parameter =
    Parameter::form("Identity", Kind::String).required().limits(IDENTITY_LIMITS).doc(IDENTITY_DOC);

const IDENTITY_LIMITS: &[Limit] = &[Limit::Length(8, 64), Limit::Dashed];

const IDENTITY_DOC: &str = "The identity of the Entity: your own system's unchanging identifier of the \
    person, such as a UUID, and nothing that tells who it is. 8 to 64 letters, digits and dashes.";

pub const AUTH_PAYLOAD: Parameter = Parameter::form("AuthPayload", Kind::String).secret();

pub const PAGE_SIZE: Parameter =
    Parameter::query("PageSize", Kind::Integer).limits(&[Limit::Range(1, 1000)]).doc(
        "How many items a page of the list holds at most: 1 to 1000. Twilio takes 50 where it is not \
         given.",
    );

pub const PAGE: Parameter = Parameter::query("Page", Kind::Integer)
    .limits(&[Limit::Range(0, u32::MAX)])
    .doc("The index of the page, from 0. It is echoed in `meta.page`; `pageToken` is what moves on.");

pub const PAGE_TOKEN: Parameter = Parameter::query("PageToken", Kind::String).doc(
    "The token of the page, as `meta.next_page_url` and `meta.previous_page_url` of another page have it.",
);
