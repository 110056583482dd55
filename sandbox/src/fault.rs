//! Answers that a tester wants in place of the service's own: errors, slow ones, broken connections.

use crate::error::Error;
use serde::{Deserialize, Serialize};

/// What is to go wrong, and how often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fault {
    /// The operation, by its name in JavaScript; any where none is given.
    #[serde(default)]
    pub operation: Option<String>,
    /// How often. Once where nothing is given.
    #[serde(default = "once")]
    pub times: u32,
    /// The HTTP status of the error; that of its code where none is given. 0 breaks the connection.
    #[serde(default)]
    pub status: Option<u16>,
    /// Twilio's code of the error; one of its status where none is given.
    #[serde(default)]
    pub code: Option<u32>,
    /// How long the answer takes, in milliseconds. Without `status` and `code` it is the service's own.
    #[serde(default)]
    pub delay: u64,
}

fn once() -> u32 {
    1
}

impl Fault {
    /// The error to answer with; none where only the time is to be long.
    pub fn error(&self) -> Option<Error> {
        match (self.code, self.status) {
            (None, None) => None,
            (None, Some(status)) => Some(Error::of_status(status)),
            (Some(code), None) => Some(Error::of(code)),
            (Some(code), Some(status)) => Some(Error { status, ..Error::of(code) }),
        }
    }
}

/// The faults that are to come, in the order in which they were asked for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Adds one.
    pub fn push(&mut self, fault: Fault) {
        if fault.times > 0 {
            self.0.push(fault);
        }
    }

    /// The fault of a request of an operation, once less from now on.
    pub fn take(&mut self, operation: Option<&str>) -> Option<Fault> {
        let meant = |fault: &Fault| fault.operation.is_none() || fault.operation.as_deref() == operation;
        let place = self.0.iter().position(meant)?;
        self.0[place].times -= 1;
        let fault = self.0[place].clone();
        if fault.times == 0 {
            self.0.remove(place);
        }
        Some(fault)
    }

    /// Nothing goes wrong any more.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}
