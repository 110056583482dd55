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

/// Every model, in the order of the documentation. A model's place here is its number in JavaScript.
pub static MODELS: &[&Schema] = &[
    ApprovePasskeysChallengeRequest::SCHEMA,
    ApprovePasskeysChallengeRequestResponse::SCHEMA,
    CreateChallengePasskeys201Response::SCHEMA,
    CreateNewFactorPasskey201Response::SCHEMA,
    CreateNewPasskeysFactorRequest::SCHEMA,
    CreateNewPasskeysFactorRequestConfig::SCHEMA,
    CreateNewPasskeysFactorRequestConfigRelyingParty::SCHEMA,
    CreatePasskeysChallengeRequest::SCHEMA,
    CreateVerification429Response::SCHEMA,
    ListBucketResponse::SCHEMA,
    ListBucketResponseMeta::SCHEMA,
    ListChallengeResponse::SCHEMA,
    ListEntityResponse::SCHEMA,
    ListFactorResponse::SCHEMA,
    ListMessagingConfigurationResponse::SCHEMA,
    ListRateLimitResponse::SCHEMA,
    ListServiceResponse::SCHEMA,
    ListVerificationAttemptResponse::SCHEMA,
    ListVerificationTemplateResponse::SCHEMA,
    ListWebhookResponse::SCHEMA,
    UpdatePasskeysFactor200Response::SCHEMA,
    VerifyPasskeysFactorRequest::SCHEMA,
    VerifyPasskeysFactorRequestResponse::SCHEMA,
    VerifyV2Form::SCHEMA,
    VerifyV2Safelist::SCHEMA,
    VerifyV2Service::SCHEMA,
    VerifyV2ServiceAccessToken::SCHEMA,
    VerifyV2ServiceEntity::SCHEMA,
    VerifyV2ServiceEntityChallenge::SCHEMA,
    VerifyV2ServiceEntityChallengeNotification::SCHEMA,
    VerifyV2ServiceEntityFactor::SCHEMA,
    VerifyV2ServiceEntityNewFactor::SCHEMA,
    VerifyV2ServiceMessagingConfiguration::SCHEMA,
    VerifyV2ServiceRateLimit::SCHEMA,
    VerifyV2ServiceRateLimitBucket::SCHEMA,
    VerifyV2ServiceVerification::SCHEMA,
    VerifyV2ServiceVerificationCheck::SCHEMA,
    VerifyV2ServiceWebhook::SCHEMA,
    VerifyV2VerificationAttempt::SCHEMA,
    VerifyV2VerificationAttemptsSummary::SCHEMA,
    VerifyV2VerificationTemplate::SCHEMA,
];

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
