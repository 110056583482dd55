//! A limit that Twilio documents for a value.

/// A rule that Twilio documents for a parameter. The server checks it; we do where we are asked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// A Twilio SID: these two letters, then 32 hexadecimal digits.
    Sid(&'static str),
    /// The number of characters, from and to.
    Length(u32, u32),
    /// A whole number, from and to.
    Range(u32, u32),
    /// Letters, digits and dashes only.
    Dashed,
    /// A country: two capital letters (ISO 3166-1).
    Country,
    /// One of these words, which have commas between them.
    Among(&'static str),
    /// Whom a code is sent to: a phone number in E.164, or an e-mail address.
    Recipient,
}
