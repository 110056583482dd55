//! Requests and responses, as the service sees them.

use percent_encoding::percent_decode_str;
use serde::Serialize;

/// A request.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The HTTP method, in upper case.
    pub method: String,
    /// The whole URL.
    pub url: String,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body; empty where there is none.
    pub body: String,
}

impl Request {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The URL without its query.
    pub fn location(&self) -> &str {
        self.url.split(['?', '#']).next().unwrap_or_default()
    }

    /// The path, from its first slash.
    pub fn path(&self) -> &str {
        let location = self.location();
        let authority = location.find("://").map_or(0, |scheme| scheme + 3);
        location[authority..].find('/').map_or("", |slash| &location[authority + slash..])
    }

    /// The keys and values of the query.
    pub fn query(&self) -> impl Iterator<Item = (String, String)> {
        let query =
            self.url.split('#').next().and_then(|url| url.split_once('?')).map_or("", |(_, query)| query);
        pairs(query)
    }

    /// The keys and values of the body, where it is a form.
    pub fn form(&self) -> impl Iterator<Item = (String, String)> {
        let is_form = self
            .header("content-type")
            .and_then(|value| value.split(';').next())
            .is_some_and(|value| value.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"));
        pairs(if is_form { &self.body } else { "" })
    }
}

/// Keys and values by the rules of the web; what is not UTF-8 becomes U+FFFD.
fn pairs(text: &str) -> impl Iterator<Item = (String, String)> {
    form_urlencoded::parse(text.as_bytes()).map(|(name, value)| (name.into_owned(), value.into_owned()))
}

/// A segment of a path, decoded.
pub fn decode(segment: &str) -> String {
    percent_decode_str(segment).decode_utf8_lossy().into_owned()
}

/// A response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body; none where the status has none.
    pub body: Option<String>,
}

impl Response {
    /// A response of this status whose body is the JSON of `value`.
    pub fn json(status: u16, value: &impl Serialize) -> Response {
        let body = serde_json::to_string(value).unwrap_or_default();
        Response { status, headers: Vec::new(), body: Some(body) }
            .with_header("Content-Type", "application/json".into())
    }

    /// The response that holds nothing: 204.
    pub fn empty() -> Response {
        Response { status: 204, headers: Vec::new(), body: None }
    }

    /// The same with one more header.
    pub fn with_header(mut self, name: &'static str, value: String) -> Response {
        self.headers.push((name, value));
        self
    }
}
