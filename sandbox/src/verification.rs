//! Verifications: codes that are sent to a phone number or e-mail address.
//! Source: [Twilio's Verification resource](https://www.twilio.com/docs/verify/api/verification).

use crate::attempt::Attempt;
use crate::call::Call;
use crate::error::Error;
use crate::message::{Request, Response};
use crate::messaging_configuration::ALL;
use crate::number::{self, Magic};
use crate::outbox::Message;
use crate::router::Values;
use crate::service::Service;
use crate::state::{Account, Options};
use crate::store::Keyed;
use crate::template;
use crate::time::iso;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::net::IpAddr;
use twilio_verify::models::{VerificationEnumChannel, VerifyV2ServiceVerification};
use twilio_verify::schema::Date;

/// How long a Verification lives, in milliseconds. Source: Twilio's page on limits and timeouts.
pub const LASTS: u64 = 10 * 60_000;

/// How many times a code is sent. Source: Twilio's error 60203.
const SENDS: usize = 5;

/// How many wrong codes a Verification takes. Source: Twilio's error 60202.
pub const WRONG_CODES: u32 = 5;

/// How often a Verification is read in a minute, and in an hour: longer than it lives. Source: Twilio's page on limits.
const READS: (u32, u32) = (60, 180);

/// How many characters a message has. Source: Twilio's error 60247.
const LONGEST_TEXT: usize = 500;

/// How many tags a Verification has, and how many characters a key or a value of them.
const TAGS: (usize, usize) = (10, 128);

/// The channels that a Verification can be sent by; `auto` is one of them in the end.
const CHANNELS: [&str; 6] = ["sms", "call", "email", "whatsapp", "sna", "auto"];

/// A Verification.
#[derive(Clone, Serialize, Deserialize)]
pub struct Verification {
    /// Its SID.
    pub sid: String,
    /// Whom it is sent to.
    pub to: String,
    /// How it was sent last.
    pub channel: String,
    /// The right code.
    pub code: String,
    /// How it stands.
    pub status: Status,
    /// What is known of the number.
    pub lookup: Value,
    /// The amount of the payment.
    pub amount: Option<String>,
    /// Who gets the payment.
    pub payee: Option<String>,
    /// Every time it was sent, the oldest first.
    pub sends: Vec<Sent>,
    /// How many wrong codes there have been.
    pub wrong_codes: u32,
    /// Silent network authentication, where it was sent so.
    pub sna: Option<Sna>,
    /// When it was created, in milliseconds since 1970.
    pub created: u64,
    /// When it last changed, in milliseconds since 1970.
    pub updated: u64,
    /// When the present minute of reading began, how often it was read in it, and how often in all.
    reads: (u64, u32, u32),
}

impl std::fmt::Debug for Verification {
    /// Shows no code.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Verification").field("sid", &self.sid).finish_non_exhaustive()
    }
}

/// How a Verification stands. One that is approved is no longer there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// It waits for its code.
    Pending,
    /// The right code came.
    Approved,
    /// The program has ended it.
    Canceled,
    /// Too many wrong codes came.
    MaxAttemptsReached,
}

impl Status {
    /// Its name, as Twilio writes it.
    pub fn name(self) -> &'static str {
        match self {
            Status::Pending => "pending",
            Status::Approved => "approved",
            Status::Canceled => "canceled",
            Status::MaxAttemptsReached => "max_attempts_reached",
        }
    }
}

/// One time that a Verification was sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sent {
    /// When, in milliseconds since 1970.
    pub when: u64,
    /// By which channel.
    pub channel: String,
    /// The attempt.
    pub attempt_sid: String,
}

/// Silent network authentication: the phone opens a URL over its own network, which knows its number.
#[derive(Clone, Serialize, Deserialize)]
pub struct Sna {
    /// What the URL ends with.
    pub token: String,
    /// Whether the URL was opened.
    pub opened: bool,
    /// What a check has to bring along, where it was asked for.
    pub client_token: Option<String>,
    /// What the checks so far have given, each with its attempt.
    pub errors: Vec<(String, u32)>,
}

/// What a Verification is found by: its SID, and whom it is sent to.
impl Keyed for Verification {
    fn keys(&self) -> Vec<String> {
        vec![self.sid.clone(), recipient(&self.to)]
    }
}

/// The key of a phone number or an e-mail address.
fn recipient(to: &str) -> String {
    to.to_lowercase()
}

