//! Who asks: HTTP basic authentication.

use crate::entity::key;
use crate::error::Error;
use crate::factor::Kind;
use crate::jwt::{self, Jwt};
use crate::message::Request;
use crate::router::InPath;
use crate::state::{Credentials, State};
use serde_json::Value;
use subtle::ConstantTimeEq;
use twilio_verify::schema::Operation;

/// The user name of a device, whose password is a token.
const DEVICE: &str = "token";

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Principal {
    /// The Account, with its auth token or an API key: it may do everything.
    Account,
    /// An app with an access token: it may create one push Factor.
    Newcomer {
        /// The access token's SID.
        token_sid: String,
    },
    /// The device of a push Factor: it may read, change and delete this Factor, and read and answer its Challenges.
    Device {
        /// The Factor's SID.
        factor_sid: String,
    },
}

/// Finds out who asks, and of which Account: by user name and password, in a time that does not tell how much of them is
/// right.
pub fn authenticate(
    state: &State,
    request: &Request,
    operation: Option<(&'static Operation, &InPath)>,
    now: u64,
) -> Result<(Principal, String), Error> {
    let given = request
        .header("authorization")
        .and_then(|header| header.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("basic"))
        .and_then(|(_, value)| data_encoding::BASE64.decode(value.trim().as_bytes()).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(Error::authenticate)?;
    let (name, password) = given.split_once(':').ok_or_else(Error::authenticate)?;
    // The key of a device is of no code.
    if name == DEVICE && cfg!(feature = "whole") {
        return device(state, password, operation, now);
    }
    let options = &state.options;
    let same = |name: &str, password: &str| {
        let expected = [name, ":", password].concat();
        bool::from(given.as_bytes().ct_eq(expected.as_bytes()))
    };
    let right = same(&options.account_sid, &options.auth_token)
        | options.api_keys.iter().fold(false, |right, key| right | same(&key.sid, &key.secret));
    match options.credentials {
        _ if right => Ok((Principal::Account, options.account_sid.clone())),
        Some(Credentials::Any) => {
            let own = name.starts_with("AC");
            Ok((Principal::Account, if own { name.to_owned() } else { options.account_sid.clone() }))
        }
        None => Err(Error::authenticate()),
    }
}

/// Finds out which device asks, and of which Account. Its password is an access token where it has no Factor yet; then a
/// JWT of its own, which its Factor's key has signed.
fn device(
    state: &State,
    token: &str,
    operation: Option<(&'static Operation, &InPath)>,
    now: u64,
) -> Result<(Principal, String), Error> {
    let (operation, in_path) = operation.ok_or_else(|| Error::of(20106))?;
    let given = |name: &str| {
        in_path.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    if operation.name == "createNewFactor" {
        let account = jwt::owner(token).and_then(|sid| state.accounts.get(&sid));
        let service = account.and_then(|account| account.services.get(given("ServiceSid")));
        let access = service.and_then(|service| service.access_tokens.get(token));
        let access =
            access.filter(|access| access.holds(now) && key(&access.identity) == key(given("Identity")));
        let (Some(account), Some(access)) = (account, access) else { return Err(Error::of(60313)) };
        return Ok((Principal::Newcomer { token_sid: access.sid.clone() }, account.sid.clone()));
    }
    let jwt = Jwt::parse(token).ok_or_else(|| Error::of(20101))?;
    let credential = jwt.header.get("kid").and_then(Value::as_str).ok_or_else(|| Error::of(20102))?;
    let account = jwt.payload.get("sub").and_then(Value::as_str).and_then(|sid| state.accounts.get(sid));
    let service = account.and_then(|account| account.services.get(given("ServiceSid")));
    let entity = service.and_then(|service| service.entities.get(&key(given("Identity"))));
    let factor = entity.and_then(|entity| entity.factors.get(credential));
    let (Some(account), Some(factor)) = (account, factor) else { return Err(Error::of(20103)) };
    match &factor.kind {
        Kind::Push(push) if push.credential_sid == credential => {
            if !jwt.is_signed_by(&push.public_key) {
                return Err(Error::of(20107));
            }
        }
        _ => return Err(Error::of(20103)),
    }
    if jwt.early(now) {
        return Err(Error::of(20105));
    }
    if jwt.expired(now) {
        return Err(Error::of(20104));
    }
    let may = match operation.name {
        "fetchFactor" | "updateFactor" | "deleteFactor" => given("Sid") == factor.sid,
        name => matches!(name, "fetchChallenge" | "listChallenge" | "updateChallenge"),
    };
    let device = Principal::Device { factor_sid: factor.sid.clone() };
    if may { Ok((device, account.sid.clone())) } else { Err(Error::of(20106)) }
}
