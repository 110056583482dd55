//! Factors, as a client sees them.

use super::people::*;
use super::*;

#[test]
fn a_totp_factor_has_the_service_s_settings_where_it_has_none_of_its_own() {
    let mut service = Service::with(json!({"services": [{
        "sid": SERVICE,
        "friendlyName": "Owl Bank",
        "totpIssuer": "Owl & Söhne",
        "totpTimeStep": 60,
        "totpCodeLength": 8,
        "totpSkew": 2,
    }]}));
    let (status, factor) = service.create("FactorType=totp&FriendlyName=a");
    assert_eq!(status, 201, "{factor}");
    assert_eq!(factor["config"], json!({"alg": "sha1", "skew": 2, "code_length": 8, "time_step": 60}));
    let uri = factor["binding"]["uri"].as_str().unwrap();
    assert!(uri.starts_with("otpauth://totp/Owl%20%26%20S%C3%B6hne:a?secret="), "{uri}");
    assert!(uri.ends_with("&issuer=Owl%20%26%20S%C3%B6hne&algorithm=SHA1&digits=8&period=60"), "{uri}");
    let own = "Config.Alg=SHA256&Config.TimeStep=20&Config.CodeLength=3&Config.Skew=0";
    let (_, factor) = service.create(&format!("FactorType=totp&FriendlyName=a&{own}"));
    assert_eq!(factor["config"], json!({"alg": "sha256", "skew": 0, "code_length": 3, "time_step": 20}));
}

#[test]
fn a_code_s_window_is_the_factor_s_skew() {
    let mut service = Service::new();
    for (skew, steps, right) in
        [(0, 0, true), (0, 1, false), (1, 1, true), (1, 2, false), (2, 2, true), (2, 3, false)]
    {
        let (url, totp) = service.totp(&format!("Config.Skew={skew}"));
        let step = totp.step(service.now);
        for near in [step - steps, step + steps] {
            let (_, factor) = service.json("POST", &url, &format!("AuthPayload={}", totp.code(near)));
            let expected = if right { "verified" } else { "unverified" };
            assert_eq!(factor["status"], expected, "skew {skew}, {steps} steps");
        }
    }
}

#[test]
fn a_factor_can_be_verified_for_a_day() {
    let mut service = Service::new();
    let (url, totp) = service.totp("");
    let begin = service.now;
    service.now = begin + 24 * 60 * 60_000;
    let right = |service: &Service| format!("AuthPayload={}", totp.code(totp.step(service.now)));
    let body = right(&service);
    assert_eq!(service.code("POST", &url, &body), (403, 60318));
    assert_eq!(service.json("POST", &url, "FriendlyName=b").0, 200);
    service.now -= 1;
    let body = right(&service);
    assert_eq!(service.json("POST", &url, &body).1["status"], "verified");
    service.now += 24 * 60 * 60_000;
    assert_eq!(service.json("POST", &url, "AuthPayload=0").0, 200, "what is verified stays so");
}

#[test]
fn wrong_codes_are_counted_for_each_factor_and_only_with_limits() {
    let mut service = Service::new();
    let (one, totp) = service.totp("");
    let (two, other) = service.totp("");
    for _ in 0..5 {
        service.json("POST", &one, "AuthPayload=x");
    }
    let code = totp.code(totp.step(service.now));
    assert_eq!(service.code("POST", &one, &format!("AuthPayload={code}")), (429, 60310));
    let code = other.code(other.step(service.now));
    assert_eq!(service.json("POST", &two, &format!("AuthPayload={code}")).1["status"], "verified");

    let mut service = Service::with(json!({"limits": false}));
    let (url, totp) = service.totp("");
    for _ in 0..9 {
        assert_eq!(service.json("POST", &url, "AuthPayload=x").0, 200);
    }
    let code = totp.code(totp.step(service.now));
    assert_eq!(service.json("POST", &url, &format!("AuthPayload={code}")).1["status"], "verified");
}

#[test]
fn what_has_been_set_comes_back() {
    let mut service = Service::new();
    let (url, _) = service.totp("Metadata=%7B%22os%22%3A%22x%22%7D");
    let body = "Config.Alg=sha512&Config.TimeStep=45&Config.CodeLength=7&Config.Skew=2&FriendlyName=b";
    let (_, factor) = service.json("POST", &url, body);
    let config = json!({"alg": "sha512", "skew": 2, "code_length": 7, "time_step": 45});
    assert_eq!((&factor["config"], &factor["friendly_name"]), (&config, &json!("b")));
    assert_eq!(factor["metadata"], json!({"os": "x"}));
    assert_eq!(service.json("GET", &url, "").1, factor);
}

