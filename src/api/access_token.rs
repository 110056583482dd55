//! Access tokens, with which an app registers a `push` Factor of its own.
//! Source: [Twilio's Access Token resource](https://www.twilio.com/docs/verify/api/access-token).

use super::common::{IDENTITY_IN_FORM, SERVICE_SID};
use crate::models::{AccessTokenEnumFactorTypes, VerifyV2ServiceAccessToken};
use crate::schema::{Class, Doc, Kind, Limit, Method, Operation, Parameter};

/// Creates and reads access tokens.
pub(super) const CLASS: Class = Class {
    name: Doc::new("VerifyV2AccessTokenApi"),
    doc: Doc::new("Creates and reads access tokens, with which an app registers a `push` Factor of its own."),
    operations: &[
        Operation {
            name: "createAccessToken",
            method: Method::Post,
            path: "/v2/Services/{ServiceSid}/AccessTokens",
            parameters: &[
                SERVICE_SID,
                Parameter::form("FactorType", Kind::Enumeration(AccessTokenEnumFactorTypes::ENUMERATION))
                    .required()
                    .doc("The type of the Factor that the app will register: `push`."),
                IDENTITY_IN_FORM,
                Parameter::form("FactorFriendlyName", Kind::String)
                    .limits(&[Limit::Length(1, 64)])
                    .doc("The name that the Factor will have, for people to read. Up to 64 characters."),
                Parameter::form("Ttl", Kind::Integer).limits(&[Limit::Range(60, 300)]).doc(
                    "How long the token can be used, in seconds, 60 to 300. Twilio takes 60 where it is \
                     not given.",
                ),
            ],
            returns: Some(VerifyV2ServiceAccessToken::SCHEMA),
            doc: Doc::new("Creates an access token for one person's app."),
        },
        Operation {
            name: "fetchAccessToken",
            method: Method::Get,
            path: "/v2/Services/{ServiceSid}/AccessTokens/{Sid}",
            parameters: &[
                SERVICE_SID,
                Parameter::path("Sid")
                    .limits(&[Limit::Sid("YK")])
                    .doc("The SID of the access token: `YK` and 32 hexadecimal digits."),
            ],
            returns: Some(VerifyV2ServiceAccessToken::SCHEMA),
            doc: Doc::new("Reads an access token."),
        },
    ],
};
