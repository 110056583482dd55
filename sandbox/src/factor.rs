//! Factors of an Entity: ways in which a person proves who they are.
//! Source: [Twilio's Factor resource](https://www.twilio.com/docs/verify/api/factor).

use crate::call::Call;
use crate::entity::{self, Entity, Owner, key};
use crate::error::Error;
use crate::key::PublicKey;
use crate::message::Response;
use crate::page::{Order, page};
use crate::passkey::Passkey;
use crate::principal::Principal;
use crate::random::Random;
use crate::recent::{DAY, Recent};
use crate::router::Values;
use crate::service::Service;
use crate::state::Account;
use crate::store::Keyed;
use crate::time::iso;
use crate::totp::{self, Algorithm};
use crate::webhook;
use data_encoding::BASE64;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use twilio_verify::models::{
    FactorEnumFactorStatuses, FactorEnumFactorTypes, FactorEnumNotificationPlatforms, ListFactorResponse,
    NewFactorEnumFactorStatuses, NewFactorEnumFactorTypes, VerifyV2ServiceEntityFactor,
    VerifyV2ServiceEntityNewFactor,
};
use twilio_verify::schema::{Date, Object};

/// How many wrong codes a Factor takes. Source: Twilio's error 60310.
const WRONG_CODES: u32 = 5;

/// How long a Factor can be verified, in milliseconds. Source: Twilio's error 60318, which says from 1 to 24 hours.
const VERIFIABLE: u64 = DAY;

/// The length of the secret that a TOTP Factor gets where none is given, in bytes: that of its hash (RFC 4226).
const SECRET: usize = 20;

/// How many characters an object of the program's own data has at most.
const LONGEST_OBJECT: usize = 1024;

/// A Factor.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Factor {
    /// Its SID.
    pub sid: String,
    /// Its name.
    pub friendly_name: String,
    /// Whether its owner has proved to hold it.
    pub verified: bool,
    /// What kind it is, with its settings.
    pub kind: Kind,
    /// The program's own data.
    pub metadata: Option<Object>,
    /// When it was created, in milliseconds since 1970.
    pub created: u64,
    /// When it was last changed, in milliseconds since 1970.
    pub updated: u64,
}

/// What a Factor is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Kind {
    /// Codes of an authenticator app.
    Totp(Totp),
    /// An app on the person's device.
    Push(Push),
    /// A passkey.
    Passkey(Passkey),
}

/// The settings of a TOTP Factor.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Totp {
    /// What makes the codes.
    pub generator: totp::Totp,
    /// How many time steps around the present one are accepted.
    pub skew: u64,
    /// How many wrong codes there were until it was verified.
    pub wrong_codes: u32,
    /// When its Challenges were created.
    pub challenges: Recent,
}

/// The settings of a push Factor.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Push {
    /// The device's key.
    pub public_key: PublicKey,
    /// The app's identifier.
    pub app_id: String,
    /// What carries the notifications: `apn`, `fcm` or `none`.
    pub notification_platform: String,
    /// Where notifications go.
    pub notification_token: Option<String>,
    /// The version of the SDK in the app.
    pub sdk_version: Option<String>,
    /// What the device's tokens name it by.
    pub credential_sid: String,
}

/// The types of Factors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Type {
    /// Codes of an authenticator app.
    Totp,
    /// An app on the person's device.
    Push,
    /// Passkeys.
    Passkeys,
}

impl Type {
    /// Its name, as Twilio writes it.
    pub fn name(self) -> &'static str {
        match self {
            Type::Totp => "totp",
            Type::Push => "push",
            Type::Passkeys => "passkeys",
        }
    }

    /// How many of it an Entity can have. Source: Twilio's error 60315.
    pub fn most(self) -> Option<usize> {
        match self {
            Type::Totp => Some(100),
            Type::Push => Some(20),
            Type::Passkeys => None,
        }
    }
}

impl Keyed for Factor {
    fn keys(&self) -> Vec<String> {
        let sid = self.sid.clone();
        match &self.kind {
            Kind::Totp(Totp { generator, .. }) => vec![sid, format!("secret {}", generator.base32())],
            Kind::Push(Push { public_key, credential_sid, .. }) => {
                vec![sid, credential_sid.clone(), format!("key {}", public_key.text())]
            }
            Kind::Passkey(_) => vec![sid],
        }
    }
}

impl Kind {
    /// Its type.
    pub fn of(&self) -> Type {
        match self {
            Kind::Totp(_) => Type::Totp,
            Kind::Push(_) => Type::Push,
            Kind::Passkey(_) => Type::Passkeys,
        }
    }

