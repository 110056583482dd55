//! Push Factors, access tokens and what a device may do.

use super::people::*;
use super::*;
use crate::jwt::tests::sign;

const TOKENS: &str = "https://verify.test/v2/Services/VA00000000000000000000000000000001/AccessTokens";

#[test]
fn a_push_factor_keeps_what_it_was_created_with_and_shows_its_key_once() {
    let mut service = Service::new();
    let device = Device::new(1);
    let (status, factor) = service.create(&device.form(&[("Metadata", "{\"os\":\"x\"}")]));
    assert_eq!((status, &factor["status"]), (201, &json!("unverified")));
    assert_eq!(factor["binding"], json!({"alg": "ES256", "public_key": device.pair.public().text()}));
    let config = &factor["config"];
    let credential = config["credential_sid"].as_str().unwrap();
    assert!(credential.starts_with("CR") && credential.len() == 34);
    assert_eq!(
        *config,
        json!({
            "app_id": "com.owl",
            "notification_platform": "fcm",
            "notification_token": "t".repeat(32),
            "sdk_version": "1.0",
            "credential_sid": credential,
        })
    );
    assert_eq!((&factor["metadata"], &factor["options"]), (&json!({"os": "x"}), &Value::Null));
    let (_, read) = service.json("GET", factor["url"].as_str().unwrap(), "");
    assert!(read.get("binding").is_none());
    assert_eq!(read["config"], *config);
}

#[test]
fn a_push_factor_has_all_that_it_needs() {
    let mut service = Service::new();
    let device = Device::new(1);
    let mut code = |change: &[(&str, &str)]| service.code("POST", &factors(MIKA), &device.form(change));
    for missing in [
        "Binding.Alg",
        "Binding.PublicKey",
        "Config.AppId",
        "Config.NotificationPlatform",
        "Config.NotificationToken",
    ] {
        assert_eq!(code(&[(missing, "")]), (400, 20001), "{missing}");
    }
    for (name, value) in [("Binding.Alg", "RS256"), ("Binding.PublicKey", "MFkw"), ("Binding.PublicKey", "ü")]
    {
        assert_eq!(code(&[(name, value)]), (400, 60314), "{name}");
    }
    let (long, longer, longest) = ("x".repeat(31), "x".repeat(256), "x".repeat(101));
    for (name, value) in [
        ("Config.NotificationPlatform", "sms"),
        ("Config.NotificationToken", &long),
        ("Config.NotificationToken", &longer),
        ("Config.AppId", &longest),
        ("Metadata", "x"),
    ] {
        assert_eq!(code(&[(name, value)]), (400, 60306), "{name}");
    }
    let none = [("Config.NotificationPlatform", "none"), ("Config.NotificationToken", "")];
    let (status, factor) = service.create(&device.form(&none));
    assert_eq!((status, &factor["config"]["notification_token"]), (201, &Value::Null));
    service.send("DELETE", factor["url"].as_str().unwrap(), "");
    assert_eq!(
        service.create(&device.form(&[("Config.SdkVersion", "")])).1["config"]["sdk_version"],
        Value::Null
    );
}

#[test]
fn a_push_factor_is_verified_by_its_key_s_signature_over_its_sid() {
    let mut service = Service::new();
    let mut device = Device::new(1);
    device.factor = service.create(&device.form(&[])).1;
    let encode = |bytes: &[u8]| data_encoding::BASE64.encode(bytes);
    let right = device.pair.sign_der(sid(&device.factor).as_bytes());
    let stranger = Device::new(2).pair.sign_der(sid(&device.factor).as_bytes());
    for wrong in [
        "",
        "x",
        &encode(&stranger),
        &encode(&device.pair.sign_der(b"YF0")),
        &encode(&device.pair.sign(sid(&device.factor).as_bytes())),
        &data_encoding::BASE64URL_NOPAD.encode(&right),
    ] {
        assert_eq!(
            service.code("POST", &device.url(), &form(&[("AuthPayload", wrong), ("FriendlyName", "b")])),
            (403, 60311),
            "{wrong}"
        );
    }
    let (_, factor) = service.json("GET", &device.url(), "");
    assert_eq!((&factor["status"], &factor["friendly_name"]), (&json!("unverified"), &json!("Mika's phone")));
    service.now += 1000;
    let (status, factor) = service.json("POST", &device.url(), &device.proof());
    assert_eq!((status, &factor["status"]), (200, &json!("verified")));
    assert_ne!(factor["date_updated"], factor["date_created"]);
    let (status, factor) = service.json("POST", &device.url(), "AuthPayload=x");
    assert_eq!((status, &factor["status"]), (200, &json!("verified")), "what is verified stays so");
}

