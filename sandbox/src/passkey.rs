//! Passkeys: Factors and Challenges that a browser answers (WebAuthn).
//! Source: [Twilio's Passkeys](https://www.twilio.com/docs/verify/passkeys).

use crate::call::Call;
use crate::challenge::{LASTS, Status};
use crate::entity::{Entity, Owner, key};
use crate::error::Error;
use crate::factor::{Factor, Kind, Type, add};
use crate::message::Response;
use crate::service::Service;
use crate::state::Account;
use crate::store::{Keyed, Store};
use crate::time::iso;
use crate::webauthn::{Ceremony, ClientData, Credential, Fault, decode};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER_PERMISSIVE};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use twilio_verify::models::{
    ApprovePasskeysChallengeRequest, CreateChallengePasskeys201Response, CreateNewPasskeysFactorRequest,
    CreatePasskeysChallengeRequest, VerifyPasskeysFactorRequest,
};
use twilio_verify::schema::{Date, Limit, Object};

/// How long a browser may take to create a passkey, in milliseconds.
const CREATE_TIMEOUT: u64 = 600_000;

/// The values of a setting that can be required.
const NEEDS: [&str; 3] = ["required", "preferred", "discouraged"];

/// The values of where an authenticator is.
const ATTACHMENTS: [&str; 2] = ["platform", "cross-platform"];

/// A passkey, from its options until it is deleted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Passkey {
    /// What it was asked for with.
    pub settings: Settings,
    /// What the browser gave, once it was right.
    pub credential: Option<Credential>,
    /// How its authenticator can be reached.
    pub transports: Vec<String>,
}

/// What passkeys are asked for with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The domain of the relying party.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The origins where the passkeys may be used.
    pub origins: Vec<String>,
    /// `platform`, `cross-platform` or `any`.
    pub attachment: String,
    /// Whether a passkey has to be found without its identifier.
    pub discoverable: String,
    /// Whether the authenticator has to check who uses it.
    pub user_verification: String,
}

impl Settings {
    /// As a Factor's `config` has them.
    pub fn model(&self) -> Object {
        json!({
            "relying_party": {"id": self.id, "name": self.name, "origins": self.origins},
            "authenticator_attachment": self.attachment,
            "discoverable_credentials": self.discoverable,
            "user_verification": self.user_verification,
        })
    }

    fn ceremony<'a>(&'a self, challenge: &'a str) -> Ceremony<'a> {
        Ceremony {
            challenge,
            relying_party: &self.id,
            origins: &self.origins,
            user_verification: self.user_verification == "required",
        }
    }
}

/// A Challenge that a passkey answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Challenge {
    /// Its SID.
    pub sid: String,
    /// The identity that has to answer; anybody's passkey does where there is none.
    pub identity: Option<String>,
    /// The Factor that has to answer.
    pub factor_sid: Option<String>,
    /// What it was asked for with.
    pub settings: Settings,
    /// How it stands.
    pub status: Status,
    /// When it was created, in milliseconds since 1970.
    pub created: u64,
    /// When it was last changed, in milliseconds since 1970.
    pub updated: u64,
    /// When it was answered, in milliseconds since 1970.
    pub responded: Option<u64>,
}

impl Keyed for Challenge {
    fn keys(&self) -> Vec<String> {
        vec![self.sid.clone()]
    }
}

/// The passkeys of a Service that are under way, and those that there are.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Ceremonies {
    challenges: Store<Challenge>,
    /// Whose Factor has this SID, or this [identifier of a credential](by_credential).
    holders: BTreeMap<String, Holder>,
}

/// Whose a Factor is.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Holder {
    identity: String,
    factor_sid: String,
}

impl Ceremonies {
    /// A Factor is gone.
    pub fn forget(&mut self, factor: &Factor) {
        let Kind::Passkey(passkey) = &factor.kind else { return };
        self.holders.remove(&factor.sid);
        if let Some(credential) = &passkey.credential {
            self.holders.remove(&by_credential(&credential.id));
        }
    }
}

/// What a holder is found by, beside a SID.
fn by_credential(id: &str) -> String {
    ["credential ", id].concat()
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Error {
        Error::of(fault.code).saying(fault.message)
    }
}

