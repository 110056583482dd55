//! An in-memory Verify v2 service, for tests and demos.
//!
//! It answers as Twilio does, from the tables of the client itself: a route is an operation's path, a parameter is
//! read and checked as the table says. It has no clock of its own, and its chance comes from a seed, so a test can repeat
//! itself: the same seed, times and requests give the same bytes.
//!
//! Without the feature `whole` it is what a sign-in by a code needs, for the demo page: [`router::operations`] are those of
//! two classes, [`operations::act`] knows four, and [`control`] moves the clock and shows the outbox. The rest is not linked.
//!
//! The rooms, each knowing only those above it:
//!
//! - [`time`]: dates as Twilio writes them.
//! - [`totp`]: the codes of authenticator apps (RFC 6238), and their `otpauth://` URIs.
//! - [`key`]: public keys of devices and passkeys.
//! - [`jwt`]: what a device signs with its key.
//! - [`webauthn`]: the checks of a passkey.
//! - [`signature`]: Twilio's own signature of what it sends.
//! - [`random`]: SIDs, secrets and codes from a seed.
//! - [`recent`]: when something happened lately.
//! - [`store`]: things in the order of their creation, found by their keys.
//! - [`sorted`]: things in their own order, of which any stretch is found and counted.
//! - [`message`]: requests and responses.
//! - [`error`]: Twilio's errors.
//! - [`outbox`], [`log`], [`fault`]: what a tester reads and asks for.
//! - [`router`]: a request -> an operation of the tables and its values.
//! - [`state`]: Accounts, and what belongs to a sandbox as a whole.
//! - [`principal`]: who asks.
//! - [`call`]: an operation that is under way, and what it may use.
//! - [`page`]: lists, a page at a time.
//! - A room for each resource, with what it keeps and its rules: [`service`], [`entity`], [`factor`], [`challenge`],
//!   [`notification`], [`access_token`], [`passkey`], [`webhook`],
//!   [`verification`], [`verification_check`], [`attempt`], [`rate_limit`], [`bucket`], [`messaging_configuration`],
//!   [`safelist`], [`template`], [`form`]; with [`attempts`] and [`destinations`], which find and count attempts; and
//!   [`number`], what is known of phone numbers.
//! - [`operations`]: which rule an operation goes by.
//! - [`glance`]: Factors, with what their owners see.
//! - [`control`]: the hands of a tester.
//! - `wasm`: the front end of the npm package.

pub mod access_token;
pub mod attempt;
pub mod attempts;
pub mod bucket;
pub mod call;
pub mod challenge;
pub mod control;
pub mod destinations;
pub mod entity;
pub mod error;
pub mod factor;
pub mod fault;
pub mod form;
pub mod glance;
pub mod jwt;
pub mod key;
pub mod log;
pub mod message;
pub mod messaging_configuration;
pub mod notification;
pub mod number;
pub mod operations;
pub mod outbox;
pub mod page;
pub mod passkey;
pub mod principal;
pub mod random;
pub mod rate_limit;
pub mod recent;
pub mod router;
pub mod safelist;
pub mod service;
pub mod signature;
pub mod sorted;
pub mod state;
pub mod store;
pub mod template;
pub mod time;
pub mod totp;
pub mod verification;
pub mod verification_check;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
pub mod webauthn;
pub mod webhook;

use call::Call;
use error::Error;
use message::{Request, Response};
use state::State;

/// The longest URL and the longest body that a request may have, in bytes. A longer one is answered with 413.
pub const LONGEST: usize = 256 * 1024;

