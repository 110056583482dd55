//! Templates: the texts of messages.
//! Source: [Twilio's Template resource](https://www.twilio.com/docs/verify/api/templates).

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A template.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Template {
    /// Its SID.
    pub sid: String,
    /// Its name.
    pub friendly_name: String,
    /// The channels that it can be used on.
    pub channels: Vec<String>,
    /// Its text in each language.
    pub translations: BTreeMap<String, String>,
}
