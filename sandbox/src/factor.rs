//! What the operations on Factors do.
//! Source: [Twilio's Factor resource](https://www.twilio.com/docs/verify/api/factor).

use crate::call::Call;
use crate::entity::Entity;
use crate::error::Error;
use crate::message::Response;
use crate::page::{Order, page};
use crate::random::Random;
use crate::router::Values;
use crate::state::Account;
use crate::store::{Keyed, Store};
use crate::time::iso;
use crate::totp::{self, Algorithm, Totp};
use serde::{Deserialize, Serialize};
use serde_json::json;
use twilio_verify::models::{
    FactorEnumFactorStatuses, FactorEnumFactorTypes, ListFactorResponse, NewFactorEnumFactorStatuses,
    NewFactorEnumFactorTypes, VerifyV2ServiceEntityFactor, VerifyV2ServiceEntityNewFactor,
};
use twilio_verify::schema::{Date, Object};

/// How many wrong codes a Factor takes. Source: Twilio's error 60310.
const WRONG_CODES: u32 = 5;

/// The length of the secret that a TOTP Factor gets where none is given, in bytes: that of its hash (RFC 4226).
const SECRET: usize = 20;

/// A Factor.
#[derive(Clone, Serialize, Deserialize)]
pub struct Factor {
    /// Its SID.
    pub sid: String,
    /// Its name.
    pub friendly_name: String,
    /// Whether its owner has proved to hold it.
    pub verified: bool,
    /// How many wrong codes there have been.
    pub wrong_codes: u32,
    /// What kind it is, with its settings.
    pub kind: Kind,
    /// The program's own data.
    pub metadata: Option<Object>,
    /// When it was created, in milliseconds since 1970.
    pub created: u64,
    /// When it was last changed, in milliseconds since 1970.
    pub updated: u64,
}

impl std::fmt::Debug for Factor {
    /// Shows no secret.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Factor").field("sid", &self.sid).finish_non_exhaustive()
    }
}

impl Keyed for Factor {
    fn keys(&self) -> Vec<String> {
        vec![self.sid.clone()]
    }
}

/// What a Factor is.
#[derive(Clone, Serialize, Deserialize)]
pub enum Kind {
    /// Codes of an authenticator app.
    Totp {
        /// What makes the codes.
        generator: Totp,
        /// How many time steps around the present one are accepted.
        skew: u64,
    },
    /// An app on the person's device.
    Push(Push),
}

/// The settings of a push Factor.
#[derive(Clone, Serialize, Deserialize)]
pub struct Push {
    /// The algorithm of the device's key.
    pub alg: String,
    /// The device's public key.
    pub public_key: String,
    /// The app's identifier.
    pub app_id: String,
    /// What carries the notifications.
    pub notification_platform: String,
    /// Where notifications go.
    pub notification_token: Option<String>,
    /// The version of the SDK in the app.
    pub sdk_version: Option<String>,
}

