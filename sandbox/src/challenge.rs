//! Challenges: a person is asked to prove with one Factor who they are.
//! Source: [Twilio's Challenge resource](https://www.twilio.com/docs/verify/api/challenge).

use crate::call::Call;
use crate::entity::{self, Entity, Owner};
use crate::error::Error;
use crate::factor::{Kind, Push, Totp, Type, texts};
use crate::jwt::Jwt;
use crate::message::Response;
use crate::notification;
use crate::page::{Order, page};
use crate::principal::Principal;
use crate::recent::{DAY, HOUR, MINUTE};
use crate::router::Values;
use crate::state::Account;
use crate::store::{Keyed, Store};
use crate::time::iso;
use crate::webhook;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::ops::Range;
use twilio_verify::models::{
    ChallengeEnumChallengeReasons, ChallengeEnumChallengeStatuses, ChallengeEnumFactorTypes,
    ListChallengeResponse, VerifyV2ServiceEntityChallenge,
};
use twilio_verify::schema::{Date, Object};

/// How long a Challenge waits for its answer where nothing else is said, in milliseconds.
pub const LASTS: u64 = 5 * MINUTE;

/// How long a Challenge waits at most, in milliseconds.
const LONGEST: u64 = HOUR;

/// How many wrong codes a Challenge takes. Source: Twilio's error 60308.
const WRONG_CODES: u32 = 5;

/// How many fields the details have, and how many characters a field's label and value.
const FIELDS: usize = 20;
const LONGEST_LABEL: usize = 36;
const LONGEST_VALUE: usize = 128;

/// How many characters the answer of a device has at most.
const LONGEST_ANSWER: usize = 5456;

/// The header that tells a device which fields it has to sign.
const SIGNATURE_FIELDS: &str = "Twilio-Verify-Signature-Fields";

/// What a device has to sign beside its answer.
const SIGNED: [&str; 10] = [
    "sid",
    "account_sid",
    "service_sid",
    "identity",
    "factor_sid",
    "date_created",
    "expiration_date",
    "status",
    "details",
    "hidden_details",
];

/// A Challenge.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Challenge {
    /// Its SID.
    pub sid: String,
    /// The Factor that has to answer.
    pub factor_sid: String,
    /// The type of the Factor.
    pub of: Type,
    /// How it stands.
    pub status: Status,
    /// What the person is shown.
    pub details: Object,
    /// What the person is not shown.
    pub hidden_details: Option<Object>,
    /// What the app has said about its device.
    pub metadata: Option<Object>,
    /// When it was created, in milliseconds since 1970.
    pub created: u64,
    /// When it was last changed, in milliseconds since 1970.
    pub updated: u64,
    /// When it was answered, in milliseconds since 1970.
    pub responded: Option<u64>,
    /// Until when it waits, in milliseconds since 1970.
    pub expires: u64,
    /// How many wrong codes there were.
    pub wrong_codes: u32,
    /// How many notifications were asked for.
    pub notifications: u32,
}

/// How a Challenge stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Status {
    /// It waits for an answer.
    Pending,
    /// Nobody answered in time.
    Expired,
    /// The person has proved who they are.
    Approved,
    /// The person has turned it down.
    Denied,
}

impl Status {
    /// Its name, as Twilio writes it.
    pub fn name(self) -> &'static str {
        match self {
            Status::Pending => "pending",
            Status::Expired => "expired",
            Status::Approved => "approved",
            Status::Denied => "denied",
        }
    }

    fn named(name: &str) -> Option<Status> {
        let all = [Status::Pending, Status::Expired, Status::Approved, Status::Denied];
        all.into_iter().find(|status| status.name() == name)
    }
}

impl Keyed for Challenge {
    fn keys(&self) -> Vec<String> {
        vec![self.sid.clone()]
    }
}

impl Challenge {
    /// Fails where it has been answered, or cannot be any more.
    pub fn expect_pending(&self) -> Result<(), Error> {
        match self.status {
            Status::Pending => Ok(()),
            Status::Expired => Err(Error::of(60323)),
            Status::Approved | Status::Denied => Err(Error::of(60322)),
        }
    }

    /// It is answered.
    fn answer(&mut self, status: Status, now: u64) {
        self.status = status;
        self.responded = Some(now);
    }

