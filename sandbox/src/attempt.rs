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
use std::collections::{BTreeMap, BTreeSet, HashMap};
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

impl Attempt {
    /// What lists find it by.
    fn names(&self) -> impl Iterator<Item = &str> {
        let always = [&self.service_sid, &self.verification_sid, &self.to, &self.channel].map(String::as_str);
        let converted = conversion(self.converted);
        always.into_iter().chain([converted]).chain(self.country.as_deref())
    }

    /// When it was sent, as dates have it: to the second.
    fn second(&self) -> u64 {
        self.created / 1000 * 1000
    }
}

/// The name of those that have converted, and of those that have not.
fn conversion(converted: bool) -> &'static str {
    if converted { "converted" } else { "unconverted" }
}

/// How often something has happened until when: times, the earliest first.
#[derive(Clone, Debug, Default)]
struct Times(Vec<u64>);

impl Times {
    /// One more. Most are the latest.
    fn push(&mut self, time: u64) {
        let at = self.0.partition_point(|known| *known <= time);
        self.0.insert(at, time);
    }

    /// Which of them are neither before nor after these times.
    fn between(&self, after: Option<u64>, before: Option<u64>) -> Range<usize> {
        let start = after.map_or(0, |after| self.0.partition_point(|time| *time < after));
        let end = before.map_or(self.0.len(), |before| self.0.partition_point(|time| *time <= before));
        start..end.max(start)
    }
}

/// When attempts of a channel to a country were made, and when those of them that have converted.
#[derive(Clone, Debug, Default)]
struct Count {
    all: Times,
    converted: Times,
}

/// A channel, and a country.
type Kind = (String, Option<String>);

/// The attempts of an Account, with what finds and counts them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Store<Attempt>", into = "Store<Attempt>")]
pub struct Attempts {
    store: Store<Attempt>,
    /// The numbers of those with a name, whatever it is the name of.
    of: BTreeMap<String, BTreeSet<u64>>,
    /// How many there are of each kind in a Service, and in all of them together, whose name is empty.
    counts: HashMap<String, BTreeMap<Kind, Count>>,
}

impl From<Store<Attempt>> for Attempts {
    fn from(store: Store<Attempt>) -> Attempts {
        let mut attempts = Attempts::default();
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
        for name in attempt.names() {
            self.of.entry(name.to_owned()).or_default().insert(number);
        }
        self.count(attempt, |count| &mut count.all);
        if attempt.converted {
            self.count(attempt, |count| &mut count.converted);
        }
    }

    /// Counts one, in its Service and among all.
    fn count(&mut self, attempt: &Attempt, times: fn(&mut Count) -> &mut Times) {
        for service_sid in [attempt.service_sid.as_str(), ""] {
            let kind = (attempt.channel.clone(), attempt.country.clone());
            let count = self.counts.entry(service_sid.to_owned()).or_default().entry(kind).or_default();
            times(count).push(attempt.second());
        }
    }

    /// The person came back with the code.
    pub fn convert(&mut self, sid: &str, now: u64) {
        let Some(number) = self.store.number(sid) else { return };
        let Some(attempt) = self.store.get_mut(sid) else { return };
        attempt.updated = now;
        if std::mem::replace(&mut attempt.converted, true) {
            return;
        }
        let attempt = attempt.clone();
        if let Some(numbers) = self.of.get_mut(conversion(false)) {
            numbers.remove(&number);
        }
        self.of.entry(conversion(true).to_owned()).or_default().insert(number);
        self.count(&attempt, |count| &mut count.converted);
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

    /// How many there are that the filter of a summary takes, and how many of them have converted.
    fn summary(&self, filter: &Filter<'_>) -> (u64, u64) {
        let mut sum = (0, 0);
        if let Some(prefix) = filter.prefix {
            // Numbers are counted by nobody: those that begin so are looked at.
            let prefix = format!("+{prefix}");
            let found = self.of.range(prefix.clone()..).take_while(|(name, _)| name.starts_with(&prefix));
            let found = found.flat_map(|(_, numbers)| numbers).filter_map(|number| self.store.at(*number));
            for attempt in found.filter(|attempt| filter.takes(attempt)) {
                sum.0 += 1;
                sum.1 += u64::from(attempt.converted);
            }
            return sum;
        }
        let counts = self.counts.get(filter.service_sid.unwrap_or_default());
        for ((channel, country), count) in counts.into_iter().flatten() {
            if filter.channel.is_none_or(|asked| asked == channel)
                && filter.country.is_none_or(|asked| Some(asked) == country.as_deref())
            {
                sum.0 += count.all.between(filter.after, filter.before).len() as u64;
                sum.1 += count.converted.between(filter.after, filter.before).len() as u64;
            }
        }
        sum
    }
}

/// What a call asks for.
struct Filter<'a> {
    service_sid: Option<&'a str>,
    verification_sid: Option<&'a str>,
    to: Option<&'a str>,
    channel: Option<&'a str>,
    country: Option<&'a str>,
    converted: Option<bool>,
    after: Option<u64>,
    before: Option<u64>,
    prefix: Option<&'a str>,
}