/// createNewFactor: creates a Factor, and its Entity with its first one.
pub fn create(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let values = &call.values;
    let identity = values.require("Identity")?;
    let friendly_name = values.require("FriendlyName")?.to_owned();
    let kind = match values.require("FactorType")? {
        "totp" => new_totp(values, call.random)?,
        "push" => new_push(values)?,
        _ => return Err(values.invalid("FactorType", "passkeys is not created here")),
    };
    let account_sid = account.sid.clone();
    let service = account.service_mut(call)?;
    let values = &call.values;
    let issuer = service.totp.issuer.clone().unwrap_or_else(|| service.friendly_name.clone());
    if service.entity(identity).is_none() {
        let sid = call.random.sid("YE");
        let factors = Store::default();
        service.entities.insert(Entity { sid, identity: identity.to_owned(), factors });
    }
    let service_sid = service.sid.clone();
    let entity = service.entity_mut(identity).ok_or_else(|| Error::not_found(call.request.path()))?;
    let factor = Factor {
        sid: call.random.sid("YF"),
        friendly_name,
        verified: false,
        wrong_codes: 0,
        kind,
        metadata: values.get("Metadata").and_then(|text| serde_json::from_str(text).ok()),
        created: call.now,
        updated: call.now,
    };
    let binding = match &factor.kind {
        Kind::Totp { generator, .. } => {
            json!({"secret": generator.base32(), "uri": generator.uri(&issuer, &factor.friendly_name)})
        }
        Kind::Push(push) => json!({"alg": push.alg, "public_key": push.public_key}),
    };
    let answer = VerifyV2ServiceEntityNewFactor {
        sid: Some(factor.sid.clone()),
        account_sid: Some(account_sid),
        service_sid: Some(service_sid),
        entity_sid: Some(entity.sid.clone()),
        identity: Some(identity.to_owned()),
        binding: Some(binding),
        options: None,
        date_created: Some(Date(iso(factor.created))),
        date_updated: Some(Date(iso(factor.updated))),
        friendly_name: Some(factor.friendly_name.clone()),
        status: Some(NewFactorEnumFactorStatuses::Unverified),
        factor_type: Some(match factor.kind {
            Kind::Totp { .. } => NewFactorEnumFactorTypes::Totp,
            Kind::Push(_) => NewFactorEnumFactorTypes::Push,
        }),
        config: Some(config(&factor.kind)),
        metadata: factor.metadata.clone(),
        url: Some(format!("{}/{}", call.request.location(), factor.sid)),
    };
    entity.factors.insert(factor);
    Ok(Response::created(&answer))
}

/// fetchFactor: reads a Factor.
pub fn fetch(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let entity = account.entity(call)?;
    let factor = entity.factors.get(call.values.require("Sid")?).ok_or_else(|| call.not_found())?;
    Ok(Response::found(&factor.model(call, &account.sid, entity)))
}

/// listFactor: reads a page of an Entity's Factors.
pub fn list(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let entity = account.entity(call)?;
    let (factors, meta) = page(call, "factors", Order::Ascending, |numbers| entity.factors.range(numbers))?;
    let factors = factors.into_iter().map(|factor| factor.model(call, &account.sid, entity)).collect();
    Ok(Response::found(&ListFactorResponse { factors: Some(factors), meta: Some(meta) }))
}

/// updateFactor: verifies a Factor, renames it, changes its settings.
pub fn update(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let values = &call.values;
    let sid = values.require("Sid")?;
    let found = account.entity_mut(call)?.factors.get_mut(sid).ok_or_else(|| call.not_found())?;
    // Changed in a copy: a request that is refused changes nothing.
    let mut factor = found.clone();
    match &mut factor.kind {
        Kind::Totp { generator, skew } => {
            set_totp(values, generator, skew);
            if let Some(code) = values.get("AuthPayload").filter(|_| !factor.verified) {
                if factor.wrong_codes >= WRONG_CODES {
                    return Err(Error::of(60310));
                }
                // A wrong code is no error: the Factor just stays unverified.
                factor.verified = generator.check(code, call.now, *skew);
                factor.wrong_codes += u32::from(!factor.verified);
            }
        }
        Kind::Push(push) => {
            if values.get("AuthPayload").is_some() {
                return Err(Error::of(60311));
            }
            let text = |wire: &str| values.get(wire).map(str::to_owned);
            push.notification_token = text("Config.NotificationToken").or(push.notification_token.take());
            push.sdk_version = text("Config.SdkVersion").or(push.sdk_version.take());
            if let Some(platform) = text("Config.NotificationPlatform") {
                push.notification_platform = platform;
            }
        }
    }
    if let Some(name) = values.get("FriendlyName") {
        factor.friendly_name = name.to_owned();
    }
    factor.updated = call.now;
    *found = factor;
    fetch(call, account)
}

