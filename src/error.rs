//! What each error says.
//!
//! A sentence that names what was wrong and what to do. It is put together from names, numbers and what the server
//! said; never from a value that a caller passed. Sentences stand here and are spoken by the package's JavaScript, into
//! which `cargo xtask build` makes them: no text of an error crosses the boundary, only its reason and details.

/// Declares the reasons once: variant, name in the shell, sentence.
use crate::parts::SIGNS;

macro_rules! reasons {
    ($($(#[doc = $doc:literal])* $variant:ident $name:literal $sentence:literal,)*) => {
        /// Why a call failed, or did not start. The details that a sentence needs are `{0}`, `{1}`, … in it; `{0s}` is
        /// the text of a status, `{0p}` the place of a URL. What stands in brackets is left out where its detail is
        /// empty.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Reason {
            $($(#[doc = $doc])* $variant,)*
        }

        #[cfg(feature = "docs")]
        impl Reason {
            /// All of them in their order: the name that the shell knows each by, and its sentence.
            pub const ALL: &[(&str, &str)] = &[$(($name, $sentence),)*];
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
        "The header[ '{0}'] cannot be sent: its name or value has a line end, or another character that no header may have",
    /// The base path is none that could be called, or holds credentials.
    Base "BASE"
        "basePath must be a URL such as https://verify.twilio.com, and hold no user or password, which would end up in \
         logs: they belong in apiClient.authentications",
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

/// Why a request cannot be made.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal(String);

impl Refusal {
    /// A refusal with the details that its sentence needs.
    pub fn new(reason: Reason, details: &[&str]) -> Refusal {
        let letter = reason as usize;
        let mut text = SIGNS[letter + 10..letter + 11].to_owned();
        for detail in details {
            text.push_str(detail);
            text.push('\0');
        }
        Refusal(text)
    }

    /// What the shell reads: a letter for the reason, then the details, a NUL after each.
    pub fn into_text(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_told_by_a_letter_and_its_details() {
        assert_eq!(Refusal::new(Reason::Missing, &["sid", "fetchFactor"]).into_text(), "Asid\0fetchFactor\0");
        assert_eq!(Refusal::new(Reason::Core, &[]).into_text(), "T");
    }
}