impl Verification {
    /// Whether its time is over: then it is no longer there.
    pub fn is_over(&self, now: u64) -> bool {
        now >= self.created.saturating_add(LASTS)
    }

    /// The attempt that was the last one.
    pub fn last_attempt(&self) -> &str {
        self.sends.last().map_or("", |sent| &sent.attempt_sid)
    }

    /// Counts that it is read.
    fn read(&mut self, call: &Call<'_>) -> Result<(), Error> {
        let (minute, in_minute, in_all) = &mut self.reads;
        if call.now >= minute.saturating_add(60_000) {
            (*minute, *in_minute) = (call.now, 0);
        }
        if call.options.limits && (*in_minute >= READS.0 || *in_all >= READS.1) {
            return Err(Error::of(20429));
        }
        *in_minute = in_minute.saturating_add(1);
        *in_all = in_all.saturating_add(1);
        Ok(())
    }

    /// A Verification as it is answered.
    fn model(&self, call: &Call<'_>, account_sid: &str, service_sid: &str) -> VerifyV2ServiceVerification {
        let attempts = self.sends.iter().map(|sent| {
            let channel = match sent.channel.as_str() {
                channel @ ("sms" | "call" | "email") => channel.to_uppercase(),
                other => other.to_owned(),
            };
            let time = iso(sent.when).replace('Z', &format!(".{:03}Z", sent.when % 1000));
            json!({"time": time, "channel": channel, "attempt_sid": sent.attempt_sid})
        });
        let sna = self.sna.as_ref().filter(|_| self.channel == "sna");
        let sna = sna.map(|sna| {
            let origin = call.request.origin();
            json!({"url": format!("{origin}{SNA}{account_sid}/{service_sid}/{}/{}", self.sid, sna.token)})
        });
        VerifyV2ServiceVerification {
            sid: Some(self.sid.clone()),
            service_sid: Some(service_sid.to_owned()),
            account_sid: Some(account_sid.to_owned()),
            to: Some(self.to.clone()),
            channel: Some(match self.channel.as_str() {
                "sms" => VerificationEnumChannel::Sms,
                "call" => VerificationEnumChannel::Call,
                "email" => VerificationEnumChannel::Email,
                "whatsapp" => VerificationEnumChannel::Whatsapp,
                _ => VerificationEnumChannel::Sna,
            }),
            status: Some(self.status.name().to_owned()),
            valid: Some(self.status == Status::Approved),
            lookup: Some(self.lookup.clone()),
            amount: self.amount.clone(),
            payee: self.payee.clone(),
            send_code_attempts: Some(attempts.collect()),
            date_created: Some(Date(iso(self.created))),
            date_updated: Some(Date(iso(self.updated))),
            sna,
            url: Some(call.url(&["Services", service_sid, "Verifications", &self.sid])),
        }
    }
}

impl Service {
    /// The key of the Verification that `name` means, by its SID or by whom it was sent to, where its time is not over.
    pub fn verification_key(&self, name: &str, now: u64) -> Option<String> {
        let keys = [name.to_owned(), recipient(name)];
        keys.into_iter().find(|key| self.verifications.get(key).is_some_and(|one| !one.is_over(now)))
    }
}

/// What a Verification is to be, once all that a call says of it is found right.
struct Plan<'a> {
    to: &'a str,
    channel: &'static str,
    locale: &'a str,
    template_sid: Option<&'a str>,
    /// The text of the message, with names for the code and whom it is from.
    text: &'a str,
    substitutions: Map<String, Value>,
    /// The values of rate limits to count.
    rate_limits: Map<String, Value>,
    tags: Map<String, Value>,
    /// Whether there is a Verification already, of which this sends the code once more.
    again: bool,
}

