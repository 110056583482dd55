//! Verifications: codes that are sent to a phone number or e-mail address.
//! Source: [Twilio's Verification resource](https://www.twilio.com/docs/verify/api/verification).

use super::common::SERVICE_SID;
use crate::models::{VerificationEnumRiskCheck, VerificationEnumStatus, VerifyV2ServiceVerification};
use crate::schema::{Class, Doc, Kind, Limit, Method, Operation, Parameter};

const VERIFICATION: &str = "/v2/Services/{ServiceSid}/Verifications/{Sid}";

const SID: Parameter = Parameter::path("Sid").doc(
    "The SID of the Verification, `VE` and 32 hexadecimal digits; or whom it was sent to, where it is not \
     over: a phone number in E.164, or an e-mail address.",
);

pub(super) const AMOUNT: Parameter = Parameter::form("Amount", Kind::String)
    .doc("The amount of the payment that is verified (PSD2). Needs `psd2Enabled` in the Service.");

pub(super) const PAYEE: Parameter = Parameter::form("Payee", Kind::String)
    .doc("Who gets the payment that is verified (PSD2). Needs `psd2Enabled` in the Service.");

/// Sends, reads and ends Verifications.
pub(super) const CLASS: Class = Class {
    name: Doc::new("VerifyV2VerificationApi"),
    doc: Doc::new("Sends Verifications, codes to a phone number or e-mail address, reads and ends them."),
    operations: &[
        Operation {
            name: "createVerification",
            method: Method::Post,
            path: "/v2/Services/{ServiceSid}/Verifications",
            parameters: &[
                SERVICE_SID,
                Parameter::form("Channel", Kind::String)
                    .required()
                    .limits(&[Limit::Among("sms,call,email,whatsapp,rbm,sna,auto")])
                    .doc("How it is sent: `sms`, `call`, `email`, `whatsapp`, `rbm`, `sna` or `auto`."),
                Parameter::form("To", Kind::String).required().limits(&[Limit::Recipient]).doc(
                    "Whom it is sent to: a phone number in E.164 (`+` and digits), or an e-mail address.",
                ),
                AMOUNT,
                Parameter::form("AppHash", Kind::String).doc(
                    "For `sms`: the hash of an Android app, which stands at the end of the message, so \
                     that the app can read the code from it.",
                ),
                Parameter::form("ChannelConfiguration", Kind::Object).doc(
                    "For `email`: its settings, such as `template_id`, `from` and `from_name`, a JSON \
                     object.",
                ),
                Parameter::form("CustomCode", Kind::String).secret().limits(&[Limit::Length(4, 10)]).doc(
                    "The code to send, 4 to 10 characters. Needs `customCodeEnabled` in the Service. \
                     Twilio makes one where it is not given.",
                ),
                Parameter::form("CustomFriendlyName", Kind::String)
                    .doc("The name that the message shows in place of the Service's."),
                Parameter::form("CustomMessage", Kind::String)
                    .secret()
                    .doc("The text of the message, in place of the usual one."),
                Parameter::form("DeviceIp", Kind::String)
                    .doc("The IP address of the person's device, IPv4 or IPv6. With `auto`, better given."),
                Parameter::form("EnableSnaClientToken", Kind::Boolean)
                    .doc("For `sna`: whether the check needs the token that opening the URL gives."),
                Parameter::form("Locale", Kind::String).doc(
                    "The language of the message, such as `pt-br`. Twilio takes it from the phone number \
                     where it is not given.",
                ),
                PAYEE,
                Parameter::form("RateLimits", Kind::Object).doc(
                    "The values to count by your rate limits, a JSON object: their unique names, and a \
                     value for each.",
                ),
                Parameter::form("RiskCheck", Kind::Enumeration(VerificationEnumRiskCheck::ENUMERATION))
                    .doc("Whether Twilio's protection from SMS fraud checks this Verification."),
                Parameter::form("SendDigits", Kind::String).doc(
                    "For `call`: the keys to press once somebody answers, such as those of an extension; \
                     `w` waits half a second.",
                ),
                Parameter::form("Tags", Kind::String).doc(
                    "Data of your own about the message, a JSON object of texts, as text. Up to 10 tags; \
                     a key and a value have up to 128 characters each.",
                ),
                Parameter::form("TemplateCustomSubstitutions", Kind::String)
                    .secret()
                    .doc("The values of the template's own variables, a JSON object as text."),
                Parameter::form("TemplateSid", Kind::String).limits(&[Limit::Sid("HJ")]).doc(
                    "The SID of the template of the message, in place of the Service's: `HJ` and 32 \
                     hexadecimal digits.",
                ),
            ],
            returns: Some(VerifyV2ServiceVerification::SCHEMA),
            doc: Doc::new(
                "Sends a Verification, or the same code once more where one is pending. Too many of them \
                 are an error 429.",
            ),
        },
        Operation {
            name: "fetchVerification",
            method: Method::Get,
            path: VERIFICATION,
            parameters: &[SERVICE_SID, SID],
            returns: Some(VerifyV2ServiceVerification::SCHEMA),
            doc: Doc::new("Reads a Verification."),
        },
        Operation {
            name: "updateVerification",
            method: Method::Post,
            path: VERIFICATION,
            parameters: &[
                SERVICE_SID,
                SID,
                Parameter::form("Status", Kind::Enumeration(VerificationEnumStatus::ENUMERATION))
                    .required()
                    .doc("What becomes of it: `canceled` or `approved`."),
            ],
            returns: Some(VerifyV2ServiceVerification::SCHEMA),
            doc: Doc::new(
                "Ends a Verification: cancels it, or approves it where your own system has checked the \
                 code.",
            ),
        },
    ],
};
