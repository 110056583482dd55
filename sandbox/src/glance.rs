//! Factors as a tester sees them, with what their owners see.

use crate::entity::Entity;
use crate::factor::{Factor, Kind};
use crate::service::Service;
use crate::state::{Account, State};
use serde::Serialize;

/// How many Factors are shown: the youngest.
const SHOWN: usize = 1000;

/// A Factor.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Glance<'a> {
    sid: &'a str,
    account_sid: &'a str,
    service_sid: &'a str,
    identity: &'a str,
    friendly_name: &'a str,
    factor_type: &'static str,
    status: &'static str,
    /// The code that an authenticator app shows.
    code: Option<String>,
    /// Until when it does, in milliseconds since 1970.
    code_until: Option<u64>,
}

/// The Factors, the oldest first.
pub fn factors(state: &State, now: u64) -> Vec<Glance<'_>> {
    let mut all: Vec<_> = state.accounts.values().flat_map(of_account).collect();
    all.sort_by_key(|(.., factor)| factor.created);
    // Only of those that are shown the code is worth its making.
    let shown = all.split_off(all.len().saturating_sub(SHOWN));
    shown.into_iter().map(|owned| glance(owned, now)).collect()
}

/// A Factor, and whose it is.
type Owned<'a> = (&'a Account, &'a Service, &'a Entity, &'a Factor);

fn of_account(account: &Account) -> impl Iterator<Item = Owned<'_>> {
    account.services.values().flat_map(move |service| {
        service.entities.values().flat_map(move |entity| {
            entity.factors.values().map(move |factor| (account, service, entity, factor))
        })
    })
}

fn glance<'a>((account, service, entity, factor): Owned<'a>, now: u64) -> Glance<'a> {
    let generator = match &factor.kind {
        Kind::Totp(totp) => Some(&totp.generator),
        Kind::Push(_) | Kind::Passkey(_) => None,
    };
    Glance {
        sid: &factor.sid,
        account_sid: &account.sid,
        service_sid: &service.sid,
        identity: &entity.identity,
        friendly_name: &factor.friendly_name,
        factor_type: factor.kind.of().name(),
        status: if factor.verified { "verified" } else { "unverified" },
        code: generator.map(|totp| totp.code(totp.step(now))),
        code_until: generator.map(|totp| totp.end(totp.step(now))),
    }
}
