//! Passkeys, from a browser's options to its sign-in.

use super::people::sid;
use super::*;
use crate::key::tests::Pair;
use crate::webauthn::tests::Authenticator;
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};

const PASSKEYS: &str = "https://verify.test/v2/Services/VA00000000000000000000000000000001/Passkeys";
const SITE: &str = "owl.test";
const ORIGIN: &str = "https://login.owl.test";

fn encode(bytes: impl AsRef<[u8]>) -> String {
    BASE64URL_NOPAD.encode(bytes.as_ref())
}

fn config() -> Value {
    json!({
        "relying_party": {"id": SITE, "name": "Owl Bank", "origins": [ORIGIN]},
        "authenticator_attachment": "platform",
        "discoverable_credentials": "preferred",
        "user_verification": "preferred",
    })
}

/// A request with some of its members changed; those that are null are left out.
fn with(mut request: Value, change: Value) -> Value {
    for (name, value) in change.as_object().unwrap() {
        if value.is_null() {
            request.as_object_mut().unwrap().remove(name);
        } else {
            request[name] = value.clone();
        }
    }
    request
}

fn registration(change: Value) -> Value {
    with(json!({"friendly_name": "Laptop", "identity": MIKA, "config": config()}), change)
}

/// What a browser gives for a new passkey.
fn created(authenticator: &Authenticator, challenge: &str) -> Value {
    json!({
        "id": encode(&authenticator.id),
        "rawId": encode(&authenticator.id),
        "authenticatorAttachment": "platform",
        "type": "public-key",
        "clientExtensionResults": {},
        "response": {
            "attestationObject": authenticator.create(),
            "clientDataJSON": authenticator.client("webauthn.create", challenge),
            "transports": ["internal"],
            "publicKeyAlgorithm": -7,
        },
    })
}

/// What a browser gives for a sign-in.
fn got(authenticator: &Authenticator, challenge: &str, entity_sid: &str) -> Value {
    let client = authenticator.client("webauthn.get", challenge);
    let (data, signature) = authenticator.get(&client);
    json!({
        "id": encode(&authenticator.id),
        "rawId": encode(&authenticator.id),
        "authenticatorAttachment": "platform",
        "type": "public-key",
        "response": {
            "authenticatorData": data,
            "clientDataJSON": client,
            "signature": signature,
            "userHandle": encode(entity_sid),
        },
    })
}

impl Service {
    fn passkeys(&mut self, path: &str, body: &Value) -> (u16, Value) {
        let request = Request {
            method: "POST".into(),
            url: format!("{PASSKEYS}/{path}"),
            headers: vec![
                ("Authorization".into(), self.authorization.clone()),
                ("Content-Type".into(), "application/json".into()),
            ],
            body: body.to_string(),
            code: None,
        };
        let response = self.handle(&request);
        (response.status, serde_json::from_str(&response.body.unwrap()).unwrap())
    }

    fn refused(&mut self, path: &str, body: &Value) -> (u16, u64) {
        let (status, error) = self.passkeys(path, body);
        assert_eq!(error["status"], status, "{error}");
        (status, error["code"].as_u64().unwrap())
    }

    /// A passkey that is registered: its Factor.
    fn registered(&mut self, authenticator: &Authenticator, change: Value) -> Value {
        let (status, factor) = self.passkeys("Factors", &registration(change));
        assert_eq!(status, 201, "{factor}");
        let (status, factor) = self.passkeys("VerifyFactor", &created(authenticator, sid(&factor)));
        assert_eq!((status, &factor["status"]), (200, &json!("verified")), "{factor}");
        factor
    }

    fn asked(&mut self, whom: Value) -> Value {
        let (status, challenge) = self.passkeys("Challenges", &whom);
        assert_eq!((status, &challenge["status"]), (201, &json!("pending")), "{challenge}");
        challenge
    }
}

fn authenticator() -> Authenticator {
    Authenticator::new(SITE, ORIGIN)
}

