//! New Factors of an Entity.
//! Source: [Twilio's Factor resource](https://www.twilio.com/docs/verify/api/factor).

use super::common::{IDENTITY, SERVICE_SID};
use super::factor::{
    CONFIG_ALG_DOC, CONFIG_CODE_LENGTH, CONFIG_NOTIFICATION_TOKEN, CONFIG_SDK_VERSION, CONFIG_SKEW,
    CONFIG_TIME_STEP, FRIENDLY_NAME, NOTIFICATION_PLATFORM_DOC,
};
use crate::models::{
    CreateNewFactorPasskey201Response, CreateNewPasskeysFactorRequest, NewFactorEnumFactorTypes,
    NewFactorEnumNotificationPlatforms, NewFactorEnumTotpAlgorithms, VerifyV2ServiceEntityNewFactor,
};
use crate::schema::{Class, Doc, Kind, Limit, Method, Operation, Parameter};

/// Creates Factors.
pub(super) const CLASS: Class = Class {
    name: Doc::new("VerifyV2NewFactorApi"),
    doc: Doc::new("Creates the Factors of an Entity."),
    operations: &[
      Operation {
        name: "createNewFactor",
        method: Method::Post,
        path: "/v2/Services/{ServiceSid}/Entities/{Identity}/Factors",
        parameters: &[
            SERVICE_SID,
            IDENTITY,
            Parameter::form("FactorType", Kind::Enumeration(NewFactorEnumFactorTypes::ENUMERATION))
                .required()
                .doc("The type of the new Factor: `push`, `totp` or `passkeys`."),
            FRIENDLY_NAME.required().doc(
                "The Factor's name, for people to read; an authenticator app shows it beside the code. Up \
                 to 64 characters.",
            ),
            Parameter::form("Binding.Alg", Kind::String)
                .doc("For `push`: the algorithm of the device's key pair. Twilio takes `ES256`."),
            Parameter::form("Binding.PublicKey", Kind::String)
                .doc(
                    "For `push`: the device's public key, an Ecdsa key in PKIX format, ASN.1 DER, in \
                     base64.",
                ),
            Parameter::form("Binding.Secret", Kind::String)
                .secret()
                .doc(
                    "For `totp`: the secret to use, in base32 (RFC 4648). Twilio makes one where it is \
                     not given.",
                ),
            Parameter::form("Config.Alg", Kind::Enumeration(NewFactorEnumTotpAlgorithms::ENUMERATION))
                .doc(CONFIG_ALG_DOC),
            Parameter::form("Config.AppId", Kind::String)
                .limits(&[Limit::Length(1, 100)])
                .doc("For `push`: the identifier of the app in its store. Up to 100 characters."),
            CONFIG_CODE_LENGTH,
            Parameter::form(
                "Config.NotificationPlatform",
                Kind::Enumeration(NewFactorEnumNotificationPlatforms::ENUMERATION),
            )
            .doc(NOTIFICATION_PLATFORM_DOC),
            CONFIG_NOTIFICATION_TOKEN,
            CONFIG_SDK_VERSION,
            CONFIG_SKEW,
            CONFIG_TIME_STEP,
            Parameter::form("Metadata", Kind::Object)
                .doc(
                    "Data of your own about the Factor, a flat JSON object. Not for anything that tells \
                     who the person is.",
                ),
        ],
        returns: Some(VerifyV2ServiceEntityNewFactor::SCHEMA),
        doc: Doc::new(
            "Creates a Factor, and its Entity where there is none yet. It starts out as `unverified`; \
             `updateFactor` with a code verifies it.",
        ),
    },
    Operation {
        name: "createNewFactorPasskey",
        method: Method::Post,
        path: "/v2/Services/{ServiceSid}/Passkeys/Factors",
        parameters: &[
            SERVICE_SID,
            Parameter::body("createNewPasskeysFactorRequest", CreateNewPasskeysFactorRequest::SCHEMA)
                .doc(
                    "What the Factor should be: its name and identity, and settings that differ from the \
                     Service's.",
                ),
        ],
        returns: Some(CreateNewFactorPasskey201Response::SCHEMA),
        doc: Doc::new(
            "Creates a `passkeys` Factor, and its Entity where there is none yet. Call \
             `navigator.credentials.create()` with its `options`; `updatePasskeysFactor` takes what that \
             gives.",
        ),
    }],
};