/// The rules of a call, none of which changes anything.
fn plan<'a>(
    values: &'a Values,
    options: &'a Options,
    account: &'a Account,
    service: &'a Service,
    now: u64,
) -> Result<Plan<'a>, Error> {
    let to = values.require("To")?;
    let asked = values.require("Channel")?;
    let asked = CHANNELS.iter().find(|channel| **channel == asked);
    let asked = *asked
        .ok_or_else(|| values.invalid("Channel", &format!("must be one of {}", CHANNELS.join(", "))))?;
    match asked {
        "email" if !number::is_address(to) => return Err(values.invalid("To", "must be an e-mail address")),
        "email" => {}
        _ if !number::is_number(to) => return Err(values.invalid("To", "must be a phone number in E.164")),
        _ => {}
    }
    let channel = channel(asked, to, options)?;
    check_extras(values, options, service, channel)?;
    let rate_limits = object(values, "RateLimits")?;
    let tags = object(values, "Tags")?;
    let short = |text: &str| text.chars().count() <= TAGS.1;
    if tags.len() > TAGS.0 || !tags.iter().all(|(key, value)| short(key) && value.as_str().is_some_and(short))
    {
        return Err(values.invalid("Tags", "must be up to 10 texts of up to 128 characters"));
    }
    let substitutions = object(values, "TemplateCustomSubstitutions")?;
    let (template_sid, locale, text) = text(values, options, service, channel)?;
    refuse(values, account, service, channel)?;
    let known = service.verifications.get(&recipient(to)).filter(|known| !known.is_over(now));
    let again = match known {
        Some(known) if known.status == Status::MaxAttemptsReached && options.limits => {
            return Err(Error::of(60202));
        }
        Some(known) if known.status == Status::Pending => {
            if options.limits && known.sends.len() >= SENDS {
                return Err(Error::of(60203));
            }
            true
        }
        _ => false,
    };
    let plan = Plan { to, channel, locale, template_sid, text, substitutions, rate_limits, tags, again };
    // A template that lacks a value is found out before anything is sent.
    plan.message(values, service, &"0".repeat(10))?;
    Ok(plan)
}

/// The channel in the end, where the Account has it.
fn channel(asked: &'static str, to: &str, options: &Options) -> Result<&'static str, Error> {
    let has = |channel: &str| {
        options.channels.as_ref().is_none_or(|channels| channels.iter().any(|one| one == channel))
    };
    match asked {
        "auto" => {
            let landline = number::fails(to, &Magic::Landline);
            let mut usable = ["sms", "call"].into_iter().filter(|channel| has(channel));
            usable.find(|channel| !landline || *channel == "call").ok_or_else(|| Error::of(60550))
        }
        _ if has(asked) => Ok(asked),
        "email" => Err(Error::of(60217)),
        "whatsapp" => Err(Error::of(68008)),
        "sna" => Err(Error::of(60001)),
        _ => Err(Error::of(60223)),
    }
}

/// The rules of what goes with some channels, some Services or some Accounts only.
fn check_extras(values: &Values, options: &Options, service: &Service, channel: &str) -> Result<(), Error> {
    let has = |wire: &str| values.get(wire).is_some();
    if has("CustomMessage") {
        return Err(Error::of(60243));
    }
    if has("CustomCode") && !service.custom_code_enabled {
        return Err(Error::of(60204).saying("Custom code not allowed"));
    }
    if let Some(name) = values.get("CustomFriendlyName") {
        if name.is_empty() || name.chars().count() > 30 {
            return Err(values.invalid("CustomFriendlyName", "must be 1 to 30 characters long"));
        }
        if !options.custom_friendly_names {
            return Err(Error::of(60204).saying("Custom friendly name not allowed"));
        }
    }
    if channel != "call" && has("SendDigits") {
        return Err(values.invalid("SendDigits", "goes with channel call only"));
    }
    if channel != "sms" && has("AppHash") {
        return Err(Error::of(60602));
    }
    if let Some(ip) = values.get("DeviceIp")
        && ip.parse::<IpAddr>().is_err()
    {
        return Err(values.invalid("DeviceIp", "must be an IPv4 or IPv6 address"));
    }
    if let Some(locale) = values.get("Locale")
        && !template::is_locale(locale)
    {
        return Err(values.invalid("Locale", "is not a language of Verify's"));
    }
    if service.psd2_enabled {
        match channel {
            "call" => return Err(Error::of(60214)),
            "sna" => return Err(Error::of(60329)),
            _ => {}
        }
        let given = |wire: &str| values.get(wire).is_some_and(|value| !value.is_empty());
        if !given("Amount") || !given("Payee") {
            return Err(Error::of(60206));
        }
    }
    Ok(())
}

/// The value of a parameter that is a JSON object as text; an empty one where there is none.
fn object(values: &Values, wire: &str) -> Result<Map<String, Value>, Error> {
    match values.get(wire).map(serde_json::from_str) {
        None => Ok(Map::new()),
        Some(Ok(Value::Object(map))) => Ok(map),
        Some(_) => Err(values.invalid(wire, "must be a JSON object")),
    }
}

/// The template that a message is made of, its language, and the text in it.
fn text<'a>(
    values: &'a Values,
    options: &'a Options,
    service: &'a Service,
    channel: &str,
) -> Result<(Option<&'a str>, &'a str, &'a str), Error> {
    let kind = match channel {
        "sms" => Some("sms"),
        "call" => Some("voice"),
        _ => None,
    };
    let asked = values.get("TemplateSid").filter(|sid| !sid.is_empty());
    if asked.is_some() && kind.is_none() {
        return Err(Error::of(60408));
    }
    let goes = |template: &template::Template| {
        kind.is_some_and(|kind| template.channels.iter().any(|channel| channel == kind))
    };
    let named = match asked {
        Some(sid) => {
            let template = template::find(options, sid).ok_or_else(|| Error::of(60228))?;
            Some(template).filter(|template| goes(template)).ok_or_else(|| Error::of(60227)).map(Some)?
        }
        // The Service's own is left out where it does not go with the channel.
        None => service
            .default_template_sid
            .as_ref()
            .and_then(|sid| template::find(options, sid))
            .filter(|one| goes(one)),
    };
    let template =
        named.unwrap_or_else(|| template::plain(service.do_not_share_warning_enabled && channel == "sms"));
    let wanted = values.get("Locale");
    let found = match wanted {
        Some(locale) => template.text(locale),
        None => template.text(template::language(values.get("To").and_then(number::country))),
    };
    // A template of one's own has to have the language that is asked for; Twilio's have all of them.
    if found.is_none()
        && wanted.is_some()
        && named.is_some_and(|named| options.templates.iter().any(|own| own.sid == named.sid))
    {
        return Err(Error::of(60229));
    }
    let (locale, text) = found.or_else(|| template.default_text()).ok_or_else(|| Error::of(60252))?;
    Ok((named.map(|template| template.sid.as_str()), locale, text))
}

