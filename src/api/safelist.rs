//! The SafeList: phone numbers that are never blocked as fraud.
//! Source: [Twilio's Verify v2 API](https://www.twilio.com/docs/verify/api).

use crate::models::VerifyV2Safelist;
use crate::schema::{Class, Doc, Kind, Method, Operation, Parameter};

const NUMBER: &str = "/v2/SafeList/Numbers/{PhoneNumber}";

const PHONE_NUMBER_DOC: &str = "The phone number, in E.164: `+` and digits, such as `+14155552671`.";

const PHONE_NUMBER: Parameter = Parameter::path("PhoneNumber").doc(PHONE_NUMBER_DOC);

/// Adds, reads and removes numbers of the SafeList.
pub(super) const CLASS: Class = Class {
    name: Doc::new("VerifyV2SafelistApi"),
    doc: Doc::new(
        "Adds phone numbers to the SafeList, reads and removes them: they are never blocked as fraud.",
    ),
    operations: &[
        Operation {
            name: "createSafelist",
            method: Method::Post,
            path: "/v2/SafeList/Numbers",
            parameters: &[Parameter::form("PhoneNumber", Kind::String).required().doc(PHONE_NUMBER_DOC)],
            returns: Some(VerifyV2Safelist::SCHEMA),
            doc: Doc::new("Adds a phone number to the SafeList."),
        },
        Operation {
            name: "deleteSafelist",
            method: Method::Delete,
            path: NUMBER,
            parameters: &[PHONE_NUMBER],
            returns: None,
            doc: Doc::new("Removes a phone number from the SafeList."),
        },
        Operation {
            name: "fetchSafelist",
            method: Method::Get,
            path: NUMBER,
            parameters: &[PHONE_NUMBER],
            returns: Some(VerifyV2Safelist::SCHEMA),
            doc: Doc::new("Reads a phone number's entry of the SafeList; an error 404 where it has none."),
        },
    ],
};
