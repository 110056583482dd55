//! The relying party's half of Web Authentication: what an authenticator gives for a new passkey and for a sign-in is
//! checked, and what is wrong is named with Twilio's code.
//! Source: [Web Authentication](https://www.w3.org/TR/webauthn-3/), sections 7.1 and 7.2.

use crate::key::PublicKey;
use data_encoding::BASE64URL_NOPAD;
use minicbor::Decoder;
use minicbor::decode::Error as Malformed;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What is wrong with what an authenticator gave.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    /// Twilio's code.
    pub code: u32,
    /// What was wrong, as a sentence without its full stop.
    pub message: &'static str,
}

const fn authenticator_data(message: &'static str) -> Fault {
    Fault { code: 60379, message }
}

const fn client_data(message: &'static str) -> Fault {
    Fault { code: 60380, message }
}

const fn signature(message: &'static str) -> Fault {
    Fault { code: 60381, message }
}

const fn public_key(message: &'static str) -> Fault {
    Fault { code: 60385, message }
}

const fn attestation(message: &'static str) -> Fault {
    Fault { code: 60386, message }
}

const fn credential_data(message: &'static str) -> Fault {
    Fault { code: 60387, message }
}

/// The flags of authenticator data.
mod flag {
    pub const USER_PRESENT: u8 = 1;
    pub const USER_VERIFIED: u8 = 1 << 2;
    pub const BACKUP_ELIGIBLE: u8 = 1 << 3;
    pub const BACKED_UP: u8 = 1 << 4;
    pub const ATTESTED: u8 = 1 << 6;
    pub const EXTENSIONS: u8 = 1 << 7;
}

/// The longest identifier of a credential, in bytes.
const LONGEST_ID: usize = 1023;

/// A passkey, as its relying party knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credential {
    /// Its identifier, in base64url.
    pub id: String,
    /// What its signatures are checked with.
    pub public_key: PublicKey,
    /// How often it has signed; always 0 with authenticators that do not count.
    pub counter: u32,
}

/// Binary data as WebAuthn's JSON has it.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    BASE64URL_NOPAD.decode(text.as_bytes()).ok()
}

/// What the browser handed to the authenticator.
pub struct ClientData {
    bytes: Vec<u8>,
    members: Members,
}

#[derive(Deserialize)]
struct Members {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
}

impl ClientData {
    /// Reads `clientDataJSON`.
    pub fn parse(text: &str) -> Result<ClientData, Fault> {
        let bytes = decode(text).ok_or(client_data("clientDataJSON is not base64url"))?;
        let members = serde_json::from_slice(&bytes).map_err(|_| {
            client_data("clientDataJSON does not hold the texts type, challenge and origin in JSON")
        })?;
        Ok(ClientData { bytes, members })
    }

    /// The text that was the challenge.
    pub fn challenge(&self) -> Result<String, Fault> {
        let text = decode(&self.members.challenge).and_then(|bytes| String::from_utf8(bytes).ok());
        text.ok_or(client_data("The challenge in clientDataJSON is not one of this service"))
    }
}

/// What a relying party expects of an authenticator.
pub struct Ceremony<'a> {
    /// The text that is the challenge.
    pub challenge: &'a str,
    /// The domain that the passkey is for.
    pub relying_party: &'a str,
    /// Where the passkey may be used. With none, every `https` origin of the domain and of what lies below it, and
    /// `http://localhost`.
    pub origins: &'a [String],
    /// Whether the authenticator has to have checked who uses it.
    pub user_verification: bool,
}