/// Another authenticator, with a key of its own.
fn other(seed: u8) -> Authenticator {
    Authenticator { pair: Pair::new(seed), id: vec![seed; 32], ..authenticator() }
}

/// A Service whose settings are those of every test's relying party.
fn with_settings() -> Service {
    Service::with(json!({"services": [{
        "sid": SERVICE,
        "friendlyName": "Owl Bank",
        "passkeysRelyingPartyId": SITE,
        "passkeysRelyingPartyName": "Owls",
        "passkeysRelyingPartyOrigins": format!("https://owl.test,{ORIGIN}"),
        "passkeysAuthenticatorAttachment": "any",
        "passkeysDiscoverableCredentials": "required",
        "passkeysUserVerification": "required",
    }]}))
}

#[test]
fn a_new_passkey_comes_with_what_a_browser_needs() {
    let mut service = Service::new();
    let (status, factor) = service.passkeys("Factors", &registration(json!({})));
    assert_eq!(status, 201, "{factor}");
    assert_eq!((&factor["status"], &factor["factor_type"]), (&json!("unverified"), &json!("passkeys")));
    assert_eq!((&factor["binding"], &factor["metadata"]), (&Value::Null, &Value::Null));
    assert_eq!((&factor["config"], &factor["identity"]), (&config(), &json!(MIKA)));
    assert_eq!(factor["url"], format!("{}/{}", factors(MIKA), sid(&factor)));
    assert_eq!(
        factor["options"],
        json!({"publicKey": {
            "rp": {"id": SITE, "name": "Owl Bank"},
            "user": {
                "id": encode(factor["entity_sid"].as_str().unwrap()),
                "name": "Laptop",
                "displayName": "Laptop",
            },
            "challenge": encode(sid(&factor)),
            "pubKeyCredParams": [{"type": "public-key", "alg": -7}],
            "timeout": 600_000,
            "excludeCredentials": [],
            "authenticatorSelection": {
                "authenticatorAttachment": "platform",
                "requireResidentKey": false,
                "residentKey": "preferred",
                "userVerification": "preferred",
            },
            "attestation": "none",
        }})
    );
    let read = service.json("GET", factor["url"].as_str().unwrap(), "").1;
    assert!(read.get("options").is_none() && read.get("binding").is_none());
    assert_eq!(read["config"], config());
}

#[test]
fn a_service_s_settings_serve_where_the_request_has_none() {
    let mut service = with_settings();
    let (status, factor) = service.passkeys("Factors", &registration(json!({"config": null})));
    assert_eq!(status, 201, "{factor}");
    assert_eq!(
        factor["config"],
        json!({
            "relying_party": {"id": SITE, "name": "Owls", "origins": ["https://owl.test", ORIGIN]},
            "authenticator_attachment": "any",
            "discoverable_credentials": "required",
            "user_verification": "required",
        })
    );
    let options = &factor["options"]["publicKey"];
    assert_eq!(
        options["authenticatorSelection"],
        json!({"requireResidentKey": true, "residentKey": "required", "userVerification": "required"})
    );
    let own = json!({"config": {"relying_party": {"id": "owl.example"}, "user_verification": "discouraged"}});
    let (_, factor) = service.passkeys("Factors", &registration(own));
    let config = &factor["config"];
    assert_eq!(
        (&config["relying_party"]["id"], &config["relying_party"]["name"], &config["user_verification"]),
        (&json!("owl.example"), &json!("Owls"), &json!("discouraged"))
    );
    let mut bare = Service::new();
    let nameless = json!({"config": with(config.clone(), json!({"relying_party": {"id": SITE}}))});
    let (_, factor) = bare.passkeys("Factors", &registration(nameless));
    assert_eq!(
        factor["config"]["relying_party"],
        json!({"id": SITE, "name": "Owl Bank", "origins": []}),
        "the Service's name"
    );
}