    /// As it is answered to a request.
    pub fn model(&self, owner: Owner) -> VerifyV2ServiceEntityChallenge {
        let url = format!("{}/Challenges/{}", owner.url, self.sid);
        VerifyV2ServiceEntityChallenge {
            sid: Some(self.sid.clone()),
            account_sid: Some(owner.account_sid),
            service_sid: Some(owner.service_sid),
            entity_sid: Some(owner.entity_sid),
            identity: Some(owner.identity),
            factor_sid: Some(self.factor_sid.clone()),
            date_created: Some(Date(iso(self.created))),
            date_updated: Some(Date(iso(self.updated))),
            date_responded: self.responded.map(|responded| Date(iso(responded))),
            expiration_date: Some(Date(iso(self.expires))),
            status: Some(match self.status {
                Status::Pending => ChallengeEnumChallengeStatuses::Pending,
                Status::Expired => ChallengeEnumChallengeStatuses::Expired,
                Status::Approved => ChallengeEnumChallengeStatuses::Approved,
                Status::Denied => ChallengeEnumChallengeStatuses::Denied,
            }),
            responded_reason: Some(ChallengeEnumChallengeReasons::None),
            details: Some(self.details.clone()),
            hidden_details: self.hidden_details.clone(),
            metadata: self.metadata.clone(),
            factor_type: Some(match self.of {
                Type::Totp => ChallengeEnumFactorTypes::Totp,
                Type::Push => ChallengeEnumFactorTypes::Push,
                Type::Passkeys => ChallengeEnumFactorTypes::Passkeys,
            }),
            links: Some(json!({"notifications": format!("{url}/Notifications")})),
            url: Some(url),
        }
    }

    /// What a device's answer says, where its Factor's key has signed all that it had to.
    fn signed_answer(&self, push: &Push, text: &str, owner: Owner) -> Option<Status> {
        let jwt = Jwt::parse(text).filter(|jwt| jwt.is_signed_by(&push.public_key))?;
        let shown = serde_json::to_value(self.model(owner)).ok()?;
        let same = SIGNED
            .iter()
            .filter(|name| **name != "status")
            .all(|name| jwt.payload.get(*name).is_some_and(|value| *value == shown[*name]));
        let status = Status::named(jwt.payload.get("status")?.as_str()?)?;
        (same && matches!(status, Status::Approved | Status::Denied)).then_some(status)
    }
}

/// What of a Challenge a list is filtered by: the SID of its Factor, its status.
type Filter = (Option<String>, Option<Status>);

/// The Challenges of an Entity, with what a list and the clock find them by.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Store<Challenge>")]
pub struct Challenges {
    store: Store<Challenge>,
    /// The number of each Challenge under each filter that it passes.
    index: BTreeSet<(Filter, u64)>,
    /// When those that wait will have expired.
    expiring: BTreeSet<(u64, u64)>,
}

impl Serialize for Challenges {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.store.serialize(serializer)
    }
}

impl From<Store<Challenge>> for Challenges {
    fn from(store: Store<Challenge>) -> Challenges {
        let mut challenges = Challenges { store, ..Challenges::default() };
        let found: Vec<_> = challenges
            .store
            .range(0..u64::MAX)
            .map(|(number, challenge)| (number, challenge.clone()))
            .collect();
        found.iter().for_each(|(number, challenge)| challenges.note(*number, challenge));
        challenges
    }
}

impl Challenges {
    fn filters(challenge: &Challenge) -> [Filter; 3] {
        let factor = || Some(challenge.factor_sid.clone());
        [(factor(), None), (None, Some(challenge.status)), (factor(), Some(challenge.status))]
    }

    fn note(&mut self, number: u64, challenge: &Challenge) {
        self.index.extend(Challenges::filters(challenge).map(|filter| (filter, number)));
        if challenge.status == Status::Pending {
            self.expiring.insert((challenge.expires, number));
        }
    }

    /// Adds a Challenge.
    fn insert(&mut self, challenge: Challenge) {
        let number = self.store.insert(challenge.clone());
        self.note(number, &challenge);
    }

    /// Puts a Challenge in the place of the one with its SID.
    pub fn replace(&mut self, challenge: Challenge) {
        let Some(number) = self.store.number(&challenge.sid) else { return };
        let Some(known) = self.store.get_mut(&challenge.sid) else { return };
        let old = std::mem::replace(known, challenge.clone());
        for filter in Challenges::filters(&old) {
            self.index.remove(&(filter, number));
        }
        self.expiring.remove(&(old.expires, number));
        self.note(number, &challenge);
    }

    /// Those whose time is over have expired.
    pub fn settle(&mut self, now: u64) {
        while let Some((expires, number)) =
            self.expiring.first().copied().filter(|(expires, _)| *expires <= now)
        {
            self.expiring.remove(&(expires, number));
            if let Some(challenge) = self.store.at(number) {
                self.replace(Challenge { status: Status::Expired, ..challenge.clone() });
            }
        }
    }

