//! Services: settings that Verifications and Factors share.
//! Source: [Twilio's Service resource](https://www.twilio.com/docs/verify/api/service).

use super::common::{PAGE, PAGE_SIZE, PAGE_TOKEN};
use crate::models::{ListServiceResponse, VerifyV2Service};
use crate::schema::{Class, Doc, Kind, Limit, Method, Operation, Parameter};

const SERVICES: &str = "/v2/Services";
const SERVICE: &str = "/v2/Services/{Sid}";

const SID: Parameter = Parameter::path("Sid")
    .limits(&[Limit::Sid("VA")])
    .doc("The SID of the Service: `VA` and 32 hexadecimal digits.");

const FRIENDLY_NAME: Parameter = Parameter::form("FriendlyName", Kind::String)
    .limits(&[Limit::Length(1, 32)])
    .doc("The Service's name, which messages show. Up to 32 characters.");

const CODE_LENGTH: Parameter = Parameter::form("CodeLength", Kind::Integer)
    .limits(&[Limit::Range(4, 10)])
    .doc("How many characters a code has, 4 to 10. Twilio takes 6 where a new Service has none.");

const CUSTOM_CODE_ENABLED: Parameter = Parameter::form("CustomCodeEnabled", Kind::Boolean)
    .doc("Whether a Verification may bring its own code. Twilio allows it only to some Accounts.");

const DEFAULT_TEMPLATE_SID: Parameter = Parameter::form("DefaultTemplateSid", Kind::String)
    .limits(&[Limit::Sid("HJ")])
    .doc("The SID of the template of its messages: `HJ` and 32 hexadecimal digits.");

const DO_NOT_SHARE_WARNING_ENABLED: Parameter = Parameter::form("DoNotShareWarningEnabled", Kind::Boolean)
    .doc("Whether an SMS ends with the advice to share the code with nobody.");

const DTMF_INPUT_REQUIRED: Parameter = Parameter::form("DtmfInputRequired", Kind::Boolean)
    .doc("Whether the person has to press a key before a call tells the code.");

const LOOKUP_ENABLED: Parameter = Parameter::form("LookupEnabled", Kind::Boolean)
    .doc("Whether each Verification looks the phone number up, and tells what it found.");

const PASSKEYS_AUTHENTICATOR_ATTACHMENT: Parameter =
    Parameter::form("Passkeys.AuthenticatorAttachment", Kind::String)
        .doc("For `passkeys`: which authenticators may be used, `platform`, `cross-platform` or `any`.");

const PASSKEYS_DISCOVERABLE_CREDENTIALS: Parameter =
    Parameter::form("Passkeys.DiscoverableCredentials", Kind::String).doc(
        "For `passkeys`: whether a passkey is to be found without its identifier, `required`, `preferred` \
         or `discouraged`.",
    );

const PASSKEYS_RELYING_PARTY_ID: Parameter = Parameter::form("Passkeys.RelyingParty.Id", Kind::String)
    .doc("For `passkeys`: the domain of your site, such as `example.com`.");

const PASSKEYS_RELYING_PARTY_NAME: Parameter = Parameter::form("Passkeys.RelyingParty.Name", Kind::String)
    .doc("For `passkeys`: the name of your site, which the browser shows.");

const PASSKEYS_RELYING_PARTY_ORIGINS: Parameter =
    Parameter::form("Passkeys.RelyingParty.Origins", Kind::String).doc(
        "For `passkeys`: the origins where passkeys may be used, such as `https://login.example.com`, \
         commas between them.",
    );

const PASSKEYS_USER_VERIFICATION: Parameter = Parameter::form("Passkeys.UserVerification", Kind::String).doc(
    "For `passkeys`: whether the authenticator has to check who uses it, `required`, `preferred` or \
     `discouraged`.",
);

const PSD2_ENABLED: Parameter = Parameter::form("Psd2Enabled", Kind::Boolean)
    .doc("Whether a Verification has to name amount and payee (PSD2).");

const PUSH_APN_CREDENTIAL_SID: Parameter =
    Parameter::form("Push.ApnCredentialSid", Kind::String).limits(&[Limit::Sid("CR")]).doc(
        "For `push`: the SID of the credential of Apple's Push Notification service: `CR` and 32 \
         hexadecimal digits.",
    );

const PUSH_FCM_CREDENTIAL_SID: Parameter =
    Parameter::form("Push.FcmCredentialSid", Kind::String).limits(&[Limit::Sid("CR")]).doc(
        "For `push`: the SID of the credential of Firebase Cloud Messaging: `CR` and 32 hexadecimal \
         digits.",
    );

const PUSH_INCLUDE_DATE: Parameter = Parameter::form("Push.IncludeDate", Kind::Boolean).doc(
    "For `push`: whether the details of a Challenge have its date. Twilio advises against it: `date_created` \
     is the same.",
);

const SKIP_SMS_TO_LANDLINES: Parameter = Parameter::form("SkipSmsToLandlines", Kind::Boolean)
    .doc("Whether no SMS is sent to landlines. Works only with `lookupEnabled`.");

const TOTP_CODE_LENGTH: Parameter = Parameter::form("Totp.CodeLength", Kind::Integer)
    .limits(&[Limit::Range(3, 8)])
    .doc("For `totp`: how many digits a code has, 3 to 8. Twilio takes 6 where a new Service has none.");

const TOTP_ISSUER: Parameter = Parameter::form("Totp.Issuer", Kind::String).doc(
    "For `totp`: the name that authenticator apps show beside a code. Twilio takes the Service's where it \
     is not given.",
);

