//! Templates: the texts of messages.
//! Source: [Twilio's Template resource](https://www.twilio.com/docs/verify/api/templates).

use super::common::{PAGE, PAGE_SIZE, PAGE_TOKEN};
use crate::models::ListVerificationTemplateResponse;
use crate::schema::{Class, Doc, Kind, Method, Operation, Parameter};

/// Reads templates.
pub(super) const CLASS: Class = Class {
    name: Doc::new("VerifyV2TemplateApi"),
    doc: Doc::new("Lists templates: the texts of messages."),
    operations: &[Operation {
        name: "listVerificationTemplate",
        method: Method::Get,
        path: "/v2/Templates",
        parameters: &[
            Parameter::query("FriendlyName", Kind::String).doc("Only templates of this name."),
            PAGE_SIZE,
            PAGE,
            PAGE_TOKEN,
        ],
        returns: Some(ListVerificationTemplateResponse::SCHEMA),
        doc: Doc::new("Reads a page of the list of the templates that your Account can use."),
    }],
};
