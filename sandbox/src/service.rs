//! Services: settings that Verifications and Factors share.
//! Source: [Twilio's Service resource](https://www.twilio.com/docs/verify/api/service).

use crate::access_token::AccessToken;
use crate::call::Call;
use crate::entity::Entity;
use crate::error::Error;
use crate::message::Response;
use crate::messaging_configuration::MessagingConfiguration;
use crate::page::{Order, page};
use crate::passkey::Ceremonies;
use crate::rate_limit::RateLimit;
use crate::router::{Values, operations};
use crate::state::{Account, ServiceOptions};
use crate::store::{Keyed, Store};
use crate::template;
use crate::time::iso;
use crate::verification::Verification;
use crate::webhook::Webhook;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use twilio_verify::models::{ListServiceResponse, VerifyV2Service};
use twilio_verify::schema::Date;

/// A Service.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Service {
    /// Its SID.
    pub sid: String,
    /// Its name, which messages and authenticator apps show.
    pub friendly_name: String,
    /// How many digits a code has.
    pub code_length: u32,
    /// Whether each Verification looks the phone number up.
    pub lookup_enabled: bool,
    /// Whether a Verification has to name amount and payee.
    pub psd2_enabled: bool,
    /// Whether no SMS is sent to landlines. Works only with `lookup_enabled`.
    pub skip_sms_to_landlines: bool,
    /// Whether the person has to press a key before a call tells the code.
    pub dtmf_input_required: bool,
    /// The voice of calls.
    pub tts_name: Option<String>,
    /// Whether an SMS ends with a warning.
    pub do_not_share_warning_enabled: bool,
    /// Whether a Verification may bring its own code.
    pub custom_code_enabled: bool,
    /// Settings of push Factors.
    pub push: Push,
    /// Settings of TOTP Factors.
    pub totp: Totp,
    /// Settings of WhatsApp.
    pub whatsapp: Whatsapp,
    /// Settings of passkeys.
    pub passkeys: Passkeys,
    /// The template of its messages.
    pub default_template_sid: Option<String>,
    /// Whether events are sent to Twilio's Event Streams.
    pub verify_event_subscription_enabled: bool,
    /// When it was created, in milliseconds since 1970.
    pub created: u64,
    /// When it was last changed, in milliseconds since 1970.
    pub updated: u64,
    /// Its Entities, by their identity in lower case.
    pub entities: Store<Entity>,
    /// Its passkeys, and the Challenges for them.
    pub ceremonies: Ceremonies,
    /// Its access tokens.
    pub access_tokens: Store<AccessToken>,
    /// Its webhooks.
    pub webhooks: Store<Webhook>,
    /// Its Verifications, those that are pending by whom they are sent to, too.
    pub verifications: Store<Verification>,
    /// Its rate limits.
    pub rate_limits: Store<RateLimit>,
    /// Which Messaging Service sends to which country.
    pub messaging_configurations: Store<MessagingConfiguration>,
}

/// Settings of push Factors.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Push {
    /// Whether the details of a Challenge have its date.
    pub include_date: bool,
    /// The credential of Apple's Push Notification service.
    pub apn_credential_sid: Option<String>,
    /// The credential of Firebase Cloud Messaging.
    pub fcm_credential_sid: Option<String>,
}

/// Settings of TOTP Factors. Twilio's own serve where there are none.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Totp {
    /// What authenticator apps show beside a code; the Service's name where it is not given.
    pub issuer: Option<String>,
    /// How long a code lasts, in seconds; 30.
    pub time_step: Option<u32>,
    /// How many digits a code has; 6.
    pub code_length: Option<u32>,
    /// How many time steps around the present one have codes that are taken; 1.
    pub skew: Option<u32>,
}

/// Settings of WhatsApp.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Whatsapp {
    /// The Messaging Service.
    pub msg_service_sid: Option<String>,
    /// The sender, `whatsapp:` and its number.
    pub from: Option<String>,
}

/// Settings of passkeys.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Passkeys {
    /// Whose passkeys they are.
    pub relying_party: RelyingParty,
    /// `platform`, `cross-platform` or `any`; empty where it was set so.
    pub authenticator_attachment: Option<String>,
    /// `required`, `preferred` or `discouraged`; empty where it was set so.
    pub discoverable_credentials: Option<String>,
    /// `required`, `preferred` or `discouraged`; empty where it was set so.
    pub user_verification: Option<String>,
}

/// Whose passkeys they are.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct RelyingParty {
    /// Its domain.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// The origins where its passkeys may be used.
    pub origins: Option<Vec<String>>,
}

impl Keyed for Service {
    fn keys(&self) -> Vec<String> {
        vec![self.sid.clone()]
    }
}

