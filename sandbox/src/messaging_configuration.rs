//! Messaging configurations: which Messaging Service sends to which country.
//! Source: [Twilio's Verify v2 API](https://www.twilio.com/docs/verify/api).

use crate::call::Call;
use crate::error::Error;
use crate::message::Response;
use crate::page::{Order, page};
use crate::state::Account;
use crate::store::Keyed;
use crate::time::iso;
use serde::{Deserialize, Serialize};
use twilio_verify::models::{ListMessagingConfigurationResponse, VerifyV2ServiceMessagingConfiguration};
use twilio_verify::schema::{Date, Limit};

/// The country of a configuration that serves those which have none of their own.
pub const ALL: &str = "all";

/// A messaging configuration.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MessagingConfiguration {
    /// The country, or [`ALL`].
    pub country: String,
    /// The Messaging Service.
    pub messaging_service_sid: String,
    /// When it was created, in milliseconds since 1970.
    pub created: u64,
    /// When it was last changed, in milliseconds since 1970.
    pub updated: u64,
}

impl Keyed for MessagingConfiguration {
    fn keys(&self) -> Vec<String> {
        vec![self.country.clone()]
    }
}

impl MessagingConfiguration {
    /// A messaging configuration as it is answered.
    fn model(
        &self,
        call: &Call<'_>,
        account_sid: &str,
        service_sid: &str,
    ) -> VerifyV2ServiceMessagingConfiguration {
        VerifyV2ServiceMessagingConfiguration {
            account_sid: Some(account_sid.to_owned()),
            service_sid: Some(service_sid.to_owned()),
            country: Some(self.country.clone()),
            messaging_service_sid: Some(self.messaging_service_sid.clone()),
            date_created: Some(Date(iso(self.created))),
            date_updated: Some(Date(iso(self.updated))),
            url: Some(call.url(&["Services", service_sid, "MessagingConfigurations", &self.country])),
        }
    }
}

/// createMessagingConfiguration: says which Messaging Service sends to a country.
pub fn create(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let account_sid = account.sid.clone();
    let service = account.service_mut(call)?;
    let country = call.values.require("Country")?;
    if country != ALL && !Limit::Country.allows(country) {
        return Err(call.values.invalid("Country", "must be a country as two capital letters, or all"));
    }
    if service.messaging_configurations.has(country) {
        return Err(Error::of(60213));
    }
    let configuration = MessagingConfiguration {
        country: country.to_owned(),
        messaging_service_sid: call.values.require("MessagingServiceSid")?.to_owned(),
        created: call.now,
        updated: call.now,
    };
    let answer = configuration.model(call, &account_sid, &service.sid);
    service.messaging_configurations.insert(configuration);
    Ok(Response::created(&answer))
}

/// listMessagingConfiguration: reads a page of a Service's messaging configurations.
pub fn list(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let service = account.service(call)?;
    let (configurations, meta) = page(call, "messaging_configurations", Order::Ascending, |numbers| {
        service.messaging_configurations.range(numbers)
    })?;
    let configurations = configurations.into_iter().map(|one| one.model(call, &account.sid, &service.sid));
    Ok(Response::found(&ListMessagingConfigurationResponse {
        messaging_configurations: Some(configurations.collect()),
        meta: Some(meta),
    }))
}

/// fetchMessagingConfiguration: reads the messaging configuration of a country.
pub fn fetch(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let service = account.service(call)?;
    let country = call.values.require("Country")?;
    let configuration = service.messaging_configurations.get(country).ok_or_else(|| call.not_found())?;
    Ok(Response::found(&configuration.model(call, &account.sid, &service.sid)))
}

/// updateMessagingConfiguration: says which other Messaging Service sends to a country.
pub fn update(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let service = account.service_mut(call)?;
    let country = call.values.require("Country")?;
    let configuration = service.messaging_configurations.get_mut(country).ok_or_else(|| call.not_found())?;
    configuration.messaging_service_sid = call.values.require("MessagingServiceSid")?.to_owned();
    configuration.updated = call.now;
    fetch(call, account)
}

/// deleteMessagingConfiguration: removes the messaging configuration of a country.
pub fn delete(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let service = account.service_mut(call)?;
    let country = call.values.require("Country")?;
    service.messaging_configurations.remove(country).ok_or_else(|| call.not_found())?;
    Ok(Response::deleted())
}