#[test]
fn a_new_passkey_keeps_the_rules() {
    let mut service = Service::new();
    let mut code = |change: Value| service.refused("Factors", &registration(change)).1;
    let set = |name: &str, value: Value| json!({"config": with(config(), json!({name: value}))});
    for (change, expected) in [
        (json!({"identity": null}), 60367),
        (json!({"identity": "short"}), 60367),
        (json!({"identity": "a@example.com"}), 60367),
        (json!({"friendly_name": null}), 60388),
        (json!({"friendly_name": ""}), 60388),
        (json!({"friendly_name": "x".repeat(65)}), 60388),
        (json!({"friendly_name": 1}), 60306),
        (json!({"config": 1}), 60306),
        (set("relying_party", Value::Null), 60371),
        (set("relying_party", json!({"id": ""})), 60371),
        (set("relying_party", json!({"name": "Owl"})), 60371),
        (set("authenticator_attachment", Value::Null), 60393),
        (set("authenticator_attachment", json!("")), 60393),
        (set("discoverable_credentials", Value::Null), 60393),
        (set("user_verification", Value::Null), 60393),
        (set("authenticator_attachment", json!("x")), 60377),
        (set("discoverable_credentials", json!("x")), 60370),
        (set("user_verification", json!("x")), 60370),
        (json!({"config": null}), 60371),
    ] {
        assert_eq!(code(change.clone()), expected, "{change}");
    }
    let longest = ["a"; 128].join(".");
    for id in [
        "https://owl.test",
        "owl.test:443",
        "owl.test/x",
        "owl..test",
        ".test",
        "-owl.test",
        "owl-.test",
        "öwl.test",
        &longest,
    ] {
        assert_eq!(code(set("relying_party", json!({"id": id}))), 60372, "{id}");
    }
    let (_, error) = service.passkeys("Factors", &registration(set("user_verification", Value::Null)));
    let message = error["message"].as_str().unwrap();
    assert!(message.contains("user_verification") && !message.contains("discoverable"), "{message}");
    for id in ["localhost", "owl-2.test", &["a"; 127].join(".")] {
        assert_eq!(
            service.passkeys("Factors", &registration(set("relying_party", json!({"id": id})))).0,
            201
        );
    }
    for body in [json!([]), json!(null), json!("x")] {
        assert_eq!(service.refused("Factors", &body), (400, 60306), "{body}");
    }
}

#[test]
fn a_passkey_is_verified_once_with_what_the_browser_gave() {
    let mut service = Service::new();
    let (_, factor) = service.passkeys("Factors", &registration(json!({})));
    let answer = created(&authenticator(), sid(&factor));
    service.now += 1000;
    let (status, verified) = service.passkeys("VerifyFactor", &answer);
    assert_eq!((status, &verified["status"]), (200, &json!("verified")), "{verified}");
    assert_eq!((&verified["sid"], &verified["config"]), (&factor["sid"], &factor["config"]));
    assert!(verified.get("binding").is_none() && verified.get("options").is_none());
    assert_eq!(verified["date_updated"], "2015-07-30T20:00:01Z");
    assert_eq!(service.json("GET", factor["url"].as_str().unwrap(), "").1, verified);
    assert_eq!(service.refused("VerifyFactor", &answer), (400, 60383));
    let (_, second) = service.passkeys("Factors", &registration(json!({})));
    assert_eq!(
        service.refused("VerifyFactor", &created(&authenticator(), sid(&second))),
        (409, 60317),
        "a credential is of one Factor"
    );
    assert_eq!(
        service.code("POST", second["url"].as_str().unwrap(), "AuthPayload=x"),
        (400, 60306),
        "verified elsewhere"
    );
    let (_, renamed) = service.json("POST", second["url"].as_str().unwrap(), "FriendlyName=b");
    assert_eq!(renamed["friendly_name"], "b");
}

