//! Twilio's errors, with its codes and statuses.
//! Source: [Twilio's error dictionary](https://www.twilio.com/docs/api/errors).

use crate::message::Response;
use serde_json::json;
use twilio_verify::schema::Operation;

/// An error that a request is answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Twilio's code.
    pub code: u32,
    /// The HTTP status.
    pub status: u16,
    /// What was wrong. Never holds a value of the request.
    pub message: String,
}

/// Every error that the service knows: Twilio's code, the HTTP status, and what is said. 400 is the status of those for
/// which Twilio names none.
static ERRORS: &[(u32, u16, &str)] = &[
    (20001, 400, "A parameter is unknown or missing"),
    (20002, 400, "Invalid FriendlyName"),
    (20003, 401, "Authenticate"),
    (20004, 405, "Method not allowed"),
    (20005, 403, "Account not active"),
    (20006, 403, "Access denied"),
    (20007, 400, "Page size too large"),
    (20008, 403, "Resource not accessible with Test Account Credentials"),
    (20101, 401, "Invalid Access Token"),
    (20102, 401, "Invalid Access Token header"),
    (20103, 401, "Invalid Access Token issuer"),
    (20104, 401, "Access Token expired"),
    (20105, 401, "Access Token not yet valid"),
    (20106, 401, "Invalid Access Token grants"),
    (20107, 401, "Invalid Access Token signature"),
    (20151, 401, "Authentication failed"),
    (20152, 401, "Invalid JWT header"),
    (20153, 401, "Invalid JWT issuer"),
    (20154, 401, "Invalid JWT claims"),
    (20155, 401, "JWT expiration is in the past or invalid"),
    (20156, 401, "JWT expired"),
    (20157, 401, "JWT expiration is too far away"),
    (20158, 401, "Invalid JWT signature"),
    (20160, 401, "Invalid JWT"),
    (20403, 403, "Forbidden"),
    (20404, 404, "The requested resource was not found"),
    (20409, 409, "Conflict"),
    (20410, 410, "Gone"),
    (20413, 413, "Request entity too large"),
    (20422, 400, "Invalid parameter"),
    (20423, 400, "Invalid SID"),
    (20426, 400, "TLS upgrade required"),
    (20429, 429, "Too many requests"),
    (20500, 500, "Internal server error"),
    (20501, 501, "The sandbox does not simulate this operation"),
    (20503, 503, "Service unavailable"),
    (21608, 403, "The number is unverified. Trial accounts cannot send messages to unverified numbers"),
    (25109, 429, "Rate limit of this operation exceeded"),
    (60001, 401, "The carrier does not allow this account to use silent network authentication"),
    (60008, 401, "The carrier does not support silent network authentication"),
    (60200, 400, "Invalid parameter"),
    (60201, 400, "The translation of the template is not approved yet"),
    (60202, 429, "Max check attempts reached"),
    (60203, 429, "Max send attempts reached"),
    (60204, 403, "Service does not support this feature"),
    (60205, 403, "SMS is not supported by landline phone number"),
    (60206, 400, "PSD2 requires Amount and Payee"),
    (60207, 400, "Max rate limits reached for this service"),
    (60208, 400, "A rate limit with this unique name already exists"),
    (60209, 400, "Unique name must be letters, digits, dashes, underscores and dots only"),
    (60210, 400, "Max buckets reached for this rate limit"),
    (60211, 400, "A bucket with this interval already exists"),
    (60212, 429, "Too many concurrent requests for phone number"),
    (60213, 400, "A messaging configuration for this country already exists"),
    (60214, 400, "Channel call is not supported with PSD2"),
    (60215, 400, "Max mailers reached"),
    (60216, 400, "The API key of the mailer cannot be read"),
    (60217, 400, "The service has no mailer that can be used"),
    (60218, 400, "The template of the mailer is not active"),
    (60219, 400, "The template of the mailer has not all placeholders"),
    (60220, 400, "Messages to China need vetting"),
    (60221, 400, "Either To or VerificationSid is required"),
    (60222, 403, "The sender of the mailer is not verified"),
    (60223, 400, "Delivery channel disabled"),
    (60224, 400, "A substitution that the template needs is missing"),
    (60225, 409, "The template already has this translation"),
    (60226, 400, "Messages to China need a friendly name that was vetted"),
    (60227, 400, "The template does not support this channel"),
    (60228, 400, "Template was not found"),
    (60229, 400, "The template has no translation for this locale"),
    (60238, 400, "Verification blocked by Twilio"),
    (60239, 400, "Bring your own template is not enabled"),
    (60242, 400, "WhatsApp template missing"),
    (60243, 400, "Custom messages are not supported"),
    (60245, 400, "Messaging quota reached"),
    (60246, 400, "The service already exists"),
    (60247, 400, "The text of the message is longer than 500 characters"),
    (60248, 400, "The name has a restricted word"),
    (60250, 400, "Messages to Australia need a registered sender"),
    (60252, 400, "No template can be used"),
    (60300, 400, "Invalid parameter"),
    (60301, 409, "The entity already exists"),
    (60302, 400, "The factor type already exists"),
    (60303, 400, "The body of the batch is invalid"),
    (60304, 409, "The entity already exists"),
    (60305, 400, "Invalid access token parameters"),
    (60306, 400, "Invalid parameter"),
    (60307, 400, "A notification cannot be sent to a factor without a notification platform"),
    (60308, 429, "Max challenge attempts reached"),
    (60309, 429, "Max notifications reached for this challenge"),
    (60310, 429, "Factor verification attempts reached"),
    (60311, 403, "Factor verification failed"),
    (60312, 429, "Max challenges reached for this factor"),
    (60313, 403, "Factor creation is not authorized"),
    (60314, 400, "Invalid factor binding"),
    (60315, 400, "Reached max limit of factors associated per Entity"),
    (60317, 409, "The factor already exists"),
    (60318, 403, "Factor is unverified"),
    (60322, 403, "Challenge was already answered"),
    (60323, 403, "Challenge expired"),
    (60324, 403, "Challenge verification failed"),
    (60326, 429, "Max factor creations reached for this entity"),
    (60328, 429, "Too many requests for this entity"),
    (60329, 400, "Channel sna is not supported with PSD2"),
    (60330, 400, "The webhook did not answer 200"),
    (60331, 400, "The voice does not support this locale"),
    (60332, 400, "The translation cannot be deleted"),
    (60361, 400, "Invalid account SID"),
    (60362, 400, "Invalid factor SID"),
    (60363, 400, "Invalid service SID"),
    (60364, 400, "Invalid challenge SID"),
    (60365, 400, "Invalid entity SID"),
    (60366, 400, "Invalid entity"),
    (60367, 400, "Invalid identity"),
    (60368, 400, "Invalid challenge details"),
    (60369, 400, "Invalid factor type"),
    (60370, 400, "Invalid factor config"),
    (60371, 400, "Invalid relying party"),
    (60372, 400, "Invalid relying party id"),
    (60373, 400, "Invalid page size"),
    (60374, 400, "Invalid page token"),
    (60375, 400, "Invalid id"),
    (60376, 400, "Invalid rawId"),
    (60377, 400, "Invalid authenticator attachment"),
    (60378, 400, "Invalid response"),
    (60379, 400, "Invalid authenticator data"),
    (60380, 400, "Invalid client data"),
    (60381, 400, "Invalid signature"),
    (60382, 400, "The relying parties of factor and challenge differ"),
    (60383, 400, "Invalid factor status"),
    (60384, 400, "Invalid timeout"),
    (60385, 400, "Invalid public key"),
    (60386, 400, "Invalid attestation object"),
    (60387, 400, "Invalid attested credential data"),
    (60388, 400, "Invalid display name"),
    (60390, 404, "The factor was not found"),
    (60391, 404, "The challenge was not found"),
    (60392, 404, "The entity was not found"),
    (60393, 400, "The passkeys settings are not complete"),
    (60408, 400, "TemplateSid is not supported by this channel"),
    (
        60410,
        403,
        "The destination phone number has been temporarily blocked by Twilio due to fraudulent activities",
    ),
    (60411, 400, "The phone number is already on the SafeList"),
    (60412, 403, "A fraudulent signup was stopped"),
    (60420, 400, "Invalid user handle"),
    (60500, 400, "The phone number is not that of the device"),
    (60510, 400, "Silent network authentication failed"),
    (60511, 400, "Silent network authentication failed at the carrier"),
    (60517, 400, "The user agent is not supported by silent network authentication"),
    (60519, 400, "Silent network authentication has no result yet"),
    (60520, 400, "The URL was not invoked"),
    (60531, 400, "The carrier could not be found"),
    (60532, 400, "The device has two SIM cards"),
    (60533, 400, "A header of the carrier is missing or invalid"),
    (60534, 400, "The carrier of the device is another"),
    (60535, 400, "The phone number could not be verified"),
    (60540, 400, "The phone number is not valid"),
    (60550, 400, "No channel can be used"),
    (60600, 400, "The phone number is not in service"),
    (60602, 400, "AppHash is only supported by channel sms"),
    (60603, 401, "The mailer has no credits left"),
    (60604, 401, "The API key of the mailer has not the rights"),
    (60605, 403, "Verification delivery attempt blocked: the country is not permitted"),
    (60623, 404, "The verification was not found"),
    (60624, 429, "Max lookups reached for this trial account"),
    (60626, 429, "Max lookups reached for this phone number"),
    (68008, 400, "WhatsApp channel is not configured"),
];

