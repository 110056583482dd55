//! Notifications of Challenges.
//! Source: [Twilio's Verify v2 API](https://www.twilio.com/docs/verify/api).

use crate::schema::{Date, Number, model};

model! {
    /// A notification: tells the app of a `push` Factor, once more, of a Challenge.
    VerifyV2ServiceEntityChallengeNotification {
        /// The notification's SID: `NT` and 32 hexadecimal digits.
        sid: String,
        /// The SID of the Account that owns it: `AC` and 32 hexadecimal digits.
        account_sid: String,
        /// The SID of its Service: `VA` and 32 hexadecimal digits.
        service_sid: String,
        /// The SID of its Entity: `YE` and 32 hexadecimal digits.
        entity_sid: String,
        /// Your own system's identifier of the person whose Challenge it is.
        identity: String,
        /// The SID of the Challenge: `YC` and 32 hexadecimal digits.
        challenge_sid: String,
        /// How urgent it is to the carrier; for now always `high`.
        priority: String,
        /// How long its delivery is tried, in seconds; 0 is once, at once.
        ttl: Number = 0,
        /// When it was created.
        date_created: Date,
    }
}
