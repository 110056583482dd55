//! From an operation and its values to an HTTP request.

use crate::error::{Reason, Refusal};
use crate::parts::{SIGNS, take};
use crate::schema::{self, Limit, Place};
use crate::table::Entry;

/// Declares the slots once: variant, name in the shell.
macro_rules! slots {
    ($($(#[doc = $doc:literal])* $variant:ident $name:literal,)*) => {
        /// What a string that the shell hands over is for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Slot {
            $($(#[doc = $doc])* $variant,)*
            /// The value of the operation's parameter of this number; several of them where the value is a list.
            Parameter(usize),
        }

        impl Slot {
            const FIXED: &[Slot] = &[$(Slot::$variant,)*];

            /// The names that the shell knows the slots by which are no parameters.
            #[cfg(feature = "docs")]
            pub const NAMES: &[&str] = &[$($name,)*];
        }
    };
}

slots! {
    /// The URL that paths are appended to; it comes before their values.
    Base "BASE",
    /// A URL as it is, of a request that is not in the tables.
    Url "URL",
    /// The name of the header, query key or form key whose value comes next.
    Name "NAME",
    /// The value of a header.
    Header "HEADER",
    /// The value of a query key.
    Query "QUERY",
    /// The value of a form key.
    Form "FORM",
    /// A body as it is.
    Body "BODY",
    /// Nothing: parameters that follow are held against their documented limits.
    Check "CHECK",
}

impl Slot {
    /// The slot of this number: the fixed ones in their order, then the parameters.
    pub fn of(number: u32) -> Slot {
        let number = number as usize;
        Self::FIXED.get(number).copied().unwrap_or_else(|| Slot::Parameter(number - Self::FIXED.len()))
    }
}

/// An HTTP request, ready to be sent.
#[derive(Debug, Default, PartialEq)]
pub struct Request<'a> {
    /// The URL, with its query.
    pub url: String,
    /// The headers; of several of one name the last counts.
    pub headers: Vec<(&'a str, &'a str)>,
    /// The body, where there is one.
    pub body: Option<String>,
}

impl<'a> Request<'a> {
    /// Encodes a request from what the shell handed over: of `operation`, or, without one, as the parts say.
    pub fn encode(
        operation: Option<Entry>,
        parts: impl Iterator<Item = (Slot, &'a str)>,
    ) -> Result<Request<'a>, Refusal> {
        // Longer than most: what grows is copied.
        let mut request = Request { url: String::with_capacity(256), ..Request::default() };
        let mut path = operation.map_or("", |operation| operation.path);
        let mut name = "";
        let mut check = false;
        let mut query = String::new();
        let mut form = String::new();
        for (slot, value) in parts {
            match slot {
                Slot::Base | Slot::Url => request.url.push_str(base_path(value)),
                Slot::Name => name = value,
                Slot::Header => request.header(name, value)?,
                Slot::Query => pair(&mut query, name, value),
                Slot::Form => pair(&mut form, name, value),
                Slot::Body => request.body = Some(value.to_owned()),
                Slot::Check => check = true,
                Slot::Parameter(number) => {
                    let parameter = operation.and_then(|operation| operation.parameter(number));
                    let (Some(operation), Some(parameter)) = (operation, parameter) else {
                        continue;
                    };
                    let broken = |limit: &Limit| check && !limit.allows(value);
                    if let Some(limit) = parameter.limits().find(broken) {
                        let name = schema::name(parameter.wire);
                        return Err(Refusal::new(
                            Reason::Argument,
                            &[&name, operation.name, &limit.expected()],
                        ));
                    }
                    match parameter.place {
                        Place::Query => pair(&mut query, parameter.wire, value),
                        Place::Form => pair(&mut form, parameter.wire, value),
                        Place::Body => request.body = Some(value.to_owned()),
                        Place::Path => {
                            if matches!(value, "" | "." | "..") {
                                return Err(Refusal::new(
                                    Reason::PathValue,
                                    &[&schema::name(parameter.wire), operation.name, value],
                                ));
                            }
                            // Its values come in the order of the path.
                            request.url.push_str(take(&mut path, b'{'));
                            escape(&mut request.url, value);
                            take(&mut path, b'}');
                        }
                    }
                }
            }
        }
        request.url.push_str(path);
        if !query.is_empty() {
            request.url.push_str(if request.url.bytes().any(|byte| byte == b'?') { "&" } else { "?" });
            request.url.push_str(&query);
        }
        if let Some(operation) = operation {
            let (accept, content_type) = (operation.accept(), operation.content_type());
            if !accept.is_empty() {
                request.headers.push(("Accept", accept));
            }
            if !content_type.is_empty() {
                request.headers.push(("Content-Type", content_type));
                // A form is sent even where nothing is in it.
                request.body.get_or_insert(form);
            }
        } else if !form.is_empty() {
            request.body = Some(form);
        }
        Ok(request)
    }

    /// Adds a header, unless the platform would refuse it: a line end in it could make a second one.
    fn header(&mut self, name: &'a str, value: &'a str) -> Result<(), Refusal> {
        let token = |byte: u8| {
            matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b'^'..=b'z' | b'|' | b'~')
                || matches!(byte, b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'.')
        };
        if name.is_empty() || !name.bytes().all(token) {
            return Err(Refusal::new(Reason::Header, &[]));
        }
        // What begins with 0xC4 or more is beyond U+00FF, which ends what a header can carry. Of control characters that is
        // the tab only (RFC 9110, 5.5), though many a platform takes the others.
        if value.bytes().any(|byte| matches!(byte, 0..=8 | 10..=31 | 127 | 0xc4..)) {
            return Err(Refusal::new(Reason::Header, &[name]));
        }
        self.headers.push((name, value));
        Ok(())
    }
}

/// A base path without its trailing slashes.
fn base_path(url: &str) -> &str {
    let length = url.bytes().rposition(|byte| byte != b'/').map_or(0, |at| at + 1);
    &url[..length]
}

/// Appends `name=value` to a query or form.
fn pair(to: &mut String, name: &str, value: &str) {
    if !to.is_empty() {
        to.push('&');
    }
    escape(to, name);
    to.push('=');
    escape(to, value);
}

/// Appends `value` percent-encoded, as `encodeURIComponent` does it: all but letters, digits and `-_.!~*'()`.
fn escape(to: &mut String, value: &str) {
    let digit = |value: u8| &SIGNS[usize::from(value)..usize::from(value) + 1];
    let (mut start, mut at) = (0, 0);
    // Not by an iterator: where code is made small, each step of one is a call.
    while let Some(&byte) = value.as_bytes().get(at) {
        let plain = matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z')
            || matches!(byte, b'!' | b'\''..=b'*' | b'-' | b'.' | b'_' | b'~');
        if !plain {
            to.push_str(value.get(start..at).unwrap_or_default());
            to.push('%');
            to.push_str(digit(byte >> 4));
            to.push_str(digit(byte & 15));
            start = at + 1;
        }
        at += 1;
    }
    to.push_str(value.get(start..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::operations;

    const P: fn(usize) -> Slot = Slot::Parameter;

    fn encode<'a>(name: &str, parts: &[(Slot, &'a str)]) -> Result<Request<'a>, Refusal> {
        let number = operations().position(|operation| operation.name == name).unwrap();
        Request::encode(Entry::of(number), parts.iter().copied())
    }

    #[test]
    fn a_fetch_goes_to_the_filled_path() {
        let request = encode(
            "fetchFactor",
            &[(Slot::Base, "https://x.test//"), (P(0), "VA1"), (P(1), "a/b ü"), (P(2), "YF1")],
        )
        .unwrap();
        assert_eq!(request.url, "https://x.test/v2/Services/VA1/Entities/a%2Fb%20%C3%BC/Factors/YF1");
        assert_eq!(request.headers, [("Accept", "application/json")]);
        assert_eq!(request.body, None);
    }

    #[test]
    fn a_value_that_looks_like_a_placeholder_stays_a_value() {
        let request =
            encode("fetchFactor", &[(P(0), "{Identity}"), (P(1), "{Sid}"), (P(2), "{ServiceSid}")]).unwrap();
        assert_eq!(request.url, "/v2/Services/%7BIdentity%7D/Entities/%7BSid%7D/Factors/%7BServiceSid%7D");
    }

    #[test]
    fn a_delete_asks_for_no_media_type_and_has_no_body() {
        let request = encode("deleteFactor", &[(P(0), "VA1"), (P(1), "me"), (P(2), "YF1")]).unwrap();
        assert_eq!((request.headers.len(), request.body), (0, None));
    }

    #[test]
    fn options_that_are_not_given_leave_no_key() {
        let list = |parts: &[(Slot, &str)]| encode("listFactor", parts).unwrap().url;
        assert_eq!(list(&[(P(0), "VA1"), (P(1), "me")]), "/v2/Services/VA1/Entities/me/Factors");
        assert_eq!(
            list(&[(P(0), "VA1"), (P(1), "me"), (P(2), "5"), (P(4), "a&b=c")]),
            "/v2/Services/VA1/Entities/me/Factors?PageSize=5&PageToken=a%26b%3Dc"
        );
    }

    #[test]
    fn a_form_holds_every_option_and_repeats_a_key_for_a_list() {
        let parts = [
            (P(0), "VA1"),
            (P(1), "me"),
            (P(2), "YF1"),
            (P(3), "1+2 3"),
            (P(10), "30"),
            (P(11), "a"),
            (P(11), "b"),
        ];
        let request = encode("updateFactor", &parts).unwrap();
        assert_eq!(
            request.body.as_deref(),
            Some("AuthPayload=1%2B2%203&Config.TimeStep=30&FriendlyName=a&FriendlyName=b")
        );
        assert!(request.headers.iter().any(|(name, value)| {
            *name == "Content-Type" && *value == "application/x-www-form-urlencoded"
        }));
    }

    #[test]
    fn a_json_body_is_sent_as_it_is() {
        let body = r#"{"identity":"me & you"}"#;
        let request = encode("createChallengePasskeys", &[(P(0), "VA1"), (P(1), body)]).unwrap();
        assert_eq!(request.url, "/v2/Services/VA1/Passkeys/Challenges");
        assert_eq!(request.body.as_deref(), Some(body));
        assert_eq!(request.headers, [("Accept", "application/json"), ("Content-Type", "application/json")]);
    }

    #[test]
    fn a_path_value_that_would_change_the_path_is_refused() {
        for value in ["", ".", ".."] {
            let refused = encode("deleteFactor", &[(P(0), "VA1"), (P(1), "me"), (P(2), value)]).unwrap_err();
            assert_eq!(refused, Refusal::new(Reason::PathValue, &["sid", "deleteFactor", value]));
        }
        assert!(encode("deleteFactor", &[(P(0), "VA1"), (P(1), "..."), (P(2), "YF1")]).is_ok());
    }

    #[test]
    fn a_header_that_could_make_a_second_one_is_refused_without_its_value() {
        let controls = (0..32).chain([127]).filter(|control| *control != b'\t');
        let values: Vec<_> = controls.map(|control| format!("s3cret{}", char::from(control))).collect();
        let request = |name, value| {
            encode("fetchFactor", &[(Slot::Name, name), (Slot::Header, value)]).map(|request| request.headers)
        };
        assert_eq!(request("X-One", "a b").unwrap()[0], ("X-One", "a b"));
        let refused = Refusal::new(Reason::Header, &["Authorization"]);
        for value in ["s3cret\r\nX: 1", "s3cret\n", "s3cret\0", "s3cret😀"] {
            assert_eq!(request("Authorization", value).unwrap_err(), refused);
        }
        for value in &values {
            assert_eq!(request("Authorization", value).unwrap_err(), refused, "{value:?}");
        }
        assert_eq!(request("X-One", "a\t~\u{ff}").unwrap()[0], ("X-One", "a\t~\u{ff}"));
        assert!(request("", "x").is_err() && request("a b", "x").is_err() && request("ü", "x").is_err());
    }

    #[test]
    fn a_request_that_is_not_in_the_tables_is_what_its_parts_say() {
        let parts = [
            (Slot::Url, "https://x.test/a?b=c"),
            (Slot::Name, "d e"),
            (Slot::Query, "f"),
            (Slot::Name, "g"),
            (Slot::Form, "h i"),
        ];
        let request = Request::encode(None, parts.into_iter()).unwrap();
        assert_eq!(request.url, "https://x.test/a?b=c&d%20e=f");
        assert_eq!(request.body.as_deref(), Some("g=h%20i"));
    }

    #[test]
    fn limits_are_checked_where_that_is_asked_for_and_no_value_is_shown() {
        let sid = "VA0123456789abcdef0123456789abcdef";
        let list = |check: bool, values: [&str; 3]| {
            let [sid, identity, size] = values;
            let parts = [(Slot::Check, ""), (P(0), sid), (P(1), identity), (P(2), size)];
            encode("listFactor", &parts[usize::from(!check)..]).map(|request| request.url)
        };
        assert!(list(true, [sid, "identity-1", "1000"]).is_ok());
        assert!(list(false, ["VA1", "s3", "1001"]).is_ok());
        for (values, parameter, expected) in [
            (["VA1", "identity-1", "5"], "serviceSid", "VA and 32 hexadecimal digits"),
            ([sid, "s3", "5"], "identity", "8 to 64 characters long"),
            ([sid, "an identity", "5"], "identity", "letters, digits and dashes only"),
            ([sid, "identity-1", "0"], "pageSize", "a whole number, 1 to 1000"),
        ] {
            let refused = Refusal::new(Reason::Argument, &[parameter, "listFactor", expected]);
            assert_eq!(list(true, values), Err(refused));
        }
    }

    #[test]
    fn a_channel_and_whom_a_code_is_sent_to_are_not_mistaken_for_each_other() {
        let sid = "VA0123456789abcdef0123456789abcdef";
        let create = |channel, to| {
            encode("createVerification", &[(Slot::Check, ""), (P(0), sid), (P(1), channel), (P(2), to)])
        };
        for (channel, to) in [("sms", "+15017122661"), ("email", "mika@example.com"), ("auto", "+44 20")] {
            assert!(create(channel, to).is_ok(), "{channel} {to}");
        }
        let channels = "one of sms,call,email,whatsapp,rbm,sna,auto";
        for (channel, to, parameter, expected) in [
            ("+15017122661", "sms", "channel", channels),
            ("SMS", "+15017122661", "channel", channels),
            ("sms", "sms", "to", "+ and digits, or an e-mail address"),
        ] {
            let refused = Refusal::new(Reason::Argument, &[parameter, "createVerification", expected]);
            assert_eq!(create(channel, to), Err(refused));
        }
    }

    #[test]
    fn slots_are_numbered_in_their_order() {
        assert_eq!(Slot::of(0), Slot::Base);
        assert_eq!(Slot::of(6), Slot::Body);
        assert_eq!(Slot::of(7), Slot::Check);
        assert_eq!(Slot::of(8), Slot::Parameter(0));
    }
}