#[test]
fn metadata_is_an_object_of_texts_of_1024_characters() {
    let mut service = Service::new();
    let body =
        |metadata: &str| form(&[("FactorType", "totp"), ("FriendlyName", "a"), ("Metadata", metadata)]);
    let sized = |length: usize| format!("{{\"a\":\"{}\"}}", "ü".repeat(length - 8));
    assert_eq!(service.create(&body(&sized(1024))).0, 201);
    assert_eq!(service.create(&body("{}")).1["metadata"], json!({}));
    assert_eq!(service.create("FactorType=totp&FriendlyName=a").1["metadata"], Value::Null);
    for wrong in [sized(1025).as_str(), "", "x", "[]", "null", "{\"a\":1}", "{\"a\":{}}", "{\"a\":null}"] {
        assert_eq!(service.code("POST", &factors(MIKA), &body(wrong)), (400, 60306), "{wrong}");
    }
}

#[test]
fn a_passkey_is_not_created_here() {
    let mut service = Service::new();
    assert_eq!(service.code("POST", &factors(MIKA), "FactorType=passkeys&FriendlyName=a"), (400, 60369));
    assert_eq!(service.code("GET", &factors(MIKA), ""), (404, 20404), "nor its entity");
}

#[test]
fn an_entity_has_20_push_and_100_totp_factors_at_most() {
    let mut service = Service::new();
    // Some today and some tomorrow: a hundred a day are another limit.
    for _ in 0..90 {
        service.totp("");
    }
    service.now += 24 * 60 * 60_000;
    for _ in 0..10 {
        service.totp("");
    }
    let (status, code, message) = service.error("POST", &factors(MIKA), "FactorType=totp&FriendlyName=a");
    assert_eq!((status, code), (400, 60315));
    assert_eq!(message, "Reached max limit of 100 totp Factors associated per Entity");
    for seed in 1..=20 {
        assert_eq!(service.create(&Device::new(seed).form(&[])).0, 201, "{seed}");
    }
    let (status, code, message) = service.error("POST", &factors(MIKA), &Device::new(21).form(&[]));
    assert_eq!((status, code), (400, 60315));
    assert_eq!(message, "Reached max limit of 20 push Factors associated per Entity");
    let (_, list) = service.json("GET", &format!("{}?PageSize=1000", factors(MIKA)), "");
    assert_eq!(list["factors"].as_array().unwrap().len(), 120);
    let last = list["factors"][119]["sid"].as_str().unwrap();
    service.send("DELETE", &format!("{}/{last}", factors(MIKA)), "");
    assert_eq!(service.create(&Device::new(21).form(&[])).0, 201, "where one has gone there is room");
    assert_eq!(
        service.json("POST", &factors("nele-0001"), "FactorType=totp&FriendlyName=a").0,
        201,
        "another person has Factors of their own"
    );
}

#[test]
fn an_entity_creates_100_factors_a_day() {
    let mut service = Service::new();
    for _ in 0..100 {
        let (url, _) = service.totp("");
        service.send("DELETE", &url, "");
        service.now += 1000;
    }
    let body = "FactorType=totp&FriendlyName=a";
    assert_eq!(service.code("POST", &factors(MIKA), body), (429, 60326));
    service.now += 24 * 60 * 60_000 - 100_001;
    assert_eq!(service.code("POST", &factors(MIKA), body), (429, 60326));
    service.now += 1;
    assert_eq!(service.create(body).0, 201);
    assert_eq!(service.code("POST", &factors(MIKA), body), (429, 60326));

    let mut service = Service::with(json!({"limits": false}));
    for _ in 0..130 {
        service.totp("");
    }
}

#[test]
fn a_secret_or_a_key_is_of_one_factor() {
    let mut service = Service::new();
    let secret = "FactorType=totp&FriendlyName=a&Binding.Secret=GEZDGNBVGY3TQOJQ";
    let (_, factor) = service.create(secret);
    assert_eq!(
        service.code(
            "POST",
            &factors(MIKA),
            &secret
                .to_ascii_lowercase()
                .replace("factortype", "FactorType")
                .replace("friendlyname", "FriendlyName")
                .replace("binding.secret", "Binding.Secret")
        ),
        (409, 60317)
    );
    let device = Device::new(1);
    service.create(&device.form(&[]));
    assert_eq!(service.code("POST", &factors(MIKA), &device.form(&[])), (409, 60317));
    assert_eq!(service.json("POST", &factors("nele-0001"), secret).0, 201, "of another person, too");
    service.send("DELETE", &format!("{}/{}", factors(MIKA), sid(&factor)), "");
    assert_eq!(service.create(secret).0, 201);
}

#[test]
fn a_factor_is_found_by_its_sid_and_by_nothing_else() {
    let mut service = Service::new();
    let (_, totp) = service.totp("");
    let device = service.device(1);
    let key = device.pair.public().text().replace('/', "%2F");
    for name in [
        format!("secret%20{}", totp.base32()),
        format!("key%20{key}"),
        device.factor["config"]["credential_sid"].as_str().unwrap().to_owned(),
        MIKA.to_owned(),
    ] {
        for method in ["GET", "POST", "DELETE"] {
            assert_eq!(service.code(method, &format!("{}/{name}", factors(MIKA)), ""), (404, 20404));
        }
    }
    assert_eq!(sids(&service.json("GET", &factors(MIKA), "").1, "factors").len(), 2);
}
