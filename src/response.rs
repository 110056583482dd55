//! What an answer's status means.

/// Declares the verdicts once: variant, name in the shell.
macro_rules! verdicts {
    ($($(#[doc = $doc:literal])* $variant:ident $name:literal,)*) => {
        /// What the shell has to do with an answer.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Verdict {
            $($(#[doc = $doc])* $variant,)*
        }

        #[cfg(feature = "docs")]
        impl Verdict {
            /// All of them, with the names that the shell knows them by.
            pub const ALL: &[(&str, Verdict)] = &[$(($name, Verdict::$variant),)*];
        }
    };
}

verdicts! {
    /// It holds a model: parse and decode it.
    Data "DATA",
    /// It is good, and holds nothing: the data is `null`.
    Nothing "NOTHING",
    /// It points elsewhere, where nobody follows.
    Redirect "REDIRECT",
    /// It is an error.
    Failure "FAILURE",
}

impl Verdict {
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
}
