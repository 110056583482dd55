//! JSON Web Tokens (RFC 7519) that a device signs with its key, and the access tokens that let it create a Factor.

use crate::key::PublicKey;
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map, Value};

/// What the header of an access token says. What comes after it is nobody's to read.
const ACCESS_TOKEN: &str =
    r#"{"zip":"DEF","kid":"SAS_S3___KMS_v1","cty":"twilio-fpa;v=1","enc":"A256GCM","alg":"dir"}"#;

/// How many bytes the parts of an access token have that are random: initialization vector, ciphertext, authentication
/// tag (RFC 7518).
const PARTS: [usize; 3] = [12, 64, 16];

/// A token, its signature not yet checked.
pub struct Jwt<'a> {
    /// What it says of itself.
    pub header: Map<String, Value>,
    /// What it says.
    pub payload: Map<String, Value>,
    signed: &'a str,
    signature: Vec<u8>,
}

impl<'a> Jwt<'a> {
    /// Reads a token in the compact form (RFC 7515): header, payload and signature in base64url, with dots between.
    pub fn parse(text: &'a str) -> Option<Jwt<'a>> {
        let (signed, signature) = text.rsplit_once('.')?;
        let (header, payload) = signed.split_once('.')?;
        let object = |part: &str| {
            let bytes = BASE64URL_NOPAD.decode(part.as_bytes()).ok()?;
            serde_json::from_slice(&bytes).ok()
        };
        Some(Jwt {
            header: object(header)?,
            payload: object(payload)?,
            signed,
            signature: BASE64URL_NOPAD.decode(signature.as_bytes()).ok()?,
        })
    }

    /// Whether it was signed with the private half of a key, by the one algorithm that Twilio takes: ES256.
    pub fn is_signed_by(&self, key: &PublicKey) -> bool {
        self.header.get("alg").is_some_and(|alg| alg == "ES256")
            && key.signed(self.signed.as_bytes(), &self.signature)
    }

    /// Whether it has expired at a time, in milliseconds since 1970. One that never does counts as expired.
    pub fn expired(&self, now: u64) -> bool {
        self.seconds("exp").is_none_or(|expires| expires <= now / 1000)
    }

    /// Whether it holds only from a later time than this, in milliseconds since 1970.
    pub fn early(&self, now: u64) -> bool {
        self.payload.contains_key("nbf") && self.seconds("nbf").is_none_or(|begins| begins > now / 1000)
    }

    fn seconds(&self, claim: &str) -> Option<u64> {
        self.payload.get(claim)?.as_u64()
    }
}

/// A new access token of an owner. It has the form of Twilio's, a compact JWE (RFC 7516) with a key agreed before; its
/// ciphertext is the owner and random bytes.
pub fn access_token(owner: &str, random: &mut dyn FnMut(&mut [u8])) -> String {
    let mut drawn = PARTS.map(|length| {
        let mut bytes = vec![0; length];
        random(&mut bytes);
        bytes
    });
    drawn[1].extend(owner.as_bytes());
    let [vector, ciphertext, tag] = drawn.map(|bytes| BASE64URL_NOPAD.encode(&bytes));
    let header = BASE64URL_NOPAD.encode(ACCESS_TOKEN.as_bytes());
    [&header, "", &vector, &ciphertext, &tag].join(".")
}

/// The owner of an access token: where to look for it.
pub fn owner(token: &str) -> Option<String> {
    let mut bytes = BASE64URL_NOPAD.decode(token.split('.').nth(3)?.as_bytes()).ok()?;
    (bytes.len() > PARTS[1])
        .then(|| bytes.split_off(PARTS[1]))
        .and_then(|owner| String::from_utf8(owner).ok())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::key::tests::Pair;
    use serde_json::json;

    /// A token as a device makes it.
    pub fn sign(pair: &Pair, header: &Value, payload: &Value) -> String {
        let encode = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
        let signed = format!("{}.{}", encode(header), encode(payload));
        let signature = BASE64URL_NOPAD.encode(&pair.sign(signed.as_bytes()));
        format!("{signed}.{signature}")
    }

    fn header() -> Value {
        json!({"typ": "JWT", "alg": "ES256"})
    }

    #[test]
    fn a_token_is_signed_by_its_device_and_nobody_else() {
        let (device, other) = (Pair::new(1), Pair::new(2));
        let token = sign(&device, &header(), &json!({"sub": "AC1"}));
        let jwt = Jwt::parse(&token).unwrap();
        assert_eq!((&jwt.header["typ"], &jwt.payload["sub"]), (&json!("JWT"), &json!("AC1")));
        assert!(jwt.is_signed_by(&device.public()) && !jwt.is_signed_by(&other.public()));
        let unsigned = format!("{}.", token.rsplit_once('.').unwrap().0);
        assert!(!Jwt::parse(&unsigned).unwrap().is_signed_by(&device.public()));
    }

    #[test]
    fn a_payload_cannot_be_put_under_another_signature() {
        let device = Pair::new(1);
        let approved = sign(&device, &header(), &json!({"status": "approved"}));
        let denied = sign(&device, &header(), &json!({"status": "denied"}));
        let [mixed, whole]: [Vec<_>; 2] =
            [approved, denied].map(|token| token.split('.').map(str::to_owned).collect());
        let token = [&*mixed[0], &mixed[1], &whole[2]].join(".");
        assert!(!Jwt::parse(&token).unwrap().is_signed_by(&device.public()));
    }

    #[test]
    fn another_algorithm_is_not_taken() {
        let device = Pair::new(1);
        for header in [json!({}), json!({"alg": "none"}), json!({"alg": "HS256"}), json!({"alg": ["ES256"]})]
        {
            let token = sign(&device, &header, &json!({}));
            assert!(!Jwt::parse(&token).unwrap().is_signed_by(&device.public()), "{header}");
        }
    }

    #[test]
    fn what_is_no_token_is_not_read() {
        let good = sign(&Pair::new(1), &header(), &json!({}));
        let parts: Vec<_> = good.split('.').collect();
        for wrong in [
            "",
            ".",
            "..",
            "a.b.c",
            &format!("{}.{}", parts[0], parts[1]),
            &format!("{good}."),
            &format!("{good}="),
            &format!("{good} "),
            &format!("{}.W10.{}", parts[0], parts[2]),
            &format!("W10.{}.{}", parts[1], parts[2]),
            &format!("é.{good}"),
        ] {
            assert!(Jwt::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_token_holds_from_its_beginning_until_just_before_its_end() {
        let claims = |payload: Value| {
            let token = sign(&Pair::new(1), &header(), &payload);
            let jwt = Jwt::parse(&token).unwrap();
            [99_999, 100_000, 199_999, 200_000].map(|now| (jwt.early(now), jwt.expired(now)))
        };
        let (good, early, late) = ((false, false), (true, false), (false, true));
        assert_eq!(claims(json!({"nbf": 100, "exp": 200})), [early, good, good, late]);
        assert_eq!(claims(json!({"exp": 200})), [good, good, good, late]);
        assert_eq!(claims(json!({"nbf": "100", "exp": 200}))[1], early);
        for payload in [json!({}), json!({"exp": "200"}), json!({"exp": -1}), json!({"exp": null})] {
            assert_eq!(claims(payload)[0], late);
        }
    }

    #[test]
    fn an_access_token_has_twilio_s_form_and_is_like_no_other() {
        let mut count = 0;
        let mut random = |bytes: &mut [u8]| {
            count += 1;
            bytes.fill(count);
        };
        let (one, two) = (access_token("AC1", &mut random), access_token("AC1", &mut random));
        assert_ne!(one, two);
        assert_eq!(owner(&one).as_deref(), Some("AC1"));
        let parts: Vec<_> =
            one.split('.').map(|part| BASE64URL_NOPAD.decode(part.as_bytes()).unwrap()).collect();
        let header: Value = serde_json::from_slice(&parts[0]).unwrap();
        assert_eq!((&header["alg"], &header["enc"]), (&json!("dir"), &json!("A256GCM")));
        assert_eq!(parts[1..].iter().map(Vec::len).collect::<Vec<_>>(), [0, 12, 67, 16]);
        assert!(parts[2..].iter().all(|part| part[0] != 0), "random bytes");
    }

    #[test]
    fn what_is_no_access_token_has_no_owner() {
        let whole = access_token("AC1", &mut |bytes| bytes.fill(1));
        let part = |text: &str| format!("a..b.{text}.c");
        let without = access_token("", &mut |bytes| bytes.fill(1));
        for wrong in ["", "a.b.c", &part(""), &part("é"), &part("AAAA"), &without, &whole[..130]] {
            assert_eq!(owner(wrong), None, "{wrong}");
        }
        assert_eq!(owner(&part(&BASE64URL_NOPAD.encode(&[255; 70]))), None);
    }
}
