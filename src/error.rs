//! What each error says.
//!
//! A sentence that names what was wrong and what to do. It is put together from names, numbers and what the server
//! said; never from a value that a caller passed.

use std::fmt;

/// Why a call failed, or did not start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A required parameter is missing: parameter, operation.
    Missing,
    /// A value holds half of a surrogate pair: parameter, operation.
    Surrogate,
    /// A value would change the path that it is put into: parameter, operation, value (one of three).
    PathValue,
    /// A value cannot be made into text: parameter, operation, what it is.
    Unsendable,
    /// The values of a call are too long: operation, length in characters.
    TooLong,
    /// A header's name is none.
    HeaderName,
    /// A header's value cannot be sent: header.
    HeaderValue,
    /// The base path holds credentials.
    BaseCredentials,
    /// An argument is not what it should be: argument, operation, what it should be.
    Argument,
    /// A setting of the replaced client that is not carried over: setting, what to do.
    Setting,
    /// The server answered with an error: status, status text, Twilio's message, Twilio's code.
    Http,
    /// The server pointed elsewhere: operation, status, place.
    Redirect,
    /// No answer came: operation, what the platform said.
    Connection,
    /// What `fetch` gave is no response: operation.
    NoResponse,
    /// Time ran out for the whole call: milliseconds.
    Deadline,
    /// Time ran out for the first byte of the answer: milliseconds.
    FirstByte,
    /// The call was aborted: operation.
    Abort,
    /// A good answer does not hold what it should: operation, status, model, what came, media type.
    Parse,
    /// The wasm module failed: operation.
    Core,
}

impl Reason {
    /// All of them, with the names that the shell knows them by.
    pub const ALL: [(&str, Reason); 19] = [
        ("MISSING", Reason::Missing),
        ("SURROGATE", Reason::Surrogate),
        ("PATH_VALUE", Reason::PathValue),
        ("UNSENDABLE", Reason::Unsendable),
        ("TOO_LONG", Reason::TooLong),
        ("HEADER_NAME", Reason::HeaderName),
        ("HEADER_VALUE", Reason::HeaderValue),
        ("BASE_CREDENTIALS", Reason::BaseCredentials),
        ("ARGUMENT", Reason::Argument),
        ("SETTING", Reason::Setting),
        ("HTTP", Reason::Http),
        ("REDIRECTED", Reason::Redirect),
        ("CONNECTION", Reason::Connection),
        ("NO_RESPONSE", Reason::NoResponse),
        ("DEADLINE", Reason::Deadline),
        ("FIRST_BYTE", Reason::FirstByte),
        ("ABORT", Reason::Abort),
        ("PARSE", Reason::Parse),
        ("CORE", Reason::Core),
    ];
}

/// An error's sentence, before it is put together.
#[derive(Debug, PartialEq, Eq)]
pub struct Explanation {
    reason: Reason,
    details: Vec<String>,
}

impl Explanation {
    /// The sentence of `reason` with these details, in the order that [`Reason`] tells.
    pub fn new(reason: Reason, details: &[&str]) -> Self {
        Explanation {
            reason,
            details: details.iter().map(|&detail| detail.to_owned()).collect(),
        }
    }

