//! Rate limits of a Service, and the buckets that set their numbers.
//! Source: [Twilio's Rate Limit resource](https://www.twilio.com/docs/verify/api/service-rate-limits).
//! [Twilio's Bucket resource](https://www.twilio.com/docs/verify/api/service-rate-limit-buckets).

use super::ListBucketResponseMeta;
use crate::schema::{Date, Number, Object, model};

model! {
    /// A page of the list of the buckets of a rate limit.
    ListBucketResponse {
        /// The buckets on this page.
        buckets: Vec<VerifyV2ServiceRateLimitBucket>,
        /// Where the page stands in the list.
        meta: ListBucketResponseMeta,
    }
}

model! {
    /// A page of the list of a Service's rate limits.
    ListRateLimitResponse {
        /// The rate limits on this page.
        rate_limits: Vec<VerifyV2ServiceRateLimit>,
        /// Where the page stands in the list.
        meta: ListBucketResponseMeta,
    }
}

model! {
    /// A rate limit: a key of your own, such as an IP address, by which Verifications are counted.
    VerifyV2ServiceRateLimit {
        /// The rate limit's SID: `RK` and 32 hexadecimal digits.
        sid: String,
        /// The SID of its Service: `VA` and 32 hexadecimal digits.
        service_sid: String,
        /// The SID of the Account that owns it: `AC` and 32 hexadecimal digits.
        account_sid: String,
        /// Your name for it, by which `createVerification` gives the value to count.
        unique_name: String,
        /// What it is for.
        description: String,
        /// When it was created.
        date_created: Date,
        /// When it was last changed.
        date_updated: Date,
        /// Its URL.
        url: String,
        /// The URLs of what belongs to it: its buckets.
        links: Object,
    }
}

model! {
    /// A bucket of a rate limit: how many Verifications there may be, and in which time.
    VerifyV2ServiceRateLimitBucket {
        /// The bucket's SID: `BL` and 32 hexadecimal digits.
        sid: String,
        /// The SID of its rate limit: `RK` and 32 hexadecimal digits.
        rate_limit_sid: String,
        /// The SID of its Service: `VA` and 32 hexadecimal digits.
        service_sid: String,
        /// The SID of the Account that owns it: `AC` and 32 hexadecimal digits.
        account_sid: String,
        /// How many Verifications may be started for one value within the interval.
        max: Number = 0,
        /// How long they are counted, in seconds.
        interval: Number = 0,
        /// When it was created.
        date_created: Date,
        /// When it was last changed.
        date_updated: Date,
        /// Its URL.
        url: String,
    }
}