#[test]
fn what_a_browser_gave_for_a_new_passkey_is_checked() {
    let mut service = Service::new();
    let (_, factor) = service.passkeys("Factors", &registration(json!({})));
    let good = created(&authenticator(), sid(&factor));
    let response = |change: Value| json!({"response": with(good["response"].clone(), change)});
    let mut elsewhere = authenticator();
    elsewhere.origin = "https://evil.test".into();
    for (change, expected) in [
        (json!({"id": "é"}), 60375),
        (json!({"id": "", "rawId": null}), 60375),
        (json!({"id": encode([1; 32]), "rawId": null}), 60375),
        (json!({"rawId": "é"}), 60376),
        (json!({"rawId": ""}), 60376),
        (json!({"rawId": encode([1; 32])}), 60376),
        (json!({"authenticatorAttachment": "any"}), 60377),
        (json!({"type": "password"}), 60378),
        (json!({"response": null}), 60378),
        (json!({"response": "x"}), 60306),
        (response(json!({"attestationObject": null})), 60386),
        (response(json!({"attestationObject": "AAAA"})), 60386),
        (response(json!({"clientDataJSON": null})), 60380),
        (response(json!({"clientDataJSON": elsewhere.client("webauthn.create", sid(&factor))})), 60380),
        (response(json!({"clientDataJSON": authenticator().client("webauthn.get", sid(&factor))})), 60380),
        (response(json!({"attestationObject": Authenticator::new("evil.test", ORIGIN).create()})), 60379),
    ] {
        let (status, code) = service.refused("VerifyFactor", &with(good.clone(), change.clone()));
        assert_eq!((status, code), (400, expected), "{change}");
    }
    let unknown = created(&authenticator(), "YF00000000000000000000000000000000");
    assert_eq!(service.refused("VerifyFactor", &unknown), (404, 60390));
    // All but the response may be left out, and the rawId may be hexadecimal.
    let hexadecimal = json!({"id": null, "rawId": HEXLOWER.encode(&[9; 32]), "authenticatorAttachment": null, "type": null});
    assert_eq!(service.passkeys("VerifyFactor", &with(good.clone(), hexadecimal)).0, 200);

    let mut strict = with_settings();
    let (_, factor) = strict.passkeys("Factors", &registration(json!({"config": null})));
    let unverified = Authenticator { flags: 1, ..authenticator() };
    assert_eq!(strict.refused("VerifyFactor", &created(&unverified, sid(&factor))), (400, 60379));
    assert_eq!(strict.passkeys("VerifyFactor", &created(&authenticator(), sid(&factor))).0, 200);
}

#[test]
fn a_challenge_asks_for_the_passkeys_of_an_identity() {
    let mut service = Service::new();
    let first = service.registered(&authenticator(), json!({}));
    service.registered(&other(2), json!({"friendly_name": "Phone"}));
    service.passkeys("Factors", &registration(json!({})));
    service.registered(&other(3), json!({"identity": "nele-0001"}));
    let elsewhere = json!({"config": with(config(), json!({"relying_party": {"id": "fox.test"}}))});
    let fox = Authenticator {
        id: vec![4; 32],
        pair: Pair::new(4),
        ..Authenticator::new("fox.test", "https://fox.test")
    };
    service.registered(&fox, elsewhere);
    let challenge = service.asked(json!({"identity": "MIKA-0001"}));
    let allowed = |authenticator: &Authenticator| json!({"id": encode(&authenticator.id), "type": "public-key", "transports": ["internal"]});
    assert_eq!(
        challenge["options"],
        json!({"publicKey": {
            "challenge": encode(sid(&challenge)),
            "timeout": 300_000,
            "rpId": SITE,
            "allowCredentials": [allowed(&authenticator()), allowed(&other(2))],
            "userVerification": "preferred",
        }})
    );
    for (name, value) in [
        ("account_sid", json!("AC1")),
        ("service_sid", json!(SERVICE)),
        ("entity_sid", first["entity_sid"].clone()),
        ("identity", json!(MIKA)),
        ("factor_sid", json!("")),
        ("factor_type", json!("passkeys")),
        ("responded_reason", json!("none")),
        ("date_created", json!("2015-07-30T20:00:00Z")),
        ("date_updated", json!("2015-07-30T20:00:00Z")),
        ("date_responded", Value::Null),
        ("details", Value::Null),
        ("hidden_details", Value::Null),
        ("metadata", Value::Null),
        ("expiration_date", Value::Null),
        ("links", Value::Null),
        ("url", json!(format!("{PASSKEYS}/Challenges"))),
    ] {
        assert_eq!(challenge[name], value, "{name}");
    }
    for whom in [json!({"identity": MIKA, "factor_sid": sid(&first)}), json!({"factor_sid": sid(&first)})] {
        let challenge = service.asked(whom);
        let options = &challenge["options"]["publicKey"];
        assert_eq!(options["allowCredentials"], json!([allowed(&authenticator())]));
        assert_eq!((&challenge["factor_sid"], &challenge["identity"]), (&first["sid"], &json!(MIKA)));
    }
}

