//! New Challenges for passkeys.
//! Source: [Twilio's Passkeys](https://www.twilio.com/docs/verify/passkeys).

use super::common::SERVICE_SID;
use crate::models::{CreateChallengePasskeys201Response, CreatePasskeysChallengeRequest};
use crate::schema::{Class, Doc, Method, Operation, Parameter};

/// Creates Challenges for passkeys.
pub(super) const CLASS: Class = Class {
    name: Doc::new("VerifyV2NewChallengeApi"),
    doc: Doc::new("Creates Challenges that are answered with a passkey."),
    operations: &[Operation {
        name: "createChallengePasskeys",
        method: Method::Post,
        path: "/v2/Services/{ServiceSid}/Passkeys/Challenges",
        parameters: &[
            SERVICE_SID,
            Parameter::body("createPasskeysChallengeRequest", CreatePasskeysChallengeRequest::SCHEMA)
                .doc("Whom it asks: the SID of a Factor, or an identity."),
        ],
        returns: Some(CreateChallengePasskeys201Response::SCHEMA),
        doc: Doc::new(
            "Creates a Challenge to be answered with a passkey. Call `navigator.credentials.get()` with \
             its `options`; `updateChallengePasskeys` takes what that gives.",
        ),
    }],
};
