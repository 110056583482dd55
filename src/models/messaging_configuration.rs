//! Messaging configurations: which Messaging Service sends to which country.
//! Source: [Twilio's Verify v2 API](https://www.twilio.com/docs/verify/api).

use super::ListBucketResponseMeta;
use crate::schema::{Date, model};

model! {
    /// A page of the list of a Service's messaging configurations.
    ListMessagingConfigurationResponse {
        /// The messaging configurations on this page.
        messaging_configurations: Vec<VerifyV2ServiceMessagingConfiguration>,
        /// Where the page stands in the list.
        meta: ListBucketResponseMeta,
    }
}

model! {
    /// A messaging configuration: the Messaging Service whose numbers send SMS to a country.
    VerifyV2ServiceMessagingConfiguration {
        /// The SID of the Account that owns it: `AC` and 32 hexadecimal digits.
        account_sid: String,
        /// The SID of its Service: `VA` and 32 hexadecimal digits.
        service_sid: String,
        /// The country, as two letters (ISO 3166-1), or `all`.
        country: String,
        /// The SID of the Messaging Service: `MG` and 32 hexadecimal digits.
        messaging_service_sid: String,
        /// When it was created.
        date_created: Date,
        /// When it was last changed.
        date_updated: Date,
        /// Its URL.
        url: String,
    }
}
