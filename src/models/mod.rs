//! What comes back, and what a JSON body holds: the models and enumerations of the Verify v2 API.
//!
//! Each is a serde type and, from the same declaration, a [`Schema`] or an [`Enumeration`]: what the response
//! decoder, the JavaScript classes, the type declarations and the documentation are made from.
//! Source: Twilio's reference of the [Verify v2 API](https://www.twilio.com/docs/verify/api).

mod access_token;
mod attempt;
mod challenge;
mod entity;
mod factor;
mod form;
mod list;
mod messaging_configuration;
mod notification;
mod passkey;
mod rate_limit;
mod safelist;
mod service;
mod template;
mod verification;
mod webhook;

pub use access_token::*;
pub use attempt::*;
pub use challenge::*;
pub use entity::*;
pub use factor::*;
pub use form::*;
pub use list::*;
pub use messaging_configuration::*;
pub use notification::*;
pub use passkey::*;
pub use rate_limit::*;
pub use safelist::*;
pub use service::*;
pub use template::*;
pub use verification::*;
pub use webhook::*;

use crate::schema::{Enumeration, Schema};

/// Hands the names of all models, in the order of the documentation, to a macro.
#[macro_export]
macro_rules! every_model {
    ($then:ident) => {
        $then! {
            ApprovePasskeysChallengeRequest,
            ApprovePasskeysChallengeRequestResponse,
            CreateChallengePasskeys201Response,
            CreateNewFactorPasskey201Response,
            CreateNewPasskeysFactorRequest,
            CreateNewPasskeysFactorRequestConfig,
            CreateNewPasskeysFactorRequestConfigRelyingParty,
            CreatePasskeysChallengeRequest,
            CreateVerification429Response,
            ListBucketResponse,
            ListBucketResponseMeta,
            ListChallengeResponse,
            ListEntityResponse,
            ListFactorResponse,
            ListMessagingConfigurationResponse,
            ListRateLimitResponse,
            ListServiceResponse,
            ListVerificationAttemptResponse,
            ListVerificationTemplateResponse,
            ListWebhookResponse,
            UpdatePasskeysFactor200Response,
            VerifyPasskeysFactorRequest,
            VerifyPasskeysFactorRequestResponse,
            VerifyV2Form,
            VerifyV2Safelist,
            VerifyV2Service,
            VerifyV2ServiceAccessToken,
            VerifyV2ServiceEntity,
            VerifyV2ServiceEntityChallenge,
            VerifyV2ServiceEntityChallengeNotification,
            VerifyV2ServiceEntityFactor,
            VerifyV2ServiceEntityNewFactor,
            VerifyV2ServiceMessagingConfiguration,
            VerifyV2ServiceRateLimit,
            VerifyV2ServiceRateLimitBucket,
            VerifyV2ServiceVerification,
            VerifyV2ServiceVerificationCheck,
            VerifyV2ServiceWebhook,
            VerifyV2VerificationAttempt,
            VerifyV2VerificationAttemptsSummary,
            VerifyV2VerificationTemplate,
        }
    };
}

macro_rules! schemas {
    ($($name:ident,)*) => { &[$($name::SCHEMA,)*] };
}

/// Every model, in the order of the documentation. A model's place here is its number in JavaScript.
pub static MODELS: &[&Schema] = every_model!(schemas);

/// Every enumeration, in the order of the documentation.
pub static ENUMERATIONS: &[&Enumeration] = &[
    AccessTokenEnumFactorTypes::ENUMERATION,
    ChallengeEnumChallengeReasons::ENUMERATION,
    ChallengeEnumChallengeStatuses::ENUMERATION,
    ChallengeEnumFactorTypes::ENUMERATION,
    ChallengeEnumListOrders::ENUMERATION,
    FactorEnumFactorStatuses::ENUMERATION,
    FactorEnumFactorTypes::ENUMERATION,
    FactorEnumNotificationPlatforms::ENUMERATION,
    FactorEnumTotpAlgorithms::ENUMERATION,
    FormEnumFormTypes::ENUMERATION,
    NewFactorEnumFactorStatuses::ENUMERATION,
    NewFactorEnumFactorTypes::ENUMERATION,
    NewFactorEnumNotificationPlatforms::ENUMERATION,
    NewFactorEnumTotpAlgorithms::ENUMERATION,
    VerificationAttemptEnumAttemptStatus::ENUMERATION,
    VerificationAttemptEnumCallStatus::ENUMERATION,
    VerificationAttemptEnumChannels::ENUMERATION,
    VerificationAttemptEnumConversionStatus::ENUMERATION,
    VerificationAttemptEnumMessageStatus::ENUMERATION,
    VerificationAttemptsSummaryEnumChannels::ENUMERATION,
    VerificationCheckEnumChannel::ENUMERATION,
    VerificationEnumChannel::ENUMERATION,
    VerificationEnumRiskCheck::ENUMERATION,
    VerificationEnumStatus::ENUMERATION,
    WebhookEnumMethods::ENUMERATION,
    WebhookEnumStatus::ENUMERATION,
    WebhookEnumVersion::ENUMERATION,
];

/// A model's place in [`MODELS`].
pub fn number(schema: &'static Schema) -> Option<usize> {
    MODELS.iter().position(|model| std::ptr::eq(*model, schema))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Type;

    #[test]
    fn every_model_that_a_field_names_is_in_the_list() {
        fn check(kind: &Type) {
            match kind {
                Type::Model(schema) => assert!(number(schema).is_some(), "{}", schema.name),
                Type::List(item) => check(item),
                Type::Enumeration(enumeration) => {
                    assert!(
                        ENUMERATIONS.iter().any(|known| std::ptr::eq(*known, *enumeration)),
                        "{enumeration:?}"
                    )
                }
                Type::String | Type::Number | Type::Boolean | Type::Date | Type::Object => {}
            }
        }
        for model in MODELS {
            model.fields.iter().for_each(|field| check(&field.kind));
        }
    }

    #[test]
    fn a_value_that_twilio_adds_later_is_kept() {
        let status: FactorEnumFactorStatuses = serde_json::from_str("\"suspended\"").unwrap();
        assert_eq!(status, FactorEnumFactorStatuses::Other("suspended".into()));
        assert_eq!(serde_json::to_string(&status).unwrap(), "\"suspended\"");
    }
}