impl Service {
    /// A Service with Twilio's settings.
    fn new(sid: String, friendly_name: String, now: u64) -> Service {
        Service {
            sid,
            friendly_name,
            code_length: 6,
            lookup_enabled: false,
            psd2_enabled: false,
            skip_sms_to_landlines: false,
            dtmf_input_required: true,
            tts_name: None,
            do_not_share_warning_enabled: false,
            custom_code_enabled: false,
            push: Push::default(),
            totp: Totp::default(),
            whatsapp: Whatsapp::default(),
            passkeys: Passkeys::default(),
            default_template_sid: None,
            verify_event_subscription_enabled: false,
            created: now,
            updated: now,
            entities: Store::default(),
            ceremonies: Ceremonies::default(),
            access_tokens: Store::default(),
            webhooks: Store::default(),
            verifications: Store::default(),
            rate_limits: Store::default(),
            messaging_configurations: Store::default(),
        }
    }

    /// A Service that there is from the start.
    pub fn of_options(options: &ServiceOptions, now: u64) -> Result<Service, String> {
        let mut service = Service::new(options.sid.clone(), options.friendly_name.clone(), now);
        if !cfg!(feature = "whole") {
            let plain = options.settings.is_empty();
            return if plain { Ok(service) } else { Err("no setting can be given here".to_owned()) };
        }
        let mut settings = Vec::new();
        let create = operations().find(|operation| operation.name == "createService");
        let Some(create) = create else { return Ok(service) };
        for (name, value) in &options.settings {
            let parameter = create.parameters.iter().find(|parameter| parameter.name() == *name);
            let parameter = parameter.ok_or_else(|| format!("a Service has no setting {name}"))?;
            let value = match value {
                Value::Null => continue,
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            settings.push((parameter.wire, value));
        }
        // The table requires it.
        settings.push(("FriendlyName", "x".to_owned()));
        let mut values = Values::of(create, settings);
        values.check().and_then(|()| service.set(&values)).map_err(|error| error.message)?;
        Ok(service)
    }

    /// Takes over the settings that a call gives.
    fn set(&mut self, values: &Values) -> Result<(), Error> {
        fn set<T>(setting: &mut T, value: Option<T>) {
            if let Some(value) = value {
                *setting = value;
            }
        }
        let text = |wire: &str| values.get(wire).map(|value| Some(value.to_owned()));
        // An empty SID takes the SID away.
        let sid =
            |wire: &str| values.get(wire).map(|value| Some(value.to_owned()).filter(|sid| !sid.is_empty()));
        let one_of = |wire: &str, known: &[&str]| match values.get(wire) {
            Some(value) if !value.is_empty() && !known.contains(&value) => {
                Err(values.invalid(wire, &format!("must be one of {}", known.join(", "))))
            }
            value => Ok(value.map(|value| Some(value.to_owned()))),
        };
        const DEGREES: &[&str] = &["required", "preferred", "discouraged"];
        let attachment = one_of("Passkeys.AuthenticatorAttachment", &["platform", "cross-platform", "any"])?;
        let discoverable = one_of("Passkeys.DiscoverableCredentials", DEGREES)?;
        let verification = one_of("Passkeys.UserVerification", DEGREES)?;

        set(&mut self.code_length, values.number("CodeLength"));
        set(&mut self.lookup_enabled, values.boolean("LookupEnabled"));
        set(&mut self.psd2_enabled, values.boolean("Psd2Enabled"));
        set(&mut self.skip_sms_to_landlines, values.boolean("SkipSmsToLandlines"));
        set(&mut self.dtmf_input_required, values.boolean("DtmfInputRequired"));
        set(&mut self.tts_name, text("TtsName"));
        set(&mut self.do_not_share_warning_enabled, values.boolean("DoNotShareWarningEnabled"));
        set(&mut self.custom_code_enabled, values.boolean("CustomCodeEnabled"));
        set(&mut self.push.include_date, values.boolean("Push.IncludeDate"));
        set(&mut self.push.apn_credential_sid, sid("Push.ApnCredentialSid"));
        set(&mut self.push.fcm_credential_sid, sid("Push.FcmCredentialSid"));
        set(&mut self.totp.issuer, text("Totp.Issuer"));
        set(&mut self.totp.time_step, values.number("Totp.TimeStep").map(Some));
        set(&mut self.totp.code_length, values.number("Totp.CodeLength").map(Some));
        set(&mut self.totp.skew, values.number("Totp.Skew").map(Some));
        set(&mut self.whatsapp.msg_service_sid, sid("Whatsapp.MsgServiceSid"));
        if let Some(from) = values.get("Whatsapp.From") {
            let number = from.strip_prefix("whatsapp:").unwrap_or(from);
            self.whatsapp.from = Some(format!("whatsapp:{number}")).filter(|_| !number.is_empty());
        }
        set(&mut self.passkeys.relying_party.id, text("Passkeys.RelyingParty.Id"));
        set(&mut self.passkeys.relying_party.name, text("Passkeys.RelyingParty.Name"));
        if let Some(origins) = values.get("Passkeys.RelyingParty.Origins") {
            let origins = origins.split(',').map(|origin| origin.trim().to_owned());
            self.passkeys.relying_party.origins = Some(origins.filter(|origin| !origin.is_empty()).collect());
        }
        set(&mut self.passkeys.authenticator_attachment, attachment);
        set(&mut self.passkeys.discoverable_credentials, discoverable);
        set(&mut self.passkeys.user_verification, verification);
        set(&mut self.default_template_sid, sid("DefaultTemplateSid"));
        set(&mut self.verify_event_subscription_enabled, values.boolean("VerifyEventSubscriptionEnabled"));
        Ok(())
    }

    /// The Service as it is answered.
    fn model(&self, call: &Call<'_>, account: &Account) -> VerifyV2Service {
        let url = call.url(&["Services", &self.sid]);
        VerifyV2Service {
            sid: Some(self.sid.clone()),
            account_sid: Some(account.sid.clone()),
            friendly_name: Some(self.friendly_name.clone()),
            code_length: Some(self.code_length.into()),
            lookup_enabled: Some(self.lookup_enabled),
            psd2_enabled: Some(self.psd2_enabled),
            skip_sms_to_landlines: Some(self.skip_sms_to_landlines),
            dtmf_input_required: Some(self.dtmf_input_required),
            tts_name: self.tts_name.clone(),
            do_not_share_warning_enabled: Some(self.do_not_share_warning_enabled),
            custom_code_enabled: Some(self.custom_code_enabled),
            push: Some(json!(self.push)),
            totp: Some(json!(self.totp)),
            whatsapp: Some(json!(self.whatsapp)),
            passkeys: Some(json!(self.passkeys)),
            default_template_sid: self.default_template_sid.clone(),
            verify_event_subscription_enabled: Some(self.verify_event_subscription_enabled),
            date_created: Some(Date(iso(self.created))),
            date_updated: Some(Date(iso(self.updated))),
            links: Some(json!({
                "verification_checks": format!("{url}/VerificationCheck"),
                "verifications": format!("{url}/Verifications"),
                "rate_limits": format!("{url}/RateLimits"),
                "messaging_configurations": format!("{url}/MessagingConfigurations"),
                "entities": format!("{url}/Entities"),
                "webhooks": format!("{url}/Webhooks"),
                "access_tokens": format!("{url}/AccessTokens"),
            })),
            url: Some(url),
        }
    }
}

/// The rules of a Service's name.
fn friendly_name(values: &Values) -> Result<Option<&str>, Error> {
    let Some(name) = values.get("FriendlyName") else { return Ok(None) };
    let fail = |rule: &str| Err(values.invalid("FriendlyName", rule));
    if name.trim().is_empty() || name.chars().count() > 30 {
        return fail("must be 1 to 30 characters long");
    }
    if !name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_')) {
        return fail("must be letters, digits, spaces, dashes and underscores only");
    }
    if name.chars().filter(char::is_ascii_digit).count() > 4 {
        return fail("must have 4 digits at most");
    }
    Ok(Some(name))
}

