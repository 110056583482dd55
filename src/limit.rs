//! Whether a value keeps a documented limit, and what to say where it does not.

use crate::parts::{SIGNS, take};
use crate::schema::Limit;

impl Limit {
    /// Whether a value keeps it.
    pub fn allows(self, value: &str) -> bool {
        let all = |allowed: fn(&u8) -> bool| value.as_bytes().iter().all(allowed);
        match self {
            Limit::Sid(prefix) => {
                let digits = value.strip_prefix(prefix).unwrap_or_default();
                digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
            }
            Limit::Length(from, to) => (from as usize..=to as usize).contains(&value.chars().count()),
            Limit::Range(from, to) => whole(value).is_some_and(|value| (from..=to).contains(&value)),
            Limit::Dashed => all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-'),
            Limit::Country => value.len() == 2 && all(u8::is_ascii_uppercase),
            Limit::Among(words) => {
                let mut rest = words;
                while !rest.is_empty() {
                    if take(&mut rest, b',') == value {
                        return true;
                    }
                }
                false
            }
            // What else is in them, Twilio knows better.
            Limit::Recipient => value.bytes().any(|byte| byte == b'@') || value.starts_with('+'),
        }
    }

    /// What a value should be, after 'must be'.
    pub fn expected(self) -> String {
        let mut text = String::new();
        match self {
            Limit::Sid(prefix) => {
                text.push_str(prefix);
                text.push_str(" and 32 hexadecimal digits");
            }
            Limit::Length(from, to) => {
                range(&mut text, from, to);
                text.push_str(" characters long");
            }
            Limit::Range(from, to) => {
                text.push_str("a whole number, ");
                range(&mut text, from, to);
            }
            Limit::Dashed => text.push_str("letters, digits and dashes only"),
            Limit::Country => text.push_str("a country as two capital letters"),
            Limit::Among(words) => {
                text.push_str("one of ");
                text.push_str(words);
            }
            Limit::Recipient => text.push_str("+ and digits, or an e-mail address"),
        }
        text
    }

    /// The limit that the tables' text has, as [`crate::table`] writes it.
    pub fn parse(text: &'static str) -> Option<Limit> {
        let (kind, rest) = text.split_at_checked(1)?;
        let dash = rest.bytes().position(|byte| byte == b'-');
        let from = whole(rest.get(..dash.unwrap_or(0))?);
        let to = whole(rest.get(dash.map_or(0, |dash| dash + 1)..)?).unwrap_or(u32::MAX);
        Some(match kind {
            "s" => Limit::Sid(rest),
            "l" => Limit::Length(from?, to),
            "r" => Limit::Range(from?, to),
            "d" => Limit::Dashed,
            "a" => Limit::Among(rest),
            "t" => Limit::Recipient,
            _ => Limit::Country,
        })
    }
}

/// A whole number, the largest there is for whatever is larger. (`parse` would cost ten times as much wasm.)
fn whole(text: &str) -> Option<u32> {
    let digit = |number: u32, byte| match byte {
        b'0'..=b'9' => Some(number.saturating_mul(10).saturating_add(u32::from(byte - b'0'))),
        _ => None,
    };
    text.bytes().try_fold(0, digit).filter(|_| !text.is_empty())
}

/// Writes `8 to 64`, or `at least 8`.
fn range(text: &mut String, from: u32, to: u32) {
    if to == u32::MAX {
        text.push_str("at least ");
        return number(text, from);
    }
    number(text, from);
    text.push_str(" to ");
    number(text, to);
}

/// Writes a number. (`format!` would cost ten times as much wasm as all of this file.)
fn number(text: &mut String, value: u32) {
    if value > 9 {
        number(text, value / 10);
    }
    let digit = (value % 10) as usize;
    text.push_str(&SIGNS[digit..digit + 1]);
}

#[cfg(test)]
mod tests {
    use super::*;

    const SID: Limit = Limit::Sid("VA");

    #[test]
    fn a_sid_is_two_letters_and_32_hexadecimal_digits() {
        assert!(SID.allows("VA0123456789abcdefABCDEF0123456789"));
        for wrong in ["", "VA", "YF0123456789abcdefABCDEF0123456789", "VA0123456789abcdefABCDEF012345678g"] {
            assert!(!SID.allows(wrong), "{wrong}");
        }
        assert!(!SID.allows("VA0123456789abcdefABCDEF01234567é"));
        assert_eq!(SID.expected(), "VA and 32 hexadecimal digits");
    }

    #[test]
    fn lengths_are_counted_in_characters() {
        let limit = Limit::Length(2, 3);
        assert!(limit.allows("éé") && limit.allows("😀😀😀"));
        assert!(!limit.allows("a") && !limit.allows("abcd") && !limit.allows(""));
        assert_eq!(limit.expected(), "2 to 3 characters long");
    }

    #[test]
    fn numbers_are_whole_and_in_their_range() {
        let limit = Limit::Range(20, 1060);
        assert!(limit.allows("20") && limit.allows("1060"));
        for wrong in ["19", "1061", "", "x", "20.5", "1e2", " 20", "99999999999999999999"] {
            assert!(!limit.allows(wrong), "{wrong}");
        }
        assert!(!Limit::Range(0, 9).allows("-1"));
        assert!(Limit::Range(0, u32::MAX).allows("99999999999999999999"));
        assert_eq!(limit.expected(), "a whole number, 20 to 1060");
        assert_eq!(Limit::Range(0, u32::MAX).expected(), "a whole number, at least 0");
    }

    #[test]
    fn a_word_is_one_of_those_that_there_are() {
        let limit = Limit::Among("sms,call");
        assert!(limit.allows("sms") && limit.allows("call"));
        for wrong in ["", "SMS", "sm", "smscall", "sms,call", ",", "+15017122661"] {
            assert!(!limit.allows(wrong), "{wrong}");
        }
        assert_eq!(limit.expected(), "one of sms,call");
    }

    #[test]
    fn a_code_is_sent_to_a_number_or_an_address() {
        assert!(Limit::Recipient.allows("+15017122661") && Limit::Recipient.allows("mika@example.com"));
        for wrong in ["", "sms", "15017122661", "mika"] {
            assert!(!Limit::Recipient.allows(wrong), "{wrong}");
        }
    }

    #[test]
    fn words_keep_to_their_letters() {
        assert!(Limit::Dashed.allows("a-Z-9") && !Limit::Dashed.allows("a_b") && !Limit::Dashed.allows("é"));
        assert!(Limit::Country.allows("DE") && !Limit::Country.allows("de") && !Limit::Country.allows("DEU"));
    }
}
