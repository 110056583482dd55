//! An operation that is under way: what was asked, by whom, and what it may use.

use crate::error::Error;
use crate::message::{Request, Response};
use crate::outbox::{Deliveries, Outbox};
use crate::principal::Principal;
use crate::random::Random;
use crate::router::Values;
use crate::state::{Account, Options};

/// An operation: what it does with an Account. One that fails has changed nothing, unless it says so.
pub type Act = fn(&mut Call<'_>, &mut Account) -> Result<Response, Error>;

/// An operation that is under way.
pub struct Call<'a> {
    /// The request.
    pub request: &'a Request,
    /// The values of its parameters.
    pub values: Values,
    /// Who asks.
    pub principal: Principal,
    /// The time, in milliseconds since 1970.
    pub now: u64,
    /// How the sandbox was made.
    pub options: &'a Options,
    /// Chance.
    pub random: &'a mut Random,
    /// Where messages to people go.
    pub outbox: &'a mut Outbox,
    /// Where requests to webhooks go.
    pub deliveries: &'a mut Deliveries,
}

impl Call<'_> {
    /// The error of something that is not there.
    pub fn not_found(&self) -> Error {
        Error::not_found(self.request.path())
    }

    /// The URL of a path below `/v2`: `url(&["Services", sid])`.
    pub fn url(&self, path: &[&str]) -> String {
        [self.request.origin(), "/v2/", &path.join("/")].concat()
    }
}
