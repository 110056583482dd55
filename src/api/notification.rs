//! Notifications of Challenges.
//! Source: [Twilio's Verify v2 API](https://www.twilio.com/docs/verify/api).

use super::common::{IDENTITY, SERVICE_SID};
use crate::models::VerifyV2ServiceEntityChallengeNotification;
use crate::schema::{Class, Doc, Kind, Limit, Method, Operation, Parameter};

/// Creates notifications.
pub(super) const CLASS: Class = Class {
    name: Doc::new("VerifyV2NotificationApi"),
    doc: Doc::new("Tells the app of a `push` Factor, once more, of a Challenge."),
    operations: &[Operation {
        name: "createNotification",
        method: Method::Post,
        path: "/v2/Services/{ServiceSid}/Entities/{Identity}/Challenges/{ChallengeSid}/Notifications",
        parameters: &[
            SERVICE_SID,
            IDENTITY,
            Parameter::path("ChallengeSid")
                .limits(&[Limit::Sid("YC")])
                .doc("The SID of the Challenge: `YC` and 32 hexadecimal digits."),
            Parameter::form("Ttl", Kind::Integer).limits(&[Limit::Range(0, 300)]).doc(
                "How long delivery is tried, in seconds, 0 to 300; 0 is once, at once. Twilio takes 300 \
                 where it is not given.",
            ),
        ],
        returns: Some(VerifyV2ServiceEntityChallengeNotification::SCHEMA),
        doc: Doc::new("Sends a notification of a pending Challenge."),
    }],
};
