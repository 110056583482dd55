//! Public keys of devices and passkeys: ECDSA on the curve P-256, with SHA-256 (FIPS 186-5). JOSE and WebAuthn call it
//! ES256.

use data_encoding::BASE64;
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, VerifyingKey};
use p256::pkcs8::{DecodePublicKey, EncodePublicKey};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// Reads a key as devices give it: a SubjectPublicKeyInfo (RFC 5480) in DER, in base64.
    pub fn parse(text: &str) -> Option<PublicKey> {
        let der = BASE64.decode(text.as_bytes()).ok()?;
        VerifyingKey::from_public_key_der(&der).ok().map(PublicKey)
    }

    /// The key of these coordinates, 32 bytes each; none where they are not of a point on the curve.
    pub fn of_point(x: &[u8], y: &[u8]) -> Option<PublicKey> {
        if x.len() != 32 {
            return None;
        }
        VerifyingKey::from_sec1_bytes(&[&[4], x, y].concat()).ok().map(PublicKey)
    }

    /// The key as [`PublicKey::parse`] reads it.
    pub fn text(&self) -> String {
        self.0.to_public_key_der().map(|der| BASE64.encode(der.as_bytes())).unwrap_or_default()
    }

    /// Whether a signature is right that has the two numbers side by side, 32 bytes each, as JOSE has it (RFC 7518).
    pub fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|signature| self.0.verify(message, &signature).is_ok())
    }

    /// Whether a signature is right that is in DER, as X.509 and WebAuthn have it (RFC 3279).
    pub fn signed_der(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_der(signature).is_ok_and(|signature| self.0.verify(message, &signature).is_ok())
    }
}

impl Serialize for PublicKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

impl<'de> Deserialize<'de> for PublicKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<PublicKey, D::Error> {
        let text = String::deserialize(deserializer)?;
        PublicKey::parse(&text).ok_or_else(|| de::Error::custom("not a public key of P-256"))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use p256::ecdsa::SigningKey;
    use p256::ecdsa::signature::Signer;

    /// The key pair of a device.
    pub struct Pair(SigningKey);

    impl Pair {
        /// The pair whose private key is this byte over and over.
        pub fn new(seed: u8) -> Pair {
            Pair(SigningKey::from_slice(&[seed; 32]).unwrap())
        }

        /// The public half.
        pub fn public(&self) -> PublicKey {
            PublicKey(*self.0.verifying_key())
        }

        /// The coordinates of the public half.
        pub fn point(&self) -> (Vec<u8>, Vec<u8>) {
            let point = self.0.verifying_key().to_sec1_point(false);
            (point.x().unwrap().to_vec(), point.y().unwrap().to_vec())
        }

        /// A signature as JOSE has it.
        pub fn sign(&self, message: &[u8]) -> Vec<u8> {
            let signature: Signature = self.0.sign(message);
            signature.to_bytes().to_vec()
        }

        /// A signature in DER.
        pub fn sign_der(&self, message: &[u8]) -> Vec<u8> {
            let signature: Signature = self.0.sign(message);
            signature.to_der().as_bytes().to_vec()
        }
    }

    #[test]
    fn a_key_is_read_as_it_was_written_and_nothing_else_is_one() {
        let key = Pair::new(7).public();
        let text = key.text();
        assert!(text.starts_with("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE"));
        assert_eq!(PublicKey::parse(&text), Some(key.clone()));
        let json = serde_json::to_string(&key).unwrap();
        assert_eq!(json, format!("\"{text}\""));
        assert_eq!(serde_json::from_str::<PublicKey>(&json).unwrap(), key);
        assert!(serde_json::from_str::<PublicKey>("\"MFkw\"").is_err());
        let off_the_curve = format!("{}AAAA", &text[..text.len() - 4]);
        for wrong in
            ["", "MFkw", "é", &off_the_curve, &text[4..], &format!("{text}\n"), &text.replace('=', "")]
        {
            assert_eq!(PublicKey::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_point_is_a_key_where_it_is_on_the_curve() {
        let pair = Pair::new(7);
        let (x, y) = pair.point();
        assert_eq!(PublicKey::of_point(&x, &y), Some(pair.public()));
        let joined = [x.clone(), y.clone()].concat();
        for (x, y) in [(&y[..], &x[..]), (&x, &[]), (&[], &y), (&joined, &[]), (&[], &joined), (&x, &joined)]
        {
            assert_eq!(PublicKey::of_point(x, y), None);
        }
    }

    #[test]
    fn a_signature_is_of_one_key_and_one_message_in_its_own_form() {
        let (one, other) = (Pair::new(7), Pair::new(8));
        let (raw, der) = (one.sign(b"YF1"), one.sign_der(b"YF1"));
        assert!(one.public().signed(b"YF1", &raw) && one.public().signed_der(b"YF1", &der));
        assert!(!one.public().signed(b"YF2", &raw) && !one.public().signed_der(b"YF2", &der));
        assert!(!other.public().signed(b"YF1", &raw) && !other.public().signed_der(b"YF1", &der));
        assert!(!one.public().signed(b"YF1", &der) && !one.public().signed_der(b"YF1", &raw));
        for wrong in [&[][..], &[0; 64], &[255; 64], &raw[1..]] {
            assert!(!one.public().signed(b"YF1", wrong) && !one.public().signed_der(b"YF1", wrong));
        }
    }
}