#[test]
fn a_challenge_asks_nobody_who_is_not_there() {
    let mut service = Service::new();
    let (_, unverified) = service.passkeys("Factors", &registration(json!({})));
    let (_, totp) = service.create("FactorType=totp&FriendlyName=a");
    let nobody = format!("YF{}", "0".repeat(32));
    for (whom, expected) in [
        (json!({"identity": "olaf-0001"}), (404, 60392)),
        (json!({"identity": MIKA}), (404, 60390)),
        (json!({"identity": MIKA, "factor_sid": sid(&unverified)}), (403, 60318)),
        (json!({"identity": MIKA, "factor_sid": sid(&totp)}), (400, 60369)),
        (json!({"identity": MIKA, "factor_sid": nobody}), (404, 60390)),
        (json!({"factor_sid": nobody}), (404, 60390)),
        (json!({"factor_sid": 1}), (400, 60306)),
        (json!({}), (400, 60371)),
        (json!({"identity": "", "factor_sid": ""}), (400, 60371)),
    ] {
        assert_eq!(service.refused("Challenges", &whom), expected, "{whom}");
    }
}

#[test]
fn a_challenge_is_approved_once_by_the_passkey() {
    let mut service = Service::new();
    let factor = service.registered(&authenticator(), json!({}));
    let entity_sid = factor["entity_sid"].as_str().unwrap();
    let challenge = service.asked(json!({"identity": MIKA}));
    service.now += 1000;
    let answer = got(&authenticator(), sid(&challenge), entity_sid);
    let (status, approved) = service.passkeys("ApproveChallenge", &answer);
    assert_eq!((status, &approved["status"]), (200, &json!("approved")), "{approved}");
    for (name, value) in [
        ("sid", challenge["sid"].clone()),
        ("identity", json!(MIKA)),
        ("entity_sid", json!(entity_sid)),
        ("factor_sid", factor["sid"].clone()),
        ("date_created", json!("2015-07-30T20:00:00Z")),
        ("date_updated", json!("2015-07-30T20:00:01Z")),
        ("date_responded", json!("2015-07-30T20:00:01Z")),
        ("url", json!(format!("{PASSKEYS}/ApproveChallenge"))),
        ("options", Value::Null),
    ] {
        assert_eq!(approved[name], value, "{name}");
    }
    assert_eq!(service.refused("ApproveChallenge", &answer), (403, 60322));
}