/// A Service's template is one of the Account's.
fn known_template(call: &Call<'_>) -> Result<(), Error> {
    match call.values.get("DefaultTemplateSid").filter(|sid| !sid.is_empty()) {
        Some(sid) if template::find(call.options, sid).is_none() => Err(Error::of(60228)),
        _ => Ok(()),
    }
}

/// createService: creates a Service.
pub fn create(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let name = friendly_name(&call.values)?.ok_or_else(|| call.values.missing("FriendlyName"))?;
    let mut service = Service::new(call.random.sid("VA"), name.to_owned(), call.now);
    known_template(call)?;
    service.set(&call.values)?;
    let answer = service.model(call, account);
    account.services.insert(service);
    Ok(Response::created(&answer))
}

/// listService: reads a page of the Services.
pub fn list(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let (services, meta) =
        page(call, "services", Order::Ascending, |numbers| account.services.range(numbers))?;
    let services = services.into_iter().map(|service| service.model(call, account)).collect();
    Ok(Response::found(&ListServiceResponse { services: Some(services), meta: Some(meta) }))
}

/// fetchService: reads a Service.
pub fn fetch(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let service = account.services.get(call.values.require("Sid")?).ok_or_else(|| call.not_found())?;
    Ok(Response::found(&service.model(call, account)))
}

/// updateService: changes the settings that are given.
pub fn update(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let sid = call.values.require("Sid")?;
    let service = account.services.get_mut(sid).ok_or_else(|| call.not_found())?;
    let name = friendly_name(&call.values)?.map(str::to_owned);
    known_template(call)?;
    service.set(&call.values)?;
    service.friendly_name = name.unwrap_or_else(|| service.friendly_name.clone());
    service.updated = call.now;
    fetch(call, account)
}

/// deleteService: removes a Service, and all that is in it.
pub fn delete(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    account.services.remove(call.values.require("Sid")?).ok_or_else(|| call.not_found())?;
    Ok(Response::deleted())
}