    /// The Challenge of a SID.
    pub fn get(&self, sid: &str) -> Option<&Challenge> {
        self.store.get(sid)
    }

    /// Those of these numbers that pass a filter, the oldest first.
    fn range<'a>(
        &'a self,
        filter: &Filter,
        numbers: Range<u64>,
    ) -> Box<dyn DoubleEndedIterator<Item = (u64, &'a Challenge)> + 'a> {
        if *filter == (None, None) {
            return Box::new(self.store.range(numbers));
        }
        let end = numbers.end.max(numbers.start);
        let found = self.index.range((filter.clone(), numbers.start)..(filter.clone(), end));
        Box::new(found.filter_map(|(_, number)| Some((*number, self.store.at(*number)?))))
    }
}

/// The Challenge that a call names as `wire`, and whose answers are. A device sees those of its own Factor.
pub fn find<'a>(
    call: &Call<'_>,
    account: &'a mut Account,
    wire: &str,
) -> Result<(&'a mut Entity, Challenge, Owner), Error> {
    let (entity, owner) = entity::find(call, account)?;
    entity.challenges.settle(call.now);
    let challenge = entity.challenges.get(call.values.require(wire)?);
    let seen = |challenge: &&Challenge| match &call.principal {
        Principal::Device { factor_sid } => challenge.factor_sid == *factor_sid,
        _ => true,
    };
    let challenge = challenge.filter(seen).cloned().ok_or_else(|| call.not_found())?;
    Ok((entity, challenge, owner))
}

/// createChallenge: asks for an answer of a verified Factor, and checks the code that comes along.
pub fn create(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let include_date = account.service(call)?.push.include_date;
    let (entity, owner) = entity::find(call, account)?;
    let (values, now) = (&call.values, call.now);
    let factor_sid = values.require("FactorSid")?;
    let mut factor = entity.factor(factor_sid).ok_or_else(|| call.not_found())?.clone();
    if !factor.verified {
        return Err(Error::of(60318));
    }
    let mut challenge = Challenge {
        sid: String::new(),
        factor_sid: factor_sid.to_owned(),
        of: factor.kind.of(),
        status: Status::Pending,
        details: details(values, include_date.then_some(now))?,
        hidden_details: texts(values, "HiddenDetails")?,
        metadata: None,
        created: now,
        updated: now,
        responded: None,
        expires: expires(values, now)?,
        wrong_codes: 0,
        notifications: 0,
    };
    match &mut factor.kind {
        Kind::Totp(totp) => {
            if call.options.limits && totp.is_asked_too_often(now) {
                return Err(Error::of(60312));
            }
            totp.challenges.push(now);
            if let Some(code) = values.get("AuthPayload") {
                answer_totp(&mut challenge, totp, code, now);
            }
        }
        Kind::Push(_) if challenge.details["message"].is_null() => {
            return Err(values.invalid("Details.Message", "is required with a push Factor"));
        }
        Kind::Push(_) => {}
        Kind::Passkey(_) => {
            return Err(Error::of(60369).saying("Challenges of passkeys are created at /Passkeys/Challenges"));
        }
    }
    challenge.sid = call.random.sid("YC");
    if let Some(known) = entity.factors.get_mut(&factor.sid) {
        known.kind = factor.kind.clone();
    }
    entity.challenges.insert(challenge.clone());
    notification::send(call, &factor, &challenge, &owner);
    Ok(Response::created(&challenge.model(owner)))
}

impl Totp {
    /// Whether there were so many Challenges lately that there can be no more. Source: Twilio's error 60312.
    fn is_asked_too_often(&self, now: u64) -> bool {
        let limits: &[(usize, u64)] =
            if self.generator.digits <= 4 { &[(10, DAY)] } else { &[(50, HOUR), (100, DAY)] };
        limits.iter().any(|(count, within)| self.challenges.reached(*count, *within, now))
    }
}

/// A code is the answer to a Challenge. A wrong one is no error: the Challenge just stays pending.
fn answer_totp(challenge: &mut Challenge, totp: &Totp, code: &str, now: u64) {
    if totp.generator.check(code, now, totp.skew) {
        challenge.answer(Status::Approved, now);
    } else {
        challenge.wrong_codes += 1;
    }
}

/// Until when a Challenge waits.
fn expires(values: &Values, now: u64) -> Result<u64, Error> {
    match values.date("ExpirationDate") {
        None => Ok(now.saturating_add(LASTS)),
        Some(date) if date > now && date <= now.saturating_add(LONGEST) => Ok(date),
        Some(_) => Err(values.invalid("ExpirationDate", "must be within the next 60 minutes")),
    }
}

