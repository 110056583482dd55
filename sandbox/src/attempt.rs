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
use crate::store::Keyed;
use crate::time::iso;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
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
    /// When it was sent, as dates have it: to the second, in milliseconds since 1970.
    pub fn second(&self) -> u64 {
        self.created / 1000 * 1000
    }
}

/// What a call asks for.
#[derive(Clone, Debug, Default)]
pub struct Filter<'a> {
    /// The Service.
    pub service_sid: Option<&'a str>,
    /// The Verification.
    pub verification_sid: Option<&'a str>,
    /// Whom it went to.
    pub to: Option<&'a str>,
    /// How it was sent.
    pub channel: Option<&'a str>,
    /// The country of the phone number.
    pub country: Option<&'a str>,
    /// Whether the person came back with the code.
    pub converted: Option<bool>,
    /// Sent then or later, in milliseconds since 1970.
    pub after: Option<u64>,
    /// Sent then or earlier, in milliseconds since 1970.
    pub before: Option<u64>,
    /// How the phone number begins, without its plus. Summaries alone have it.
    pub prefix: Option<&'a str>,
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
            converted: values.get("Status").map(|status| status == "converted"),
            after: values.date("DateCreatedAfter"),
            before: values.date("DateCreatedBefore"),
            prefix: values.get("DestinationPrefix").map(|prefix| prefix.trim_start_matches('+')),
        }
    }

    /// When what it takes was sent: from one second to before another.
    pub fn seconds(&self) -> Range<u64> {
        self.after.unwrap_or(0)..self.before.map_or(u64::MAX, |before| before.saturating_add(1))
    }

    /// Whether it takes an attempt, wherever that went to.
    pub fn takes(&self, attempt: &Attempt) -> bool {
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
    let (attempts, meta) =
        page(call, "attempts", Order::Ascending, |numbers| account.attempts.range(numbers, &filter))?;
    let attempts = attempts.into_iter().map(|attempt| attempt.model(call, &account.sid)).collect();
    Ok(Response::found(&ListVerificationAttemptResponse { attempts: Some(attempts), meta: Some(meta) }))
}

/// fetchVerificationAttempt: reads an attempt.
pub fn fetch(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let sid = call.values.require("Sid")?;
    let attempt = account.attempts.get(sid).ok_or_else(|| call.not_found())?;
    Ok(Response::found(&attempt.model(call, &account.sid)))
}

/// fetchVerificationAttemptsSummary: counts attempts, and those that led to a right code.
pub fn summary(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let (total, converted) = account.attempts.summary(&Filter::new(&call.values));
    let (total, converted) = (total as u64, converted as u64);
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