    /// The sentence.
    pub fn text(&self) -> String {
        let detail = |number: usize| self.details.get(number).map_or("", String::as_str);
        let (a, b, c) = (detail(0), detail(1), detail(2));
        match self.reason {
            Reason::Missing => ["Missing the required parameter '", a, "' when calling ", b].concat(),
            Reason::Surrogate => [
                "The parameter '",
                a,
                "' of ",
                b,
                " holds half of a surrogate pair, which UTF-8 cannot carry; was the text cut inside an emoji?",
            ]
            .concat(),
            Reason::PathValue => [
                "The parameter '",
                a,
                "' of ",
                b,
                " is '",
                c,
                "', which would make it another request: its place in the path must not be empty, '.' or '..'",
            ]
            .concat(),
            Reason::Unsendable => ["The parameter '", a, "' of ", b, " is ", c, ", which cannot be sent"].concat(),
            Reason::TooLong => {
                ["The values passed to ", a, " are ", b, " characters long, more than any request can carry"].concat()
            }
            Reason::HeaderName => {
                "A name in apiClient.defaultHeaders, headerParams or authentications is not a header's name".to_owned()
            }
            Reason::HeaderValue => [
                "The value of the header '",
                a,
                "' holds a line end, a NUL or a character beyond Latin-1, which no header may hold",
            ]
            .concat(),
            Reason::BaseCredentials => "The base path holds a user name or password, which would end up in logs; set \
                                        them in apiClient.authentications"
                .to_owned(),
            Reason::Argument => ["The argument '", a, "' of ", b, " must be ", c].concat(),
            Reason::Setting => ["apiClient.", a, " does nothing here: ", b].concat(),
            Reason::Http => http(a, b, c, detail(3)),
            Reason::Redirect => [
                "The server answered ",
                a,
                " with a redirect",
                if b == "0" { "" } else { " (" },
                if b == "0" { "" } else { b },
                if b == "0" { "" } else { ")" },
                if c.is_empty() { "" } else { " to " },
                c,
                "; it is not followed, because your credentials would go along. Is apiClient.basePath right?",
            ]
            .concat(),
            Reason::Connection => [
                "No answer to ",
                a,
                if b.is_empty() { "" } else { ": " },
                b,
                ". Is apiClient.basePath right, and the network there?",
            ]
            .concat(),
            Reason::NoResponse => {
                ["What apiClient.fetch (or the platform's fetch) gave to ", a, " is not a Response"].concat()
            }
            Reason::Deadline => ["Timeout of ", a, "ms exceeded"].concat(),
            Reason::FirstByte => ["Response timeout of ", a, "ms exceeded"].concat(),
            Reason::Abort => [a, " was aborted"].concat(),
            Reason::Parse => [
                "The server answered ",
                a,
                " with ",
                b,
                ", but not with the JSON of ",
                if c.is_empty() { "its type" } else { c },
                ": what came is ",
                detail(3),
                " (",
                if detail(4).is_empty() { "no Content-Type" } else { detail(4) },
                "). Is a proxy in between?",
            ]
            .concat(),
            Reason::Core => {
                ["The WebAssembly core failed in ", a, " and was started anew; the next call works"].concat()
            }
        }
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text())
    }
}

/// `Not Found: The requested resource … was not found (Twilio error 20404)`: the status text, and what Twilio said.
fn http(status: &str, status_text: &str, message: &str, code: &str) -> String {
    // HTTP/2 has no status texts, and browsers show none then.
    let known = match status {
        "400" => "Bad Request",
        "401" => "Unauthorized",
        "403" => "Forbidden",
        "404" => "Not Found",
        "405" => "Method Not Allowed",
        "409" => "Conflict",
        "429" => "Too Many Requests",
        "500" => "Internal Server Error",
        "502" => "Bad Gateway",
        "503" => "Service Unavailable",
        "504" => "Gateway Timeout",
        _ => "",
    };
    let mut text = if !status_text.is_empty() {
        status_text.to_owned()
    } else if !known.is_empty() {
        known.to_owned()
    } else {
        ["HTTP ", status].concat()
    };
    for part in if message.is_empty() {
        [""; 2]
    } else {
        [": ", message]
    } {
        text.push_str(part);
    }
    for part in if code.is_empty() {
        [""; 3]
    } else {
        [" (Twilio error ", code, ")"]
    } {
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_http_error_starts_with_the_status_text_and_goes_on_with_what_twilio_said() {
        let said = |details: &[&str]| Explanation::new(Reason::Http, details).text();
        assert_eq!(said(&["400", "Bad Request", "", ""]), "Bad Request");
        assert_eq!(
            said(&["404", "", "It was not found", "20404"]),
            "Not Found: It was not found (Twilio error 20404)"
        );
        assert_eq!(said(&["418", "", "", ""]), "HTTP 418");
    }

    #[test]
    fn a_missing_parameter_is_said_in_the_replaced_client_s_words() {
        assert_eq!(
            Explanation::new(Reason::Missing, &["sid", "fetchFactor"]).text(),
            "Missing the required parameter 'sid' when calling fetchFactor"
        );
    }

    #[test]
    fn every_reason_has_a_sentence_and_its_own_name() {
        for (number, (name, reason)) in Reason::ALL.iter().enumerate() {
            assert!(!Explanation::new(*reason, &[]).text().is_empty(), "{name}");
            assert_eq!(*reason as usize, number, "{name}");
        }
    }
}