/// What a person is shown: empty where a call gives nothing.
fn details(values: &Values, date: Option<u64>) -> Result<Object, Error> {
    let message = values.get("Details.Message");
    let fields: Vec<Value> =
        values.list("Details.Fields").map(field).collect::<Option<_>>().ok_or_else(|| {
            values.invalid(
                "Details.Fields",
                "must be JSON objects of a label of up to 36 characters and a value of up to 128",
            )
        })?;
    if fields.len() > FIELDS {
        return Err(values.invalid("Details.Fields", "must be at most 20"));
    }
    if message.is_none() && fields.is_empty() {
        return Ok(json!({}));
    }
    let mut details = json!({"message": message, "fields": fields});
    if let Some(date) = date {
        details["date"] = iso(date).into();
    }
    Ok(details)
}

/// One field of the details.
fn field(text: &str) -> Option<Value> {
    let object: Map<String, Value> = serde_json::from_str(text).ok()?;
    let text = |name: &str, longest: usize| {
        object.get(name)?.as_str().filter(|value| value.chars().count() <= longest)
    };
    Some(json!({"label": text("label", LONGEST_LABEL)?, "value": text("value", LONGEST_VALUE)?}))
}

/// fetchChallenge: reads a Challenge.
pub fn fetch(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let (_, challenge, owner) = find(call, account, "Sid")?;
    let response = Response::found(&challenge.model(owner));
    Ok(match challenge.of {
        Type::Push => response.with_header(SIGNATURE_FIELDS, SIGNED.join(",")),
        Type::Totp | Type::Passkeys => response,
    })
}

/// listChallenge: reads a page of an Entity's Challenges. A device sees those of its own Factor.
pub fn list(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let (entity, owner) = entity::find(call, account)?;
    entity.challenges.settle(call.now);
    let values = &call.values;
    let factor_sid = match (&call.principal, values.get("FactorSid")) {
        (Principal::Device { factor_sid }, None) => Some(factor_sid.as_str()),
        (Principal::Device { factor_sid }, Some(asked)) if asked != factor_sid => {
            return Err(Error::of(20106));
        }
        (_, asked) => asked,
    };
    let filter = (factor_sid.map(str::to_owned), values.get("Status").and_then(Status::named));
    let order = if values.get("Order") == Some("desc") { Order::Descending } else { Order::Ascending };
    let (challenges, meta) =
        page(call, "challenges", order, |numbers| entity.challenges.range(&filter, numbers))?;
    let challenges = challenges.into_iter().map(|challenge| challenge.model(owner.clone())).collect();
    Ok(Response::found(&ListChallengeResponse { challenges: Some(challenges), meta: Some(meta) }))
}

/// updateChallenge: answers a Challenge: with a code, or with what a device has signed.
pub fn update(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let (entity, mut challenge, owner) = find(call, account, "Sid")?;
    let (values, now) = (&call.values, call.now);
    challenge.expect_pending()?;
    let metadata = texts(values, "Metadata")?;
    if let Some(answer) = values.get("AuthPayload") {
        // Of a Factor that has been deleted nobody can prove anything.
        let factor = entity.factor(&challenge.factor_sid).ok_or_else(|| call.not_found())?;
        match &factor.kind {
            Kind::Totp(_) if !(3..=8).contains(&answer.chars().count()) => {
                return Err(values.invalid("AuthPayload", "must be 3 to 8 characters long"));
            }
            Kind::Totp(totp) => {
                if challenge.wrong_codes >= WRONG_CODES && call.options.limits {
                    return Err(Error::of(60308));
                }
                answer_totp(&mut challenge, totp, answer, now);
            }
            Kind::Push(_) if answer.len() > LONGEST_ANSWER => {
                return Err(values.invalid("AuthPayload", "must be at most 5456 characters long"));
            }
            Kind::Push(push) => {
                let status = challenge.signed_answer(push, answer, owner.clone());
                challenge.answer(status.ok_or_else(|| Error::of(60324))?, now);
            }
            // A passkey's Challenges are not here.
            Kind::Passkey(_) => return Err(call.not_found()),
        }
    }
    challenge.metadata = metadata.or(challenge.metadata);
    challenge.updated = now;
    entity.challenges.replace(challenge.clone());
    let event = match challenge.status {
        Status::Approved => Some("challenge.approved"),
        Status::Denied => Some("challenge.denied"),
        Status::Pending | Status::Expired => None,
    };
    if let Some(event) = event {
        let service = account.service(call)?;
        let (sid, of) = (&challenge.factor_sid, challenge.of);
        webhook::tell(call, service, event, &owner, sid, of, Some(&challenge.sid));
    }
    Ok(Response::found(&challenge.model(owner)))
}
