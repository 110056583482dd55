//! What an answer's status means.

use crate::error::{Explanation, Reason};

/// What the shell has to do with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds a model: parse and decode it.
    Data,
    /// It is good, and holds nothing: the data is `null`.
    Nothing,
    /// It points elsewhere, where nobody follows.
    Redirect,
    /// It is an error.
    Failure,
}

impl Verdict {
    /// All of them, with the names that the shell knows them by.
    pub const ALL: [(&str, Verdict); 4] = [
        ("DATA", Verdict::Data),
        ("NOTHING", Verdict::Nothing),
        ("REDIRECT", Verdict::Redirect),
        ("FAILURE", Verdict::Failure),
    ];

    /// What an answer of this status is. `returns`: whether its operation has a model. A browser hides where a
    /// redirect points behind status 0.
    pub fn of(status: u16, returns: bool) -> Verdict {
        match status {
            204 => Verdict::Nothing,
            200..300 if returns => Verdict::Data,
            200..300 => Verdict::Nothing,
            0 | 300..400 => Verdict::Redirect,
            _ => Verdict::Failure,
        }
    }
}

/// What a redirect's error says: the place without query and user, which may hold what nobody should read.
pub fn redirected(operation: &str, status: &str, location: &str) -> Explanation {
    let place = location.split(['?', '#']).next().unwrap_or_default();
    let (scheme, rest) = place
        .split_once("//")
        .map_or(("", place), |(scheme, rest)| (scheme, rest));
    let host = rest.find('/').unwrap_or(rest.len());
    let rest = rest[..host].rfind('@').map_or(rest, |at| &rest[at + 1..]);
    let slashes = if place.contains("//") { "//" } else { "" };
    let place = [scheme, slashes, rest].concat();
    Explanation::new(Reason::Redirect, &[operation, status, &place])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_tells_what_to_do() {
        assert_eq!(Verdict::of(200, true), Verdict::Data);
        assert_eq!(Verdict::of(201, true), Verdict::Data);
        assert_eq!(Verdict::of(200, false), Verdict::Nothing);
        assert_eq!(Verdict::of(204, true), Verdict::Nothing);
        for status in [0, 301, 302, 303, 304, 307, 308] {
            assert_eq!(Verdict::of(status, true), Verdict::Redirect);
        }
        for status in [199, 400, 401, 404, 429, 500, 599, 999] {
            assert_eq!(Verdict::of(status, true), Verdict::Failure);
        }
    }

    #[test]
    fn a_redirect_shows_neither_query_nor_user() {
        let said = |location| redirected("fetchFactor", "302", location).to_string();
        assert!(said("https://me:s3cret@x.test/a?token=s3cret#s3cret").contains("https://x.test/a"));
        assert!(!said("https://me:s3cret@x.test/a?token=s3cret#s3cret").contains("s3cret"));
        assert!(said("/elsewhere?x").contains("/elsewhere"));
        assert!(said("//x.test/@").contains("//x.test/@"));
        assert!(!said("").is_empty());
    }
}