impl Ceremony<'_> {
    /// Checks what `navigator.credentials.create()` gave.
    pub fn register(&self, client: &ClientData, attestation_object: &str) -> Result<Credential, Fault> {
        self.check_client(client, "webauthn.create")?;
        let object =
            decode(attestation_object).ok_or(attestation("The attestationObject is not base64url"))?;
        let object = Attestation::parse(&object)
            .map_err(|_| attestation("The attestationObject is not CBOR with fmt, attStmt and authData"))?;
        let data = AuthenticatorData::parse(object.data)?;
        self.check_authenticator(&data)?;
        let credential = data
            .credential
            .ok_or(credential_data("The authenticator data has no attested credential data"))?;
        object.check(&credential.public_key, client)?;
        Ok(credential)
    }

    /// Checks what `navigator.credentials.get()` gave, and returns how often the passkey has signed now.
    pub fn authenticate(
        &self,
        client: &ClientData,
        credential: &Credential,
        data: &str,
        signed: &str,
    ) -> Result<u32, Fault> {
        self.check_client(client, "webauthn.get")?;
        let bytes = decode(data).ok_or(authenticator_data("The authenticatorData is not base64url"))?;
        let data = AuthenticatorData::parse(&bytes)?;
        self.check_authenticator(&data)?;
        let counts = data.counter > 0 || credential.counter > 0;
        if counts && data.counter <= credential.counter {
            return Err(authenticator_data("The authenticator's signature counter has not gone up"));
        }
        let signed = decode(signed).ok_or(signature("The signature is not base64url"))?;
        let right = credential.public_key.signed_der(&[&bytes[..], &hash(&client.bytes)].concat(), &signed);
        if right { Ok(data.counter) } else { Err(signature("The signature is not of this passkey")) }
    }

    fn check_client(&self, client: &ClientData, kind: &str) -> Result<(), Fault> {
        let Members { kind: given, origin, .. } = &client.members;
        if given != kind {
            return Err(client_data("The type in clientDataJSON is not that of this step"));
        }
        if client.challenge()? != self.challenge {
            return Err(client_data("The challenge in clientDataJSON is not that of the options"));
        }
        if !self.allows(origin) {
            return Err(client_data("The origin in clientDataJSON is not one of the relying party's"));
        }
        Ok(())
    }

    fn allows(&self, origin: &str) -> bool {
        if !self.origins.is_empty() {
            return self.origins.iter().any(|allowed| allowed == origin);
        }
        let Some((scheme, authority)) = origin.split_once("://") else { return false };
        let host = authority.split(':').next().unwrap_or_default();
        let below =
            host.strip_suffix(self.relying_party).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        below && (scheme == "https" || (scheme == "http" && host == "localhost"))
    }

    fn check_authenticator(&self, data: &AuthenticatorData<'_>) -> Result<(), Fault> {
        if data.relying_party != hash(self.relying_party.as_bytes()) {
            return Err(authenticator_data("The authenticator data is for another relying party"));
        }
        if !data.has(flag::USER_PRESENT) {
            return Err(authenticator_data("The authenticator has not seen that its user was there"));
        }
        if self.user_verification && !data.has(flag::USER_VERIFIED) {
            return Err(authenticator_data("The authenticator has not verified its user"));
        }
        if data.has(flag::BACKED_UP) && !data.has(flag::BACKUP_ELIGIBLE) {
            return Err(authenticator_data("The authenticator has backed up what it says it cannot"));
        }
        Ok(())
    }
}

fn hash(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// What an authenticator says of itself and of the site.
struct AuthenticatorData<'a> {
    relying_party: &'a [u8],
    flags: u8,
    counter: u32,
    credential: Option<Credential>,
}

