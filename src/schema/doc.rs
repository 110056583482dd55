//! Documentation, which only a build that writes some has.

/// A piece of documentation; nothing at all in a build that does not write any.
#[derive(Clone, Copy, Debug)]
pub struct Doc {
    #[cfg(feature = "docs")]
    text: &'static str,
}

impl Doc {
    /// No documentation.
    pub const NONE: Self = Self::new("");

    /// Documentation of this text.
    pub const fn new(text: &'static str) -> Self {
        #[cfg(not(feature = "docs"))]
        let _ = text;
        Doc {
            #[cfg(feature = "docs")]
            text,
        }
    }

    /// The text, where this build has it.
    #[cfg(feature = "docs")]
    pub const fn text(&self) -> &'static str {
        self.text
    }
}
