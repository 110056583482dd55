//! Challenges: requests to a person to prove who they are.
//! Source: [Twilio's Challenge resource](https://www.twilio.com/docs/verify/api/challenge).

use super::common::{AUTH_PAYLOAD, IDENTITY, PAGE, PAGE_SIZE, PAGE_TOKEN, SERVICE_SID};
use crate::models::{
    ChallengeEnumChallengeStatuses, ChallengeEnumListOrders, ListChallengeResponse,
    VerifyV2ServiceEntityChallenge,
};
use crate::schema::{Class, Doc, Kind, Limit, Method, Operation, Parameter};

const CHALLENGES: &str = "/v2/Services/{ServiceSid}/Entities/{Identity}/Challenges";
const CHALLENGE: &str = "/v2/Services/{ServiceSid}/Entities/{Identity}/Challenges/{Sid}";

const SID: Parameter = Parameter::path("Sid")
    .limits(&[Limit::Sid("YC")])
    .doc("The SID of the Challenge: `YC` and 32 hexadecimal digits.");

/// Creates, reads and answers Challenges.
pub(super) const CLASS: Class = Class {
    name: Doc::new("VerifyV2ChallengeApi"),
    doc: Doc::new("Creates, lists, reads and answers Challenges, which ask a person to prove who they are."),
    operations: &[
        Operation {
            name: "createChallenge",
            method: Method::Post,
            path: CHALLENGES,
            parameters: &[
                SERVICE_SID,
                IDENTITY,
                Parameter::form("FactorSid", Kind::String).required().limits(&[Limit::Sid("YF")]).doc(
                    "The SID of the verified Factor that has to answer: `YF` and 32 hexadecimal digits.",
                ),
                AUTH_PAYLOAD.limits(&[Limit::Length(3, 8)]).doc(
                    "For `totp`: the code that the authenticator app shows, 3 to 8 digits, which answers \
                     at once.",
                ),
                Parameter::form("Details.Fields", Kind::List(&Kind::Object)).secret().doc(
                    "For `push`: what the person is shown, a list of `{label, value}`. Up to 20 of them; \
                     a label has up to 36 characters, a value up to 128.",
                ),
                Parameter::form("Details.Message", Kind::String)
                    .secret()
                    .limits(&[Limit::Length(1, 256)])
                    .doc(
                        "For `push`: what the person is asked. Up to 256 characters. Twilio wants it with \
                         every `push` Factor.",
                    ),
                Parameter::form("ExpirationDate", Kind::Date).doc(
                    "Until when it can be answered, at most 60 minutes from now. Twilio takes 5 minutes \
                     where it is not given.",
                ),
                Parameter::form("HiddenDetails", Kind::Object).secret().doc(
                    "What your own system wants to know of it later, and the person is not shown: a JSON \
                     object of texts. Up to 1024 characters.",
                ),
            ],
            returns: Some(VerifyV2ServiceEntityChallenge::SCHEMA),
            doc: Doc::new("Creates a Challenge for a verified Factor; with `authPayload`, answers it."),
        },
        Operation {
            name: "fetchChallenge",
            method: Method::Get,
            path: CHALLENGE,
            parameters: &[SERVICE_SID, IDENTITY, SID],
            returns: Some(VerifyV2ServiceEntityChallenge::SCHEMA),
            doc: Doc::new("Reads a Challenge."),
        },
        Operation {
            name: "listChallenge",
            method: Method::Get,
            path: CHALLENGES,
            parameters: &[
                SERVICE_SID,
                IDENTITY,
                Parameter::query("FactorSid", Kind::String)
                    .limits(&[Limit::Sid("YF")])
                    .doc("Only Challenges of the Factor with this SID: `YF` and 32 hexadecimal digits."),
                Parameter::query("Status", Kind::Enumeration(ChallengeEnumChallengeStatuses::ENUMERATION))
                    .doc("Only Challenges that stand so."),
                Parameter::query("Order", Kind::Enumeration(ChallengeEnumListOrders::ENUMERATION)).doc(
                    "In which order, by when they were created. Twilio takes `asc`, the oldest first, \
                     where it is not given.",
                ),
                PAGE_SIZE,
                PAGE,
                PAGE_TOKEN,
            ],
            returns: Some(ListChallengeResponse::SCHEMA),
            doc: Doc::new("Reads a page of the list of an Entity's Challenges."),
        },
        Operation {
            name: "updateChallenge",
            method: Method::Post,
            path: CHALLENGE,
            parameters: &[
                SERVICE_SID,
                IDENTITY,
                SID,
                AUTH_PAYLOAD.doc("The answer: for `totp` the code that the authenticator app shows."),
                Parameter::form("Metadata", Kind::Object).doc(
                    "What the app says about the device that answers: a JSON object of texts. Up to 1024 \
                     characters.",
                ),
            ],
            returns: Some(VerifyV2ServiceEntityChallenge::SCHEMA),
            doc: Doc::new("Answers a Challenge. A wrong code is no error: the Challenge stays `pending`."),
        },
    ],
};
