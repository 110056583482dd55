//! Twilio's errors, with its codes and statuses.
//! Source: [Twilio's error dictionary](https://www.twilio.com/docs/api/errors).

use crate::message::Response;
use serde_json::json;

/// An error that a request is answered with.
#[derive(Debug, PartialEq, Eq)]
pub struct Error {
    /// Twilio's code.
    pub code: u32,
    /// The HTTP status.
    pub status: u16,
    /// What was wrong. Never holds a value of the request.
    pub message: String,
}

impl Error {
    fn new(code: u32, status: u16, message: impl Into<String>) -> Error {
        Error { code, status, message: message.into() }
    }

    /// The credentials are missing or wrong.
    pub fn authenticate() -> Error {
        Error::new(20003, 401, "Authenticate")
    }

    /// There is nothing at this path.
    pub fn not_found(path: &str) -> Error {
        let resource = path.strip_prefix("/v2").unwrap_or(path);
        Error::new(20404, 404, format!("The requested resource {resource} was not found"))
    }

    /// The path is there, but not for this method.
    pub fn method_not_allowed() -> Error {
        Error::new(20004, 405, "Method not allowed")
    }

    /// A required parameter is missing.
    pub fn missing(name: &str) -> Error {
        Error::new(20001, 400, format!("Missing required parameter {name} in the post body"))
    }

    /// A parameter breaks a rule.
    pub fn invalid(name: &str, rule: &str) -> Error {
        Error::new(60200, 400, format!("Invalid parameter: {name} {rule}"))
    }

    /// Too many wrong codes for one Factor.
    pub fn attempts_reached() -> Error {
        Error::new(60310, 429, "Factor verification attempts reached")
    }

    /// A Factor's verification that cannot succeed here.
    pub fn push_verification() -> Error {
        Error::new(
            60311,
            403,
            "Factor verification failed: the sandbox cannot check the signature of a push Factor's device",
        )
    }

    /// A Factor that nobody has verified cannot prove anything.
    pub fn unverified() -> Error {
        Error::new(60318, 403, "Factor is unverified")
    }

    /// The sandbox does not simulate this operation.
    pub fn not_simulated(operation: &str) -> Error {
        Error::new(20501, 501, format!("The sandbox does not simulate {operation}"))
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

    /// The page on errors of the npm package.
    const PAGE: &str = include_str!("../../pkg-template/docs/errors.md.j2");

    #[test]
    fn the_page_on_errors_has_each_code_with_its_status() {
        let simulated = [
            Error::authenticate(),
            Error::not_found(""),
            Error::method_not_allowed(),
            Error::missing(""),
            Error::invalid("", ""),
            Error::attempts_reached(),
            Error::push_verification(),
            Error::unverified(),
        ];
        for Error { code, status, .. } in simulated {
            // Of some Twilio names no status.
            let row = |status: &str| PAGE.contains(&format!("\n{code} | {status}| "));
            assert!(row(&format!("{status} ")) || row(""), "{code} with {status}");
        }
        let Error { code, status, .. } = Error::not_simulated("");
        assert!(PAGE.contains(&format!("{code} ({status})")));
    }
}