/// Refuses what a number stands for (see [`number::NUMBERS`]).
fn refuse(values: &Values, account: &Account, service: &Service, channel: &str) -> Result<(), Error> {
    let to = values.require("To")?;
    let safe = account.safelist.has(to) || values.get("RiskCheck") == Some("disable");
    match number::magic(to) {
        Some(Magic::Refused(code)) => Err(Error::of(*code)),
        Some(Magic::Risky(code)) if channel == "sms" && !safe => Err(Error::of(*code)),
        Some(Magic::NoSna(code)) if channel == "sna" => Err(Error::of(*code)),
        Some(Magic::Landline)
            if channel == "sms" && service.lookup_enabled && service.skip_sms_to_landlines =>
        {
            Err(Error::of(60205))
        }
        _ => Ok(()),
    }
}

impl Plan<'_> {
    /// What the person reads or hears.
    fn message(&self, values: &Values, service: &Service, code: &str) -> Result<String, Error> {
        if self.channel == "sna" {
            return Ok(String::new());
        }
        let name = values.get("CustomFriendlyName").unwrap_or(&service.friendly_name);
        // A voice tells one digit after the other.
        let spoken = || code.chars().map(String::from).collect::<Vec<_>>().join(", ");
        let value = |variable: &str| match variable {
            "code" if self.channel == "call" => Some(spoken()),
            "code" => Some(code.to_owned()),
            "friendly_name" => Some(name.to_owned()),
            "amount" | "payee" if service.psd2_enabled => {
                values.get(if variable == "amount" { "Amount" } else { "Payee" }).map(str::to_owned)
            }
            _ => match self.substitutions.get(variable) {
                Some(Value::String(text)) => Some(text.clone()),
                Some(value @ (Value::Number(_) | Value::Bool(_))) => Some(value.to_string()),
                _ => None,
            },
        };
        let missing = |name: &str| Error::of(60224).saying(format!("Missing substitution: {name}"));
        let mut text = template::render(self.text, value).map_err(missing)?;
        if service.psd2_enabled && !self.text.contains("amount") {
            let of = |wire: &str| values.get(wire).unwrap_or_default();
            text = format!("{text} ({}, {})", of("Amount"), of("Payee"));
        }
        if let Some(hash) = values.get("AppHash") {
            text = format!("{text}\n{hash}");
        }
        if text.chars().count() > LONGEST_TEXT { Err(Error::of(60247)) } else { Ok(text) }
    }

    /// Why nothing arrives.
    fn fails(&self) -> Option<u32> {
        match number::magic(self.to) {
            Some(Magic::Undelivered(code)) if self.channel != "sna" => Some(*code),
            Some(Magic::Landline) if self.channel == "sms" || self.channel == "whatsapp" => Some(30006),
            _ => None,
        }
    }
}