const TOTP_SKEW: Parameter = Parameter::form("Totp.Skew", Kind::Integer).limits(&[Limit::Range(0, 2)]).doc(
    "For `totp`: how many time steps before and after the present one have codes that are accepted, 0 to \
     2. Twilio takes 1 where a new Service has none.",
);

const TOTP_TIME_STEP: Parameter =
    Parameter::form("Totp.TimeStep", Kind::Integer).limits(&[Limit::Range(20, 60)]).doc(
        "For `totp`: how long a code lasts, in seconds, 20 to 60. Twilio takes 30 where a new Service has \
         none.",
    );

const TTS_NAME: Parameter = Parameter::form("TtsName", Kind::String)
    .doc("The voice that calls speak with, where it should not be the usual one.");

const VERIFY_EVENT_SUBSCRIPTION_ENABLED: Parameter =
    Parameter::form("VerifyEventSubscriptionEnabled", Kind::Boolean)
        .doc("Whether its events go to the sinks of your Event Streams.");

const WHATSAPP_FROM: Parameter = Parameter::form("Whatsapp.From", Kind::String)
    .doc("For `whatsapp`: the number that sends, `whatsapp:` and the number in E.164.");

const WHATSAPP_MSG_SERVICE_SID: Parameter = Parameter::form("Whatsapp.MsgServiceSid", Kind::String)
    .limits(&[Limit::Sid("MG")])
    .doc("For `whatsapp`: the SID of the Messaging Service that sends: `MG` and 32 hexadecimal digits.");

/// Creates, reads, changes and deletes Services.
pub(super) const CLASS: Class = Class {
    name: Doc::new("VerifyV2ServiceApi"),
    doc: Doc::new(
        "Creates, lists, reads, changes and deletes Services: settings that Verifications and Factors \
         share.",
    ),
    operations: &[
        Operation {
            name: "createService",
            method: Method::Post,
            path: SERVICES,
            parameters: &[
                FRIENDLY_NAME.required(),
                CODE_LENGTH,
                CUSTOM_CODE_ENABLED,
                DEFAULT_TEMPLATE_SID,
                DO_NOT_SHARE_WARNING_ENABLED,
                DTMF_INPUT_REQUIRED,
                LOOKUP_ENABLED,
                PASSKEYS_AUTHENTICATOR_ATTACHMENT,
                PASSKEYS_DISCOVERABLE_CREDENTIALS,
                PASSKEYS_RELYING_PARTY_ID,
                PASSKEYS_RELYING_PARTY_NAME,
                PASSKEYS_RELYING_PARTY_ORIGINS,
                PASSKEYS_USER_VERIFICATION,
                PSD2_ENABLED,
                PUSH_APN_CREDENTIAL_SID,
                PUSH_FCM_CREDENTIAL_SID,
                PUSH_INCLUDE_DATE,
                SKIP_SMS_TO_LANDLINES,
                TOTP_CODE_LENGTH,
                TOTP_ISSUER,
                TOTP_SKEW,
                TOTP_TIME_STEP,
                TTS_NAME,
                VERIFY_EVENT_SUBSCRIPTION_ENABLED,
                WHATSAPP_FROM,
                WHATSAPP_MSG_SERVICE_SID,
            ],
            returns: Some(VerifyV2Service::SCHEMA),
            doc: Doc::new("Creates a Service."),
        },
        Operation {
            name: "deleteService",
            method: Method::Delete,
            path: SERVICE,
            parameters: &[SID],
            returns: None,
            doc: Doc::new("Deletes a Service, with all that is in it. It cannot be brought back."),
        },
        Operation {
            name: "fetchService",
            method: Method::Get,
            path: SERVICE,
            parameters: &[SID],
            returns: Some(VerifyV2Service::SCHEMA),
            doc: Doc::new("Reads a Service."),
        },
        Operation {
            name: "listService",
            method: Method::Get,
            path: SERVICES,
            parameters: &[PAGE_SIZE, PAGE, PAGE_TOKEN],
            returns: Some(ListServiceResponse::SCHEMA),
            doc: Doc::new("Reads a page of the list of your Account's Services."),
        },
        Operation {
            name: "updateService",
            method: Method::Post,
            path: SERVICE,
            parameters: &[
                SID,
                CODE_LENGTH,
                CUSTOM_CODE_ENABLED,
                DEFAULT_TEMPLATE_SID,
                DO_NOT_SHARE_WARNING_ENABLED,
                DTMF_INPUT_REQUIRED,
                FRIENDLY_NAME,
                LOOKUP_ENABLED,
                PASSKEYS_AUTHENTICATOR_ATTACHMENT,
                PASSKEYS_DISCOVERABLE_CREDENTIALS,
                PASSKEYS_RELYING_PARTY_ID,
                PASSKEYS_RELYING_PARTY_NAME,
                PASSKEYS_RELYING_PARTY_ORIGINS,
                PASSKEYS_USER_VERIFICATION,
                PSD2_ENABLED,
                PUSH_APN_CREDENTIAL_SID,
                PUSH_FCM_CREDENTIAL_SID,
                PUSH_INCLUDE_DATE,
                SKIP_SMS_TO_LANDLINES,
                TOTP_CODE_LENGTH,
                TOTP_ISSUER,
                TOTP_SKEW,
                TOTP_TIME_STEP,
                TTS_NAME,
                VERIFY_EVENT_SUBSCRIPTION_ENABLED,
                WHATSAPP_FROM,
                WHATSAPP_MSG_SERVICE_SID,
            ],
            returns: Some(VerifyV2Service::SCHEMA),
            doc: Doc::new("Changes a Service."),
        },
    ],
};
