//! Attempts to send Verifications, and what became of them.
//! Source:
//! [Twilio's Verification Attempts resource](https://www.twilio.com/docs/verify/api/list-verification-attempts).

use crate::call::Call;
use crate::error::Error;
use crate::message::Response;
use crate::number::{CARRIER, MCC, MNC};
use crate::page::{Order, page};
use crate::router::Values;
use crate::state::Account;
use crate::store::{Keyed, Store};
use crate::time::iso;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use twilio_verify::models::{
    ListVerificationAttemptResponse, VerificationAttemptEnumChannels,
    VerificationAttemptEnumConversionStatus, VerifyV2VerificationAttempt,
    VerifyV2VerificationAttemptsSummary,
};
use twilio_verify::schema::Date;

/// What every attempt costs, in US dollars.
const PRICE: &str = "0.05";

/// An attempt.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Attempt {
    /// Its SID.
    pub sid: String,
    /// Its Service.
    pub service_sid: String,
    /// Its Verification.
    pub verification_sid: String,
    /// Whom it went to: a phone number, or an e-mail address.
    pub to: String,
    /// How it was sent.
    pub channel: String,
    /// The country of the phone number.
    pub country: Option<String>,
    /// How many characters the code has.
    pub code_length: usize,
    /// The language of the message.
    pub locale: Option<String>,
    /// Why it did not arrive: Twilio's code.
    pub error_code: Option<u32>,
    /// Whether the person came back with the code.
    pub converted: bool,
    /// When its Verification ends, in milliseconds since 1970.
    pub expires: u64,
    /// When it was sent, in milliseconds since 1970.
    pub created: u64,
    /// When it last changed, in milliseconds since 1970.
    pub updated: u64,
}

impl Keyed for Attempt {
    fn keys(&self) -> Vec<String> {
        vec![self.sid.clone()]
    }
}

/// The attempts of an Account.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Store<Attempt>", into = "Store<Attempt>")]
pub struct Attempts {
    store: Store<Attempt>,
    /// The numbers of those of a Service, of a Verification, and to somebody: no two of these names are the same.
    of: HashMap<String, BTreeSet<u64>>,
}

impl From<Store<Attempt>> for Attempts {
    fn from(store: Store<Attempt>) -> Attempts {
        let mut attempts = Attempts { store: Store::default(), of: HashMap::new() };
        for (number, attempt) in store.range(0..u64::MAX) {
            attempts.note(attempt, number);
        }
        attempts.store = store;
        attempts
    }
}

impl From<Attempts> for Store<Attempt> {
    fn from(attempts: Attempts) -> Store<Attempt> {
        attempts.store
    }
}

impl Attempts {
    /// Adds one.
    pub fn push(&mut self, attempt: Attempt) {
        let noted = attempt.clone();
        let number = self.store.insert(attempt);
        self.note(&noted, number);
    }

    fn note(&mut self, attempt: &Attempt, number: u64) {
        for name in [&attempt.service_sid, &attempt.verification_sid, &attempt.to] {
            self.of.entry(name.clone()).or_default().insert(number);
        }
    }

    /// The person came back with the code.
    pub fn convert(&mut self, sid: &str, now: u64) {
        if let Some(attempt) = self.store.get_mut(sid) {
            attempt.converted = true;
            attempt.updated = now;
        }
    }

    /// Those of these numbers and with these names, the oldest first.
    fn range<'a>(
        &'a self,
        numbers: Range<u64>,
        names: &[&str],
    ) -> Box<dyn DoubleEndedIterator<Item = (u64, &'a Attempt)> + 'a> {
        // The name that fewest have: no more than those are looked at.
        let sets = names.iter().map(|name| self.of.get(*name).ok_or(()));
        let Ok(mut sets) = sets.collect::<Result<Vec<_>, ()>>() else { return Box::new(std::iter::empty()) };
        sets.sort_by_key(|set| set.len());
        let numbers = numbers.start..numbers.end.max(numbers.start);
        match sets.first() {
            None => Box::new(self.store.range(numbers)),
            Some(set) => {
                Box::new(set.range(numbers).filter_map(|number| Some((*number, self.store.at(*number)?))))
            }
        }
    }
}

/// What a call asks for.
struct Filter<'a> {
    /// Names that an index has.
    names: Vec<&'a str>,
    after: Option<u64>,
    before: Option<u64>,
    country: Option<&'a str>,
    channel: Option<&'a str>,
    converted: Option<bool>,
    prefix: Option<&'a str>,
}

impl Filter<'_> {
    fn new(values: &Values) -> Filter<'_> {
        let names = ["VerifyServiceSid", "VerificationSid", "ChannelData.To"];
        Filter {
            names: names.iter().filter_map(|name| values.get(name)).filter(|name| !name.is_empty()).collect(),
            after: values.date("DateCreatedAfter"),
            before: values.date("DateCreatedBefore"),
            country: values.get("Country"),
            channel: values.get("Channel"),
            converted: values.get("Status").map(|status| status == "converted"),
            prefix: values.get("DestinationPrefix").map(|prefix| prefix.trim_start_matches('+')),
        }
    }

    fn takes(&self, attempt: &Attempt) -> bool {
        let names = [&attempt.service_sid, &attempt.verification_sid, &attempt.to];
        // Dates have seconds: an attempt in the last second before a date is of that second.
        let second = attempt.created / 1000 * 1000;
        self.names.iter().all(|name| names.iter().any(|known| known == name))
            && self.after.is_none_or(|after| second >= after)
            && self.before.is_none_or(|before| second <= before)
            && self.country.is_none_or(|country| attempt.country.as_deref() == Some(country))
            && self.channel.is_none_or(|channel| attempt.channel == channel)
            && self.converted.is_none_or(|converted| attempt.converted == converted)
            && self.prefix.is_none_or(|prefix| {
                attempt.to.strip_prefix('+').is_some_and(|digits| digits.starts_with(prefix))
            })
    }
}

