//! Buckets of a rate limit: its numbers.
//! Source: [Twilio's Bucket resource](https://www.twilio.com/docs/verify/api/service-rate-limit-buckets).

use super::common::{PAGE, PAGE_SIZE, PAGE_TOKEN, SERVICE_SID};
use crate::models::{ListBucketResponse, VerifyV2ServiceRateLimitBucket};
use crate::schema::{Class, Doc, Kind, Limit, Method, Operation, Parameter};

const BUCKETS: &str = "/v2/Services/{ServiceSid}/RateLimits/{RateLimitSid}/Buckets";
const BUCKET: &str = "/v2/Services/{ServiceSid}/RateLimits/{RateLimitSid}/Buckets/{Sid}";

const RATE_LIMIT_SID: Parameter = Parameter::path("RateLimitSid")
    .limits(&[Limit::Sid("RK")])
    .doc("The SID of the rate limit: `RK` and 32 hexadecimal digits.");

const SID: Parameter = Parameter::path("Sid")
    .limits(&[Limit::Sid("BL")])
    .doc("The SID of the bucket: `BL` and 32 hexadecimal digits.");

const INTERVAL: Parameter =
    Parameter::form("Interval", Kind::Integer).doc("How long Verifications are counted, in seconds.");

const MAX: Parameter = Parameter::form("Max", Kind::Integer)
    .doc("How many Verifications may be started for one value within the interval.");

/// Creates, reads, changes and deletes buckets.
pub(super) const CLASS: Class = Class {
    name: Doc::new("VerifyV2BucketApi"),
    doc: Doc::new("Creates, lists, reads, changes and deletes the buckets of a rate limit: its numbers."),
    operations: &[
        Operation {
            name: "createBucket",
            method: Method::Post,
            path: BUCKETS,
            parameters: &[SERVICE_SID, RATE_LIMIT_SID, INTERVAL.required(), MAX.required()],
            returns: Some(VerifyV2ServiceRateLimitBucket::SCHEMA),
            doc: Doc::new("Creates a bucket."),
        },
        Operation {
            name: "deleteBucket",
            method: Method::Delete,
            path: BUCKET,
            parameters: &[SERVICE_SID, RATE_LIMIT_SID, SID],
            returns: None,
            doc: Doc::new("Deletes a bucket."),
        },
        Operation {
            name: "fetchBucket",
            method: Method::Get,
            path: BUCKET,
            parameters: &[SERVICE_SID, RATE_LIMIT_SID, SID],
            returns: Some(VerifyV2ServiceRateLimitBucket::SCHEMA),
            doc: Doc::new("Reads a bucket."),
        },
        Operation {
            name: "listBucket",
            method: Method::Get,
            path: BUCKETS,
            parameters: &[SERVICE_SID, RATE_LIMIT_SID, PAGE_SIZE, PAGE, PAGE_TOKEN],
            returns: Some(ListBucketResponse::SCHEMA),
            doc: Doc::new("Reads a page of the list of a rate limit's buckets."),
        },
        Operation {
            name: "updateBucket",
            method: Method::Post,
            path: BUCKET,
            parameters: &[SERVICE_SID, RATE_LIMIT_SID, SID, INTERVAL, MAX],
            returns: Some(VerifyV2ServiceRateLimitBucket::SCHEMA),
            doc: Doc::new("Changes a bucket."),
        },
    ],
};
