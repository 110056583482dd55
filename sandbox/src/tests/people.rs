//! What the tests of Factors and Challenges share: entities, devices, forms.

use super::*;
use crate::jwt::tests::sign;
use crate::key::tests::Pair;
use form_urlencoded::Serializer;

pub const ENTITIES: &str = "https://verify.test/v2/Services/VA00000000000000000000000000000001/Entities";

/// A form.
pub fn form(pairs: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// A form with some of its values changed; those without a value are left out.
pub fn changed(pairs: &[(&str, &str)], change: &[(&str, &str)]) -> String {
    let mut all: Vec<_> =
        pairs.iter().filter(|(name, _)| !change.iter().any(|(other, _)| other == name)).copied().collect();
    all.extend(change.iter().filter(|(_, value)| !value.is_empty()));
    form(&all)
}

pub fn challenges(identity: &str) -> String {
    format!("{ENTITIES}/{identity}/Challenges")
}

pub fn sid(value: &Value) -> &str {
    value["sid"].as_str().unwrap()
}

pub fn sids(list: &Value, key: &str) -> Vec<String> {
    list[key].as_array().unwrap().iter().map(|item| sid(item).to_owned()).collect()
}

impl Service {
    /// The code of an error, which has to be one.
    pub fn code(&mut self, method: &str, url: &str, body: &str) -> (u16, u64) {
        let (status, code, _) = self.error(method, url, body);
        (status, code)
    }

    /// A TOTP Factor that is verified: its SID, and what makes its codes.
    pub fn verified_totp(&mut self, identity: &str, more: &str) -> (String, Totp) {
        let (status, factor) =
            self.json("POST", &factors(identity), &format!("FactorType=totp&FriendlyName=phone&{more}"));
        assert_eq!(status, 201, "{factor}");
        let totp = Totp::parse(factor["binding"]["uri"].as_str().unwrap()).unwrap();
        let code = totp.code(totp.step(self.now));
        let url = format!("{}/{}", factors(identity), sid(&factor));
        assert_eq!(self.json("POST", &url, &format!("AuthPayload={code}")).1["status"], "verified");
        (sid(&factor).to_owned(), totp)
    }

    /// A device whose Factor is verified.
    pub fn device(&mut self, seed: u8) -> Device {
        let mut device = Device::new(seed);
        let (status, factor) = self.json("POST", &factors(MIKA), &device.form(&[]));
        assert_eq!(status, 201, "{factor}");
        device.factor = factor;
        let (status, factor) = self.json("POST", &device.url(), &device.proof());
        assert_eq!((status, &factor["status"]), (200, &json!("verified")));
        device
    }

    /// A Challenge for a device.
    pub fn challenge(&mut self, device: &Device) -> Value {
        let body = form(&[("FactorSid", sid(&device.factor)), ("Details.Message", "Sign in?")]);
        let (status, challenge) = self.json("POST", &challenges(MIKA), &body);
        assert_eq!((status, &challenge["status"]), (201, &json!("pending")));
        challenge
    }

    /// Does something as whoever has this token.
    pub fn with_token<T>(&mut self, token: &str, act: impl FnOnce(&mut Service) -> T) -> T {
        let authorization =
            format!("Basic {}", data_encoding::BASE64.encode(format!("token:{token}").as_bytes()));
        let own = std::mem::replace(&mut self.authorization, authorization);
        let done = act(self);
        self.authorization = own;
        done
    }
}

/// A device: a key pair, and the Factor that it has.
pub struct Device {
    pub pair: Pair,
    pub factor: Value,
}

impl Device {
    pub fn new(seed: u8) -> Device {
        Device { pair: Pair::new(seed), factor: Value::Null }
    }

    /// What it registers with.
    pub fn form(&self, change: &[(&str, &str)]) -> String {
        let key = self.pair.public().text();
        let pairs = [
            ("FactorType", "push"),
            ("FriendlyName", "Mika's phone"),
            ("Binding.Alg", "ES256"),
            ("Binding.PublicKey", &key),
            ("Config.AppId", "com.owl"),
            ("Config.NotificationPlatform", "fcm"),
            ("Config.NotificationToken", &"t".repeat(32)),
            ("Config.SdkVersion", "1.0"),
        ];
        changed(&pairs, change)
    }

    /// Its Factor's URL.
    pub fn url(&self) -> String {
        format!("{}/{}", factors(MIKA), sid(&self.factor))
    }

    /// What proves that it holds its key.
    pub fn proof(&self) -> String {
        let signature = self.pair.sign_der(sid(&self.factor).as_bytes());
        form(&[("AuthPayload", &data_encoding::BASE64.encode(&signature))])
    }

    /// A token of its own, some of whose claims are changed.
    pub fn token(&self, now: u64, change: Value) -> String {
        let header = json!({
            "cty": "twilio-pba;v=1",
            "kid": self.factor["config"]["credential_sid"],
            "typ": "JWT",
            "alg": "ES256",
        });
        let mut claims = json!({"sub": "AC1", "nbf": now / 1000, "exp": now / 1000 + 600});
        for (name, value) in change.as_object().unwrap() {
            claims[name] = value.clone();
        }
        sign(&self.pair, &header, &claims)
    }

    /// Its answer to a Challenge, some of whose fields are changed.
    pub fn answer(&self, challenge: &Value, fields: &str, status: &str, change: Value) -> String {
        let mut payload = json!({});
        for name in fields.split(',') {
            payload[name] = challenge[name].clone();
        }
        payload["status"] = status.into();
        for (name, value) in change.as_object().unwrap() {
            payload[name] = value.clone();
        }
        form(&[("AuthPayload", &sign(&self.pair, &json!({"typ": "JWT", "alg": "ES256"}), &payload))])
    }
}
