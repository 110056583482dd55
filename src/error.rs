//! What each error says.
//!
//! A sentence that names what was wrong and what to do. It is put together from names, numbers and what the server
//! said; never from a value that a caller passed.

use crate::parts::piece;

/// Declares the reasons once: variant, name in the shell, sentence.
macro_rules! reasons {
    ($($(#[doc = $doc:literal])* $variant:ident $name:literal $sentence:literal,)*) => {
        /// Why a call failed, or did not start. The details that a sentence needs are `{0}`, `{1}`, … in it; `{0s}` is
        /// the text of a status, `{0p}` the place of a URL. What stands in brackets is left out where its detail is
        /// empty.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Reason {
            $($(#[doc = $doc])* $variant,)*
        }

        /// The sentences, by the number of their reason.
        static SENTENCES: &[&str] = &[$($sentence,)*];

        #[cfg(any(test, feature = "docs"))]
        impl Reason {
            /// All of them, with the names that the shell knows them by.
            pub const ALL: &[(&str, Reason)] = &[$(($name, Reason::$variant),)*];
        }
    };
}

reasons! {
    /// A required parameter is missing: parameter, operation.
    Missing "MISSING" "Missing the required parameter '{0}' when calling {1}",
    /// A value holds half of a surrogate pair: parameter, operation.
    Surrogate "SURROGATE"
        "'{0}' of {1} holds half of a surrogate pair, which UTF-8 cannot carry. Was it cut inside an emoji?",
    /// A value would change the path that it is put into: parameter, operation, value (one of three).
    PathValue "PATH_VALUE"
        "'{0}' of {1} is '{2}', which would make it another request. It must not be empty, '.' or '..'",
    /// A value has no text: parameter, operation.
    Unsendable "UNSENDABLE"
        "'{0}' of {1} has no text that could be sent. Is it an invalid date, or an object that refers to itself?",
    /// The values of a call are too long: operation, length in characters.
    TooLong "TOO_LONG" "The values passed to {0} are {1} characters long, more than a request can carry",
    /// A header's name or value cannot be sent: header's name, where it is one.
    Header "HEADER"
        "The header[ '{0}'] cannot be sent: its name or value has a line end, or a character that no header may have",
    /// The base path holds credentials.
    BaseCredentials "BASE_CREDENTIALS"
        "basePath holds a user or password, which would end up in logs. Set them in apiClient.authentications",
    /// An argument is not what it should be: argument, operation, what it should be.
    Argument "ARGUMENT" "'{0}' of {1} must be {2}",
    /// A setting of the replaced client that is not carried over: setting, what to do.
    Setting "SETTING" "apiClient.{0} does nothing here: {1}",
    /// The server answered with an error: status, Twilio's message, Twilio's code.
    Http "HTTP" "{0s}[: {1}][ (Twilio error {2})]",
    /// The server pointed elsewhere: operation, status and place, which a browser hides.
    Redirect "REDIRECTED"
        "{0} was answered with a redirect[ ({1})][ to {2p}]. It is not followed: your credentials would go along. Is \
         apiClient.basePath right?",
    /// No answer came: operation, what the platform said.
    Connection "CONNECTION" "No answer to {0}[: {1}]. Is apiClient.basePath right, and the network there?",
    /// What `fetch` gave is no response: operation.
    NoResponse "NO_RESPONSE" "What fetch gave to {0} is not a Response. Is apiClient.fetch right?",
    /// Time ran out for the whole call: milliseconds.
    Deadline "DEADLINE" "Timeout of {0}ms exceeded",
    /// Time ran out for the beginning of the answer: milliseconds.
    FirstByte "FIRST_BYTE" "Response timeout of {0}ms exceeded",
    /// The program's own source of credentials gave none: operation.
    Credentials "CREDENTIALS"
        "apiClient.credentials gave no username and password for {0}. It must return both, or a promise of both",
    /// The pages of a list never end: operation.
    Circle "CIRCLE" "The pages of {0} go round in a circle: the next one is one that came before",
    /// The call was aborted: operation.
    Abort "ABORT" "{0} was aborted",
    /// A good answer does not hold what it should: operation, status, model, what came, media type.
    Parse "PARSE"
        "{0} was answered with {1}, but not with the JSON of {2}: what came is {3}[ ({4})]. Is a proxy in \
         between?",
    /// The wasm module failed: operation.
    Core "CORE" "The WebAssembly core failed in {0} and was started anew. The next call works",
}

/// The sentence of a reason, by its number. `details` are separated by NULs.
pub fn explain(reason: u32, details: &str) -> String {
    let mut text = String::new();
    let mut open = None;
    let mut sentence = SENTENCES.get(reason as usize).unwrap_or(&"").chars();
    while let Some(character) = sentence.next() {
        match character {
            '[' => open = Some(text.len()),
            ']' => open = None,
            '{' => {
                let number = sentence.next().map_or(0, |digit| digit as usize - '0' as usize);
                let detail = piece(details, b'\0', number);
                match sentence.next() {
                    Some('s') => status(&mut text, detail),
                    Some('p') => text.push_str(place(detail)),
                    _ => text.push_str(detail),
                }
                if let Some(length) = open
                    && detail.is_empty()
                {
                    text.truncate(length);
                    sentence.find(|&character| character == ']');
                    open = None;
                }
            }
            '}' => {}
            _ => text.push(character),
        }
    }
    text
}

/// Appends the text of a status. HTTP/2 carries none, and servers write their own.
fn status(text: &mut String, status: &str) {
    let known = "400Bad Request\n401Unauthorized\n403Forbidden\n404Not Found\n405Method Not Allowed\n409Conflict\n\
                 429Too Many Requests\n500Internal Server Error\n502Bad Gateway\n503Service Unavailable\n\
                 504Gateway Timeout";
    match (0..11).find_map(|number| piece(known, b'\n', number).strip_prefix(status)) {
        Some(known) => text.push_str(known),
        None => {
            text.push_str("HTTP ");
            text.push_str(status);
        }
    }
}

/// The place of a URL, without query and user, which may hold what nobody should read.
fn place(url: &str) -> &str {
    let place = piece(piece(url, b'#', 0), b'?', 0);
    // What stands before an @ is a user, or part of a path that is not worth telling apart from one.
    &place[place.bytes().rposition(|byte| byte == b'@').map_or(0, |at| at + 1)..]
}

impl Reason {
    /// The sentence of this reason.
    pub fn explain(self, details: &[&str]) -> String {
        let mut joined = String::new();
        for detail in details {
            joined.push_str(detail);
            joined.push('\0');
        }
        explain(self as u32, &joined)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_http_error_starts_with_the_status_text_and_goes_on_with_what_twilio_said() {
        assert_eq!(Reason::Http.explain(&["400", "", ""]), "Bad Request");
        assert_eq!(Reason::Http.explain(&["418"]), "HTTP 418");
        assert_eq!(
            Reason::Http.explain(&["404", "It was not found", "20404"]),
            "Not Found: It was not found (Twilio error 20404)"
        );
    }

    #[test]
    fn a_missing_parameter_is_said_in_the_replaced_client_s_words() {
        assert_eq!(
            Reason::Missing.explain(&["sid", "fetchFactor"]),
            "Missing the required parameter 'sid' when calling fetchFactor"
        );
    }

    #[test]
    fn a_detail_is_never_read_as_part_of_the_sentence() {
        assert_eq!(Reason::Http.explain(&["{1}", "[{2}", "{0}]"]), "HTTP {1}: [{2} (Twilio error {0}])");
    }

    #[test]
    fn a_redirect_shows_neither_query_nor_user() {
        assert_eq!(place("https://x.test/a?token=s3cret#s3cret"), "https://x.test/a");
        assert_eq!(place("https://me:s3cret@x.test/a?s3cret"), "x.test/a");
        assert_eq!(place("/elsewhere#x"), "/elsewhere");
        let said = Reason::Redirect.explain(&["fetchFactor", "302", "https://me:s3cret@x.test/?s3cret"]);
        assert!(said.contains("(302) to x.test/.") && !said.contains("s3cret"), "{said}");
        assert!(Reason::Redirect.explain(&["fetchFactor", "", ""]).contains("a redirect. It"));
    }

    #[test]
    fn every_reason_has_a_sentence_and_its_own_name() {
        for (number, (name, reason)) in Reason::ALL.iter().enumerate() {
            assert!(!reason.explain(&["a", "b", "c", "d", "e"]).contains(['{', '[']), "{name}");
            assert_eq!(*reason as usize, number, "{name}");
        }
        assert_eq!(explain(u32::MAX, ""), "");
    }
}