/// What a request would need a code for, where it makes one.
pub fn asks(values: &Values, options: &Options, account: &Account, now: u64) -> Option<Value> {
    let service = account.services.get(values.get("ServiceSid")?)?;
    let plan = plan(values, options, account, service, now).ok()?;
    let makes = !plan.again && plan.channel != "sna" && values.get("CustomCode").is_none();
    makes.then(|| {
        json!({
            "to": plan.to,
            "channel": plan.channel,
            "serviceSid": service.sid,
            "length": service.code_length,
        })
    })
}

/// createVerification: sends a code, or the same code once more where one is pending.
pub fn create(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let (now, values, options) = (call.now, call.values.clone(), call.options);
    let service = account.service(call)?;
    let plan = plan(&values, options, account, service, now)?;
    let given = call.request.code.as_ref().or(options.code.as_ref());
    let new_code = match (values.get("CustomCode"), given) {
        (Some(code), _) => code.to_owned(),
        (None, Some(code)) => code.clone(),
        (None, None) => call.random.digits(service.code_length),
    };
    let known = service.verifications.get(&recipient(plan.to)).filter(|_| plan.again);
    // The code of one that is pending stays.
    let code = known.map_or(new_code, |known| known.code.clone());
    let sid = known.map_or_else(|| call.random.sid("VE"), |known| known.sid.clone());
    let text = plan.message(&values, service, &code)?;
    let error_code = plan.fails();
    let attempt_sid = call.random.sid("VL");
    let country = number::country(plan.to);
    let phone = plan.channel != "email";
    let created = known.map_or(now, |known| known.created);
    let attempt = Attempt {
        sid: attempt_sid.clone(),
        service_sid: service.sid.clone(),
        verification_sid: sid.clone(),
        to: plan.to.to_owned(),
        channel: plan.channel.to_owned(),
        country: country.map(str::to_owned),
        code_length: code.chars().count(),
        locale: Some(plan.locale.to_owned()),
        error_code,
        converted: false,
        expires: created.saturating_add(LASTS),
        created: now,
        updated: now,
    };
    let sender =
        |key: &str| service.messaging_configurations.get(key).map(|one| one.messaging_service_sid.clone());
    let text_of = |wire: &str| values.get(wire).map(str::to_owned);
    let message = Message {
        when: now,
        to: plan.to.to_owned(),
        channel: plan.channel.to_owned(),
        text,
        code: Some(code.clone()).filter(|_| plan.channel != "sna"),
        delivered: error_code.is_none(),
        error_code,
        account_sid: account.sid.clone(),
        service_sid: service.sid.clone(),
        verification_sid: Some(sid.clone()),
        attempt_sid: Some(attempt_sid.clone()),
        data: match plan.channel {
            "sms" => json!({
                "locale": plan.locale,
                "templateSid": plan.template_sid,
                "messagingServiceSid": country.and_then(sender).or_else(|| sender(ALL)),
                "tags": plan.tags,
            }),
            "call" => json!({
                "locale": plan.locale,
                "templateSid": plan.template_sid,
                "sendDigits": text_of("SendDigits"),
                "ttsName": service.tts_name,
                "dtmfInputRequired": service.dtmf_input_required,
                "tags": plan.tags,
            }),
            "email" => json!({
                "locale": plan.locale,
                "channelConfiguration": object(&values, "ChannelConfiguration")?,
                "tags": plan.tags,
            }),
            "whatsapp" => json!({
                "locale": plan.locale,
                "from": service.whatsapp.from,
                "messagingServiceSid": service.whatsapp.msg_service_sid,
                "tags": plan.tags,
            }),
            _ => json!({"tags": plan.tags}),
        },
        ..Message::default()
    };
    let lookup = match service.lookup_enabled && phone {
        true => json!({"carrier": number::carrier(plan.to)}),
        false => json!({}),
    };
    let sna = (plan.channel == "sna").then(|| Sna {
        token: call.random.sid("sna"),
        opened: false,
        client_token: (values.boolean("EnableSnaClientToken") == Some(true))
            .then(|| call.random.sid("snact")),
        errors: Vec::new(),
    });
    let (amount, payee) = match service.psd2_enabled {
        true => (text_of("Amount"), text_of("Payee")),
        false => (None, None),
    };
    let sent = Sent { when: now, channel: plan.channel.to_owned(), attempt_sid };
    let (channel, again) = (plan.channel, plan.again);
    let (to, rate_limits) = (plan.to.to_owned(), plan.rate_limits);

    // From here on things change.
    let account_sid = account.sid.clone();
    let service = account.service_mut(call)?;
    service.count(&rate_limits, now)?;
    match service.verifications.get_mut(&sid).filter(|_| again) {
        Some(known) => {
            known.channel = channel.to_owned();
            known.sends.push(sent);
            known.updated = now;
            known.lookup = lookup;
            known.amount = amount;
            known.payee = payee;
            if let Some(sna) = sna {
                let errors = known.sna.take().map(|before| before.errors).unwrap_or_default();
                known.sna = Some(Sna { errors, ..sna });
            }
        }
        None => {
            // Two old ones go for each that comes: so no more are kept than there are in ten minutes, and no call takes
            // long for it.
            for _ in 0..2 {
                if let Some(old) = service.verifications.first().filter(|old| old.is_over(now)) {
                    let sid = old.sid.clone();
                    service.verifications.remove(&sid);
                }
            }
            service.verifications.insert(Verification {
                sid: sid.clone(),
                to,
                channel: channel.to_owned(),
                code,
                status: Status::Pending,
                lookup,
                amount,
                payee,
                sends: vec![sent],
                wrong_codes: 0,
                sna,
                created: now,
                updated: now,
                reads: (now, 0, 0),
            });
        }
    }
    let verification =
        service.verifications.get(&sid).ok_or_else(|| Error::not_found(call.request.path()))?;
    let answer = verification.model(call, &account_sid, &service.sid);
    account.attempts.push(attempt);
    call.outbox.push(message);
    Ok(Response::created(&answer))
}