impl Attempt {
    /// An attempt as it is answered.
    fn model(&self, call: &Call<'_>, account_sid: &str) -> VerifyV2VerificationAttempt {
        let mut data = json!({
            "verification_sid": self.verification_sid,
            "to": self.to,
            "status": match () {
                () if self.converted => "confirmed",
                () if call.now >= self.expires => "expired",
                () => "unconfirmed",
            },
            "error_code": self.error_code.map(|code| code.to_string()),
            "country": self.country,
            "code_length": self.code_length,
            "locale": self.locale,
            "mcc": self.country.as_ref().map(|_| MCC),
            "mnc": self.country.as_ref().map(|_| MNC),
            "carrier": self.country.as_ref().map(|_| CARRIER),
        });
        let (name, arrived, not) = match self.channel.as_str() {
            "call" => ("call_status", "completed", "no-answer"),
            _ => ("message_status", "delivered", "undelivered"),
        };
        data[name] = Value::from(if self.error_code.is_none() { arrived } else { not });
        let channel = match self.channel.as_str() {
            "sms" => VerificationAttemptEnumChannels::Sms,
            "call" => VerificationAttemptEnumChannels::Call,
            "email" => VerificationAttemptEnumChannels::Email,
            "whatsapp" => VerificationAttemptEnumChannels::Whatsapp,
            other => VerificationAttemptEnumChannels::Other(other.to_owned()),
        };
        VerifyV2VerificationAttempt {
            sid: Some(self.sid.clone()),
            account_sid: Some(account_sid.to_owned()),
            service_sid: Some(self.service_sid.clone()),
            verification_sid: Some(self.verification_sid.clone()),
            date_created: Some(Date(iso(self.created))),
            date_updated: Some(Date(iso(self.updated))),
            conversion_status: Some(match self.converted {
                true => VerificationAttemptEnumConversionStatus::Converted,
                false => VerificationAttemptEnumConversionStatus::Unconverted,
            }),
            channel: Some(channel),
            price: Some(json!({"value": PRICE, "currency": "usd"})),
            channel_data: Some(data),
            url: Some(call.url(&["Attempts", &self.sid])),
        }
    }
}

/// listVerificationAttempt: reads a page of the attempts.
pub fn list(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let filter = Filter::new(&call.values);
    let (attempts, meta) = page(call, "attempts", Order::Ascending, |numbers| {
        account.attempts.range(numbers, &filter.names).filter(|(_, attempt)| filter.takes(attempt))
    })?;
    let attempts = attempts.into_iter().map(|attempt| attempt.model(call, &account.sid)).collect();
    Ok(Response::found(&ListVerificationAttemptResponse { attempts: Some(attempts), meta: Some(meta) }))
}

/// fetchVerificationAttempt: reads an attempt.
pub fn fetch(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let sid = call.values.require("Sid")?;
    let attempt = account.attempts.store.get(sid).ok_or_else(|| call.not_found())?;
    Ok(Response::found(&attempt.model(call, &account.sid)))
}

/// fetchVerificationAttemptsSummary: counts attempts, and those that led to a right code.
pub fn summary(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let filter = Filter::new(&call.values);
    let attempts = account.attempts.range(0..u64::MAX, &filter.names);
    let (mut total, mut converted) = (0_u64, 0_u64);
    for (_, attempt) in attempts.filter(|(_, attempt)| filter.takes(attempt)) {
        total += 1;
        converted += u64::from(attempt.converted);
    }
    Ok(Response::found(&VerifyV2VerificationAttemptsSummary {
        total_attempts: Some(total.into()),
        total_converted: Some(converted.into()),
        total_unconverted: Some((total - converted).into()),
        conversion_rate_percentage: Some(percentage(converted, total)),
        url: Some(call.url(&["Attempts", "Summary"])),
    }))
}

/// A share in percent with nine decimals, cut and not rounded; a whole number without any.
fn percentage(part: u64, of: u64) -> String {
    if of == 0 {
        return "0".to_owned();
    }
    const DECIMALS: u128 = 1_000_000_000;
    let share = u128::from(part) * 100 * DECIMALS / u128::from(of);
    match share % DECIMALS {
        0 => (share / DECIMALS).to_string(),
        decimals => format!("{}.{decimals:09}", share / DECIMALS),
    }
}

#[cfg(test)]
mod tests {
    use super::percentage;

    #[test]
    fn a_share_is_written_as_twilio_writes_it() {
        assert_eq!(percentage(9, 11), "81.818181818");
        assert_eq!(percentage(1, 2), "50");
        assert_eq!(percentage(1, 800), "0.125000000");
        assert_eq!(
            (percentage(0, 0), percentage(0, 3), percentage(3, 3)),
            ("0".into(), "0".into(), "100".into())
        );
    }
}
