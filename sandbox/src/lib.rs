//! An in-memory Verify v2 service, for tests and demos.
//!
//! It answers as Twilio does, from the tables of the client itself: a route is an operation's path, a parameter is
//! read and checked as the table says. It has no clock and no randomness of its own, so a test can repeat itself.
//! What a simulation cannot know (whether a push Factor's signature is right) it refuses, and says so.
//!
//! The rooms, each knowing only those above it:
//!
//! - [`time`]: dates as Twilio writes them.
//! - [`totp`]: the codes of authenticator apps (RFC 6238), and their `otpauth://` URIs.
//! - [`key`]: public keys of devices and passkeys.
//! - [`jwt`]: what a device signs with its key.
//! - [`webauthn`]: the checks of a passkey.
//! - [`signature`]: Twilio's own signature of what it sends.
//! - [`message`]: requests and responses.
//! - [`error`]: Twilio's errors.
//! - [`state`]: Services, Entities and Factors.
//! - `router`: a request -> an operation of the tables and its values.
//! - `page`: lists, a page at a time.
//! - `factor`: what the operations on Factors do.
//! - `challenge`: what the operations on Challenges do.
//! - `wasm`: the front end of the npm package.

mod challenge;
pub mod error;
mod factor;
pub mod jwt;
pub mod key;
pub mod message;
mod page;
mod router;
pub mod signature;
pub mod state;
pub mod time;
pub mod totp;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
pub mod webauthn;

use error::Error;
use factor::Call;
use message::{Request, Response};
use state::State;
use subtle::ConstantTimeEq;

/// What the service takes from the world around it, anew for each request.
pub struct Environment<'a> {
    /// The time, in milliseconds since 1970.
    pub now: u64,
    /// Fills a buffer with random bytes.
    pub random: &'a mut dyn FnMut(&mut [u8]),
}

impl Environment<'_> {
    /// A new SID: two letters and 32 random hexadecimal digits.
    fn sid(&mut self, prefix: &str) -> String {
        let mut bytes = [0; 16];
        (self.random)(&mut bytes);
        [prefix, &data_encoding::HEXLOWER.encode(&bytes)].concat()
    }
}

/// Answers a request, and changes the state as it asks.
pub fn handle(state: &mut State, request: &Request, environment: &mut Environment<'_>) -> Response {
    let id = environment.sid("RQ");
    let answer = authenticate(state, request).and_then(|()| {
        let (operation, in_path) = router::route(request)?;
        let act = match operation.name {
            "createChallenge" => Call::challenge,
            "createNewFactor" => Call::create,
            "deleteFactor" => Call::delete,
            "fetchFactor" => Call::fetch,
            "listFactor" => Call::list,
            "updateFactor" => Call::update,
            name => return Err(Error::not_simulated(name)),
        };
        let values = router::read(operation, request, in_path)?;
        act(Call { request, values, environment }, state)
    });
    answer.unwrap_or_else(|error| error.response()).with_header("Twilio-Request-Id", id)
}

/// Checks HTTP basic authentication, in a time that does not tell how much of it is right.
fn authenticate(state: &State, request: &Request) -> Result<(), Error> {
    let expected = [&state.account_sid, ":", &state.auth_token].concat();
    let given = request
        .header("authorization")
        .and_then(|header| header.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("basic"))
        .and_then(|(_, value)| data_encoding::BASE64.decode(value.trim().as_bytes()).ok())
        .unwrap_or_default();
    if bool::from(given.ct_eq(expected.as_bytes())) { Ok(()) } else { Err(Error::authenticate()) }
}

#[cfg(test)]
mod tests;
