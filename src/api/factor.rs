//! Factors of an Entity: ways in which a person can prove who they are.
//! Source: [Twilio's Factor resource](https://www.twilio.com/docs/verify/api/factor).

use super::common::{AUTH_PAYLOAD, IDENTITY, PAGE, PAGE_SIZE, PAGE_TOKEN, SERVICE_SID};
use crate::models::{FactorEnumTotpAlgorithms, ListFactorResponse, VerifyV2ServiceEntityFactor};
use crate::schema::{Class, Doc, Kind, Limit, Method, Operation, Parameter};

const FACTORS: &str = "/v2/Services/{ServiceSid}/Entities/{Identity}/Factors";
const FACTOR: &str = "/v2/Services/{ServiceSid}/Entities/{Identity}/Factors/{Sid}";

const SID: Parameter = Parameter::path("Sid")
    .limits(&[Limit::Sid("YF")])
    .doc("The SID of the Factor: `YF` and 32 hexadecimal digits.");

pub(super) const CONFIG_CODE_LENGTH: Parameter = Parameter::form("Config.CodeLength", Kind::Integer)
    .limits(&[Limit::Range(3, 8)])
    .doc("For `totp`: how many digits a code has, 3 to 8.");

pub(super) const CONFIG_NOTIFICATION_TOKEN: Parameter =
    Parameter::form("Config.NotificationToken", Kind::String).secret().limits(&[Limit::Length(32, 255)]).doc(
        "For `push`: where notifications go, the device token of APN or the registration token of FCM. 32 \
         to 255 characters. Twilio wants it with every `push` Factor whose platform is not `none`.",
    );

pub(super) const CONFIG_SDK_VERSION: Parameter = Parameter::form("Config.SdkVersion", Kind::String)
    .doc("For `push`: the version of the Verify Push SDK in the app.");

pub(super) const CONFIG_SKEW: Parameter =
    Parameter::form("Config.Skew", Kind::Integer).limits(&[Limit::Range(0, 2)]).doc(
        "For `totp`: how many time steps before and after the present one have codes that are accepted, 0 \
         to 2.",
    );

pub(super) const CONFIG_TIME_STEP: Parameter = Parameter::form("Config.TimeStep", Kind::Integer)
    .limits(&[Limit::Range(20, 60)])
    .doc("For `totp`: how long a code lasts, in seconds, 20 to 60.");

pub(super) const CONFIG_ALG_DOC: &str =
    "For `totp`: the hash function that the codes are made with (RFC 6238).";

pub(super) const NOTIFICATION_PLATFORM_DOC: &str = "For `push`: what carries the notifications, `apn`, \
    `fcm` or `none`. Twilio wants it with every `push` Factor.";

pub(super) const FRIENDLY_NAME: Parameter =
    Parameter::form("FriendlyName", Kind::String).limits(&[Limit::Length(1, 64)]);

/// Reads, changes and deletes Factors.
pub(super) const CLASS: Class = Class {
    name: Doc::new("VerifyV2FactorApi"),
    doc: Doc::new("Lists, reads, verifies, changes and deletes the Factors of an Entity."),
    operations: &[
        Operation {
            name: "deleteFactor",
            method: Method::Delete,
            path: FACTOR,
            parameters: &[SERVICE_SID, IDENTITY, SID],
            returns: None,
            doc: Doc::new("Deletes a Factor. It cannot be brought back."),
        },
        Operation {
            name: "fetchFactor",
            method: Method::Get,
            path: FACTOR,
            parameters: &[SERVICE_SID, IDENTITY, SID],
            returns: Some(VerifyV2ServiceEntityFactor::SCHEMA),
            doc: Doc::new("Reads a Factor."),
        },
        Operation {
            name: "listFactor",
            method: Method::Get,
            path: FACTORS,
            parameters: &[SERVICE_SID, IDENTITY, PAGE_SIZE, PAGE, PAGE_TOKEN],
            returns: Some(ListFactorResponse::SCHEMA),
            doc: Doc::new("Reads a page of the list of an Entity's Factors."),
        },
        Operation {
            name: "updateFactor",
            method: Method::Post,
            path: FACTOR,
            parameters: &[
                SERVICE_SID,
                IDENTITY,
                SID,
                AUTH_PAYLOAD.doc(
                    "What proves that the person holds the Factor, to verify it for the first time: for \
                     `totp` the code that the authenticator app shows.",
                ),
                Parameter::form("Config.Alg", Kind::Enumeration(FactorEnumTotpAlgorithms::ENUMERATION))
                    .doc(CONFIG_ALG_DOC),
                CONFIG_CODE_LENGTH,
                Parameter::form("Config.NotificationPlatform", Kind::String).doc(NOTIFICATION_PLATFORM_DOC),
                CONFIG_NOTIFICATION_TOKEN,
                CONFIG_SDK_VERSION,
                CONFIG_SKEW,
                CONFIG_TIME_STEP,
                FRIENDLY_NAME.doc("The Factor's new name, for people to read. Up to 64 characters."),
            ],
            returns: Some(VerifyV2ServiceEntityFactor::SCHEMA),
            doc: Doc::new("Changes a Factor; with `authPayload`, verifies it."),
        },
    ],
};
