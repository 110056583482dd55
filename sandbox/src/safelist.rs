//! The SafeList: phone numbers that are never blocked as fraud.
//! Source: [Twilio's Verify v2 API](https://www.twilio.com/docs/verify/api).

use crate::call::Call;
use crate::error::Error;
use crate::message::Response;
use crate::number::is_number;
use crate::state::Account;
use crate::store::{Keyed, Store};
use serde::{Deserialize, Serialize};
use twilio_verify::models::VerifyV2Safelist;

/// How many requests there may be in a minute.
const A_MINUTE: u32 = 30;

/// The SafeList of an Account.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Safelist {
    entries: Store<Entry>,
    /// When the present minute began, in milliseconds since 1970.
    minute: u64,
    /// How many requests there were in it.
    requests: u32,
}

/// An entry of the SafeList.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Entry {
    sid: String,
    phone_number: String,
}

impl Keyed for Entry {
    fn keys(&self) -> Vec<String> {
        vec![self.phone_number.clone()]
    }
}

impl Safelist {
    /// Whether a phone number is on it.
    pub fn has(&self, number: &str) -> bool {
        self.entries.has(number)
    }

    /// Counts a request.
    fn count(&mut self, call: &Call<'_>) -> Result<(), Error> {
        if call.now >= self.minute.saturating_add(60_000) {
            (self.minute, self.requests) = (call.now, 0);
        }
        if call.options.limits && self.requests >= A_MINUTE {
            return Err(Error::of(20429));
        }
        self.requests = self.requests.saturating_add(1);
        Ok(())
    }
}

impl Entry {
    /// An entry as it is answered.
    fn model(&self, call: &Call<'_>) -> VerifyV2Safelist {
        VerifyV2Safelist {
            sid: Some(self.sid.clone()),
            phone_number: Some(self.phone_number.clone()),
            url: Some(call.url(&["SafeList", "Numbers", &self.phone_number])),
        }
    }
}

/// createSafelist: puts a phone number on the SafeList.
pub fn create(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    account.safelist.count(call)?;
    let number = call.values.require("PhoneNumber")?;
    if !is_number(number) {
        return Err(call.values.invalid("PhoneNumber", "must be a phone number in E.164"));
    }
    if account.safelist.has(number) {
        return Err(Error::of(60411));
    }
    let entry = Entry { sid: call.random.sid("GN"), phone_number: number.to_owned() };
    let answer = entry.model(call);
    account.safelist.entries.insert(entry);
    Ok(Response::created(&answer))
}

/// fetchSafelist: reads whether a phone number is on the SafeList.
pub fn fetch(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    account.safelist.count(call)?;
    let number = call.values.require("PhoneNumber")?;
    let entry = account.safelist.entries.get(number).ok_or_else(|| call.not_found())?;
    Ok(Response::found(&entry.model(call)))
}

/// deleteSafelist: takes a phone number off the SafeList.
pub fn delete(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    account.safelist.count(call)?;
    let number = call.values.require("PhoneNumber")?;
    account.safelist.entries.remove(number).ok_or_else(|| call.not_found())?;
    Ok(Response::deleted())
}
