//! Attempts to send Verifications, and what became of them.
//! Source:
//! [Twilio's Verification Attempts resource](https://www.twilio.com/docs/verify/api/list-verification-attempts).

use serde::{Deserialize, Serialize};

/// The attempts of an Account.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Attempts {}
