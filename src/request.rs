//! From an operation and its values to an HTTP request.

use crate::api::{Operation, Place};
use crate::error::{Explanation, Reason};

/// What a string that the shell hands over is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The URL that paths are appended to.
    Base,
    /// A URL as it is, of a request that is not in the tables.
    Url,
    /// The method of a request that is not in the tables.
    Method,
    /// The name of the header, query key or form key whose value comes next.
    Name,
    /// The value of a header.
    Header,
    /// The value of a query key.
    Query,
    /// The value of a form key.
    Form,
    /// A body as it is.
    Body,
    /// The value of the operation's parameter of this number; several of them where the value is a list.
    Parameter(usize),
}

impl Slot {
    /// The slots that are not parameters, with the names that the shell knows them by.
    pub const FIXED: [(&str, Slot); 8] = [
        ("BASE", Slot::Base),
        ("URL", Slot::Url),
        ("METHOD", Slot::Method),
        ("NAME", Slot::Name),
        ("HEADER", Slot::Header),
        ("QUERY", Slot::Query),
        ("FORM", Slot::Form),
        ("BODY", Slot::Body),
    ];

    /// The slot of this number: the fixed ones in their order, then the parameters.
    pub fn of(number: u32) -> Slot {
        let number = number as usize;
        match Self::FIXED.get(number) {
            Some((_, slot)) => *slot,
            None => Slot::Parameter(number - Self::FIXED.len()),
        }
    }
}

/// An HTTP request, ready to be sent.
#[derive(Debug, Default, PartialEq)]
pub struct Request {
    /// The method.
    pub method: String,
    /// The URL, with its query.
    pub url: String,
    /// The headers; of several of one name the last counts.
    pub headers: Vec<(String, String)>,
    /// The body, where there is one.
    pub body: Option<String>,
}

impl Request {
    /// Encodes a request from what the shell handed over: of `operation`, or, without one, as the parts say.
    pub fn encode<'a>(
        operation: Option<&'static Operation>,
        parts: impl Iterator<Item = (Slot, &'a str)>,
    ) -> Result<Request, Explanation> {
        let mut request = Request::default();
        let mut base = "";
        let mut name = "";
        let mut query = String::new();
        let mut form = String::new();
        if let Some(operation) = operation {
            request.method.push_str(operation.method.as_str());
            request.url.push_str(operation.path);
        }
        for (slot, value) in parts {
            match slot {
                Slot::Base => base = base_path(value)?,
                Slot::Url => request.url.push_str(base_path(value)?),
                Slot::Method => request.method.push_str(value),
                Slot::Name => name = value,
                Slot::Header => request.header(name, value)?,
                Slot::Query => pair(&mut query, name, value),
                Slot::Form => pair(&mut form, name, value),
                Slot::Body => request.body = Some(value.to_owned()),
                Slot::Parameter(number) => {
                    let parameter = operation.and_then(|operation| operation.parameters.get(number));
                    let (Some(operation), Some(parameter)) = (operation, parameter) else {
                        continue;
                    };
                    match parameter.place {
                        Place::Query => pair(&mut query, parameter.wire, value),
                        Place::Form => pair(&mut form, parameter.wire, value),
                        Place::Path => {
                            if matches!(value, "" | "." | "..") {
                                return Err(Explanation::new(
                                    Reason::PathValue,
                                    &[&parameter.name(), operation.name, value],
                                ));
                            }
                            request.fill(parameter.wire, value);
                        }
                    }
                }
            }
        }
        request.url.insert_str(0, base);
        if !query.is_empty() {
            request
                .url
                .push(if request.url.contains('?') { '&' } else { '?' });
            request.url.push_str(&query);
        }
        if let Some(operation) = operation {
            if let Some(accept) = operation.accept() {
                request.header("Accept", accept)?;
            }
            if let Some(content_type) = operation.content_type() {
                request.header("Content-Type", content_type)?;
                request.body = Some(form);
            }
        } else if !form.is_empty() {
            request.body = Some(form);
        }
        Ok(request)
    }

    /// Puts `value` in the place of `{wire}` in the path.
    fn fill(&mut self, wire: &str, value: &str) {
        let mut from = 0;
        while let Some(open) = self.url[from..].find('{') {
            let start = from + open;
            let end = start + wire.len() + 1;
            if self.url[start + 1..].starts_with(wire) && self.url.as_bytes().get(end) == Some(&b'}') {
                let tail = self.url.split_off(end + 1);
                self.url.truncate(start);
                escape(&mut self.url, value);
                self.url.push_str(&tail);
                return;
            }
            from = start + 1;
        }
    }

    /// Adds a header, unless the platform would refuse it: a line end in it could make a second one.
    fn header(&mut self, name: &str, value: &str) -> Result<(), Explanation> {
        let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        if name.is_empty() || !name.bytes().all(token) {
            return Err(Explanation::new(Reason::HeaderName, &[]));
        }
        let good = |character: char| !matches!(character, '\0' | '\r' | '\n' | '\u{100}'..);
        if !value.chars().all(good) {
            return Err(Explanation::new(Reason::HeaderValue, &[name]));
        }
        self.headers.push((name.to_owned(), value.to_owned()));
        Ok(())
    }
}