#[test]
fn a_challenge_of_anybody_is_approved_by_whose_passkey_it_is() {
    let mut service = with_settings();
    let factor = service.registered(&authenticator(), json!({"config": null}));
    let nele = service.registered(&other(2), json!({"config": null, "identity": "nele-0001"}));
    let challenge = service.asked(json!({}));
    let options = &challenge["options"]["publicKey"];
    assert_eq!(
        (&options["rpId"], &options["allowCredentials"], &options["userVerification"]),
        (&json!(SITE), &json!([]), &json!("required"))
    );
    assert_eq!(
        (&challenge["identity"], &challenge["entity_sid"], &challenge["factor_sid"]),
        (&json!(""), &json!(""), &json!(""))
    );
    let unverified = Authenticator { flags: 1, ..other(2) };
    let entity_sid = nele["entity_sid"].as_str().unwrap();
    assert_eq!(
        service.refused("ApproveChallenge", &got(&unverified, sid(&challenge), entity_sid)),
        (400, 60379)
    );
    let stranger = got(&other(2), sid(&challenge), factor["entity_sid"].as_str().unwrap());
    assert_eq!(service.refused("ApproveChallenge", &stranger), (400, 60420));
    let (_, approved) = service.passkeys("ApproveChallenge", &got(&other(2), sid(&challenge), entity_sid));
    assert_eq!(
        (&approved["status"], &approved["identity"], &approved["factor_sid"]),
        (&json!("approved"), &json!("nele-0001"), &nele["sid"])
    );

    let mut bare = Service::with(json!({"services": [
        {"sid": SERVICE, "friendlyName": "Owl Bank", "passkeysRelyingPartyId": SITE, "passkeysUserVerification": ""},
    ]}));
    let options = bare.asked(json!({}))["options"]["publicKey"].clone();
    assert_eq!(options["userVerification"], "preferred");
    let elsewhere = json!({"config": with(config(), json!({"relying_party": {"id": "fox.test"}}))});
    let fox = Authenticator::new("fox.test", "https://fox.test");
    let factor = bare.registered(&fox, elsewhere);
    let challenge = bare.asked(json!({}));
    let answer = got(&fox, sid(&challenge), factor["entity_sid"].as_str().unwrap());
    assert_eq!(bare.refused("ApproveChallenge", &answer), (400, 60382));
}

#[test]
fn what_a_browser_gave_for_a_sign_in_is_checked() {
    let mut service = Service::new();
    let factor = service.registered(&authenticator(), json!({}));
    service.registered(&other(2), json!({}));
    let nele = service.registered(&other(3), json!({"identity": "nele-0001"}));
    let entity_sid = factor["entity_sid"].as_str().unwrap();
    let challenge = service.asked(json!({"identity": MIKA, "factor_sid": sid(&factor)}));
    let good = got(&authenticator(), sid(&challenge), entity_sid);
    let response = |change: Value| json!({"response": with(good["response"].clone(), change)});
    let client = |authenticator: &Authenticator, kind: &str| authenticator.client(kind, sid(&challenge));
    let mut elsewhere = authenticator();
    elsewhere.origin = "https://evil.test".into();
    for (change, expected) in [
        (json!({"id": null}), 60375),
        (json!({"id": "é"}), 60375),
        (json!({"rawId": null}), 60376),
        (json!({"rawId": encode([1; 32])}), 60376),
        (json!({"authenticatorAttachment": null}), 60377),
        (json!({"authenticatorAttachment": "x"}), 60377),
        (json!({"response": null}), 60378),
        (json!({"response": 1}), 60306),
        (response(json!({"clientDataJSON": null})), 60380),
        (response(json!({"clientDataJSON": client(&elsewhere, "webauthn.get")})), 60380),
        (response(json!({"clientDataJSON": client(&authenticator(), "webauthn.create")})), 60380),
        (response(json!({"authenticatorData": null})), 60379),
        (response(json!({"signature": null})), 60381),
        (response(json!({"signature": "AAAA"})), 60381),
        (response(json!({"userHandle": "é"})), 60420),
        (response(json!({"userHandle": encode("YE0")})), 60420),
    ] {
        let (status, code) = service.refused("ApproveChallenge", &with(good.clone(), change.clone()));
        assert_eq!((status, code), (400, expected), "{change}");
    }
    for (authenticator, owner) in
        [(other(2), entity_sid), (other(3), nele["entity_sid"].as_str().unwrap()), (other(4), entity_sid)]
    {
        let answer = got(&authenticator, sid(&challenge), owner);
        assert_eq!(service.refused("ApproveChallenge", &answer), (404, 60390), "another passkey");
    }
    let unknown = got(&authenticator(), "YC00000000000000000000000000000000", entity_sid);
    assert_eq!(service.refused("ApproveChallenge", &unknown), (404, 60391));
    service.now += 300_000;
    assert_eq!(service.refused("ApproveChallenge", &good), (403, 60323));
    service.now -= 1;
    for handle in [json!(null), json!("")] {
        let challenge = service.asked(json!({"identity": MIKA}));
        let answer = got(&authenticator(), sid(&challenge), entity_sid);
        let response = with(answer["response"].clone(), json!({"userHandle": handle}));
        assert_eq!(service.passkeys("ApproveChallenge", &with(answer, json!({"response": response}))).0, 200);
    }
    assert_eq!(service.passkeys("ApproveChallenge", &good).0, 200);
}

