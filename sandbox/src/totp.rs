//! The codes of authenticator apps: TOTP (RFC 6238) on HOTP (RFC 4226), and the `otpauth://` URIs that carry them.

use data_encoding::{BASE32, BASE32_NOPAD};
use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use sha1::Sha1;
use sha2::{Sha256, Sha512};
use subtle::{Choice, ConstantTimeEq};

/// All but the characters that a URI never has to escape.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The hash function of the codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Algorithm {
    /// SHA-1.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

impl Algorithm {
    /// The algorithm of this name, in either case.
    pub fn named(name: &str) -> Option<Algorithm> {
        match name.to_ascii_lowercase().as_str() {
            "sha1" => Some(Algorithm::Sha1),
            "sha256" => Some(Algorithm::Sha256),
            "sha512" => Some(Algorithm::Sha512),
            _ => None,
        }
    }

    /// Its name, as Twilio writes it.
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::Sha1 => "sha1",
            Algorithm::Sha256 => "sha256",
            Algorithm::Sha512 => "sha512",
        }
    }

    fn sign(self, key: &[u8], message: &[u8]) -> Vec<u8> {
        fn sign<M: Mac + KeyInit>(key: &[u8], message: &[u8]) -> Vec<u8> {
            // An HMAC takes a key of any length.
            <M as KeyInit>::new_from_slice(key)
                .map(|mac| mac.chain_update(message).finalize().into_bytes().to_vec())
                .unwrap_or_default()
        }
        match self {
            Algorithm::Sha1 => sign::<Hmac<Sha1>>(key, message),
            Algorithm::Sha256 => sign::<Hmac<Sha256>>(key, message),
            Algorithm::Sha512 => sign::<Hmac<Sha512>>(key, message),
        }
    }
}

/// A generator of codes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totp {
    /// The shared secret.
    pub secret: Vec<u8>,
    /// The hash function.
    pub algorithm: Algorithm,
    /// How many digits a code has.
    pub digits: u32,
    /// How long a code lasts, in seconds.
    pub period: u32,
}

impl std::fmt::Debug for Totp {
    /// Without the secret.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Totp { secret: _, algorithm, digits, period } = self;
        write!(formatter, "Totp({algorithm:?}, {digits}, {period})")
    }
}

impl Totp {
    /// The time step that a time, in milliseconds since 1970, belongs to.
    pub fn step(&self, now: u64) -> u64 {
        now / 1000 / u64::from(self.period.max(1))
    }

    /// When a time step ends, in milliseconds since 1970.
    pub fn end(&self, step: u64) -> u64 {
        step.saturating_add(1).saturating_mul(1000 * u64::from(self.period.max(1)))
    }

    /// The code of a time step.
    pub fn code(&self, step: u64) -> String {
        let hash = self.algorithm.sign(&self.secret, &step.to_be_bytes());
        let offset = usize::from(hash.last().copied().unwrap_or_default() & 15);
        let value = hash[offset..].first_chunk().map_or(0, |bytes| u32::from_be_bytes(*bytes)) & 0x7fff_ffff;
        let code = u64::from(value) % 10_u64.pow(self.digits);
        format!("{code:0width$}", width = self.digits as usize)
    }

    /// Whether a code is right at a time, or within `skew` time steps of it. Takes as long for a wrong code as for a
    /// right one.
    pub fn check(&self, code: &str, now: u64, skew: u64) -> bool {
        let step = self.step(now);
        let right = (step.saturating_sub(skew)..=step + skew)
            .fold(Choice::from(0), |right, step| right | self.code(step).as_bytes().ct_eq(code.as_bytes()));
        right.into()
    }

    /// The secret in base32, as people type it.
    pub fn base32(&self) -> String {
        BASE32_NOPAD.encode(&self.secret)
    }

    /// The URI that authenticator apps read from a QR code, in the
    /// [format](https://github.com/google/google-authenticator/wiki/Key-Uri-Format) that all of them share.
    pub fn uri(&self, issuer: &str, label: &str) -> String {
        let issuer = utf8_percent_encode(issuer, RESERVED);
        format!(
            "otpauth://totp/{issuer}:{}?secret={}&issuer={issuer}&algorithm={}&digits={}&period={}",
            utf8_percent_encode(label, RESERVED),
            self.base32(),
            self.algorithm.name().to_ascii_uppercase(),
            self.digits,
            self.period,
        )
    }

    /// Reads a URI as an authenticator app does. The error says what is wrong with it, without showing the secret.
    pub fn parse(uri: &str) -> Result<Totp, String> {
        let scheme = "otpauth://totp/";
        let rest = uri
            .get(..scheme.len())
            .filter(|start| start.eq_ignore_ascii_case(scheme))
            .map(|_| &uri[scheme.len()..])
            .ok_or("the URI does not start with otpauth://totp/")?;
        let (_, query) = rest.split_once('?').ok_or("the URI has no secret")?;
        let mut totp = Totp { secret: Vec::new(), algorithm: Algorithm::Sha1, digits: 6, period: 30 };
        let number = |name: &str, value: &str, least: u32, most: u32| match value.parse() {
            Ok(number) if (least..=most).contains(&number) => Ok(number),
            _ => Err(format!("the URI's {name} is not a number from {least} to {most}")),
        };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "secret" => totp.secret = secret(&value).ok_or("the URI's secret is not base32")?,
                "algorithm" => {
                    totp.algorithm = Algorithm::named(&value).ok_or("the URI's algorithm is not known")?;
                }
                "digits" => totp.digits = number("digits", &value, 1, 9)?,
                "period" => totp.period = number("period", &value, 1, 86400)?,
                _ => {}
            }
        }
        if totp.secret.is_empty() { Err("the URI has no secret".to_owned()) } else { Ok(totp) }
    }
}

