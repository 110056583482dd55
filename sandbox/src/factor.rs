//! What the operations on Factors do.
//! Source: [Twilio's Factor resource](https://www.twilio.com/docs/verify/api/factor).

use crate::Environment;
use crate::error::Error;
use crate::message::{Request, Response};
use crate::page::page;
use crate::router::Values;
use crate::state::{Entity, Factor, Kind, Push, Service, State};
use crate::time::iso;
use crate::totp::{self, Algorithm, Totp};
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

/// An operation that is under way.
pub struct Call<'a, 'b> {
    /// The request.
    pub request: &'a Request,
    /// The values of its parameters.
    pub values: Values,
    /// Clock and randomness.
    pub environment: &'a mut Environment<'b>,
}

impl Call<'_, '_> {
    /// createNewFactor: creates a Factor, and its Entity with its first one.
    pub fn create(self, state: &mut State) -> Result<Response, Error> {
        let values = &self.values;
        let identity = values.require("Identity")?;
        let friendly_name = values.require("FriendlyName")?.to_owned();
        let kind = match values.require("FactorType")? {
            "totp" => new_totp(values, self.environment)?,
            "push" => new_push(values)?,
            _ => return Err(Error::invalid("FactorType", "passkeys is not created here")),
        };
        let account_sid = state.account_sid.clone();
        let number = state.created;
        let service_sid = values.require("ServiceSid")?;
        let service = service(state, &self)?;
        let issuer = service.friendly_name.clone();
        let entity = service
            .entities
            .entry(identity.to_owned())
            .or_insert_with(|| Entity { sid: self.environment.sid("YE"), factors: Default::default() });
        let factor = Factor {
            sid: self.environment.sid("YF"),
            friendly_name,
            verified: false,
            wrong_codes: 0,
            kind,
            metadata: values.get("Metadata").and_then(|text| serde_json::from_str(text).ok()),
            created: self.environment.now,
            updated: self.environment.now,
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
            service_sid: Some(service_sid.to_owned()),
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
            url: Some(format!("{}/{}", self.request.location(), factor.sid)),
        };
        entity.factors.insert(number, factor);
        state.created += 1;
        Ok(Response::json(201, &answer))
    }

    /// fetchFactor: reads a Factor.
    pub fn fetch(self, state: &mut State) -> Result<Response, Error> {
        let account_sid = state.account_sid.clone();
        let entity = entity(state, &self)?;
        let number = find(entity, &self)?;
        let answer = self.model(&account_sid, entity, &entity.factors[&number], self.request.location());
        Ok(Response::json(200, &answer))
    }

    /// listFactor: reads a page of an Entity's Factors.
    pub fn list(self, state: &mut State) -> Result<Response, Error> {
        let account_sid = state.account_sid.clone();
        let entity = entity(state, &self)?;
        let (factors, meta) = page(&entity.factors, "factors", self.request, &self.values)?;
        let location = self.request.location();
        let factors = factors
            .into_iter()
            .map(|factor| self.model(&account_sid, entity, factor, &format!("{location}/{}", factor.sid)))
            .collect();
        Ok(Response::json(200, &ListFactorResponse { factors: Some(factors), meta: Some(meta) }))
    }

    /// updateFactor: verifies a Factor, renames it, changes its settings.
    pub fn update(self, state: &mut State) -> Result<Response, Error> {
        let values = &self.values;
        let now = self.environment.now;
        let account_sid = state.account_sid.clone();
        let entity = entity(state, &self)?;
        let number = find(entity, &self)?;
        // Changed in a copy: a request that is refused changes nothing.
        let mut factor = entity.factors[&number].clone();
        match &mut factor.kind {
            Kind::Totp { generator, skew } => {
                set_totp(values, generator, skew);
                if let Some(code) = values.get("AuthPayload").filter(|_| !factor.verified) {
                    if factor.wrong_codes >= WRONG_CODES {
                        return Err(Error::attempts_reached());
                    }
                    // A wrong code is no error: the Factor just stays unverified.
                    factor.verified = generator.check(code, now, *skew);
                    factor.wrong_codes += u32::from(!factor.verified);
                }
            }
            Kind::Push(push) => {
                if values.get("AuthPayload").is_some() {
                    return Err(Error::push_verification());
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
        factor.updated = now;
        let answer = self.model(&account_sid, entity, &factor, self.request.location());
        entity.factors.insert(number, factor);
        Ok(Response::json(200, &answer))
    }

    /// deleteFactor: removes a Factor.
    pub fn delete(self, state: &mut State) -> Result<Response, Error> {
        let entity = entity(state, &self)?;
        let number = find(entity, &self)?;
        entity.factors.remove(&number);
        Ok(Response::empty())
    }

    /// A Factor as it is answered.
    fn model(
        &self,
        account_sid: &str,
        entity: &Entity,
        factor: &Factor,
        url: &str,
    ) -> VerifyV2ServiceEntityFactor {
        let value = |wire: &str| self.values.get(wire).map(str::to_owned);
        VerifyV2ServiceEntityFactor {
            sid: Some(factor.sid.clone()),
            account_sid: Some(account_sid.to_owned()),
            service_sid: value("ServiceSid"),
            entity_sid: Some(entity.sid.clone()),
            identity: value("Identity"),
            date_created: Some(Date(iso(factor.created))),
            date_updated: Some(Date(iso(factor.updated))),
            friendly_name: Some(factor.friendly_name.clone()),
            status: Some(match factor.verified {
                true => FactorEnumFactorStatuses::Verified,
                false => FactorEnumFactorStatuses::Unverified,
            }),
            factor_type: Some(match factor.kind {
                Kind::Totp { .. } => FactorEnumFactorTypes::Totp,
                Kind::Push(_) => FactorEnumFactorTypes::Push,
            }),
            config: Some(config(&factor.kind)),
            metadata: factor.metadata.clone(),
            url: Some(url.to_owned()),
        }
    }
}

/// The Service that a call names.
fn service<'a>(state: &'a mut State, call: &Call<'_, '_>) -> Result<&'a mut Service, Error> {
    let sid = call.values.require("ServiceSid")?;
    state.services.get_mut(sid).ok_or_else(|| Error::not_found(call.request.path()))
}

/// The Entity that a call names.
pub fn entity<'a>(state: &'a mut State, call: &Call<'_, '_>) -> Result<&'a mut Entity, Error> {
    let identity = call.values.require("Identity")?;
    service(state, call)?.entities.get_mut(identity).ok_or_else(|| Error::not_found(call.request.path()))
}

/// The number of the Factor that a call names.
fn find(entity: &Entity, call: &Call<'_, '_>) -> Result<u64, Error> {
    let sid = call.values.require("Sid")?;
    let found = entity.factors.iter().find(|(_, factor)| factor.sid == sid);
    found.map(|(number, _)| *number).ok_or_else(|| Error::not_found(call.request.path()))
}

/// A new generator of codes, with Twilio's settings where none are given.
fn new_totp(values: &Values, environment: &mut Environment<'_>) -> Result<Kind, Error> {
    let secret = match values.get("Binding.Secret") {
        Some(text) => totp::secret(text).ok_or_else(|| Error::invalid("Binding.Secret", "must be base32"))?,
        None => {
            let mut secret = vec![0; SECRET];
            (environment.random)(&mut secret);
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