/// fetchVerification: reads a Verification.
pub fn fetch(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let account_sid = account.sid.clone();
    let service = account.service_mut(call)?;
    let key =
        service.verification_key(call.values.require("Sid")?, call.now).ok_or_else(|| call.not_found())?;
    let verification = service.verifications.get_mut(&key).ok_or_else(|| call.not_found())?;
    verification.read(call)?;
    Ok(Response::found(&verification.model(call, &account_sid, &service.sid)))
}

/// updateVerification: ends a Verification: cancels it, or approves it where the program has checked the code by itself.
pub fn update(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let account_sid = account.sid.clone();
    let status = call.values.require("Status")?;
    let service = account.service_mut(call)?;
    let key =
        service.verification_key(call.values.require("Sid")?, call.now).ok_or_else(|| call.not_found())?;
    let verification = service.verifications.get_mut(&key).ok_or_else(|| call.not_found())?;
    if verification.status != Status::Pending {
        return Err(call.not_found());
    }
    verification.status = if status == "approved" { Status::Approved } else { Status::Canceled };
    verification.updated = call.now;
    let answer = verification.model(call, &account_sid, &service.sid);
    if verification.status == Status::Approved {
        let attempt = verification.last_attempt().to_owned();
        service.verifications.remove(&key);
        account.attempts.convert(&attempt, call.now);
    }
    Ok(Response::found(&answer))
}

/// What the paths of the URLs begin with that a phone opens for silent network authentication.
const SNA: &str = "/sna/";

/// Answers a phone that opens the URL of silent network authentication; none where the request is another one. It needs no
/// credentials: the network is what knows the phone.
pub fn open_sna(
    accounts: &mut std::collections::BTreeMap<String, Account>,
    request: &Request,
    now: u64,
) -> Option<Result<Response, Error>> {
    let mut path = request.path().strip_prefix(SNA)?.split('/');
    let mut next = || path.next().unwrap_or_default();
    let (account, service, sid, token) = (next(), next(), next(), next());
    let verification = accounts
        .get_mut(account)
        .and_then(|account| account.services.get_mut(service))
        .and_then(|service| service.verifications.get_mut(sid))
        .filter(|one| one.sid == sid && one.status == Status::Pending && !one.is_over(now));
    let sna = verification.and_then(|one| one.sna.as_mut()).filter(|sna| sna.token == token);
    Some(match sna {
        None => Err(Error::not_found(request.path())),
        Some(_) if request.method != "GET" => Err(Error::method_not_allowed()),
        Some(sna) => {
            sna.opened = true;
            Ok(Response::found(&json!({"sna_client_token": sna.client_token})))
        }
    })
}