impl Error {
    /// The error of a code, where it is one of those that are known.
    pub fn known(code: u32) -> Option<Error> {
        let (code, status, message) = ERRORS.iter().find(|(known, ..)| *known == code)?;
        Some(Error { code: *code, status: *status, message: (*message).to_owned() })
    }

    /// The error of a code.
    pub fn of(code: u32) -> Error {
        let unknown = || Error { code, status: 400, message: "Invalid request".to_owned() };
        Error::known(code).unwrap_or_else(unknown)
    }

    /// The same in other words.
    pub fn saying(self, message: impl Into<String>) -> Error {
        Error { message: message.into(), ..self }
    }

    /// The error of a status that a tester wants, where no code is given.
    pub fn of_status(status: u16) -> Error {
        let code = match status {
            400 => 20001,
            401 => 20003,
            405 => 20004,
            501..=503 => 20503,
            _ => 20000 + u32::from(status),
        };
        Error { code, status, ..Error::known(code).unwrap_or_else(|| Error::of(20500)) }
    }

    /// The credentials are missing or wrong.
    pub fn authenticate() -> Error {
        Error::of(20003)
    }

    /// There is nothing at this path.
    pub fn not_found(path: &str) -> Error {
        let resource = path.strip_prefix("/v2").unwrap_or(path);
        Error::of(20404).saying(format!("The requested resource {resource} was not found"))
    }

