//! Buckets of a rate limit: how many Verifications there may be, and in which time.
//! Source: [Twilio's Bucket resource](https://www.twilio.com/docs/verify/api/service-rate-limit-buckets).

use crate::call::Call;
use crate::error::Error;
use crate::message::Response;
use crate::page::{Order, page};
use crate::rate_limit::RateLimit;
use crate::router::Values;
use crate::state::Account;
use crate::store::{Keyed, Store};
use crate::time::iso;
use serde::{Deserialize, Serialize};
use twilio_verify::models::{ListBucketResponse, VerifyV2ServiceRateLimitBucket};
use twilio_verify::schema::Date;

/// A bucket.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Bucket {
    /// Its SID.
    pub sid: String,
    /// How many Verifications may be started for one value within the interval.
    pub max: u32,
    /// How long they are counted, in seconds.
    pub interval: u32,
    /// When it was created, in milliseconds since 1970.
    pub created: u64,
    /// When it was last changed, in milliseconds since 1970.
    pub updated: u64,
    /// What was counted, by its value; the oldest first.
    windows: Store<Window>,
}

impl Keyed for Bucket {
    fn keys(&self) -> Vec<String> {
        vec![self.sid.clone()]
    }
}

/// The Verifications of one value. Their interval begins with the first of them.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Window {
    value: String,
    start: u64,
    count: u32,
}

impl Keyed for Window {
    fn keys(&self) -> Vec<String> {
        vec![self.value.clone()]
    }
}

impl Bucket {
    fn is_over(&self, window: &Window, now: u64) -> bool {
        now >= window.start.saturating_add(u64::from(self.interval) * 1000)
    }

    /// Whether there may be no more Verification of a value now.
    pub fn is_full(&self, value: &str, now: u64) -> bool {
        self.windows.get(value).is_some_and(|window| !self.is_over(window, now) && window.count >= self.max)
    }

    /// Counts a Verification of a value.
    pub fn count(&mut self, value: &str, now: u64) {
        while let Some(value) =
            self.windows.first().filter(|window| self.is_over(window, now)).map(|window| window.value.clone())
        {
            self.windows.remove(&value);
        }
        if self.windows.get(value).is_some_and(|window| self.is_over(window, now)) {
            self.windows.remove(value);
        }
        match self.windows.get_mut(value) {
            Some(window) => window.count = window.count.saturating_add(1),
            None => {
                self.windows.insert(Window { value: value.to_owned(), start: now, count: 1 });
            }
        }
    }

    /// A bucket as it is answered.
    fn model(
        &self,
        call: &Call<'_>,
        account_sid: &str,
        service_sid: &str,
        rate_limit_sid: &str,
    ) -> VerifyV2ServiceRateLimitBucket {
        VerifyV2ServiceRateLimitBucket {
            sid: Some(self.sid.clone()),
            rate_limit_sid: Some(rate_limit_sid.to_owned()),
            service_sid: Some(service_sid.to_owned()),
            account_sid: Some(account_sid.to_owned()),
            max: Some(self.max.into()),
            interval: Some(self.interval.into()),
            date_created: Some(Date(iso(self.created))),
            date_updated: Some(Date(iso(self.updated))),
            url: Some(call.url(&[
                "Services",
                service_sid,
                "RateLimits",
                rate_limit_sid,
                "Buckets",
                &self.sid,
            ])),
        }
    }
}

/// A number that is at least 1.
fn positive(values: &Values, wire: &str) -> Result<Option<u32>, Error> {
    let fail = || values.invalid(wire, "must be a whole number, at least 1");
    match values.get(wire) {
        None => Ok(None),
        Some(_) => values.number(wire).filter(|number| *number > 0).map(Some).ok_or_else(fail),
    }
}

/// No two buckets of a rate limit have one interval.
fn free(limit: &RateLimit, interval: u32, but: &str) -> Result<(), Error> {
    let taken = limit.buckets.values().any(|bucket| bucket.interval == interval && bucket.sid != but);
    if taken { Err(Error::of(60211)) } else { Ok(()) }
}

/// createBucket: gives a rate limit a number.
pub fn create(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let account_sid = account.sid.clone();
    let service = account.service_mut(call)?;
    let service_sid = service.sid.clone();
    let limit = service.rate_limit_mut(call, "RateLimitSid")?;
    let max = positive(&call.values, "Max")?.ok_or_else(|| call.values.missing("Max"))?;
    let interval = positive(&call.values, "Interval")?.ok_or_else(|| call.values.missing("Interval"))?;
    free(limit, interval, "")?;
    let sid = call.random.sid("BL");
    let bucket =
        Bucket { sid, max, interval, created: call.now, updated: call.now, windows: Store::default() };
    let answer = bucket.model(call, &account_sid, &service_sid, &limit.sid);
    limit.buckets.insert(bucket);
    Ok(Response::created(&answer))
}

/// listBucket: reads a page of a rate limit's buckets.
pub fn list(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let account_sid = account.sid.clone();
    let service = account.service_mut(call)?;
    let service_sid = service.sid.clone();
    let limit = service.rate_limit_mut(call, "RateLimitSid")?;
    let (buckets, meta) = page(call, "buckets", Order::Ascending, |numbers| limit.buckets.range(numbers))?;
    let model = |bucket: &Bucket| bucket.model(call, &account_sid, &service_sid, &limit.sid);
    let buckets = buckets.into_iter().map(model).collect();
    Ok(Response::found(&ListBucketResponse { buckets: Some(buckets), meta: Some(meta) }))
}

/// fetchBucket: reads a bucket.
pub fn fetch(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let account_sid = account.sid.clone();
    let service = account.service_mut(call)?;
    let service_sid = service.sid.clone();
    let limit = service.rate_limit_mut(call, "RateLimitSid")?;
    let bucket = limit.buckets.get(call.values.require("Sid")?).ok_or_else(|| call.not_found())?;
    Ok(Response::found(&bucket.model(call, &account_sid, &service_sid, &limit.sid)))
}

/// updateBucket: changes a bucket's numbers.
pub fn update(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let limit = account.service_mut(call)?.rate_limit_mut(call, "RateLimitSid")?;
    let sid = call.values.require("Sid")?;
    if !limit.buckets.has(sid) {
        return Err(call.not_found());
    }
    let (max, interval) = (positive(&call.values, "Max")?, positive(&call.values, "Interval")?);
    if let Some(interval) = interval {
        free(limit, interval, sid)?;
    }
    if let Some(bucket) = limit.buckets.get_mut(sid) {
        bucket.max = max.unwrap_or(bucket.max);
        bucket.interval = interval.unwrap_or(bucket.interval);
        bucket.updated = call.now;
    }
    fetch(call, account)
}

/// deleteBucket: removes a bucket.
pub fn delete(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let limit = account.service_mut(call)?.rate_limit_mut(call, "RateLimitSid")?;
    limit.buckets.remove(call.values.require("Sid")?).ok_or_else(|| call.not_found())?;
    Ok(Response::deleted())
}