#[test]
fn where_notifications_go_can_be_changed() {
    let mut service = Service::new();
    let device = service.device(1);
    let mut update = |body: &str| service.json("POST", &device.url(), body);
    let token = "n".repeat(40);
    let (status, factor) = update(&format!(
        "Config.NotificationToken={token}&Config.NotificationPlatform=apn&Config.SdkVersion=2"
    ));
    let config = &factor["config"];
    assert_eq!(status, 200);
    assert_eq!(
        (&config["notification_token"], &config["notification_platform"], &config["sdk_version"]),
        (&json!(token), &json!("apn"), &json!("2"))
    );
    let (_, factor) = update("FriendlyName=b");
    assert_eq!(
        (&factor["config"]["notification_token"], &factor["config"]["sdk_version"]),
        (&json!(token), &json!("2"))
    );
    assert_eq!(update("Config.NotificationPlatform=sms").1["code"], 60306);
    assert_eq!(update("Config.NotificationToken=short").1["code"], 60306);
    let (_, factor) = service.json("GET", &device.url(), "");
    assert_eq!(factor["config"]["notification_platform"], "apn");

    let none = [("Config.NotificationPlatform", "none"), ("Config.NotificationToken", "")];
    let mut silent = Device::new(2);
    silent.factor = service.create(&silent.form(&none)).1;
    assert_eq!(service.code("POST", &silent.url(), "Config.NotificationPlatform=fcm"), (400, 20001));
}

#[test]
fn an_access_token_comes_back_as_it_was_created() {
    let mut service = Service::new();
    let body =
        form(&[("Identity", MIKA), ("FactorType", "push"), ("FactorFriendlyName", "Phone"), ("Ttl", "300")]);
    let (status, token) = service.json("POST", TOKENS, &body);
    assert_eq!(status, 201, "{token}");
    assert!(sid(&token).starts_with("YK"));
    for (name, value) in [
        ("account_sid", json!("AC1")),
        ("service_sid", json!(SERVICE)),
        ("entity_identity", json!(MIKA)),
        ("factor_type", json!("push")),
        ("factor_friendly_name", json!("Phone")),
        ("ttl", json!(300)),
        ("date_created", json!("2015-07-30T20:00:00Z")),
        ("url", json!(format!("{TOKENS}/{}", sid(&token)))),
    ] {
        assert_eq!(token[name], value, "{name}");
    }
    assert_eq!(token["token"].as_str().unwrap().split('.').count(), 5, "a JWE");
    let url = token["url"].as_str().unwrap();
    assert_eq!(service.json("GET", url, ""), (200, token.clone()));
    let by_itself = format!("{TOKENS}/{}", token["token"].as_str().unwrap());
    assert_eq!(service.code("GET", &by_itself, ""), (404, 20404));
    let (_, short) = service.json("POST", TOKENS, "Identity=mika-0001&FactorType=push");
    assert_eq!((&short["ttl"], &short["factor_friendly_name"]), (&json!(60), &Value::Null));
    assert_ne!(short["token"], token["token"]);
    for wrong in [("Ttl", "59"), ("Ttl", "301"), ("Ttl", "x"), ("FactorType", "totp"), ("Identity", "short")]
    {
        let body = changed(&[("Identity", MIKA), ("FactorType", "push")], &[wrong]);
        assert_eq!(service.code("POST", TOKENS, &body), (400, 60305), "{wrong:?}");
    }
}

#[test]
fn an_access_token_lets_its_person_s_app_register_once_and_in_time() {
    let mut service = Service::new();
    let token = |service: &mut Service| -> String {
        let (_, token) = service.json("POST", TOKENS, "Identity=Mika-0001&FactorType=push");
        token["token"].as_str().unwrap().to_owned()
    };
    let register = |service: &mut Service, token: &str, identity: &str, body: &str| {
        let (status, answer) =
            service.with_token(token, |service| service.json("POST", &factors(identity), body));
        (status, answer["code"].as_u64().unwrap_or_default())
    };
    let push = |seed: u8| Device::new(seed).form(&[]);
    let first = token(&mut service);
    assert_eq!(register(&mut service, &first, "nele-0001", &push(1)), (403, 60313));
    assert_eq!(register(&mut service, &first, MIKA, "FactorType=totp&FriendlyName=a"), (403, 60313));
    assert_eq!(
        register(&mut service, &first, MIKA, &Device::new(1).form(&[("Binding.Alg", "x")])),
        (400, 60314)
    );
    assert_eq!(register(&mut service, &first, MIKA, &push(1)), (201, 0), "what failed has not used it");
    assert_eq!(register(&mut service, &first, MIKA, &push(2)), (403, 60313));
    for wrong in ["", "x", "a.b.c", &first[1..]] {
        assert_eq!(register(&mut service, wrong, MIKA, &push(2)), (403, 60313), "{wrong}");
    }
    let second = token(&mut service);
    service.now += 60_000;
    assert_eq!(register(&mut service, &second, MIKA, &push(2)), (403, 60313));
    service.now -= 1;
    assert_eq!(register(&mut service, &second, MIKA, &push(2)), (201, 0));
    let third = token(&mut service);
    for (method, url) in [("GET", factors(MIKA)), ("GET", challenges(MIKA)), ("GET", TOKENS.to_owned())] {
        let (status, answer) = service.with_token(&third, |service| service.json(method, &url, ""));
        assert!(status == 401 || status == 405, "{answer}");
    }
}