/// deleteFactor: removes a Factor.
pub fn delete(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let sid = call.values.require("Sid")?;
    account.entity_mut(call)?.factors.remove(sid).ok_or_else(|| call.not_found())?;
    Ok(Response::deleted())
}

impl Factor {
    /// A Factor as it is answered.
    fn model(&self, call: &Call<'_>, account_sid: &str, entity: &Entity) -> VerifyV2ServiceEntityFactor {
        let service_sid = call.values.get("ServiceSid").unwrap_or_default();
        VerifyV2ServiceEntityFactor {
            sid: Some(self.sid.clone()),
            account_sid: Some(account_sid.to_owned()),
            service_sid: Some(service_sid.to_owned()),
            entity_sid: Some(entity.sid.clone()),
            identity: Some(entity.identity.clone()),
            date_created: Some(Date(iso(self.created))),
            date_updated: Some(Date(iso(self.updated))),
            friendly_name: Some(self.friendly_name.clone()),
            status: Some(match self.verified {
                true => FactorEnumFactorStatuses::Verified,
                false => FactorEnumFactorStatuses::Unverified,
            }),
            factor_type: Some(match self.kind {
                Kind::Totp { .. } => FactorEnumFactorTypes::Totp,
                Kind::Push(_) => FactorEnumFactorTypes::Push,
            }),
            config: Some(config(&self.kind)),
            metadata: self.metadata.clone(),
            url: Some(call.url(&[
                "Services",
                service_sid,
                "Entities",
                &entity.identity,
                "Factors",
                &self.sid,
            ])),
        }
    }
}

/// A new generator of codes, with Twilio's settings where none are given.
fn new_totp(values: &Values, random: &mut Random) -> Result<Kind, Error> {
    let secret = match values.get("Binding.Secret") {
        Some(text) => totp::secret(text).ok_or_else(|| values.invalid("Binding.Secret", "must be base32"))?,
        None => {
            let mut secret = vec![0; SECRET];
            random.fill(&mut secret);
            secret
        }
    };
    let mut generator = Totp { secret, algorithm: Algorithm::Sha1, digits: 6, period: 30 };
    let mut skew = 1;
    set_totp(values, &mut generator, &mut skew);
    Ok(Kind::Totp { generator, skew })
}

/// Takes over the settings that a call gives.
fn set_totp(values: &Values, generator: &mut Totp, skew: &mut u64) {
    generator.algorithm = values.get("Config.Alg").and_then(Algorithm::named).unwrap_or(generator.algorithm);
    generator.digits = values.number("Config.CodeLength").unwrap_or(generator.digits);
    generator.period = values.number("Config.TimeStep").unwrap_or(generator.period);
    *skew = values.number("Config.Skew").map_or(*skew, u64::from);
}

/// A new app on a device.
fn new_push(values: &Values) -> Result<Kind, Error> {
    let text = |wire: &str| values.require(wire).map(str::to_owned);
    let notification_platform = text("Config.NotificationPlatform")?;
    if notification_platform != "none" {
        values.require("Config.NotificationToken")?;
    }
    Ok(Kind::Push(Push {
        alg: text("Binding.Alg")?,
        public_key: text("Binding.PublicKey")?,
        app_id: text("Config.AppId")?,
        notification_platform,
        notification_token: values.get("Config.NotificationToken").map(str::to_owned),
        sdk_version: values.get("Config.SdkVersion").map(str::to_owned),
    }))
}

/// A Factor's settings as they are answered.
fn config(kind: &Kind) -> Object {
    match kind {
        Kind::Totp { generator, skew } => json!({
            "alg": generator.algorithm.name(),
            "skew": skew,
            "code_length": generator.digits,
            "time_step": generator.period,
        }),
        Kind::Push(push) => json!({
            "app_id": push.app_id,
            "notification_platform": push.notification_platform,
            "notification_token": push.notification_token,
            "sdk_version": push.sdk_version,
        }),
    }
}