    /// The passkey that it is.
    pub fn passkey(&mut self) -> Option<&mut Passkey> {
        match self {
            Kind::Passkey(passkey) => Some(passkey),
            Kind::Totp(_) | Kind::Push(_) => None,
        }
    }

    /// Its settings, as they are answered.
    fn config(&self) -> Object {
        match self {
            Kind::Totp(Totp { generator, skew, .. }) => json!({
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
                "credential_sid": push.credential_sid,
            }),
            Kind::Passkey(passkey) => passkey.settings.model(),
        }
    }

    /// What ties it to its owner, as it is answered once.
    fn binding(&self, issuer: &str, friendly_name: &str) -> Option<Object> {
        match self {
            Kind::Totp(Totp { generator, .. }) => Some(json!({
                "secret": generator.base32(),
                "uri": generator.uri(issuer, friendly_name),
            })),
            Kind::Push(push) => Some(json!({"alg": "ES256", "public_key": push.public_key.text()})),
            Kind::Passkey(_) => None,
        }
    }
}

impl Factor {
    /// A new one, which nobody has verified.
    pub fn new(
        friendly_name: &str,
        kind: Kind,
        metadata: Option<Object>,
        random: &mut Random,
        now: u64,
    ) -> Factor {
        Factor {
            sid: random.sid("YF"),
            friendly_name: friendly_name.to_owned(),
            verified: false,
            kind,
            metadata,
            created: now,
            updated: now,
        }
    }

    /// As it is answered.
    pub fn model(&self, owner: Owner) -> VerifyV2ServiceEntityFactor {
        VerifyV2ServiceEntityFactor {
            sid: Some(self.sid.clone()),
            account_sid: Some(owner.account_sid),
            service_sid: Some(owner.service_sid),
            entity_sid: Some(owner.entity_sid),
            identity: Some(owner.identity),
            date_created: Some(Date(iso(self.created))),
            date_updated: Some(Date(iso(self.updated))),
            friendly_name: Some(self.friendly_name.clone()),
            status: Some(match self.verified {
                true => FactorEnumFactorStatuses::Verified,
                false => FactorEnumFactorStatuses::Unverified,
            }),
            factor_type: Some(match self.kind.of() {
                Type::Totp => FactorEnumFactorTypes::Totp,
                Type::Push => FactorEnumFactorTypes::Push,
                Type::Passkeys => FactorEnumFactorTypes::Passkeys,
            }),
            config: Some(self.kind.config()),
            metadata: self.metadata.clone(),
            url: Some(format!("{}/Factors/{}", owner.url, self.sid)),
        }
    }

    /// As it is answered once, when it is new.
    pub fn new_model(
        &self,
        owner: Owner,
        issuer: &str,
        options: Option<Object>,
    ) -> VerifyV2ServiceEntityNewFactor {
        VerifyV2ServiceEntityNewFactor {
            sid: Some(self.sid.clone()),
            account_sid: Some(owner.account_sid),
            service_sid: Some(owner.service_sid),
            entity_sid: Some(owner.entity_sid),
            identity: Some(owner.identity),
            binding: self.kind.binding(issuer, &self.friendly_name),
            options,
            date_created: Some(Date(iso(self.created))),
            date_updated: Some(Date(iso(self.updated))),
            friendly_name: Some(self.friendly_name.clone()),
            status: Some(NewFactorEnumFactorStatuses::Unverified),
            factor_type: Some(match self.kind.of() {
                Type::Totp => NewFactorEnumFactorTypes::Totp,
                Type::Push => NewFactorEnumFactorTypes::Push,
                Type::Passkeys => NewFactorEnumFactorTypes::Passkeys,
            }),
            config: Some(self.kind.config()),
            metadata: self.metadata.clone(),
            url: Some(format!("{}/Factors/{}", owner.url, self.sid)),
        }
    }
}

impl Push {
    /// Whether it has anywhere to send notifications to.
    pub fn is_notified(&self) -> bool {
        self.notification_platform != "none"
    }
}

/// An object of the program's own data: texts, of 1024 characters in all.
pub fn texts(values: &Values, wire: &str) -> Result<Option<Object>, Error> {
    let Some(text) = values.get(wire) else { return Ok(None) };
    if text.chars().count() > LONGEST_OBJECT {
        return Err(values.invalid(wire, "must be at most 1024 characters long"));
    }
    let object: Value = serde_json::from_str(text).unwrap_or_default();
    let of_texts = object.as_object().is_some_and(|object| object.values().all(Value::is_string));
    if of_texts { Ok(Some(object)) } else { Err(values.invalid(wire, "must be a JSON object of texts")) }
}

