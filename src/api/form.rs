//! Forms: what a person has to be asked, as data.
//! Source: [Twilio's Verify v2 API](https://www.twilio.com/docs/verify/api).

use crate::models::{FormEnumFormTypes, VerifyV2Form};
use crate::schema::{Class, Doc, Kind, Method, Operation, Parameter, Place};

/// Reads forms.
pub(super) const CLASS: Class = Class {
    name: Doc::new("VerifyV2FormApi"),
    doc: Doc::new("Reads forms: what has to be known to create Factors and Challenges, as data."),
    operations: &[Operation {
        name: "fetchForm",
        method: Method::Get,
        path: "/v2/Forms/{FormType}",
        parameters: &[Parameter::new(
            Place::Path,
            "FormType",
            Kind::Enumeration(FormEnumFormTypes::ENUMERATION),
        )
        .doc("The type of the forms: `form-push`.")],
        returns: Some(VerifyV2Form::SCHEMA),
        doc: Doc::new("Reads the forms of a type."),
    }],
};
