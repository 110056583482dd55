//! Entities: the persons, or whoever else has Factors.
//! Source: [Twilio's Entity resource](https://www.twilio.com/docs/verify/api/entity).

use crate::call::Call;
use crate::challenge::Challenges;
use crate::error::Error;
use crate::factor::{Factor, Type};
use crate::message::Response;
use crate::page::{Order, page};
use crate::random::Random;
use crate::recent::{DAY, Recent};
use crate::state::Account;
use crate::store::{Keyed, Store};
use crate::time::iso;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeSet;
use twilio_verify::models::{ListEntityResponse, VerifyV2ServiceEntity};
use twilio_verify::schema::Date;

/// How many Factors of an Entity can be created in a day. Source: Twilio's error 60326.
const FACTORS_A_DAY: usize = 100;

/// An Entity.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entity {
    /// Its SID.
    pub sid: String,
    /// What the program calls it, as it was written first.
    pub identity: String,
    /// When it was created, in milliseconds since 1970.
    pub created: u64,
    /// Its Factors.
    pub factors: Store<Factor>,
    /// Its Challenges.
    pub challenges: Challenges,
    /// The numbers of its Factors, by their type.
    types: BTreeSet<(Type, u64)>,
    /// When Factors were created.
    creations: Recent,
}

/// What an Entity is found by: its identity is compared without case.
pub fn key(identity: &str) -> String {
    identity.to_ascii_lowercase()
}

impl Keyed for Entity {
    fn keys(&self) -> Vec<String> {
        vec![key(&self.identity)]
    }
}

impl Entity {
    /// A new one, without Factors.
    pub fn new(identity: &str, random: &mut Random, now: u64) -> Entity {
        Entity {
            sid: random.sid("YE"),
            identity: identity.to_owned(),
            created: now,
            factors: Store::default(),
            challenges: Challenges::default(),
            types: BTreeSet::new(),
            creations: Recent::default(),
        }
    }

    /// Adds a Factor, where neither Twilio's limits nor another Factor with the same secret or key stand against it.
    pub fn add(&mut self, factor: Factor, limits: bool, now: u64) -> Result<(), Error> {
        let of = factor.kind.of();
        if let Some(most) = of.most().filter(|_| limits)
            && self.of_type(of).take(most).count() == most
        {
            let name = of.name();
            return Err(Error::of(60315)
                .saying(format!("Reached max limit of {most} {name} Factors associated per Entity")));
        }
        if limits && self.creations.reached(FACTORS_A_DAY, DAY, now) {
            return Err(Error::of(60326));
        }
        if factor.keys().iter().any(|key| self.factors.has(key)) {
            return Err(Error::of(60317));
        }
        self.creations.push(now);
        let number = self.factors.insert(factor);
        self.types.insert((of, number));
        Ok(())
    }

    /// Takes a Factor out.
    pub fn remove(&mut self, sid: &str) -> Option<Factor> {
        self.factor(sid)?;
        let number = self.factors.number(sid)?;
        let factor = self.factors.remove(sid)?;
        self.types.remove(&(factor.kind.of(), number));
        Some(factor)
    }

    /// Its Factors of a type, the oldest first.
    pub fn of_type(&self, of: Type) -> impl Iterator<Item = &Factor> {
        self.types.range((of, 0)..=(of, u64::MAX)).filter_map(|(_, number)| self.factors.at(*number))
    }

    /// The Factor of a SID.
    pub fn factor(&self, sid: &str) -> Option<&Factor> {
        // A store finds a Factor by its secret, too.
        self.factors.get(sid).filter(|factor| factor.sid == sid)
    }

    fn model(&self, owner: Owner) -> VerifyV2ServiceEntity {
        let factors = format!("{}/Factors", owner.url);
        VerifyV2ServiceEntity {
            sid: Some(owner.entity_sid),
            identity: Some(owner.identity),
            account_sid: Some(owner.account_sid),
            service_sid: Some(owner.service_sid),
            date_created: Some(Date(iso(self.created))),
            date_updated: Some(Date(iso(self.created))),
            links: Some(json!({
                "factors": factors,
                "new_factors": factors,
                "challenges": format!("{}/Challenges", owner.url),
            })),
            url: Some(owner.url),
        }
    }
}

/// Whose a Factor or a Challenge is, as answers say it.
#[derive(Clone)]
pub struct Owner {
    /// The Account's SID.
    pub account_sid: String,
    /// The Service's SID.
    pub service_sid: String,
    /// The Entity's SID.
    pub entity_sid: String,
    /// The Entity's identity.
    pub identity: String,
    /// The Entity's URL.
    pub url: String,
}

impl Owner {
    /// The owner of what belongs to an Entity of a Service.
    pub fn new(call: &Call<'_>, account_sid: &str, service_sid: &str, entity: &Entity) -> Owner {
        Owner {
            account_sid: account_sid.to_owned(),
            service_sid: service_sid.to_owned(),
            entity_sid: entity.sid.clone(),
            identity: entity.identity.clone(),
            url: call.url(&["Services", service_sid, "Entities", &entity.identity]),
        }
    }
}

/// The Entity that a call names, and whose answers are.
pub fn find<'a>(call: &Call<'_>, account: &'a mut Account) -> Result<(&'a mut Entity, Owner), Error> {
    let account_sid = account.sid.clone();
    let service = account.service_mut(call)?;
    let entity = service.entities.get_mut(&key(call.values.require("Identity")?));
    let entity = entity.ok_or_else(|| call.not_found())?;
    let owner = Owner::new(call, &account_sid, &service.sid, entity);
    Ok((entity, owner))
}

/// createEntity: creates an Entity.
pub fn create(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let account_sid = account.sid.clone();
    let service = account.service_mut(call)?;
    let identity = call.values.require("Identity")?;
    if service.entities.has(&key(identity)) {
        return Err(Error::of(60301));
    }
    let entity = Entity::new(identity, call.random, call.now);
    let answer = entity.model(Owner::new(call, &account_sid, &service.sid, &entity));
    service.entities.insert(entity);
    Ok(Response::created(&answer))
}

/// fetchEntity: reads an Entity.
pub fn fetch(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let (entity, owner) = find(call, account)?;
    Ok(Response::found(&entity.model(owner)))
}

/// listEntity: reads a page of a Service's Entities.
pub fn list(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let service = account.service(call)?;
    let (entities, meta) =
        page(call, "entities", Order::Ascending, |numbers| service.entities.range(numbers))?;
    let entities = entities
        .into_iter()
        .map(|entity| entity.model(Owner::new(call, &account.sid, &service.sid, entity)))
        .collect();
    Ok(Response::found(&ListEntityResponse { entities: Some(entities), meta: Some(meta) }))
}

/// deleteEntity: removes an Entity, its Factors and its Challenges.
pub fn delete(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let service = account.service_mut(call)?;
    let entity = service.entities.remove(&key(call.values.require("Identity")?));
    let entity = entity.ok_or_else(|| call.not_found())?;
    entity.of_type(Type::Passkeys).for_each(|factor| service.ceremonies.forget(factor));
    Ok(Response::deleted())
}
