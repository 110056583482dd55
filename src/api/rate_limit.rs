//! Rate limits of a Service.
//! Source: [Twilio's Rate Limit resource](https://www.twilio.com/docs/verify/api/service-rate-limits).

use super::common::{PAGE, PAGE_SIZE, PAGE_TOKEN, SERVICE_SID};
use crate::models::{ListRateLimitResponse, VerifyV2ServiceRateLimit};
use crate::schema::{Class, Doc, Kind, Limit, Method, Operation, Parameter};

const RATE_LIMITS: &str = "/v2/Services/{ServiceSid}/RateLimits";
const RATE_LIMIT: &str = "/v2/Services/{ServiceSid}/RateLimits/{Sid}";

const SID: Parameter = Parameter::path("Sid")
    .limits(&[Limit::Sid("RK")])
    .doc("The SID of the rate limit: `RK` and 32 hexadecimal digits.");

const DESCRIPTION: Parameter = Parameter::form("Description", Kind::String).doc("What it is for.");

/// Creates, reads, changes and deletes rate limits.
pub(super) const CLASS: Class = Class {
    name: Doc::new("VerifyV2RateLimitApi"),
    doc: Doc::new(
        "Creates, lists, reads, changes and deletes rate limits: keys of your own, such as an IP address, \
         by which Verifications are counted.",
    ),
    operations: &[
        Operation {
            name: "createRateLimit",
            method: Method::Post,
            path: RATE_LIMITS,
            parameters: &[
                SERVICE_SID,
                Parameter::form("UniqueName", Kind::String).required().doc(
                    "Your name for it, by which `createVerification` gives the value to count. Nothing \
                     that tells who a person is.",
                ),
                DESCRIPTION,
            ],
            returns: Some(VerifyV2ServiceRateLimit::SCHEMA),
            doc: Doc::new("Creates a rate limit. `createBucket` gives it its numbers."),
        },
        Operation {
            name: "deleteRateLimit",
            method: Method::Delete,
            path: RATE_LIMIT,
            parameters: &[SERVICE_SID, SID],
            returns: None,
            doc: Doc::new("Deletes a rate limit."),
        },
        Operation {
            name: "fetchRateLimit",
            method: Method::Get,
            path: RATE_LIMIT,
            parameters: &[SERVICE_SID, SID],
            returns: Some(VerifyV2ServiceRateLimit::SCHEMA),
            doc: Doc::new("Reads a rate limit."),
        },
        Operation {
            name: "listRateLimit",
            method: Method::Get,
            path: RATE_LIMITS,
            parameters: &[SERVICE_SID, PAGE_SIZE, PAGE, PAGE_TOKEN],
            returns: Some(ListRateLimitResponse::SCHEMA),
            doc: Doc::new("Reads a page of the list of a Service's rate limits."),
        },
        Operation {
            name: "updateRateLimit",
            method: Method::Post,
            path: RATE_LIMIT,
            parameters: &[SERVICE_SID, SID, DESCRIPTION],
            returns: Some(VerifyV2ServiceRateLimit::SCHEMA),
            doc: Doc::new("Changes a rate limit."),
        },
    ],
};
