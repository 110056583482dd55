//! Webhooks: where Twilio tells of what happens to push Factors and their Challenges.
//! Source: [Twilio's Webhooks resource](https://www.twilio.com/docs/verify/api/webhooks).

use crate::call::Call;
use crate::entity::Owner;
use crate::error::Error;
use crate::factor::Type;
use crate::message::Response;
use crate::outbox::Delivery;
use crate::page::{Order, page};
use crate::random::Random;
use crate::router::Values;
use crate::service::Service;
use crate::signature::sign;
use crate::state::Account;
use crate::store::Keyed;
use crate::time::iso;
use data_encoding::HEXLOWER;
use form_urlencoded::Serializer;
use serde::{Deserialize, Serialize};
use twilio_verify::models::{
    ListWebhookResponse, VerifyV2ServiceWebhook, WebhookEnumMethods, WebhookEnumStatus, WebhookEnumVersion,
};
use twilio_verify::schema::{Date, FORM};

/// All that can be told.
const EVENTS: [&str; 6] =
    [ALL, "factor.created", "factor.verified", "factor.deleted", "challenge.approved", "challenge.denied"];

/// Every one of them.
const ALL: &str = "*";

/// A webhook.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Webhook {
    /// Its SID.
    pub sid: String,
    /// Its name.
    pub friendly_name: String,
    /// What it is told.
    pub event_types: Vec<String>,
    /// The URL that is called.
    pub webhook_url: String,
    /// Whether it is called.
    pub enabled: bool,
    /// Whether it has asked for the first version of what it is told. What there is in one is in the other, too.
    pub is_v1: bool,
    /// When it was created, in milliseconds since 1970.
    pub created: u64,
    /// When it was last changed, in milliseconds since 1970.
    pub updated: u64,
}

impl Keyed for Webhook {
    fn keys(&self) -> Vec<String> {
        vec![self.sid.clone()]
    }
}

impl Webhook {
    /// Takes over what a call gives.
    fn set(&mut self, values: &Values) -> Result<(), Error> {
        let events: Vec<_> = values.list("EventTypes").map(str::to_owned).collect();
        if events.iter().any(|event| !EVENTS.contains(&event.as_str())) {
            return Err(values.invalid("EventTypes", &format!("must be of {}", EVENTS.join(", "))));
        }
        if !events.is_empty() {
            self.event_types = events;
        }
        if let Some(name) = values.get("FriendlyName") {
            self.friendly_name = name.to_owned();
        }
        if let Some(url) = values.get("WebhookUrl") {
            if !is_url(url) {
                return Err(values.invalid("WebhookUrl", "must be a URL of http or https"));
            }
            self.webhook_url = url.to_owned();
        }
        self.enabled = values.get("Status").map_or(self.enabled, |status| status == "enabled");
        self.is_v1 = values.get("Version").map_or(self.is_v1, |version| version == "v1");
        Ok(())
    }

    fn hears(&self, event: &str) -> bool {
        self.enabled && self.event_types.iter().any(|heard| heard == ALL || heard == event)
    }

    fn model(&self, call: &Call<'_>, account_sid: &str, service_sid: &str) -> VerifyV2ServiceWebhook {
        VerifyV2ServiceWebhook {
            sid: Some(self.sid.clone()),
            service_sid: Some(service_sid.to_owned()),
            account_sid: Some(account_sid.to_owned()),
            friendly_name: Some(self.friendly_name.clone()),
            event_types: Some(self.event_types.clone()),
            status: Some(match self.enabled {
                true => WebhookEnumStatus::Enabled,
                false => WebhookEnumStatus::Disabled,
            }),
            version: Some(if self.is_v1 { WebhookEnumVersion::V1 } else { WebhookEnumVersion::V2 }),
            webhook_url: Some(self.webhook_url.clone()),
            webhook_method: Some(WebhookEnumMethods::Post),
            date_created: Some(Date(iso(self.created))),
            date_updated: Some(Date(iso(self.updated))),
            url: Some(call.url(&["Services", service_sid, "Webhooks", &self.sid])),
        }
    }
}

fn is_url(text: &str) -> bool {
    let host = text.split_once("://").filter(|(scheme, _)| matches!(*scheme, "http" | "https"));
    host.is_some_and(|(_, rest)| {
        !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace)
    })
}

