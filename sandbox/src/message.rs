//! Requests and responses, as the service sees them.

use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};

/// A request.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Request {
    /// The HTTP method, in upper case.
    pub method: String,
    /// The whole URL.
    pub url: String,
    /// The headers, each once. Only `Authorization` and `Content-Type` are read.
    #[serde(default)]
    pub headers: Vec<(String, String)>,
    /// The body; empty where there is none. Of one that is longer than [`crate::LONGEST`] bytes only so much has to be
    /// here that this shows.
    #[serde(default)]
    pub body: String,
    /// The code to send, where the request makes one (see [`crate::control::Command::Asks`]) and the tester has a
    /// function for it.
    #[serde(default)]
    pub code: Option<String>,
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

    /// Where the path begins in the location.
    fn authority(&self) -> usize {
        let location = self.location();
        let host = location.find("://").map_or(0, |scheme| scheme + 3);
        location[host..].find('/').map_or(location.len(), |slash| host + slash)
    }

    /// Scheme, host and port: what all URLs of an answer begin with.
    pub fn origin(&self) -> &str {
        &self.url[..self.authority()]
    }

    /// The path, from its first slash.
    pub fn path(&self) -> &str {
        &self.location()[self.authority()..]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Response {
    /// The HTTP status; 0 where the tester wants no answer to come, but the connection to break.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body; none where the status has none.
    pub body: Option<String>,
    /// How long the answer is to take, in milliseconds, where the tester wants it so.
    pub delay: u64,
}

impl Response {
    fn new(status: u16, body: Option<String>) -> Response {
        Response { status, headers: Vec::new(), body, delay: 0 }
    }

    /// A response of this status whose body is the JSON of `value`.
    pub fn json(status: u16, value: &impl Serialize) -> Response {
        let body = serde_json::to_string(value).unwrap_or_default();
        Response::new(status, Some(body)).with_header("Content-Type", "application/json".into())
    }

    /// What there is, or has become of it.
    pub fn found(value: &impl Serialize) -> Response {
        Response::json(200, value)
    }

    /// What has been created.
    pub fn created(value: &impl Serialize) -> Response {
        Response::json(201, value)
    }

    /// It is gone: the response holds nothing.
    pub fn deleted() -> Response {
        Response::new(204, None)
    }

    /// The connection breaks before an answer comes.
    pub fn broken() -> Response {
        Response::new(0, None)
    }

    /// The same with one more header.
    pub fn with_header(mut self, name: &'static str, value: String) -> Response {
        self.headers.push((name, value));
        self
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}
