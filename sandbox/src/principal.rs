//! Who asks: HTTP basic authentication.

use crate::error::Error;
use crate::message::Request;
use crate::router::InPath;
use crate::state::{Credentials, State};
use subtle::ConstantTimeEq;
use twilio_verify::schema::Operation;

/// The user name of a device, whose password is a token.
const DEVICE: &str = "token";

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Principal {
    /// The Account, with its auth token or an API key: it may do everything.
    Account,
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
    if name == DEVICE {
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

/// Finds out which device asks. Its password is an access token or a JWT of its own.
fn device(
    _state: &State,
    _token: &str,
    _operation: Option<(&'static Operation, &InPath)>,
    _now: u64,
) -> Result<(Principal, String), Error> {
    Err(Error::authenticate())
}