#[test]
fn a_passkey_s_counter_is_remembered() {
    let mut service = Service::new();
    let factor = service.registered(&authenticator(), json!({}));
    let entity_sid = factor["entity_sid"].as_str().unwrap();
    let mut sign_in = |counter: u32| {
        let challenge = service.asked(json!({"identity": MIKA}));
        let counted = Authenticator { counter, ..authenticator() };
        service.passkeys("ApproveChallenge", &got(&counted, sid(&challenge), entity_sid)).1["code"].as_u64()
    };
    assert_eq!(sign_in(5), None);
    assert_eq!(sign_in(5), Some(60379));
    assert_eq!(sign_in(4), Some(60379));
    assert_eq!(sign_in(6), None);
}

#[test]
fn a_deleted_passkey_is_forgotten() {
    let mut service = Service::new();
    let factor = service.registered(&authenticator(), json!({}));
    let challenge = service.asked(json!({"identity": MIKA}));
    service.send("DELETE", factor["url"].as_str().unwrap(), "");
    let answer = got(&authenticator(), sid(&challenge), factor["entity_sid"].as_str().unwrap());
    assert_eq!(service.refused("ApproveChallenge", &answer), (404, 60390));
    assert_eq!(service.refused("Challenges", &json!({"factor_sid": sid(&factor)})), (404, 60390));
    service.registered(&authenticator(), json!({}));
    service.send("DELETE", &format!("{HOST}/v2/Services/{SERVICE}/Entities/{MIKA}"), "");
    let factor = service.registered(&authenticator(), json!({}));
    let challenge = service.asked(json!({"factor_sid": sid(&factor)}));
    let answer = got(&authenticator(), sid(&challenge), factor["entity_sid"].as_str().unwrap());
    assert_eq!(service.passkeys("ApproveChallenge", &answer).1["status"], "approved");
}

#[test]
fn a_passkey_without_origins_is_used_at_its_domain() {
    let mut service = Service::new();
    let open = json!({"config": with(config(), json!({"relying_party": {"id": SITE}}))});
    let elsewhere = Authenticator { origin: "https://evil.test".into(), ..other(2) };
    let (_, factor) = service.passkeys("Factors", &registration(open.clone()));
    assert_eq!(service.refused("VerifyFactor", &created(&elsewhere, sid(&factor))), (400, 60380));
    service.registered(&authenticator(), open);
}

#[test]
fn a_snapshot_keeps_passkeys_and_their_challenges() {
    let mut service = Service::new();
    let factor = service.registered(&authenticator(), json!({}));
    let challenge = service.asked(json!({"identity": MIKA}));
    let snapshot = service.state.snapshot(service.now);
    service.state.reset();
    assert!(service.state.restore(snapshot, service.now).is_ok());
    let answer = got(&authenticator(), sid(&challenge), factor["entity_sid"].as_str().unwrap());
    assert_eq!(service.passkeys("ApproveChallenge", &answer).1["status"], "approved");
}