fn error(code: u32, message: &str) -> Error {
    Error::of(code).saying(message)
}

/// The body of a call.
fn body<T: DeserializeOwned>(call: &Call<'_>, name: &str) -> Result<T, Error> {
    let text = call.values.require(name)?;
    serde_json::from_str(text)
        .map_err(|_| call.values.invalid("body", "must have members of the documented types"))
}

/// createNewFactorPasskey: creates a Factor, and its Entity with its first one.
pub fn create_factor(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let account_sid = account.sid.clone();
    let service = account.service_mut(call)?;
    let request: CreateNewPasskeysFactorRequest = body(call, "createNewPasskeysFactorRequest")?;
    let identity = request.identity.as_deref().unwrap_or_default();
    if !Limit::Length(8, 64).allows(identity) || !Limit::Dashed.allows(identity) {
        return Err(error(60367, "Invalid parameter: identity must be 8 to 64 letters, digits and dashes"));
    }
    let friendly_name = request.friendly_name.as_deref().unwrap_or_default();
    if !Limit::Length(1, 64).allows(friendly_name) {
        return Err(error(60388, "Invalid parameter: friendly_name must be 1 to 64 characters long"));
    }
    let settings = asked(&request, service)?;
    let passkey = Passkey { settings: settings.clone(), credential: None, transports: Vec::new() };
    let factor = Factor::new(friendly_name, Kind::Passkey(passkey), None, call.random, call.now);
    let owner = add(call, &account_sid, service, identity, factor.clone())?;
    let holder = Holder { identity: key(identity), factor_sid: factor.sid.clone() };
    service.ceremonies.holders.insert(factor.sid.clone(), holder);
    let options = creation(&settings, &owner.entity_sid, &factor);
    Ok(Response::created(&factor.new_model(owner, "", Some(options))))
}

/// The settings of a new passkey: the Service's serve where the call gives none.
fn asked(request: &CreateNewPasskeysFactorRequest, service: &Service) -> Result<Settings, Error> {
    let config = request.config.clone().unwrap_or_default();
    let party = config.relying_party.unwrap_or_default();
    let known = &service.passkeys;
    let either = |given: Option<String>, known: &Option<String>| {
        given.or_else(|| known.clone()).filter(|value| !value.is_empty())
    };
    let id = relying_party(either(party.id, &known.relying_party.id))?;
    let attachment = either(config.authenticator_attachment, &known.authenticator_attachment);
    let discoverable = either(config.discoverable_credentials, &known.discoverable_credentials);
    let user_verification = either(config.user_verification, &known.user_verification);
    let missing: Vec<_> = [
        ("authenticator_attachment", &attachment),
        ("discoverable_credentials", &discoverable),
        ("user_verification", &user_verification),
    ]
    .into_iter()
    .filter(|(_, value)| value.is_none())
    .map(|(name, _)| name)
    .collect();
    let (Some(attachment), Some(discoverable), Some(user_verification)) =
        (attachment, discoverable, user_verification)
    else {
        return Err(Error::of(60393)
            .saying(format!("Neither the request nor the Service has {}", missing.join(", "))));
    };
    if attachment != "any" && !ATTACHMENTS.contains(&attachment.as_str()) {
        return Err(error(
            60377,
            "Invalid parameter: authenticator_attachment must be platform, cross-platform or any",
        ));
    }
    for (name, value) in
        [("discoverable_credentials", &discoverable), ("user_verification", &user_verification)]
    {
        if !NEEDS.contains(&value.as_str()) {
            return Err(Error::of(60370)
                .saying(format!("Invalid parameter: {name} must be required, preferred or discouraged")));
        }
    }
    let name = either(party.name, &known.relying_party.name);
    Ok(Settings {
        id,
        name: name.unwrap_or_else(|| service.friendly_name.clone()),
        origins: party.origins.or_else(|| known.relying_party.origins.clone()).unwrap_or_default(),
        attachment,
        discoverable,
        user_verification,
    })
}

/// The domain of a relying party.
fn relying_party(id: Option<String>) -> Result<String, Error> {
    let id = id.ok_or(error(60371, "Neither the request nor the Service has the id of a relying party"))?;
    let is_label = |label: &str| {
        !label.is_empty() && Limit::Dashed.allows(label) && !label.starts_with('-') && !label.ends_with('-')
    };
    if id.len() > 253 || !id.split('.').all(is_label) {
        return Err(error(60372, "The id of the relying party must be a domain, without scheme and port"));
    }
    Ok(id)
}