impl<'a> AuthenticatorData<'a> {
    fn parse(bytes: &'a [u8]) -> Result<AuthenticatorData<'a>, Fault> {
        let short = authenticator_data("The authenticator data is too short");
        let Some((relying_party, [flags, a, b, c, d, rest @ ..])) = bytes.split_at_checked(32) else {
            return Err(short);
        };
        let counter = u32::from_be_bytes([*a, *b, *c, *d]);
        let mut data = AuthenticatorData { relying_party, flags: *flags, counter, credential: None };
        let mut rest = rest;
        if data.has(flag::ATTESTED) {
            let (credential, after) = attested(rest, counter)?;
            (data.credential, rest) = (Some(credential), after);
        }
        if data.has(flag::EXTENSIONS) {
            let mut decoder = Decoder::new(rest);
            decoder
                .probe()
                .map()
                .and_then(|_| decoder.skip())
                .map_err(|_| authenticator_data("The extensions of the authenticator data are not CBOR"))?;
            rest = &rest[decoder.position()..];
        }
        if rest.is_empty() { Ok(data) } else { Err(authenticator_data("The authenticator data is too long")) }
    }

    fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}

/// Attested credential data: the authenticator's model, the new credential's identifier, its public key.
fn attested(bytes: &[u8], counter: u32) -> Result<(Credential, &[u8]), Fault> {
    let short = || credential_data("The attested credential data is too short");
    let (_model, rest) = bytes.split_at_checked(16).ok_or_else(short)?;
    let [high, low, rest @ ..] = rest else { return Err(short()) };
    let length = usize::from(u16::from_be_bytes([*high, *low]));
    if length > LONGEST_ID {
        return Err(credential_data("The credential's identifier has more than 1023 bytes"));
    }
    let (id, rest) = rest.split_at_checked(length).ok_or_else(short)?;
    let mut decoder = Decoder::new(rest);
    let key = cose(&mut decoder).map_err(|_| public_key("The credential's public key is not a COSE key"))?;
    let key = key.ok_or(public_key("The credential's public key is not an EC2 key of P-256 for ES256"))?;
    let credential = Credential { id: BASE64URL_NOPAD.encode(id), public_key: key, counter };
    Ok((credential, &rest[decoder.position()..]))
}

/// A key in COSE (RFC 9053); none where it is not of the one kind that Twilio's options ask for.
fn cose(decoder: &mut Decoder<'_>) -> Result<Option<PublicKey>, Malformed> {
    let (mut kind, mut algorithm, mut curve, mut x, mut y) = (0, 0, 0, None, None);
    each(decoder, |decoder| {
        match decoder.i64()? {
            1 => kind = decoder.i64()?,
            3 => algorithm = decoder.i64()?,
            -1 => curve = decoder.i64()?,
            -2 => x = Some(decoder.bytes()?),
            // `true` or `false` in its place is a compressed point, which WebAuthn does not allow.
            -3 => y = Some(decoder.bytes()?),
            _ => decoder.skip()?,
        }
        Ok(())
    })?;
    let (2, -7, 1, Some(x), Some(y)) = (kind, algorithm, curve, x, y) else { return Ok(None) };
    Ok(PublicKey::of_point(x, y))
}

/// Reads each pair of a map. CTAP2's CBOR is canonical: it has no maps without a length.
fn each<'b>(
    decoder: &mut Decoder<'b>,
    mut read: impl FnMut(&mut Decoder<'b>) -> Result<(), Malformed>,
) -> Result<(), Malformed> {
    let count = decoder.map()?.ok_or_else(|| Malformed::message("a map without a length"))?;
    (0..count).try_for_each(|_| read(decoder))
}

/// An authenticator's word for a new credential.
struct Attestation<'a> {
    format: &'a str,
    /// How many members the statement has.
    members: u64,
    algorithm: Option<i64>,
    signature: Option<&'a [u8]>,
    data: &'a [u8],
}

