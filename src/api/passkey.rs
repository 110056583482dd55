//! The second half of the ceremonies of passkeys: what a browser gave is checked.
//! Source: [Twilio's Passkeys](https://www.twilio.com/docs/verify/passkeys).

use super::common::SERVICE_SID;
use crate::models::{
    ApprovePasskeysChallengeRequest, CreateChallengePasskeys201Response, UpdatePasskeysFactor200Response,
    VerifyPasskeysFactorRequest,
};
use crate::schema::{Class, Doc, Method, Operation, Parameter};

/// Checks passkeys. Its name is that of the replaced client, which found no better one.
pub(super) const CLASS: Class = Class {
    name: Doc::new("DefaultApi"),
    doc: Doc::new(
        "Checks what a browser gave for a passkey. Its beginnings are in `VerifyV2NewFactorApi` and \
         `VerifyV2NewChallengeApi`.",
    ),
    operations: &[
        Operation {
            name: "updateChallengePasskeys",
            method: Method::Post,
            path: "/v2/Services/{ServiceSid}/Passkeys/ApproveChallenge",
            parameters: &[
                SERVICE_SID,
                Parameter::body("approvePasskeysChallengeRequest", ApprovePasskeysChallengeRequest::SCHEMA)
                    .secret()
                    .doc("What `navigator.credentials.get()` gave, as its `toJSON()` has it."),
            ],
            returns: Some(CreateChallengePasskeys201Response::SCHEMA),
            doc: Doc::new("Answers a Challenge with a passkey."),
        },
        Operation {
            name: "updatePasskeysFactor",
            method: Method::Post,
            path: "/v2/Services/{ServiceSid}/Passkeys/VerifyFactor",
            parameters: &[
                SERVICE_SID,
                Parameter::body("verifyPasskeysFactorRequest", VerifyPasskeysFactorRequest::SCHEMA)
                    .secret()
                    .doc("What `navigator.credentials.create()` gave, as its `toJSON()` has it."),
            ],
            returns: Some(UpdatePasskeysFactor200Response::SCHEMA),
            doc: Doc::new("Verifies a new `passkeys` Factor."),
        },
    ],
};
