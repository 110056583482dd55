//! Messaging configurations: which Messaging Service sends to which country.
//! Source: [Twilio's Verify v2 API](https://www.twilio.com/docs/verify/api).

use super::common::{PAGE, PAGE_SIZE, PAGE_TOKEN, SERVICE_SID};
use crate::models::{ListMessagingConfigurationResponse, VerifyV2ServiceMessagingConfiguration};
use crate::schema::{Class, Doc, Kind, Limit, Method, Operation, Parameter};

const CONFIGURATIONS: &str = "/v2/Services/{ServiceSid}/MessagingConfigurations";
const CONFIGURATION: &str = "/v2/Services/{ServiceSid}/MessagingConfigurations/{Country}";

const COUNTRY_DOC: &str =
    "The country, as two letters (ISO 3166-1), or `all` for those without a configuration of their own.";

const COUNTRY: Parameter = Parameter::path("Country").doc(COUNTRY_DOC);

const MESSAGING_SERVICE_SID: Parameter = Parameter::form("MessagingServiceSid", Kind::String)
    .required()
    .limits(&[Limit::Sid("MG")])
    .doc("The SID of the Messaging Service that sends there: `MG` and 32 hexadecimal digits.");

/// Creates, reads, changes and deletes messaging configurations.
pub(super) const CLASS: Class = Class {
    name: Doc::new("VerifyV2MessagingConfigurationApi"),
    doc: Doc::new(
        "Creates, lists, reads, changes and deletes messaging configurations: which Messaging Service \
         sends to which country.",
    ),
    operations: &[
        Operation {
            name: "createMessagingConfiguration",
            method: Method::Post,
            path: CONFIGURATIONS,
            parameters: &[
                SERVICE_SID,
                Parameter::form("Country", Kind::String).required().doc(COUNTRY_DOC),
                MESSAGING_SERVICE_SID,
            ],
            returns: Some(VerifyV2ServiceMessagingConfiguration::SCHEMA),
            doc: Doc::new("Creates the messaging configuration of a country."),
        },
        Operation {
            name: "deleteMessagingConfiguration",
            method: Method::Delete,
            path: CONFIGURATION,
            parameters: &[SERVICE_SID, COUNTRY],
            returns: None,
            doc: Doc::new("Deletes the messaging configuration of a country."),
        },
        Operation {
            name: "fetchMessagingConfiguration",
            method: Method::Get,
            path: CONFIGURATION,
            parameters: &[SERVICE_SID, COUNTRY],
            returns: Some(VerifyV2ServiceMessagingConfiguration::SCHEMA),
            doc: Doc::new("Reads the messaging configuration of a country."),
        },
        Operation {
            name: "listMessagingConfiguration",
            method: Method::Get,
            path: CONFIGURATIONS,
            parameters: &[SERVICE_SID, PAGE_SIZE, PAGE, PAGE_TOKEN],
            returns: Some(ListMessagingConfigurationResponse::SCHEMA),
            doc: Doc::new("Reads a page of the list of a Service's messaging configurations."),
        },
        Operation {
            name: "updateMessagingConfiguration",
            method: Method::Post,
            path: CONFIGURATION,
            parameters: &[SERVICE_SID, COUNTRY, MESSAGING_SERVICE_SID],
            returns: Some(VerifyV2ServiceMessagingConfiguration::SCHEMA),
            doc: Doc::new("Changes the messaging configuration of a country."),
        },
    ],
};
