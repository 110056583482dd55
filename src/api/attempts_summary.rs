//! Attempts to send Verifications, counted.
//! Source: [Twilio's Verify v2 API](https://www.twilio.com/docs/verify/api).

use super::attempt::{CHANNEL_DOC, COUNTRY, DATE_CREATED_AFTER, DATE_CREATED_BEFORE, VERIFY_SERVICE_SID};
use crate::models::{VerificationAttemptsSummaryEnumChannels, VerifyV2VerificationAttemptsSummary};
use crate::schema::{Class, Doc, Kind, Method, Operation, Parameter};

/// Counts attempts.
pub(super) const CLASS: Class = Class {
    name: Doc::new("VerifyV2VerificationAttemptsSummaryApi"),
    doc: Doc::new("Counts the attempts to send Verifications, and those that led to a right code."),
    operations: &[Operation {
        name: "fetchVerificationAttemptsSummary",
        method: Method::Get,
        path: "/v2/Attempts/Summary",
        parameters: &[
            VERIFY_SERVICE_SID,
            DATE_CREATED_AFTER,
            DATE_CREATED_BEFORE,
            COUNTRY,
            Parameter::query(
                "Channel",
                Kind::Enumeration(VerificationAttemptsSummaryEnumChannels::ENUMERATION),
            )
            .doc(CHANNEL_DOC),
            Parameter::query("DestinationPrefix", Kind::String)
                .doc("Only attempts to phone numbers that start so, such as `+1415`."),
        ],
        returns: Some(VerifyV2VerificationAttemptsSummary::SCHEMA),
        doc: Doc::new("Counts the attempts that all the options let through."),
    }],
};