/// A base path without its trailing slashes. Credentials in it are refused: `fetch` would put them into its error.
fn base_path(url: &str) -> Result<&str, Explanation> {
    let authority = url.split_once("//").map_or("", |(_, rest)| rest);
    if authority
        .split(['/', '?', '#'])
        .next()
        .is_some_and(|authority| authority.contains('@'))
    {
        return Err(Explanation::new(Reason::BaseCredentials, &[]));
    }
    Ok(url.trim_end_matches('/'))
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
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) {
            to.push(byte as char);
        } else {
            to.push('%');
            to.push(DIGITS[usize::from(byte >> 4)] as char);
            to.push(DIGITS[usize::from(byte & 15)] as char);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::operations;

    const P: fn(usize) -> Slot = Slot::Parameter;

    fn encode(name: &str, parts: &[(Slot, &str)]) -> Result<Request, Explanation> {
        let operation = operations().find(|operation| operation.name == name).unwrap();
        Request::encode(Some(operation), parts.iter().copied())
    }

    #[test]
    fn a_fetch_is_a_get_of_the_filled_path() {
        let request = encode(
            "fetchFactor",
            &[
                (Slot::Base, "https://x.test//"),
                (P(0), "VA1"),
                (P(1), "a/b ü"),
                (P(2), "YF1"),
            ],
        )
        .unwrap();
        assert_eq!(request.method, "GET");
        assert_eq!(
            request.url,
            "https://x.test/v2/Services/VA1/Entities/a%2Fb%20%C3%BC/Factors/YF1"
        );
        assert_eq!(
            request.headers,
            [("Accept".to_owned(), "application/json".to_owned())]
        );
        assert_eq!(request.body, None);
    }

    #[test]
    fn a_value_that_looks_like_a_placeholder_stays_a_value() {
        let request = encode(
            "fetchFactor",
            &[(P(0), "{Identity}"), (P(1), "{Sid}"), (P(2), "{ServiceSid}")],
        )
        .unwrap();
        assert_eq!(
            request.url,
            "/v2/Services/%7BIdentity%7D/Entities/%7BSid%7D/Factors/%7BServiceSid%7D"
        );
    }

    #[test]
    fn a_delete_asks_for_no_media_type_and_has_no_body() {
        let request = encode("deleteFactor", &[(P(0), "VA1"), (P(1), "me"), (P(2), "YF1")]).unwrap();
        assert_eq!(
            (request.method.as_str(), request.headers.len(), request.body),
            ("DELETE", 0, None)
        );
    }

    #[test]
    fn options_that_are_not_given_leave_no_key() {
        let list = |parts: &[(Slot, &str)]| encode("listFactor", parts).unwrap().url;
        assert_eq!(
            list(&[(P(0), "VA1"), (P(1), "me")]),
            "/v2/Services/VA1/Entities/me/Factors"
        );
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
        assert!(
            request.headers.iter().any(|(name, value)| {
                name == "Content-Type" && value == "application/x-www-form-urlencoded"
            })
        );
    }

    #[test]
    fn a_path_value_that_would_change_the_path_is_refused() {
        for value in ["", ".", ".."] {
            let refused = encode("deleteFactor", &[(P(0), "VA1"), (P(1), "me"), (P(2), value)]).unwrap_err();
            assert!(refused.to_string().contains("'sid'"), "{refused}");
        }
        assert!(encode("deleteFactor", &[(P(0), "VA1"), (P(1), "..."), (P(2), "YF1")]).is_ok());
    }

    #[test]
    fn a_header_that_could_make_a_second_one_is_refused_without_its_value() {
        let request = |name, value| {
            encode("fetchFactor", &[(Slot::Name, name), (Slot::Header, value)]).map(|request| request.headers)
        };
        assert_eq!(
            request("X-One", "a b").unwrap()[0],
            ("X-One".to_owned(), "a b".to_owned())
        );
        for value in ["s3cret\r\nX: 1", "s3cret\n", "s3cret\0", "s3cret😀"] {
            let refused = request("Authorization", value).unwrap_err().to_string();
            assert!(
                refused.contains("Authorization") && !refused.contains("s3cret"),
                "{refused}"
            );
        }
        assert!(request("", "x").is_err() && request("a b", "x").is_err() && request("ü", "x").is_err());
    }

    #[test]
    fn credentials_in_the_base_path_are_refused_without_showing_them() {
        let refused = encode("fetchFactor", &[(Slot::Base, "https://me:s3cret@x.test")]).unwrap_err();
        assert!(!refused.to_string().contains("s3cret"));
        assert!(encode("fetchFactor", &[(Slot::Base, "https://x.test/@")]).is_ok());
    }

    #[test]
    fn a_request_that_is_not_in_the_tables_is_what_its_parts_say() {
        let parts = [
            (Slot::Method, "PUT"),
            (Slot::Url, "https://x.test/a?b=c"),
            (Slot::Name, "d e"),
            (Slot::Query, "f"),
            (Slot::Name, "g"),
            (Slot::Form, "h i"),
        ];
        let request = Request::encode(None, parts.into_iter()).unwrap();
        assert_eq!(request.method, "PUT");
        assert_eq!(request.url, "https://x.test/a?b=c&d%20e=f");
        assert_eq!(request.body.as_deref(), Some("g=h%20i"));
    }

    #[test]
    fn slots_are_numbered_in_their_order() {
        assert_eq!(Slot::of(0), Slot::Base);
        assert_eq!(Slot::of(7), Slot::Body);
        assert_eq!(Slot::of(8), Slot::Parameter(0));
    }
}
