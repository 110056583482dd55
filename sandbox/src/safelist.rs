//! The SafeList: phone numbers that are never blocked as fraud.
//! Source: [Twilio's Verify v2 API](https://www.twilio.com/docs/verify/api).

use serde::{Deserialize, Serialize};

/// The SafeList of an Account.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Safelist {}
