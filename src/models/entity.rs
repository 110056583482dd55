//! Entities: the persons, or whatever else has Factors.
//! Source: [Twilio's Entity resource](https://www.twilio.com/docs/verify/api/entity).

use super::ListBucketResponseMeta;
use crate::schema::{Date, Object, model};

model! {
    /// A page of the list of a Service's Entities.
    ListEntityResponse {
        /// The Entities on this page.
        entities: Vec<VerifyV2ServiceEntity>,
        /// Where the page stands in the list.
        meta: ListBucketResponseMeta,
    }
}

model! {
    /// An Entity: somebody who has Factors.
    VerifyV2ServiceEntity {
        /// The Entity's SID: `YE` and 32 hexadecimal digits.
        sid: String,
        /// Your own system's identifier of the person.
        identity: String,
        /// The SID of the Account that owns it: `AC` and 32 hexadecimal digits.
        account_sid: String,
        /// The SID of its Service: `VA` and 32 hexadecimal digits.
        service_sid: String,
        /// When it was created.
        date_created: Date,
        /// When it was last changed.
        date_updated: Date,
        /// Its URL.
        url: String,
        /// The URLs of what belongs to it: its Factors and Challenges.
        links: Object,
    }
}