/// What `navigator.credentials.create()` is to be called with.
fn creation(settings: &Settings, entity_sid: &str, factor: &Factor) -> Object {
    let mut selection = json!({
        "requireResidentKey": settings.discoverable == "required",
        "residentKey": settings.discoverable,
        "userVerification": settings.user_verification,
    });
    if settings.attachment != "any" {
        selection["authenticatorAttachment"] = settings.attachment.clone().into();
    }
    json!({"publicKey": {
        "rp": {"id": settings.id, "name": settings.name},
        "user": {
            "id": BASE64URL_NOPAD.encode(entity_sid.as_bytes()),
            "name": factor.friendly_name,
            "displayName": factor.friendly_name,
        },
        "challenge": BASE64URL_NOPAD.encode(factor.sid.as_bytes()),
        "pubKeyCredParams": [{"type": "public-key", "alg": -7}],
        "timeout": CREATE_TIMEOUT,
        "excludeCredentials": [],
        "authenticatorSelection": selection,
        "attestation": "none",
    }})
}

/// The members of a browser's answer that both steps have.
fn check_ids(
    id: Option<&String>,
    raw_id: Option<&String>,
    attachment: Option<&String>,
    kind: Option<&String>,
) -> Result<Option<Vec<u8>>, Error> {
    let id = match id {
        Some(text) => {
            let bytes = decode(text).filter(|bytes| !bytes.is_empty());
            Some(bytes.ok_or(error(60375, "The id must be base64url"))?)
        }
        None => None,
    };
    if let Some(text) = raw_id {
        // An example of Twilio's has it in hexadecimal.
        let same = |bytes: &Vec<u8>| id.as_ref().is_none_or(|id| id == bytes);
        let hexadecimal = HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok();
        if !decode(text).iter().chain(&hexadecimal).any(|bytes| !bytes.is_empty() && same(bytes)) {
            return Err(error(60376, "The rawId must be base64url, and the same as the id"));
        }
    }
    if attachment.is_some_and(|attachment| !ATTACHMENTS.contains(&attachment.as_str())) {
        return Err(error(60377, "The authenticatorAttachment must be platform or cross-platform"));
    }
    if kind.is_some_and(|kind| kind != "public-key") {
        return Err(error(60378, "The type must be public-key"));
    }
    Ok(id)
}

/// updatePasskeysFactor: verifies a Factor with what the browser gave for the new passkey.
pub fn verify_factor(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let account_sid = account.sid.clone();
    let service = account.service_mut(call)?;
    let request: VerifyPasskeysFactorRequest = body(call, "verifyPasskeysFactorRequest")?;
    let id = check_ids(
        request.id.as_ref(),
        request.raw_id.as_ref(),
        request.authenticator_attachment.as_ref(),
        request.kind.as_ref(),
    )?;
    let response = request.response.ok_or(Error::of(60378))?;
    let client = ClientData::parse(response.client_data_json.as_deref().unwrap_or_default())?;
    let sid = client.challenge()?;
    let holder = service.ceremonies.holders.get(&sid).ok_or_else(|| Error::of(60390))?.clone();
    let entity = service.entities.get_mut(&holder.identity).ok_or_else(|| Error::of(60390))?;
    let owner = Owner::new(call, &account_sid, &service.sid, entity);
    let factor = entity.factors.get_mut(&sid).ok_or_else(|| Error::of(60390))?;
    if factor.verified {
        return Err(error(60383, "The factor is verified already"));
    }
    let passkey = factor.kind.passkey().ok_or_else(|| Error::of(60390))?;
    let object = response.attestation_object.unwrap_or_default();
    let credential = passkey.settings.ceremony(&sid).register(&client, &object)?;
    if id.is_some_and(|id| Some(id) != decode(&credential.id)) {
        return Err(error(60375, "The id is not that of the attested credential"));
    }
    let found_by = by_credential(&credential.id);
    if service.ceremonies.holders.contains_key(&found_by) {
        return Err(Error::of(60317));
    }
    service.ceremonies.holders.insert(found_by, holder);
    passkey.credential = Some(credential);
    passkey.transports = response.transports.unwrap_or_default();
    factor.verified = true;
    factor.updated = call.now;
    Ok(Response::found(&factor.model(owner)))
}