/// Answers a request at a time of the clock outside, in milliseconds since 1970, and changes the state as it asks.
pub fn handle(state: &mut State, request: &Request, outside: u64) -> Response {
    let now = state.now(outside);
    let id = state.random.sid("RQ");
    let mut entry = log::Entry {
        when: now,
        method: log::cut(&request.method),
        path: log::cut(request.path()),
        ..log::Entry::default()
    };
    let mut delay = 0;
    let mut response = answer(state, request, now, &mut entry, &mut delay).unwrap_or_else(|error| {
        entry.code = Some(error.code);
        if error.status == 0 { Response::broken() } else { error.response() }
    });
    response.delay = delay;
    entry.status = response.status;
    state.log.push(entry);
    for (name, value) in HEADERS {
        response = response.with_header(name, (*value).to_owned());
    }
    response.with_header("Date", time::http(now)).with_header("Twilio-Request-Id", id)
}

/// The headers that every answer of Twilio's has, besides those that tell it from others.
static HEADERS: &[(&str, &str)] = &[
    ("Twilio-Concurrent-Requests", "1"),
    ("Twilio-Request-Duration", "0.010"),
    ("Access-Control-Allow-Origin", "*"),
    (
        "Access-Control-Allow-Headers",
        "Accept, Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Unmodified-Since, \
         Idempotency-Key",
    ),
    ("Access-Control-Allow-Methods", "GET, POST, DELETE, OPTIONS"),
    ("Access-Control-Expose-Headers", "ETag"),
    ("Access-Control-Allow-Credentials", "true"),
    ("X-Home-Region", "us1"),
    ("X-API-Domain", "verify.twilio.com"),
    ("X-Shenanigans", "none"),
    ("X-Powered-By", "AT-5000"),
    ("Strict-Transport-Security", "max-age=31536000"),
];

fn answer(
    state: &mut State,
    request: &Request,
    now: u64,
    entry: &mut log::Entry,
    delay: &mut u64,
) -> Result<Response, Error> {
    if request.url.len() > LONGEST || request.body.len() > LONGEST {
        return Err(Error::of(20413));
    }
    // A browser asks before it sends credentials to another origin.
    if request.method == "OPTIONS" {
        return Ok(Response::deleted());
    }
    if let Some(answer) = verification::open_sna(&mut state.accounts, request, now) {
        return answer;
    }
    let route = router::route(request);
    if let Ok((operation, in_path)) = &route {
        entry.operation = Some(operation.name.to_owned());
        entry.parameters = log::parameters(operation, &router::given(operation, request, in_path.clone()));
    }
    if let Some(fault) = state.faults.take(entry.operation.as_deref()) {
        *delay = fault.delay;
        if let Some(error) = fault.error() {
            return Err(error);
        }
    }
    let found = route.as_ref().ok().map(|(operation, in_path)| (*operation, in_path));
    let (principal, account_sid) = principal::authenticate(state, request, found, now)?;
    let (operation, in_path) = route?;
    let act = operations::act(operation.name).ok_or_else(|| Error::not_simulated(operation.name))?;
    let values = router::read(operation, request, in_path)?;
    state.open(&account_sid, now);
    let State { options, accounts, random, outbox, deliveries, .. } = state;
    let account = accounts.get_mut(&account_sid).ok_or_else(Error::authenticate)?;
    act(&mut Call { request, values, principal, now, options, random, outbox, deliveries }, account)
}

/// What a request would need a code for: see [`control::Command::Asks`].
fn asks(state: &State, request: &Request, now: u64) -> Option<serde_json::Value> {
    let (operation, in_path) = router::route(request).ok()?;
    let makes_codes: call::Act = verification::create;
    operations::act(operation.name).filter(|act| std::ptr::fn_addr_eq(*act, makes_codes))?;
    let (_, account_sid) = principal::authenticate(state, request, Some((operation, &in_path)), now).ok()?;
    let values = router::read(operation, request, in_path).ok()?;
    // One that nobody has asked for anything yet is as all are at first.
    let new = state.new_account(&account_sid, now);
    let account = state.accounts.get(&account_sid).unwrap_or(&new);
    verification::asks(&values, &state.options, account, now)
}

#[cfg(test)]
mod tests;