impl<'a> Filter<'a> {
    fn new(values: &'a Values) -> Filter<'a> {
        let given = |name| values.get(name).filter(|value| !value.is_empty());
        Filter {
            service_sid: given("VerifyServiceSid"),
            verification_sid: given("VerificationSid"),
            to: given("ChannelData.To"),
            channel: values.get("Channel"),
            country: values.get("Country"),
            converted: values.get("Status").map(|status| status == conversion(true)),
            after: values.date("DateCreatedAfter"),
            before: values.date("DateCreatedBefore"),
            prefix: values.get("DestinationPrefix").map(|prefix| prefix.trim_start_matches('+')),
        }
    }

    /// The names of what it takes.
    fn names(&self) -> Vec<&'a str> {
        let named = [self.service_sid, self.verification_sid, self.to, self.channel, self.country];
        named.into_iter().chain([self.converted.map(conversion)]).flatten().collect()
    }

    fn takes(&self, attempt: &Attempt) -> bool {
        let second = attempt.second();
        self.service_sid.is_none_or(|sid| attempt.service_sid == sid)
            && self.verification_sid.is_none_or(|sid| attempt.verification_sid == sid)
            && self.to.is_none_or(|to| attempt.to == to)
            && self.channel.is_none_or(|channel| attempt.channel == channel)
            && self.country.is_none_or(|country| attempt.country.as_deref() == Some(country))
            && self.converted.is_none_or(|converted| attempt.converted == converted)
            && self.after.is_none_or(|after| second >= after)
            && self.before.is_none_or(|before| second <= before)
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
    let names = filter.names();
    let (attempts, meta) = page(call, "attempts", Order::Ascending, |numbers| {
        account.attempts.range(numbers, &names).filter(|(_, attempt)| filter.takes(attempt))
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
    let (total, converted) = account.attempts.summary(&Filter::new(&call.values));
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
    use super::*;

    fn attempt(number: u64) -> Attempt {
        Attempt {
            sid: format!("VL{number}"),
            service_sid: "VA1".to_owned(),
            verification_sid: format!("VE{}", number / 2),
            to: format!("+4915{number}"),
            channel: if number.is_multiple_of(10) { "call" } else { "sms" }.to_owned(),
            country: Some(if number == 7 { "FR" } else { "DE" }.to_owned()),
            code_length: 6,
            locale: None,
            error_code: None,
            converted: number.is_multiple_of(4),
            expires: 0,
            created: number,
            updated: number,
        }
    }

    #[test]
    fn no_more_are_looked_at_than_have_the_rarest_name() {
        let mut attempts = Attempts::default();
        (0..100).for_each(|number| attempts.push(attempt(number)));
        attempts.convert("VL7", 100);
        let all = Filter {
            service_sid: Some("VA1"),
            verification_sid: None,
            to: None,
            channel: None,
            country: None,
            converted: None,
            after: None,
            before: None,
            prefix: None,
        };
        for (filter, looked_at) in [
            (Filter { ..all }, 100),
            (Filter { channel: Some("call"), ..all }, 10),
            (Filter { channel: Some("call"), country: Some("FR"), ..all }, 1),
            (Filter { converted: Some(true), ..all }, 26),
            (Filter { converted: Some(false), ..all }, 74),
            (Filter { verification_sid: Some("VE3"), channel: Some("sms"), ..all }, 2),
            (Filter { to: Some("+49157"), ..all }, 1),
            (Filter { to: Some("+49157"), country: Some("ES"), ..all }, 0),
        ] {
            assert_eq!(attempts.range(0..u64::MAX, &filter.names()).count(), looked_at);
        }
    }

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