    /// The path is there, but not for this method.
    pub fn method_not_allowed() -> Error {
        Error::of(20004)
    }

    /// A required parameter of an operation is missing.
    pub fn missing(operation: &Operation, name: &str) -> Error {
        let code = if operation.path.contains("/Verification") { 60200 } else { 20001 };
        Error::of(code).saying(format!("Missing required parameter {name} in the post body"))
    }

    /// A parameter of an operation breaks a rule, which is told after its name: `must be …`.
    pub fn invalid(operation: &Operation, name: &str, rule: &str) -> Error {
        let of = |rooms: &[&str]| rooms.iter().any(|room| operation.path.contains(room));
        let code = match name {
            _ if of(&["/AccessTokens"]) => 60305,
            _ if of(&["/Entities", "/Passkeys", "/Webhooks"]) => 60306,
            "PageSize" => 20007,
            _ => 60200,
        };
        Error::of(code).saying(format!("Invalid parameter: {name} {rule}"))
    }

    /// The sandbox does not simulate this operation.
    pub fn not_simulated(operation: &str) -> Error {
        Error::of(20501).saying(format!("The sandbox does not simulate {operation}"))
    }

    /// The error as Twilio answers it.
    pub fn response(&self) -> Response {
        let Error { code, status, message } = self;
        let response = Response::json(
            *status,
            &json!({
                "code": code,
                "message": message,
                "more_info": format!("https://www.twilio.com/docs/errors/{code}"),
                "status": status,
            }),
        );
        match status {
            401 => response.with_header("WWW-Authenticate", "Basic realm=\"Twilio API\"".into()),
            _ => response,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// The page on errors of the npm package.
    const PAGE: &str = include_str!("../../pkg-template/docs/errors.md");

    #[test]
    fn a_code_stands_here_once_with_the_status_that_the_page_on_errors_has() {
        let known: BTreeMap<_, _> = ERRORS.iter().map(|(code, status, _)| (*code, *status)).collect();
        assert_eq!(known.len(), ERRORS.len());
        assert!(ERRORS.is_sorted_by_key(|(code, ..)| *code));
        let mut rows = 0;
        for line in PAGE.lines() {
            let mut cells = line.split('|').map(str::trim);
            let Some(code) = cells.next().and_then(|cell| cell.parse::<u32>().ok()) else { continue };
            rows += 1;
            let status = cells.next().unwrap();
            assert!(known.contains_key(&code), "{code}");
            assert!(status.is_empty() || status == known[&code].to_string(), "{code} with {status}");
        }
        assert!(rows > 40, "{rows} codes stand on the page");
        // No operation of the tables lacks its rules.
        assert!(!PAGE.contains("20501"));
    }

    #[test]
    fn a_status_that_is_wanted_gets_a_code_of_twilio_s() {
        for (status, code) in [
            (400, 20001),
            (401, 20003),
            (404, 20404),
            (405, 20004),
            (429, 20429),
            (500, 20500),
            (502, 20503),
            (503, 20503),
        ] {
            let error = Error::of_status(status);
            assert_eq!((error.status, error.code), (status, code));
        }
        assert_eq!(Error::of_status(418).status, 418);
    }
}