/// createChallengePasskeys: asks for a passkey: one of an identity, or of anybody.
pub fn create_challenge(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let account_sid = account.sid.clone();
    let service = account.service_mut(call)?;
    let request: CreatePasskeysChallengeRequest = body(call, "createPasskeysChallengeRequest")?;
    let factor_sid = request.factor_sid.filter(|sid| !sid.is_empty());
    let identity = match (request.identity.filter(|identity| !identity.is_empty()), &factor_sid) {
        (Some(identity), _) => Some(key(&identity)),
        (None, Some(sid)) => {
            let holder = service.ceremonies.holders.get(sid);
            Some(holder.ok_or_else(|| Error::of(60390))?.identity.clone())
        }
        (None, None) => None,
    };
    let entity = match &identity {
        Some(identity) => Some(service.entities.get(identity).ok_or_else(|| Error::of(60392))?),
        None => None,
    };
    let passkeys = match (entity, &factor_sid) {
        (Some(entity), Some(sid)) => {
            let factor = entity.factor(sid).ok_or_else(|| Error::of(60390))?;
            if factor.kind.of() != Type::Passkeys {
                return Err(Error::of(60369));
            }
            if !factor.verified {
                return Err(Error::of(60318));
            }
            vec![factor]
        }
        (Some(entity), None) => entity.of_type(Type::Passkeys).filter(|factor| factor.verified).collect(),
        (None, _) => Vec::new(),
    };
    if entity.is_some() && passkeys.is_empty() {
        return Err(error(60390, "The entity has no verified factor of type passkeys"));
    }
    let settings = match passkeys.first().map(|factor| &factor.kind) {
        Some(Kind::Passkey(passkey)) => passkey.settings.clone(),
        _ => anybody(service)?,
    };
    let challenge = Challenge {
        sid: call.random.sid("YC"),
        identity,
        factor_sid,
        settings,
        status: Status::Pending,
        created: call.now,
        updated: call.now,
        responded: None,
    };
    let allowed = passkeys.iter().filter_map(|factor| match &factor.kind {
        Kind::Passkey(passkey) if passkey.settings.id == challenge.settings.id => {
            let id = &passkey.credential.as_ref()?.id;
            Some(json!({"id": id, "type": "public-key", "transports": passkey.transports}))
        }
        _ => None,
    });
    let options = json!({"publicKey": {
        "challenge": BASE64URL_NOPAD.encode(challenge.sid.as_bytes()),
        "timeout": LASTS,
        "rpId": challenge.settings.id,
        "allowCredentials": allowed.collect::<Vec<Value>>(),
        "userVerification": challenge.settings.user_verification,
    }});
    let mut answer = model(&challenge, &account_sid, &service.sid, entity);
    answer.url = Some(call.url(&["Services", &service.sid, "Passkeys", "Challenges"]));
    answer.options = Some(options);
    service.ceremonies.challenges.insert(challenge);
    Ok(Response::created(&answer))
}

/// What a passkey of anybody is asked for with.
fn anybody(service: &Service) -> Result<Settings, Error> {
    let known = &service.passkeys;
    let text = |value: &Option<String>, other: &str| match value.as_deref() {
        None | Some("") => other.to_owned(),
        Some(value) => value.to_owned(),
    };
    Ok(Settings {
        id: relying_party(known.relying_party.id.clone().filter(|id| !id.is_empty()))?,
        name: text(&known.relying_party.name, &service.friendly_name),
        origins: known.relying_party.origins.clone().unwrap_or_default(),
        attachment: text(&known.authenticator_attachment, "any"),
        discoverable: text(&known.discoverable_credentials, "preferred"),
        user_verification: text(&known.user_verification, "preferred"),
    })
}