/// A secret in base32 (RFC 4648), in either case, with or without padding.
pub fn secret(text: &str) -> Option<Vec<u8>> {
    let text = text.to_ascii_uppercase();
    let decoded = if text.contains('=') {
        BASE32.decode(text.as_bytes())
    } else {
        BASE32_NOPAD.decode(text.as_bytes())
    };
    decoded.ok().filter(|secret| !secret.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn totp(secret: &[u8], algorithm: Algorithm, digits: u32) -> Totp {
        Totp { secret: secret.to_vec(), algorithm, digits, period: 30 }
    }

    /// The secret of RFC 4226 and RFC 6238, repeated to a hash's length.
    fn seed(length: usize) -> Vec<u8> {
        b"1234567890".iter().copied().cycle().take(length).collect()
    }

    #[test]
    fn codes_are_those_of_rfc_4226() {
        let totp = totp(&seed(20), Algorithm::Sha1, 6);
        let codes = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
            "520489",
        ];
        for (step, code) in (0..).zip(codes) {
            assert_eq!(totp.code(step), code);
        }
    }

    #[test]
    fn a_code_that_two_steps_have_is_right_in_both() {
        let totp = totp(&seed(20), Algorithm::Sha1, 3);
        let step = (1..100_000).find(|step| totp.code(*step) == totp.code(step + 1)).unwrap();
        for step in [step, step + 1] {
            assert!(totp.check(&totp.code(step), step * 30_000, 1));
        }
    }

    #[test]
    fn codes_are_those_of_rfc_6238() {
        let generators = [
            totp(&seed(20), Algorithm::Sha1, 8),
            totp(&seed(32), Algorithm::Sha256, 8),
            totp(&seed(64), Algorithm::Sha512, 8),
        ];
        for (seconds, codes) in [
            (59, ["94287082", "46119246", "90693936"]),
            (1_111_111_109, ["07081804", "68084774", "25091201"]),
            (1_111_111_111, ["14050471", "67062674", "99943326"]),
            (1_234_567_890, ["89005924", "91819424", "93441116"]),
            (2_000_000_000, ["69279037", "90698825", "38618901"]),
            (20_000_000_000, ["65353130", "77737706", "47863826"]),
        ] {
            for (totp, code) in generators.iter().zip(codes) {
                assert_eq!(totp.code(totp.step(seconds * 1000)), code);
            }
        }
    }

    #[test]
    fn a_secret_is_not_printed() {
        let printed = format!("{:?}", totp(&seed(20), Algorithm::Sha1, 6));
        assert_eq!(printed, "Totp(Sha1, 6, 30)");
    }

    #[test]
    fn a_code_is_right_within_its_skew() {
        let totp = totp(&seed(20), Algorithm::Sha1, 6);
        let now = 10 * 30_000;
        for (step, skew, right) in
            [(10, 0, true), (9, 0, false), (9, 1, true), (11, 1, true), (12, 1, false), (8, 2, true)]
        {
            assert_eq!(totp.check(&totp.code(step), now, skew), right, "step {step}, skew {skew}");
        }
        assert!(totp.check(&totp.code(0), 0, 2));
        assert!(!totp.check("", now, 2) && !totp.check("abc", now, 2));
    }

    #[test]
    fn a_uri_is_read_as_it_was_written() {
        let written = Totp { secret: seed(20), algorithm: Algorithm::Sha512, digits: 8, period: 60 };
        let uri = written.uri("Ünion & Söhne", "a:b?c=d#e@x y");
        assert!(
            uri.starts_with("otpauth://totp/%C3%9Cnion%20%26%20S%C3%B6hne:a%3Ab%3Fc%3Dd%23e%40x%20y?secret=")
        );
        assert!(Totp::parse(&uri) == Ok(written));
    }

    #[test]
    fn a_uri_without_settings_has_those_of_every_app() {
        let totp = Totp::parse("OTPAUTH://totp/me?secret=gezdgnbvgy3tqojq")
            .unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((totp.algorithm, totp.digits, totp.period), (Algorithm::Sha1, 6, 30));
        assert_eq!(totp.secret, seed(10));
    }

    #[test]
    fn a_bad_uri_is_told_without_its_secret() {
        for uri in [
            "",
            "ü",
            "https://x.test",
            "otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQ",
            "otpauth://totp/x",
            "otpauth://totp/x?secret=",
            "otpauth://totp/x?secret=S3CRET!",
            "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&digits=0",
            "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&digits=99999999999",
            "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&period=0",
            "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&algorithm=md5",
        ] {
            let error = Totp::parse(uri).err().unwrap_or_else(|| panic!("{uri} was read"));
            assert!(!error.contains("GEZD") && !error.contains("S3CRET"), "{error}");
        }
    }
}