/// createNewFactor: creates a Factor, and its Entity with its first one.
pub fn create(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let account_sid = account.sid.clone();
    let service = account.service_mut(call)?;
    let values = &call.values;
    let identity = values.require("Identity")?.to_owned();
    let friendly_name = values.require("FriendlyName")?;
    let of = values.require("FactorType")?;
    let token = match &call.principal {
        Principal::Account => None,
        // An access token lets a device be registered once, and nothing else.
        Principal::Newcomer { token_sid } if of == Type::Push.name() => Some(token_sid.clone()),
        _ => return Err(Error::of(60313)),
    };
    let kind = match of {
        "totp" => Kind::Totp(new_totp(values, service, call.random)?),
        "push" => Kind::Push(new_push(values, call.random)?),
        _ => {
            return Err(Error::of(60369)
                .saying("Invalid parameter: FactorType passkeys is created at /Passkeys/Factors"));
        }
    };
    let factor = Factor::new(friendly_name, kind, texts(values, "Metadata")?, call.random, call.now);
    let issuer = service.totp.issuer.clone().unwrap_or_else(|| service.friendly_name.clone());
    let owner = add(call, &account_sid, service, &identity, factor.clone())?;
    if let Some(token) = token.and_then(|sid| service.access_tokens.get_mut(&sid)) {
        token.used = true;
    }
    webhook::tell(call, service, "factor.created", &owner, &factor.sid, factor.kind.of(), None);
    Ok(Response::created(&factor.new_model(owner, &issuer, None)))
}

/// Adds a Factor to the Entity of an identity, which comes into being where there is none.
pub fn add(
    call: &mut Call<'_>,
    account_sid: &str,
    service: &mut Service,
    identity: &str,
    factor: Factor,
) -> Result<Owner, Error> {
    let limits = call.options.limits;
    if let Some(entity) = service.entities.get_mut(&key(identity)) {
        entity.add(factor, limits, call.now)?;
        return Ok(Owner::new(call, account_sid, &service.sid, entity));
    }
    let mut entity = Entity::new(identity, call.random, call.now);
    entity.add(factor, limits, call.now)?;
    let owner = Owner::new(call, account_sid, &service.sid, &entity);
    service.entities.insert(entity);
    Ok(owner)
}

/// fetchFactor: reads a Factor.
pub fn fetch(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let (entity, owner) = entity::find(call, account)?;
    let factor = entity.factor(call.values.require("Sid")?).ok_or_else(|| call.not_found())?;
    Ok(Response::found(&factor.model(owner)))
}

/// listFactor: reads a page of an Entity's Factors.
pub fn list(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let (entity, owner) = entity::find(call, account)?;
    let (factors, meta) = page(call, "factors", Order::Ascending, |numbers| entity.factors.range(numbers))?;
    let factors = factors.into_iter().map(|factor| factor.model(owner.clone())).collect();
    Ok(Response::found(&ListFactorResponse { factors: Some(factors), meta: Some(meta) }))
}

/// updateFactor: verifies a Factor, renames it, changes its settings.
pub fn update(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let values = &call.values;
    let (entity, owner) = entity::find(call, account)?;
    let sid = values.require("Sid")?;
    // Changed in a copy: a request that is refused changes nothing.
    let mut factor = entity.factor(sid).ok_or_else(|| call.not_found())?.clone();
    let was_verified = factor.verified;
    let proof = values.get("AuthPayload").filter(|_| !was_verified);
    if proof.is_some() && call.now.saturating_sub(factor.created) >= VERIFIABLE {
        return Err(Error::of(60318).saying("Factor is unverified, and too old to be verified"));
    }
    match &mut factor.kind {
        Kind::Totp(totp) => {
            set_totp(values, totp);
            if let Some(code) = proof {
                if totp.wrong_codes >= WRONG_CODES && call.options.limits {
                    return Err(Error::of(60310));
                }
                // A wrong code is no error: the Factor just stays unverified.
                factor.verified = totp.generator.check(code, call.now, totp.skew);
                totp.wrong_codes += u32::from(!factor.verified);
            }
        }
        Kind::Push(push) => {
            set_push(values, push)?;
            if let Some(signature) = proof {
                let signature = BASE64.decode(signature.as_bytes()).unwrap_or_default();
                factor.verified = push.public_key.signed_der(sid.as_bytes(), &signature);
                if !factor.verified {
                    return Err(Error::of(60311));
                }
            }
        }
        Kind::Passkey(_) if proof.is_some() => {
            return Err(
                Error::of(60306).saying("Factors of type passkeys are verified at /Passkeys/VerifyFactor")
            );
        }
        Kind::Passkey(_) => {}
    }
    if let Some(name) = values.get("FriendlyName") {
        factor.friendly_name = name.to_owned();
    }
    factor.updated = call.now;
    let of = factor.kind.of();
    let (sid, is_new) = (factor.sid.clone(), factor.verified && !was_verified);
    let answer = factor.model(owner.clone());
    if let Some(known) = entity.factors.get_mut(&sid) {
        *known = factor;
    }
    if is_new {
        let service = account.service(call)?;
        webhook::tell(call, service, "factor.verified", &owner, &sid, of, None);
    }
    Ok(Response::found(&answer))
}