/// updateChallengePasskeys: answers a Challenge with what the browser gave for a passkey.
pub fn approve_challenge(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let account_sid = account.sid.clone();
    let service = account.service_mut(call)?;
    let request: ApprovePasskeysChallengeRequest = body(call, "approvePasskeysChallengeRequest")?;
    let given = check_ids(
        request.id.as_ref(),
        request.raw_id.as_ref(),
        request.authenticator_attachment.as_ref(),
        request.kind.as_ref(),
    )?;
    let id = given.ok_or(error(60375, "The id is missing"))?;
    request.raw_id.ok_or(error(60376, "The rawId is missing"))?;
    request.authenticator_attachment.ok_or(error(60377, "The authenticatorAttachment is missing"))?;
    let response = request.response.ok_or(Error::of(60378))?;
    let client = ClientData::parse(response.client_data_json.as_deref().unwrap_or_default())?;
    let sid = client.challenge()?;
    let challenge = service.ceremonies.challenges.get(&sid).ok_or_else(|| Error::of(60391))?;
    if challenge.status != Status::Pending {
        return Err(Error::of(60322));
    }
    if call.now.saturating_sub(challenge.created) >= LASTS {
        return Err(Error::of(60323));
    }
    let found_by = by_credential(&BASE64URL_NOPAD.encode(&id));
    let holder = service.ceremonies.holders.get(&found_by).ok_or_else(|| Error::of(60390))?;
    let meant = challenge.identity.as_ref().is_none_or(|identity| *identity == holder.identity)
        && challenge.factor_sid.as_ref().is_none_or(|sid| *sid == holder.factor_sid);
    let entity = service.entities.get_mut(&holder.identity).filter(|_| meant);
    let entity = entity.ok_or(error(60390, "The passkey is of no factor that the challenge asks for"))?;
    if let Some(handle) = response.user_handle.filter(|handle| !handle.is_empty())
        && decode(&handle).is_none_or(|handle| handle != entity.sid.as_bytes())
    {
        return Err(error(60420, "The userHandle must be that of the options, in base64url"));
    }
    let factor = entity.factors.get_mut(&holder.factor_sid);
    let passkey = factor.and_then(|factor| factor.kind.passkey()).ok_or_else(|| Error::of(60390))?;
    if passkey.settings.id != challenge.settings.id {
        return Err(Error::of(60382));
    }
    let credential = passkey.credential.as_mut().ok_or_else(|| Error::of(60383))?;
    credential.counter = challenge.settings.ceremony(&sid).authenticate(
        &client,
        credential,
        &response.authenticator_data.unwrap_or_default(),
        &response.signature.unwrap_or_default(),
    )?;
    let mut challenge = challenge.clone();
    challenge.identity = Some(holder.identity.clone());
    challenge.factor_sid = Some(holder.factor_sid.clone());
    challenge.status = Status::Approved;
    challenge.responded = Some(call.now);
    challenge.updated = call.now;
    let mut answer = model(&challenge, &account_sid, &service.sid, Some(entity));
    answer.url = Some(call.url(&["Services", &service.sid, "Passkeys", "ApproveChallenge"]));
    if let Some(known) = service.ceremonies.challenges.get_mut(&sid) {
        *known = challenge;
    }
    Ok(Response::found(&answer))
}

/// A Challenge as it is answered, all but its URL and options.
fn model(
    challenge: &Challenge,
    account_sid: &str,
    service_sid: &str,
    entity: Option<&Entity>,
) -> CreateChallengePasskeys201Response {
    CreateChallengePasskeys201Response {
        sid: Some(challenge.sid.clone()),
        account_sid: Some(account_sid.to_owned()),
        service_sid: Some(service_sid.to_owned()),
        entity_sid: Some(entity.map(|entity| entity.sid.clone()).unwrap_or_default()),
        identity: Some(entity.map(|entity| entity.identity.clone()).unwrap_or_default()),
        factor_sid: Some(challenge.factor_sid.clone().unwrap_or_default()),
        date_created: Some(Date(iso(challenge.created))),
        date_updated: Some(Date(iso(challenge.updated))),
        date_responded: challenge.responded.map(|responded| Date(iso(responded))),
        expiration_date: None,
        status: Some(challenge.status.name().to_owned()),
        responded_reason: Some("none".to_owned()),
        details: None,
        hidden_details: None,
        metadata: None,
        factor_type: Some(Type::Passkeys.name().to_owned()),
        url: None,
        links: None,
        options: None,
    }
}