impl<'a> Attestation<'a> {
    fn parse(bytes: &'a [u8]) -> Result<Attestation<'a>, Malformed> {
        let mut decoder = Decoder::new(bytes);
        let (mut format, mut statement, mut data) = (None, None, None);
        each(&mut decoder, |decoder| {
            match decoder.str()? {
                "fmt" => format = Some(decoder.str()?),
                "attStmt" => {
                    let (mut members, mut algorithm, mut signature) = (0, None, None);
                    each(decoder, |decoder| {
                        members += 1;
                        match decoder.str()? {
                            "alg" => algorithm = Some(decoder.i64()?),
                            "sig" => signature = Some(decoder.bytes()?),
                            _ => decoder.skip()?,
                        }
                        Ok(())
                    })?;
                    statement = Some((members, algorithm, signature));
                }
                "authData" => data = Some(decoder.bytes()?),
                _ => decoder.skip()?,
            }
            Ok(())
        })?;
        let missing = || Malformed::message("a member is missing");
        let (members, algorithm, signature) = statement.ok_or_else(missing)?;
        if decoder.position() < bytes.len() {
            return Err(Malformed::message("more than one value"));
        }
        Ok(Attestation {
            format: format.ok_or_else(missing)?,
            members,
            algorithm,
            signature,
            data: data.ok_or_else(missing)?,
        })
    }

    /// Twilio asks for no attestation. A browser then passes on `none`, or what the new key itself has signed.
    fn check(&self, key: &PublicKey, client: &ClientData) -> Result<(), Fault> {
        match (self.format, self.members, self.algorithm, self.signature) {
            ("none", 0, _, _) => Ok(()),
            ("packed", 2, Some(-7), Some(signature)) => {
                let right = key.signed_der(&[self.data, &hash(&client.bytes)].concat(), signature);
                if right {
                    Ok(())
                } else {
                    Err(attestation("The attestation is not signed by the new passkey"))
                }
            }
            _ => Err(attestation("The attestation is neither none nor the new passkey's own")),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::key::tests::Pair;
    use minicbor::Encoder;
    use serde_json::json;

    const SITE: &str = "example.com";
    const ORIGIN: &str = "https://login.example.com";
    const CHALLENGE: &str = "YF00000000000000000000000000000001";

    /// An authenticator in software, and what of it a test changes.
    pub struct Authenticator {
        pub pair: Pair,
        pub id: Vec<u8>,
        pub site: String,
        pub origin: String,
        pub flags: u8,
        pub counter: u32,
        /// The COSE key's type, algorithm and curve.
        pub cose: [i64; 3],
        /// What comes after the last part of the authenticator data.
        pub tail: Vec<u8>,
    }

    impl Authenticator {
        pub fn new(site: &str, origin: &str) -> Authenticator {
            Authenticator {
                pair: Pair::new(5),
                id: vec![9; 32],
                site: site.into(),
                origin: origin.into(),
                flags: flag::USER_PRESENT | flag::USER_VERIFIED,
                counter: 0,
                cose: [2, -7, 1],
                tail: Vec::new(),
            }
        }

        pub fn client(&self, kind: &str, challenge: &str) -> String {
            let challenge = BASE64URL_NOPAD.encode(challenge.as_bytes());
            let text =
                json!({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false});
            BASE64URL_NOPAD.encode(text.to_string().as_bytes())
        }

        fn data(&self, attested: &[u8]) -> Vec<u8> {
            let attests = if attested.is_empty() { 0 } else { flag::ATTESTED };
            let site = hash(self.site.as_bytes());
            [&site[..], &[self.flags | attests], &self.counter.to_be_bytes(), attested, &self.tail].concat()
        }

        pub fn key(&self) -> Vec<u8> {
            let (x, y) = self.pair.point();
            let mut key = Encoder::new(Vec::new());
            let [kind, algorithm, curve] = self.cose;
            key.map(5).unwrap().i64(1).unwrap().i64(kind).unwrap().i64(3).unwrap().i64(algorithm).unwrap();
            key.i64(-1).unwrap().i64(curve).unwrap();
            key.i64(-2).unwrap().bytes(&x).unwrap().i64(-3).unwrap().bytes(&y).unwrap();
            key.into_writer()
        }

        pub fn attested(&self, key: &[u8]) -> Vec<u8> {
            let length = u16::try_from(self.id.len()).unwrap().to_be_bytes();
            [&[0; 16][..], &length, &self.id, key].concat()
        }

        /// An attestation object around authenticator data.
        fn object(format: &str, statement: &[u8], data: &[u8]) -> Vec<u8> {
            let mut object = Encoder::new(Vec::new());
            object.map(3).unwrap().str("fmt").unwrap().str(format).unwrap().str("attStmt").unwrap();
            let mut object = object.into_writer();
            object.extend(statement);
            let mut object = Encoder::new(object);
            object.str("authData").unwrap().bytes(data).unwrap();
            object.into_writer()
        }

        /// `attestationObject` of a new passkey.
        pub fn create(&self) -> String {
            self.create_with(&self.attested(&self.key()))
        }

        fn create_with(&self, attested: &[u8]) -> String {
            BASE64URL_NOPAD.encode(&Self::object("none", &[0xa0], &self.data(attested)))
        }

        /// `authenticatorData` and `signature` of a sign-in.
        pub fn get(&self, client: &str) -> (String, String) {
            let data = self.data(&[]);
            let signed = self.pair.sign_der(&[&data[..], &hash(&decode(client).unwrap())].concat());
            (BASE64URL_NOPAD.encode(&data), BASE64URL_NOPAD.encode(&signed))
        }
    }

    fn authenticator() -> Authenticator {
        Authenticator::new(SITE, ORIGIN)
    }

    fn origins() -> [String; 2] {
        ["android:apk-key-hash:7d1043473d55bfa90e8530d35801d4e381bc69f0".into(), ORIGIN.into()]
    }

    fn ceremony(origins: &[String]) -> Ceremony<'_> {
        Ceremony { challenge: CHALLENGE, relying_party: SITE, origins, user_verification: true }
    }

    fn register_with(authenticator: &Authenticator, object: &str) -> Result<Credential, Fault> {
        let client = ClientData::parse(&authenticator.client("webauthn.create", CHALLENGE))?;
        ceremony(&origins()).register(&client, object)
    }

    fn register(authenticator: &Authenticator) -> Result<Credential, Fault> {
        register_with(authenticator, &authenticator.create())
    }

    fn authenticate(authenticator: &Authenticator, credential: &Credential) -> Result<u32, Fault> {
        let text = authenticator.client("webauthn.get", CHALLENGE);
        let (data, signature) = authenticator.get(&text);
        ceremony(&origins()).authenticate(&ClientData::parse(&text)?, credential, &data, &signature)
    }

    fn code<T>(result: Result<T, Fault>) -> u32 {
        result.err().map_or(0, |fault| fault.code)
    }

    #[test]
    fn a_passkey_is_registered_and_signs_in() {
        let mut authenticator = authenticator();
        let credential = register(&authenticator).unwrap();
        assert_eq!((credential.counter, decode(&credential.id)), (0, Some(vec![9; 32])));
        assert_eq!(credential.public_key, authenticator.pair.public());
        assert_eq!(authenticate(&authenticator, &credential), Ok(0));
        authenticator.counter = 7;
        assert_eq!(authenticate(&authenticator, &credential), Ok(7));
        assert_eq!(register(&authenticator).unwrap().counter, 7);
    }

    #[test]
    fn client_data_is_of_its_step_its_challenge_and_its_origin() {
        let good = authenticator();
        let credential = register(&good).unwrap();
        let both = |kind: [&str; 2], challenge: &str, origin: &str| {
            let mut given = authenticator();
            given.origin = origin.into();
            let [create, get] = kind.map(|kind| given.client(kind, challenge));
            let (data, signature) = given.get(&get);
            let [create, get] = [create, get].map(|text| ClientData::parse(&text).unwrap());
            let origins = origins();
            let ceremony = ceremony(&origins);
            [
                code(ceremony.register(&create, &given.create())),
                code(ceremony.authenticate(&get, &credential, &data, &signature)),
            ]
        };
        let kinds = ["webauthn.create", "webauthn.get"];
        assert_eq!(both(kinds, CHALLENGE, ORIGIN), [0, 0]);
        assert_eq!(both(kinds, CHALLENGE, &origins()[0]), [0, 0], "an Android app");
        assert_eq!(both(["webauthn.get", "webauthn.create"], CHALLENGE, ORIGIN), [60380; 2]);
        for challenge in ["", "YF00000000000000000000000000000002"] {
            assert_eq!(both(kinds, challenge, ORIGIN), [60380; 2], "{challenge}");
        }
        for origin in
            ["https://example.com", "http://login.example.com", "https://login.example.com:1", "", "null"]
        {
            assert_eq!(both(kinds, CHALLENGE, origin), [60380; 2], "{origin}");
        }
    }

    #[test]
    fn client_data_is_json_in_base64url() {
        let encode = |text: &str| BASE64URL_NOPAD.encode(text.as_bytes());
        for text in [
            "",
            "é",
            "e30=",
            &encode("{}"),
            &encode("[]"),
            &encode("é"),
            &encode(r#"{"type":"webauthn.get","challenge":1,"origin":"x"}"#),
        ] {
            assert_eq!(code(ClientData::parse(text)), 60380, "{text}");
        }
        for challenge in ["é", "_w", "===="] {
            let text = json!({"type": "webauthn.get", "challenge": challenge, "origin": ORIGIN}).to_string();
            let client = ClientData::parse(&encode(&text)).unwrap();
            assert_eq!(code(client.challenge()), 60380, "{challenge}");
        }
    }

    #[test]
    fn without_origins_the_relying_party_s_own_are_allowed() {
        let allows =
            |relying_party: &str, origin: &str| Ceremony { relying_party, ..ceremony(&[]) }.allows(origin);
        for origin in ["https://example.com", "https://example.com:8443", "https://a.b.example.com"] {
            assert!(allows(SITE, origin), "{origin}");
        }
        for origin in
            ["http://example.com", "https://badexample.com", "https://example.com.test", "example.com", ""]
        {
            assert!(!allows(SITE, origin), "{origin}");
        }
        assert!(allows("localhost", "http://localhost:3000") && allows("localhost", "https://localhost"));
        assert!(!allows("localhost", "http://sub.localhost") && !allows("localhost", "ftp://localhost"));
    }

    #[test]
    fn authenticator_data_is_for_the_site_and_its_user_was_there() {
        let both = |change: &dyn Fn(&mut Authenticator)| {
            let credential = register(&authenticator()).unwrap();
            let mut given = authenticator();
            change(&mut given);
            [code(register(&given)), code(authenticate(&given, &credential))]
        };
        assert_eq!(both(&|_| {}), [0, 0]);
        assert_eq!(both(&|given| given.site = "example.org".into()), [60379; 2]);
        assert_eq!(both(&|given| given.flags = flag::USER_VERIFIED), [60379; 2]);
        assert_eq!(both(&|given| given.flags = flag::USER_PRESENT), [60379; 2]);
        assert_eq!(both(&|given| given.flags |= flag::BACKED_UP), [60379; 2]);
        assert_eq!(both(&|given| given.flags |= flag::BACKED_UP | flag::BACKUP_ELIGIBLE), [0; 2]);
        assert_eq!(both(&|given| given.tail = vec![0]), [60379; 2], "too long");
        // An extension's answer: {"credProps": true}.
        let extension: &[u8] = b"\xa1\x69credProps\xf5";
        let extended = |tail: &[u8]| {
            both(&|given| {
                given.flags |= flag::EXTENSIONS;
                given.tail = tail.to_vec();
            })
        };
        assert_eq!(extended(extension), [0; 2]);
        for tail in [&b""[..], b"\xf5", b"\xa1\x69cred", &[extension, b"\0"].concat()] {
            assert_eq!(extended(tail), [60379; 2], "{tail:?}");
        }
    }

    #[test]
    fn the_flags_are_those_of_the_standard() {
        // An example's authenticator data has the flags 0x45: user present, user verified, attested credential data.
        assert_eq!(flag::USER_PRESENT | flag::USER_VERIFIED | flag::ATTESTED, 0x45);
        assert_eq!(flag::BACKUP_ELIGIBLE | flag::BACKED_UP | flag::EXTENSIONS, 0x98);
        assert_eq!((flag::USER_PRESENT, flag::USER_VERIFIED, flag::BACKED_UP), (0x01, 0x04, 0x10));
        assert_eq!(flag::EXTENSIONS, 0x80);
    }

    #[test]
    fn a_user_is_verified_only_where_that_is_required() {
        let mut given = authenticator();
        given.flags = flag::USER_PRESENT;
        let client = ClientData::parse(&given.client("webauthn.create", CHALLENGE)).unwrap();
        let ceremony = Ceremony { user_verification: false, ..ceremony(&[]) };
        assert!(ceremony.register(&client, &given.create()).is_ok());
    }

    #[test]
    fn a_counter_goes_up_or_is_not_there() {
        let mut authenticator = authenticator();
        let mut credential = register(&authenticator).unwrap();
        for (known, given, right) in [
            (0, 0, true),
            (0, 1, true),
            (5, 6, true),
            (5, 5, false),
            (5, 4, false),
            (5, 0, false),
            (1, 1, false),
        ] {
            (credential.counter, authenticator.counter) = (known, given);
            let expected = if right { Ok(given) } else { Err(60379) };
            assert_eq!(authenticate(&authenticator, &credential).map_err(|fault| fault.code), expected);
        }
    }

    #[test]
    fn a_sign_in_is_signed_by_the_passkey() {
        let authenticator = authenticator();
        let credential = register(&authenticator).unwrap();
        let text = authenticator.client("webauthn.get", CHALLENGE);
        let (data, signature) = authenticator.get(&text);
        let check = |credential: &Credential, data: &str, signature: &str| {
            code(ceremony(&origins()).authenticate(
                &ClientData::parse(&text).unwrap(),
                credential,
                data,
                signature,
            ))
        };
        assert_eq!(check(&credential, &data, &signature), 0);
        let other = Credential { public_key: Pair::new(6).public(), ..credential.clone() };
        assert_eq!(check(&other, &data, &signature), 60381);
        for signature in ["", "é", "AAAA", &format!("{signature}=")] {
            assert_eq!(check(&credential, &data, signature), 60381, "{signature}");
        }
        for data in ["é", "", &data[..40]] {
            assert_eq!(check(&credential, data, &signature), 60379, "{data}");
        }
        let mut later = Authenticator { counter: 1, ..Authenticator::new(SITE, ORIGIN) };
        assert_eq!(check(&credential, &later.get(&text).0, &signature), 60381, "the data is signed too");
        later.counter = 0;
        assert_eq!(check(&credential, &later.get(&text).0, &signature), 0);
    }

    #[test]
    fn an_attestation_object_is_whole() {
        let given = authenticator();
        let encode = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
        let data = given.data(&given.attested(&given.key()));
        let object = Authenticator::object("none", &[0xa0], &data);
        assert_eq!(code(register_with(&given, &encode(&object))), 0);
        for wrong in [
            &b""[..],
            &object[..object.len() - 1],
            &[&object[..], &[0]].concat(),
            &[&[0xa2], &object[1..]].concat(),
            &[&[0xbf], &object[1..], &[0xff]].concat(),
            b"\xa1\x63fmt\x64none",
            b"\xa2\x63fmt\x64none\x67attStmt\xa0",
            b"\xa0",
            b"\x80",
            // A map that says it has more than there can be.
            b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff",
        ] {
            assert_eq!(code(register_with(&given, &encode(wrong))), 60386, "{wrong:x?}");
        }
        assert_eq!(code(register_with(&given, "é")), 60386);
        // Members that nobody knows are no fault.
        let more = [&[0xa4][..], &object[1..], b"\x62ep\xf5"].concat();
        assert_eq!(code(register_with(&given, &encode(&more))), 0);
    }

    #[test]
    fn whatever_is_changed_in_an_answer_it_is_read_or_refused() {
        let given = authenticator();
        let object = decode(&given.create()).unwrap();
        let kept = BASE64URL_NOPAD.encode(&given.id);
        for place in 0..object.len() {
            assert!(register_with(&given, &BASE64URL_NOPAD.encode(&object[..place])).is_err());
            for bit in 0..8 {
                let mut changed = object.clone();
                changed[place] ^= 1 << bit;
                if let Ok(credential) = register_with(&given, &BASE64URL_NOPAD.encode(&changed)) {
                    // Only the identifier, the model, the counter and flags without a meaning here are free.
                    let same = credential.public_key == given.pair.public();
                    assert!(same && (credential.id.len() == kept.len()), "{place}.{bit}");
                }
            }
        }
        let credential = register(&given).unwrap();
        let text = given.client("webauthn.get", CHALLENGE);
        let (data, signature) = given.get(&text);
        let bytes = decode(&data).unwrap();
        for place in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[place] ^= 1 << (place % 8);
            let client = ClientData::parse(&text).unwrap();
            let data = BASE64URL_NOPAD.encode(&changed);
            assert!(
                ceremony(&origins()).authenticate(&client, &credential, &data, &signature).is_err(),
                "{place}"
            );
        }
    }

    #[test]
    fn an_attestation_is_none_or_the_passkey_s_own() {
        let given = authenticator();
        let data = given.data(&given.attested(&given.key()));
        let client = given.client("webauthn.create", CHALLENGE);
        let statement = |algorithm: i64, pair: &Pair, more: &[u8]| {
            let signed = pair.sign_der(&[&data[..], &hash(&decode(&client).unwrap())].concat());
            let mut statement = Encoder::new(Vec::new());
            statement.map(if more.is_empty() { 2 } else { 3 }).unwrap();
            statement.str("alg").unwrap().i64(algorithm).unwrap().str("sig").unwrap().bytes(&signed).unwrap();
            [statement.into_writer(), more.to_vec()].concat()
        };
        let check = |format: &str, statement: &[u8]| {
            let object = Authenticator::object(format, statement, &data);
            code(register_with(&given, &BASE64URL_NOPAD.encode(&object)))
        };
        assert_eq!(check("none", &[0xa0]), 0);
        assert_eq!(check("packed", &statement(-7, &given.pair, b"")), 0);
        assert_eq!(check("packed", &statement(-7, &Pair::new(6), b"")), 60386);
        assert_eq!(check("packed", &statement(-8, &given.pair, b"")), 60386);
        assert_eq!(check("packed", &statement(-7, &given.pair, b"\x63x5c\x80")), 60386, "a certificate");
        assert_eq!(check("packed", &[0xa0]), 60386);
        assert_eq!(check("none", &statement(-7, &given.pair, b"")), 60386);
        assert_eq!(check("fido-u2f", &[0xa0]), 60386);
    }

    #[test]
    fn attested_credential_data_is_whole() {
        let mut given = authenticator();
        let whole = given.attested(&given.key());
        assert_eq!(code(register_with(&given, &given.create_with(&whole))), 0);
        for length in [1, 15, 16, 17, 18, 49] {
            assert_eq!(code(register_with(&given, &given.create_with(&whole[..length]))), 60387, "{length}");
        }
        assert_eq!(code(register_with(&given, &given.create_with(&[]))), 60387, "none at all");
        given.id = vec![1; 1023];
        assert_eq!(code(register(&given)), 0);
        given.id = vec![1; 1024];
        assert_eq!(code(register(&given)), 60387);
    }

    #[test]
    fn a_passkey_s_key_is_of_p_256() {
        let given = authenticator();
        let with = |key: &[u8]| code(register_with(&given, &given.create_with(&given.attested(key))));
        let key = given.key();
        assert_eq!(with(&key), 0);
        assert_eq!(with(&[]), 60385);
        assert_eq!(with(&key[..key.len() - 1]), 60385);
        assert_eq!(with(&[0xa0]), 60385);
        assert_eq!(with(&[0x80]), 60385);
        // A parameter that nobody knows is no fault: {2: h'' (the key's identifier)}.
        assert_eq!(with(&[&[0xa6], &key[1..], &[2, 0x40]].concat()), 0);
        for cose in [[3, -7, 1], [2, -257, 1], [2, -7, 2], [1, -8, 6]] {
            let other = Authenticator { cose, ..authenticator() };
            assert_eq!(with(&other.key()), 60385, "{cose:?}");
        }
        let mut off = key.clone();
        *off.last_mut().unwrap() ^= 1;
        assert_eq!(with(&off), 60385, "a point that is not on the curve");
    }
}
