//! Checks of Verifications.
//! Source: [Twilio's Verification Check resource](https://www.twilio.com/docs/verify/api/verification-check).

use super::common::SERVICE_SID;
use super::verification::{AMOUNT, PAYEE};
use crate::models::VerifyV2ServiceVerificationCheck;
use crate::schema::{Class, Doc, Kind, Limit, Method, Operation, Parameter};

/// Checks codes.
pub(super) const CLASS: Class = Class {
    name: Doc::new("VerifyV2VerificationCheckApi"),
    doc: Doc::new("Checks the codes of Verifications."),
    operations: &[Operation {
        name: "createVerificationCheck",
        method: Method::Post,
        path: "/v2/Services/{ServiceSid}/VerificationCheck",
        parameters: &[
            SERVICE_SID,
            AMOUNT,
            Parameter::form("Code", Kind::String)
                .secret()
                .limits(&[Limit::Length(4, 10)])
                .doc("The code that the person gave, 4 to 10 characters."),
            PAYEE,
            Parameter::form("SnaClientToken", Kind::String)
                .secret()
                .doc("For `sna` with `enableSnaClientToken`: the token that opening the URL gave."),
            Parameter::form("To", Kind::String).limits(&[Limit::Recipient]).doc(
                "Whom the code was sent to: a phone number in E.164, or an e-mail address. Either this or \
                 `verificationSid` is needed.",
            ),
            Parameter::form("VerificationSid", Kind::String).limits(&[Limit::Sid("VE")]).doc(
                "The SID of the Verification: `VE` and 32 hexadecimal digits. Either this or `to` is \
                 needed.",
            ),
        ],
        returns: Some(VerifyV2ServiceVerificationCheck::SCHEMA),
        doc: Doc::new(
            "Checks a code. A wrong one is no error, but leaves the Verification `pending`; a \
             Verification that is over (approved, expired or out of attempts) is gone: an error 404.",
        ),
    }],
};
