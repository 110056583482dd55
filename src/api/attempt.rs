//! Attempts to send Verifications.
//! Source:
//! [Twilio's Verification Attempts resource](https://www.twilio.com/docs/verify/api/list-verification-attempts).

use super::common::{PAGE, PAGE_SIZE, PAGE_TOKEN};
use crate::models::{
    ListVerificationAttemptResponse, VerificationAttemptEnumChannels,
    VerificationAttemptEnumConversionStatus, VerifyV2VerificationAttempt,
};
use crate::schema::{Class, Doc, Kind, Limit, Method, Operation, Parameter};

pub(super) const DATE_CREATED_AFTER: Parameter =
    Parameter::query("DateCreatedAfter", Kind::Date).doc("Only attempts that were created after this.");

pub(super) const DATE_CREATED_BEFORE: Parameter =
    Parameter::query("DateCreatedBefore", Kind::Date).doc("Only attempts that were created before this.");

pub(super) const COUNTRY: Parameter = Parameter::query("Country", Kind::String)
    .limits(&[Limit::Country])
    .doc("Only attempts to this country: two letters (ISO 3166-1).");

pub(super) const CHANNEL_DOC: &str = "Only attempts that were sent so.";

pub(super) const VERIFY_SERVICE_SID: Parameter = Parameter::query("VerifyServiceSid", Kind::String)
    .limits(&[Limit::Sid("VA")])
    .doc("Only attempts of the Service with this SID: `VA` and 32 hexadecimal digits.");

/// Reads attempts.
pub(super) const CLASS: Class = Class {
    name: Doc::new("VerifyV2VerificationAttemptApi"),
    doc: Doc::new("Lists and reads the attempts to send Verifications, of all Services of your Account."),
    operations: &[
        Operation {
            name: "fetchVerificationAttempt",
            method: Method::Get,
            path: "/v2/Attempts/{Sid}",
            parameters: &[Parameter::path("Sid")
                .limits(&[Limit::Sid("VL")])
                .doc("The SID of the attempt: `VL` and 32 hexadecimal digits.")],
            returns: Some(VerifyV2VerificationAttempt::SCHEMA),
            doc: Doc::new("Reads an attempt."),
        },
        Operation {
            name: "listVerificationAttempt",
            method: Method::Get,
            path: "/v2/Attempts",
            parameters: &[
                DATE_CREATED_AFTER,
                DATE_CREATED_BEFORE,
                Parameter::query("ChannelData.To", Kind::String)
                    .doc("Only attempts to this phone number (in E.164) or e-mail address."),
                COUNTRY,
                Parameter::query("Channel", Kind::Enumeration(VerificationAttemptEnumChannels::ENUMERATION))
                    .doc(CHANNEL_DOC),
                VERIFY_SERVICE_SID,
                Parameter::query("VerificationSid", Kind::String)
                    .limits(&[Limit::Sid("VE")])
                    .doc("Only attempts of the Verification with this SID: `VE` and 32 hexadecimal digits."),
                Parameter::query(
                    "Status",
                    Kind::Enumeration(VerificationAttemptEnumConversionStatus::ENUMERATION),
                )
                .doc("Only attempts that led, or did not lead, to a right code."),
                PAGE_SIZE,
                PAGE,
                PAGE_TOKEN,
            ],
            returns: Some(ListVerificationAttemptResponse::SCHEMA),
            doc: Doc::new("Reads a page of the list of attempts."),
        },
    ],
};