/// Tells the webhooks of a Service what has happened to a Factor, or to one of its Challenges. Twilio tells of push
/// Factors only.
pub fn tell(
    call: &mut Call<'_>,
    service: &Service,
    event: &str,
    owner: &Owner,
    factor_sid: &str,
    of: Type,
    challenge_sid: Option<&str>,
) {
    if of != Type::Push {
        return;
    }
    for webhook in service.webhooks.values().filter(|webhook| webhook.hears(event)) {
        let uuid = uuid(call.random);
        let mut form = vec![
            ("uuid", uuid.as_str()),
            ("type", event),
            ("account_sid", &owner.account_sid),
            ("service_sid", &owner.service_sid),
            ("entity_identity", &owner.identity),
            ("factor_sid", factor_sid),
            ("factor_type", of.name()),
        ];
        form.extend(challenge_sid.map(|sid| ("challenge_sid", sid)));
        let url = &webhook.webhook_url;
        let signature = sign(&call.options.auth_token, url, &form);
        call.deliveries.push(Delivery {
            when: call.now,
            url: url.clone(),
            method: "POST".to_owned(),
            headers: vec![
                ("Content-Type".to_owned(), FORM.to_owned()),
                ("X-Twilio-Signature".to_owned(), signature),
            ],
            body: Serializer::new(String::new()).extend_pairs(&form).finish(),
            event: event.to_owned(),
            webhook_sid: webhook.sid.clone(),
        });
    }
}

/// A random UUID (RFC 9562, version 4).
fn uuid(random: &mut Random) -> String {
    let mut bytes = [0; 16];
    random.fill(&mut bytes);
    let text = HEXLOWER.encode(&bytes);
    // Two digits say what kind it is.
    [&text[..8], "-", &text[8..12], "-4", &text[13..16], "-8", &text[17..20], "-", &text[20..]].concat()
}

/// createWebhook: creates a webhook.
pub fn create(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let account_sid = account.sid.clone();
    let service = account.service_mut(call)?;
    let mut webhook = Webhook {
        sid: String::new(),
        friendly_name: String::new(),
        event_types: Vec::new(),
        webhook_url: String::new(),
        enabled: true,
        is_v1: false,
        created: call.now,
        updated: call.now,
    };
    webhook.set(&call.values)?;
    webhook.sid = call.random.sid("YW");
    let answer = webhook.model(call, &account_sid, &service.sid);
    service.webhooks.insert(webhook);
    Ok(Response::created(&answer))
}

/// fetchWebhook: reads a webhook.
pub fn fetch(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let service = account.service(call)?;
    let webhook = service.webhooks.get(call.values.require("Sid")?).ok_or_else(|| call.not_found())?;
    Ok(Response::found(&webhook.model(call, &account.sid, &service.sid)))
}

/// listWebhook: reads a page of a Service's webhooks.
pub fn list(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let service = account.service(call)?;
    let (webhooks, meta) =
        page(call, "webhooks", Order::Ascending, |numbers| service.webhooks.range(numbers))?;
    let webhooks =
        webhooks.into_iter().map(|webhook| webhook.model(call, &account.sid, &service.sid)).collect();
    Ok(Response::found(&ListWebhookResponse { webhooks: Some(webhooks), meta: Some(meta) }))
}

/// updateWebhook: changes a webhook.
pub fn update(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let account_sid = account.sid.clone();
    let service = account.service_mut(call)?;
    let known = service.webhooks.get_mut(call.values.require("Sid")?).ok_or_else(|| call.not_found())?;
    // Changed in a copy: a request that is refused changes nothing.
    let mut webhook = known.clone();
    webhook.set(&call.values)?;
    webhook.updated = call.now;
    *known = webhook;
    Ok(Response::found(&known.model(call, &account_sid, &service.sid)))
}

/// deleteWebhook: removes a webhook.
pub fn delete(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let service = account.service_mut(call)?;
    service.webhooks.remove(call.values.require("Sid")?).ok_or_else(|| call.not_found())?;
    Ok(Response::deleted())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_of_the_web() {
        for url in ["https://owl.test/hook?a=b", "http://127.0.0.1:8080"] {
            assert!(is_url(url), "{url}");
        }
        for text in ["", "owl.test", "ftp://owl.test", "https://", "https:///x", "https://owl.test/a b"] {
            assert!(!is_url(text), "{text}");
        }
    }

    #[test]
    fn a_uuid_is_random_and_says_so() {
        let mut random = Random::new("");
        let (one, two) = (uuid(&mut random), uuid(&mut random));
        assert_ne!(one, two);
        for uuid in [one, two] {
            let parts: Vec<_> = uuid.split('-').collect();
            assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
            assert!(parts[2].starts_with('4') && parts[3].starts_with('8'), "{uuid}");
        }
    }
}
