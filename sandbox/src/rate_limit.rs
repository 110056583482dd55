//! Rate limits of a Service: keys of a program's own, such as an IP address, by which Verifications are counted.
//! Source: [Twilio's Rate Limit resource](https://www.twilio.com/docs/verify/api/service-rate-limits).

use crate::bucket::Bucket;
use crate::call::Call;
use crate::error::Error;
use crate::message::Response;
use crate::page::{Order, page};
use crate::service::Service;
use crate::state::Account;
use crate::store::{Keyed, Store};
use crate::time::iso;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use twilio_verify::models::{ListRateLimitResponse, VerifyV2ServiceRateLimit};
use twilio_verify::schema::Date;

/// A rate limit.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RateLimit {
    /// Its SID.
    pub sid: String,
    /// The name by which a Verification gives the value to count.
    pub unique_name: String,
    /// What it is for.
    pub description: Option<String>,
    /// When it was created, in milliseconds since 1970.
    pub created: u64,
    /// When it was last changed, in milliseconds since 1970.
    pub updated: u64,
    /// Its numbers.
    pub buckets: Store<Bucket>,
}

/// The key of a unique name. No SID is one.
fn named(unique_name: &str) -> String {
    format!("name {unique_name}")
}

impl Keyed for RateLimit {
    fn keys(&self) -> Vec<String> {
        vec![self.sid.clone(), named(&self.unique_name)]
    }
}

impl Service {
    /// The rate limit that a call names under `wire`, by its SID or its unique name.
    pub fn rate_limit_mut(&mut self, call: &Call<'_>, wire: &str) -> Result<&mut RateLimit, Error> {
        let key = self.rate_limit_key(call, wire)?;
        self.rate_limits.get_mut(&key).ok_or_else(|| call.not_found())
    }

    fn rate_limit_key(&self, call: &Call<'_>, wire: &str) -> Result<String, Error> {
        let name = call.values.require(wire)?;
        let keys = [name.to_owned(), named(name)];
        keys.into_iter().find(|key| self.rate_limits.has(key)).ok_or_else(|| call.not_found())
    }

    /// Counts a Verification with these values of rate limits. Where one of them is used up, none counts it. A name that no
    /// rate limit has counts for nothing.
    pub fn count(&mut self, values: &Map<String, Value>, now: u64) -> Result<(), Error> {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        for (name, value) in values {
            if let Some(limit) = self.rate_limits.get(&named(name))
                && limit.buckets.values().any(|bucket| bucket.is_full(&text(value), now))
            {
                return Err(Error::of(20429));
            }
        }
        for (name, value) in values {
            if let Some(limit) = self.rate_limits.get_mut(&named(name)) {
                limit.buckets.each(|bucket| bucket.count(&text(value), now));
            }
        }
        Ok(())
    }
}

impl RateLimit {
    /// A rate limit as it is answered.
    fn model(&self, call: &Call<'_>, account_sid: &str, service_sid: &str) -> VerifyV2ServiceRateLimit {
        let url = call.url(&["Services", service_sid, "RateLimits", &self.sid]);
        VerifyV2ServiceRateLimit {
            sid: Some(self.sid.clone()),
            service_sid: Some(service_sid.to_owned()),
            account_sid: Some(account_sid.to_owned()),
            unique_name: Some(self.unique_name.clone()),
            description: self.description.clone(),
            date_created: Some(Date(iso(self.created))),
            date_updated: Some(Date(iso(self.updated))),
            links: Some(json!({"buckets": format!("{url}/Buckets")})),
            url: Some(url),
        }
    }
}

/// createRateLimit: creates a rate limit. It limits nothing before it has a bucket.
pub fn create(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let account_sid = account.sid.clone();
    let service = account.service_mut(call)?;
    let name = call.values.require("UniqueName")?;
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    if name.is_empty() || !name.chars().all(allowed) {
        return Err(Error::of(60209));
    }
    if service.rate_limits.has(&named(name)) {
        return Err(Error::of(60208));
    }
    let limit = RateLimit {
        sid: call.random.sid("RK"),
        unique_name: name.to_owned(),
        description: call.values.get("Description").map(str::to_owned),
        created: call.now,
        updated: call.now,
        buckets: Store::default(),
    };
    let answer = limit.model(call, &account_sid, &service.sid);
    service.rate_limits.insert(limit);
    Ok(Response::created(&answer))
}

/// listRateLimit: reads a page of a Service's rate limits.
pub fn list(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let service = account.service(call)?;
    let (limits, meta) =
        page(call, "rate_limits", Order::Ascending, |numbers| service.rate_limits.range(numbers))?;
    let limits = limits.into_iter().map(|limit| limit.model(call, &account.sid, &service.sid)).collect();
    Ok(Response::found(&ListRateLimitResponse { rate_limits: Some(limits), meta: Some(meta) }))
}

/// fetchRateLimit: reads a rate limit.
pub fn fetch(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let service = account.service(call)?;
    let key = service.rate_limit_key(call, "Sid")?;
    let limit = service.rate_limits.get(&key).ok_or_else(|| call.not_found())?;
    Ok(Response::found(&limit.model(call, &account.sid, &service.sid)))
}

/// updateRateLimit: describes a rate limit anew.
pub fn update(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let limit = account.service_mut(call)?.rate_limit_mut(call, "Sid")?;
    if let Some(description) = call.values.get("Description") {
        limit.description = Some(description.to_owned());
    }
    limit.updated = call.now;
    fetch(call, account)
}

/// deleteRateLimit: removes a rate limit, and its buckets.
pub fn delete(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let service = account.service_mut(call)?;
    let key = service.rate_limit_key(call, "Sid")?;
    service.rate_limits.remove(&key);
    Ok(Response::deleted())
}
