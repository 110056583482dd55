//! Entities: people, or whoever else has Factors.
//! Source: [Twilio's Entity resource](https://www.twilio.com/docs/verify/api/entity).

use crate::call::Call;
use crate::error::Error;
use crate::factor::Factor;
use crate::service::Service;
use crate::state::Account;
use crate::store::{Keyed, Store};
use serde::{Deserialize, Serialize};

/// An Entity.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entity {
    /// Its SID.
    pub sid: String,
    /// The program's own identifier of the person, as it was first given.
    pub identity: String,
    /// Its Factors.
    pub factors: Store<Factor>,
}

impl Keyed for Entity {
    fn keys(&self) -> Vec<String> {
        vec![self.identity.to_ascii_lowercase()]
    }
}

impl Service {
    /// The Entity of an identity.
    pub fn entity(&self, identity: &str) -> Option<&Entity> {
        self.entities.get(&identity.to_ascii_lowercase())
    }

    /// The same, to change.
    pub fn entity_mut(&mut self, identity: &str) -> Option<&mut Entity> {
        self.entities.get_mut(&identity.to_ascii_lowercase())
    }
}

impl Account {
    /// The Entity that a call names in its path.
    pub fn entity(&self, call: &Call<'_>) -> Result<&Entity, Error> {
        self.service(call)?.entity(call.values.require("Identity")?).ok_or_else(|| call.not_found())
    }

    /// The same, to change.
    pub fn entity_mut(&mut self, call: &Call<'_>) -> Result<&mut Entity, Error> {
        self.service_mut(call)?.entity_mut(call.values.require("Identity")?).ok_or_else(|| call.not_found())
    }
}