#[test]
fn a_device_s_token_is_its_own_and_holds_for_its_time() {
    let mut service = Service::new();
    let mut device = service.device(1);
    let now = service.now;
    let code = |service: &mut Service, token: &str| {
        let (status, answer) = service.with_token(token, |service| service.json("GET", &device.url(), ""));
        assert!(status == 200 || status == 401, "{answer}");
        answer["code"].as_u64().unwrap_or_default()
    };
    assert_eq!(code(&mut service, &device.token(now, json!({}))), 0);
    assert_eq!(code(&mut service, "x"), 20101);
    assert_eq!(code(&mut service, &device.token(now, json!({"sub": "AC2"}))), 20103);
    assert_eq!(code(&mut service, &device.token(now, json!({"sub": null}))), 20103);
    assert_eq!(code(&mut service, &device.token(now, json!({"exp": now / 1000}))), 20104);
    assert_eq!(code(&mut service, &device.token(now, json!({"nbf": now / 1000 + 1}))), 20105);
    let claims = json!({"sub": "AC1", "exp": now / 1000 + 600});
    assert_eq!(code(&mut service, &sign(&device.pair, &json!({"alg": "ES256"}), &claims)), 20102);
    let kid = |kid: &str| json!({"alg": "ES256", "kid": kid});
    let credential = device.factor["config"]["credential_sid"].as_str().unwrap().to_owned();
    assert_eq!(code(&mut service, &sign(&device.pair, &kid(&credential), &claims)), 0);
    assert_eq!(code(&mut service, &sign(&Device::new(2).pair, &kid(&credential), &claims)), 20107);
    assert_eq!(code(&mut service, &sign(&device.pair, &kid("CR0"), &claims)), 20103);
    assert_eq!(code(&mut service, &sign(&device.pair, &kid(sid(&device.factor)), &claims)), 20103);
    device.factor = Value::Null;
}

#[test]
fn a_device_sees_its_own_factor_and_challenges_and_nothing_else() {
    let mut service = Service::new();
    let (one, two) = (service.device(1), service.device(2));
    let (mine, theirs) = (service.challenge(&one), service.challenge(&two));
    let token = one.token(service.now, json!({}));
    let service_url = format!("{HOST}/v2/Services/{SERVICE}");
    service.with_token(&token, |service| {
        let challenge = |challenge: &Value| format!("{}/{}", challenges(MIKA), sid(challenge));
        assert_eq!(service.json("GET", &one.url(), "").0, 200);
        assert_eq!(service.json("POST", &one.url(), "FriendlyName=b").1["friendly_name"], "b");
        assert_eq!(service.json("GET", &challenge(&mine), "").0, 200);
        let (_, list) = service.json("GET", &challenges(MIKA), "");
        assert_eq!(sids(&list, "challenges"), [sid(&mine)]);
        let of = |device: &Device| format!("{}?FactorSid={}", challenges(MIKA), sid(&device.factor));
        assert_eq!(sids(&service.json("GET", &of(&one), "").1, "challenges"), [sid(&mine)]);
        assert_eq!(service.code("GET", &of(&two), ""), (401, 20106));
        for method in ["GET", "POST"] {
            assert_eq!(service.code(method, &challenge(&theirs), ""), (404, 20404));
        }
        for (method, url) in [
            ("GET", two.url()),
            ("POST", two.url()),
            ("DELETE", two.url()),
            ("GET", factors(MIKA)),
            ("POST", challenges(MIKA)),
            ("POST", format!("{}/Notifications", challenge(&mine))),
            ("GET", format!("{ENTITIES}/{MIKA}")),
            ("DELETE", format!("{ENTITIES}/{MIKA}")),
        ] {
            assert_eq!(service.code(method, &url, ""), (401, 20106), "{method} {url}");
        }
        assert_eq!(service.code("GET", &service_url, ""), (401, 20103));
        assert_eq!(service.code("POST", &factors(MIKA), &Device::new(3).form(&[])), (403, 60313));
        assert_eq!(service.code("GET", "https://verify.test/x", "").0, 401);
        assert_eq!(service.send("DELETE", &one.url(), "").status, 204);
        assert_eq!(service.code("GET", &challenge(&mine), ""), (401, 20103), "a device that is gone");
    });
}