/// deleteFactor: removes a Factor. Its Challenges stay, and nobody can answer them.
pub fn delete(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let (entity, owner) = entity::find(call, account)?;
    let factor = entity.remove(call.values.require("Sid")?).ok_or_else(|| call.not_found())?;
    let service = account.service_mut(call)?;
    service.ceremonies.forget(&factor);
    webhook::tell(call, service, "factor.deleted", &owner, &factor.sid, factor.kind.of(), None);
    Ok(Response::deleted())
}

/// A new generator of codes: the Service's settings serve where none are given, then Twilio's.
fn new_totp(values: &Values, service: &Service, random: &mut Random) -> Result<Totp, Error> {
    let secret = match values.get("Binding.Secret") {
        Some(text) => totp::secret(text).ok_or_else(|| values.invalid("Binding.Secret", "must be base32"))?,
        None => {
            let mut secret = vec![0; SECRET];
            random.fill(&mut secret);
            secret
        }
    };
    let settings = &service.totp;
    let generator = totp::Totp {
        secret,
        algorithm: Algorithm::Sha1,
        digits: settings.code_length.unwrap_or(6),
        period: settings.time_step.unwrap_or(30),
    };
    let skew = settings.skew.unwrap_or(1).into();
    let mut totp = Totp { generator, skew, wrong_codes: 0, challenges: Recent::default() };
    set_totp(values, &mut totp);
    Ok(totp)
}

/// Takes over the settings that a call gives.
fn set_totp(values: &Values, Totp { generator, skew, .. }: &mut Totp) {
    generator.algorithm = values.get("Config.Alg").and_then(Algorithm::named).unwrap_or(generator.algorithm);
    generator.digits = values.number("Config.CodeLength").unwrap_or(generator.digits);
    generator.period = values.number("Config.TimeStep").unwrap_or(generator.period);
    *skew = values.number("Config.Skew").map_or(*skew, u64::from);
}

/// A new app on a device.
fn new_push(values: &Values, random: &mut Random) -> Result<Push, Error> {
    if values.require("Binding.Alg")? != "ES256" {
        return Err(Error::of(60314).saying("Invalid parameter: Binding.Alg must be ES256"));
    }
    let public_key = PublicKey::parse(values.require("Binding.PublicKey")?).ok_or_else(|| {
        Error::of(60314).saying(
            "Invalid parameter: Binding.PublicKey must be a public key of P-256 in DER (SubjectPublicKeyInfo), in base64",
        )
    })?;
    let mut push = Push {
        public_key,
        app_id: values.require("Config.AppId")?.to_owned(),
        notification_platform: values.require("Config.NotificationPlatform")?.to_owned(),
        notification_token: None,
        sdk_version: None,
        credential_sid: random.sid("CR"),
    };
    set_push(values, &mut push)?;
    Ok(push)
}

/// Takes over the settings that a call gives.
fn set_push(values: &Values, push: &mut Push) -> Result<(), Error> {
    let text = |wire: &str| values.get(wire).map(str::to_owned);
    if let Some(platform) = text("Config.NotificationPlatform") {
        let mut known = FactorEnumNotificationPlatforms::ENUMERATION.values.iter();
        if !known.any(|known| known.name == platform) {
            return Err(values.invalid("Config.NotificationPlatform", "must be one of apn, fcm, none"));
        }
        push.notification_platform = platform;
    }
    push.notification_token = text("Config.NotificationToken").or(push.notification_token.take());
    push.sdk_version = text("Config.SdkVersion").or(push.sdk_version.take());
    if push.is_notified() && push.notification_token.is_none() {
        return Err(values.missing("Config.NotificationToken"));
    }
    Ok(())
}
