//! Webhooks: where Twilio tells of events.
//! Source: [Twilio's Webhooks resource](https://www.twilio.com/docs/verify/api/webhooks).

use super::common::{PAGE, PAGE_SIZE, PAGE_TOKEN, SERVICE_SID};
use crate::models::{ListWebhookResponse, VerifyV2ServiceWebhook, WebhookEnumStatus, WebhookEnumVersion};
use crate::schema::{Class, Doc, Kind, Limit, Method, Operation, Parameter};

const WEBHOOKS: &str = "/v2/Services/{ServiceSid}/Webhooks";
const WEBHOOK: &str = "/v2/Services/{ServiceSid}/Webhooks/{Sid}";

const SID: Parameter = Parameter::path("Sid")
    .limits(&[Limit::Sid("YW")])
    .doc("The SID of the webhook: `YW` and 32 hexadecimal digits.");

const EVENT_TYPES: Parameter = Parameter::form("EventTypes", Kind::List(&Kind::String)).doc(
    "The events that it is told: `factor.created`, `factor.verified`, `factor.deleted`, `challenge.approved` and \
     `challenge.denied`; `*` is all of them. Twilio tells those of `push` Factors.",
);

const FRIENDLY_NAME: Parameter =
    Parameter::form("FriendlyName", Kind::String).doc("The webhook's name, for people to read.");

const STATUS: Parameter = Parameter::form("Status", Kind::Enumeration(WebhookEnumStatus::ENUMERATION))
    .doc("Whether it is called. Twilio takes `enabled` where a new one has none.");

const VERSION: Parameter = Parameter::form("Version", Kind::Enumeration(WebhookEnumVersion::ENUMERATION))
    .doc("The version of what it is told.");

const WEBHOOK_URL: Parameter =
    Parameter::form("WebhookUrl", Kind::String).doc("The URL of yours that is called.");

/// Creates, reads, changes and deletes webhooks.
pub(super) const CLASS: Class = Class {
    name: Doc::new("VerifyV2WebhookApi"),
    doc: Doc::new(
        "Creates, lists, reads, changes and deletes webhooks: URLs of yours that Twilio calls when \
         something happens.",
    ),
    operations: &[
        Operation {
            name: "createWebhook",
            method: Method::Post,
            path: WEBHOOKS,
            parameters: &[
                SERVICE_SID,
                EVENT_TYPES.required(),
                FRIENDLY_NAME.required(),
                WEBHOOK_URL.required(),
                STATUS,
                VERSION,
            ],
            returns: Some(VerifyV2ServiceWebhook::SCHEMA),
            doc: Doc::new("Creates a webhook."),
        },
        Operation {
            name: "deleteWebhook",
            method: Method::Delete,
            path: WEBHOOK,
            parameters: &[SERVICE_SID, SID],
            returns: None,
            doc: Doc::new("Deletes a webhook."),
        },
        Operation {
            name: "fetchWebhook",
            method: Method::Get,
            path: WEBHOOK,
            parameters: &[SERVICE_SID, SID],
            returns: Some(VerifyV2ServiceWebhook::SCHEMA),
            doc: Doc::new("Reads a webhook."),
        },
        Operation {
            name: "listWebhook",
            method: Method::Get,
            path: WEBHOOKS,
            parameters: &[SERVICE_SID, PAGE_SIZE, PAGE, PAGE_TOKEN],
            returns: Some(ListWebhookResponse::SCHEMA),
            doc: Doc::new("Reads a page of the list of a Service's webhooks."),
        },
        Operation {
            name: "updateWebhook",
            method: Method::Post,
            path: WEBHOOK,
            parameters: &[SERVICE_SID, SID, EVENT_TYPES, FRIENDLY_NAME, STATUS, VERSION, WEBHOOK_URL],
            returns: Some(VerifyV2ServiceWebhook::SCHEMA),
            doc: Doc::new("Changes a webhook."),
        },
    ],
};
