//! Services, rate limits, messaging configurations, templates, forms and the SafeList.

use super::*;

const TO: &str = "%2B4915112345678";

fn url(rest: &str) -> String {
    format!("{HOST}/v2/{rest}")
}

fn within(rest: &str) -> String {
    url(&format!("Services/{SERVICE}/{rest}"))
}

#[test]
fn a_service_has_twilio_s_settings_until_others_are_given() {
    let mut service = Service::new();
    let (status, one) = service.json("POST", &url("Services"), "FriendlyName=Owl-Bank_1");
    assert_eq!(status, 201);
    let sid = one["sid"].as_str().unwrap();
    let own = url(&format!("Services/{sid}"));
    assert!(sid.starts_with("VA") && sid.len() == 34);
    assert_eq!(
        one,
        json!({
            "sid": sid,
            "account_sid": "AC1",
            "friendly_name": "Owl-Bank_1",
            "code_length": 6,
            "lookup_enabled": false,
            "psd2_enabled": false,
            "skip_sms_to_landlines": false,
            "dtmf_input_required": true,
            "tts_name": null,
            "do_not_share_warning_enabled": false,
            "custom_code_enabled": false,
            "push": {"include_date": false, "apn_credential_sid": null, "fcm_credential_sid": null},
            "totp": {"issuer": null, "time_step": null, "code_length": null, "skew": null},
            "whatsapp": {"msg_service_sid": null, "from": null},
            "passkeys": {
                "relying_party": {"id": null, "name": null, "origins": null},
                "authenticator_attachment": null,
                "discoverable_credentials": null,
                "user_verification": null,
            },
            "default_template_sid": null,
            "verify_event_subscription_enabled": false,
            "date_created": "2015-07-30T20:00:00Z",
            "date_updated": "2015-07-30T20:00:00Z",
            "url": own,
            "links": {
                "verification_checks": format!("{own}/VerificationCheck"),
                "verifications": format!("{own}/Verifications"),
                "rate_limits": format!("{own}/RateLimits"),
                "messaging_configurations": format!("{own}/MessagingConfigurations"),
                "entities": format!("{own}/Entities"),
                "webhooks": format!("{own}/Webhooks"),
                "access_tokens": format!("{own}/AccessTokens"),
            },
        })
    );
    assert_eq!(service.json("GET", &own, "").1, one);
}

#[test]
fn settings_that_are_given_come_back_and_the_others_stay() {
    let mut service = Service::new();
    let digits = "0123456789abcdef0123456789abcdef";
    let settings = format!(
        "CodeLength=4&LookupEnabled=true&Psd2Enabled=True&SkipSmsToLandlines=true&DtmfInputRequired=false&TtsName=joanna\
         &DoNotShareWarningEnabled=true&CustomCodeEnabled=true&Push.IncludeDate=true&Push.ApnCredentialSid=CR{digits}\
         &Push.FcmCredentialSid=CR{digits}&Totp.Issuer=Owl&Totp.TimeStep=60&Totp.CodeLength=8&Totp.Skew=2\
         &Whatsapp.MsgServiceSid=MG{digits}&Whatsapp.From=whatsapp:%2B15005550006&Passkeys.RelyingParty.id=owl.test\
         &Passkeys.RelyingParty.Name=Owl&Passkeys.RelyingParty.Origins=https://owl.test,%20https://www.owl.test,\
         &Passkeys.AuthenticatorAttachment=any&Passkeys.DiscoverableCredentials=preferred\
         &Passkeys.UserVerification=required&DefaultTemplateSid=HJ00000000000000000000000000000002\
         &VerifyEventSubscriptionEnabled=true"
    );
    let (status, one) = service.json("POST", &url("Services"), &format!("FriendlyName=Owl&{settings}"));
    assert_eq!(status, 201, "{one}");
    let expected = json!({
        "code_length": 4,
        "lookup_enabled": true,
        "psd2_enabled": true,
        "skip_sms_to_landlines": true,
        "dtmf_input_required": false,
        "tts_name": "joanna",
        "do_not_share_warning_enabled": true,
        "custom_code_enabled": true,
        "push": {
            "include_date": true,
            "apn_credential_sid": format!("CR{digits}"),
            "fcm_credential_sid": format!("CR{digits}"),
        },
        "totp": {"issuer": "Owl", "time_step": 60, "code_length": 8, "skew": 2},
        "whatsapp": {"msg_service_sid": format!("MG{digits}"), "from": "whatsapp:+15005550006"},
        "passkeys": {
            "relying_party":
                {"id": "owl.test", "name": "Owl", "origins": ["https://owl.test", "https://www.owl.test"]},
            "authenticator_attachment": "any",
            "discoverable_credentials": "preferred",
            "user_verification": "required",
        },
        "default_template_sid": "HJ00000000000000000000000000000002",
        "verify_event_subscription_enabled": true,
    });
    let compare = |one: &Value| {
        for (name, value) in expected.as_object().unwrap() {
            assert_eq!(&one[name], value, "{name}");
        }
    };
    compare(&one);
    let own = one["url"].as_str().unwrap();
    service.now += 5000;
    let (status, two) = service.json("POST", own, "FriendlyName=Eagle");
    assert_eq!((status, &two["friendly_name"]), (200, &json!("Eagle")));
    assert_eq!(
        (&two["date_created"], &two["date_updated"]),
        (&one["date_created"], &json!("2015-07-30T20:00:05Z"))
    );
    compare(&two);
    // What is empty is taken away; of passkeys it is told as it is.
    let empty = "DefaultTemplateSid=&Push.ApnCredentialSid=&Whatsapp.MsgServiceSid=&Whatsapp.From=\
                 &Passkeys.AuthenticatorAttachment=&Passkeys.UserVerification=&Passkeys.DiscoverableCredentials=";
    let (_, three) = service.json("POST", own, empty);
    assert_eq!(three["default_template_sid"], Value::Null);
    assert_eq!(three["push"]["apn_credential_sid"], Value::Null);
    assert_eq!(three["whatsapp"], json!({"msg_service_sid": null, "from": null}));
    for name in ["authenticator_attachment", "discoverable_credentials", "user_verification"] {
        assert_eq!(three["passkeys"][name], "", "{name}");
    }
    // The new one has a code of 4 digits.
    service.json("POST", own, "Psd2Enabled=false");
    service.json("POST", &format!("{own}/Verifications"), &format!("To={TO}&Channel=sms"));
    assert_eq!(service.state.outbox.messages().last().unwrap().code.as_ref().unwrap().len(), 4);
}

#[test]
fn a_setting_that_breaks_a_rule_is_refused_and_changes_nothing() {
    let mut service = Service::new();
    let own = url(&format!("Services/{SERVICE}"));
    let before = service.json("GET", &own, "").1;
    for setting in [
        "FriendlyName=",
        "FriendlyName=%20",
        "FriendlyName=1234567890123456789012345678901",
        "FriendlyName=abcdefghijabcdefghijabcdefghija",
        "FriendlyName=Owl%26Co",
        "FriendlyName=Owl12345",
        "CodeLength=3",
        "CodeLength=11",
        "CodeLength=x",
        "LookupEnabled=yes",
        "DefaultTemplateSid=HJ1",
        "Push.ApnCredentialSid=x",
        "Totp.TimeStep=19",
        "Totp.TimeStep=61",
        "Totp.CodeLength=2",
        "Totp.CodeLength=9",
        "Totp.Skew=3",
        "Whatsapp.MsgServiceSid=x",
        "Passkeys.AuthenticatorAttachment=phone",
        "Passkeys.DiscoverableCredentials=x",
        "Passkeys.UserVerification=any",
    ] {
        let body = format!("TtsName=x&{setting}");
        assert_eq!(service.error("POST", &own, &body).1, 60200, "{setting}");
        let create = if setting.starts_with("Friendly") { body } else { format!("{body}&FriendlyName=x") };
        assert_eq!(service.error("POST", &url("Services"), &create).1, 60200, "{setting}");
    }
    let missing = "DefaultTemplateSid=HJ00000000000000000000000000000009";
    assert_eq!(service.error("POST", &own, missing).1, 60228);
    assert_eq!(service.error("POST", &url("Services"), &format!("FriendlyName=x&{missing}")).1, 60228);
    let (status, code, message) = service.error("POST", &url("Services"), "CodeLength=4");
    assert_eq!((status, code), (400, 20001));
    assert_eq!(message, "Missing required parameter FriendlyName in the post body");
    assert_eq!(service.json("GET", &own, "").1, before);
    assert_eq!(service.json("GET", &url("Services"), "").1["services"].as_array().unwrap().len(), 1);
    let (status, one) = service.json("POST", &url("Services"), "FriendlyName=abcdefghijabcdefghijabcdef1234");
    assert_eq!(status, 201, "{one}");
}

#[test]
fn services_are_listed_in_their_order_and_deleted_with_all_that_is_in_them() {
    let mut service = Service::new();
    let names = ["one", "two", "three"];
    for name in names {
        service.json("POST", &url("Services"), &format!("FriendlyName={name}"));
    }
    let (_, list) = service.json("GET", &url("Services"), "");
    let listed: Vec<_> =
        list["services"].as_array().unwrap().iter().map(|one| one["friendly_name"].clone()).collect();
    assert_eq!(listed, ["Owl Bank", "one", "two", "three"]);
    assert_eq!(list["meta"]["key"], "services");
    assert_eq!(list["services"][0], service.json("GET", &url(&format!("Services/{SERVICE}")), "").1);
    service.json("POST", &within("Verifications"), &format!("To={TO}&Channel=sms"));
    let own = url(&format!("Services/{SERVICE}"));
    let response = service.send("DELETE", &own, "");
    assert_eq!((response.status, response.body), (204, None));
    for (method, url) in [("DELETE", &own), ("GET", &own), ("POST", &own), ("GET", &within("RateLimits"))] {
        assert_eq!(service.error(method, url, "").1, 20404, "{method} {url}");
    }
    assert_eq!(service.error("GET", &within(&format!("Verifications/{TO}")), "").1, 20404);
    // The attempts are the Account's.
    assert_eq!(service.json("GET", &url("Attempts"), "").1["attempts"].as_array().unwrap().len(), 1);
}

#[test]
fn a_page_larger_than_1000_is_refused_by_its_own_code() {
    let mut service = Service::new();
    for size in ["1001", "0", "x"] {
        let (status, code, _) = service.error("GET", &url(&format!("Services?PageSize={size}")), "");
        assert_eq!((status, code), (400, 20007), "{size}");
    }
    assert_eq!(service.error("GET", &url("Services?PageToken=x"), "").1, 60200);
    assert_eq!(service.json("GET", &url("Services?PageSize=1000"), "").0, 200);
}

#[test]
fn a_rate_limit_is_created_read_described_and_deleted() {
    let mut service = Service::new();
    let (status, limit) =
        service.json("POST", &within("RateLimits"), "UniqueName=ip_1.a-b&Description=per%20address");
    assert_eq!(status, 201);
    let sid = limit["sid"].as_str().unwrap();
    let own = within(&format!("RateLimits/{sid}"));
    assert_eq!(
        limit,
        json!({
            "sid": sid,
            "service_sid": SERVICE,
            "account_sid": "AC1",
            "unique_name": "ip_1.a-b",
            "description": "per address",
            "date_created": "2015-07-30T20:00:00Z",
            "date_updated": "2015-07-30T20:00:00Z",
            "url": own,
            "links": {"buckets": format!("{own}/Buckets")},
        })
    );
    assert!(sid.starts_with("RK"));
    assert_eq!(service.json("GET", &own, "").1, limit);
    assert_eq!(service.json("GET", &within("RateLimits/ip_1.a-b"), "").1, limit);
    let (_, list) = service.json("GET", &within("RateLimits"), "");
    assert_eq!((&list["rate_limits"], &list["meta"]["key"]), (&json!([limit]), &json!("rate_limits")));
    service.now += 1000;
    let (status, changed) = service.json("POST", &own, "Description=x&UniqueName=other");
    assert_eq!(
        (status, &changed["description"], &changed["unique_name"]),
        (200, &json!("x"), &json!("ip_1.a-b"))
    );
    assert_eq!(changed["date_updated"], "2015-07-30T20:00:01Z");
    assert_eq!(service.json("POST", &own, "").1["description"], "x");
    assert_eq!(service.error("POST", &within("RateLimits"), "UniqueName=ip_1.a-b").1, 60208);
    for name in ["", "a%20b", "%C3%BC", "a/b"] {
        assert_eq!(
            service.error("POST", &within("RateLimits"), &format!("UniqueName={name}")).1,
            60209,
            "{name}"
        );
    }
    assert_eq!(service.error("POST", &within("RateLimits"), "Description=x").1, 20001);
    assert_eq!(service.send("DELETE", &within("RateLimits/ip_1.a-b"), "").status, 204);
    for method in ["GET", "POST", "DELETE"] {
        assert_eq!(service.error(method, &own, "").1, 20404, "{method}");
    }
    // A name that looks like another's SID takes nothing from it.
    let (_, first) = service.json("POST", &within("RateLimits"), "UniqueName=a");
    let first = first["sid"].as_str().unwrap();
    service.json("POST", &within("RateLimits"), &format!("UniqueName={first}"));
    assert_eq!(service.json("GET", &within(&format!("RateLimits/{first}")), "").1["unique_name"], "a");
    assert_eq!(service.json("POST", &within("RateLimits"), "UniqueName=b").1["description"], Value::Null);
}

#[test]
fn a_bucket_is_created_read_changed_and_deleted() {
    let mut service = Service::new();
    let (_, limit) = service.json("POST", &within("RateLimits"), "UniqueName=ip");
    let limit_sid = limit["sid"].as_str().unwrap();
    let buckets = within(&format!("RateLimits/{limit_sid}/Buckets"));
    let (status, bucket) = service.json("POST", &buckets, "Max=5&Interval=60");
    assert_eq!(status, 201);
    let sid = bucket["sid"].as_str().unwrap();
    let own = format!("{buckets}/{sid}");
    assert_eq!(
        bucket,
        json!({
            "sid": sid,
            "rate_limit_sid": limit_sid,
            "service_sid": SERVICE,
            "account_sid": "AC1",
            "max": 5,
            "interval": 60,
            "date_created": "2015-07-30T20:00:00Z",
            "date_updated": "2015-07-30T20:00:00Z",
            "url": own,
        })
    );
    assert!(sid.starts_with("BL"));
    assert_eq!(service.json("GET", &own, "").1, bucket);
    let (_, second) = service.json("POST", &buckets.replace(limit_sid, "ip"), "Max=50&Interval=3600");
    let (_, list) = service.json("GET", &buckets, "");
    assert_eq!((&list["buckets"], &list["meta"]["key"]), (&json!([bucket, second]), &json!("buckets")));
    assert_eq!(service.error("POST", &buckets, "Max=9&Interval=60").1, 60211);
    assert_eq!(service.error("POST", &own, "Interval=3600").1, 60211);
    service.now += 1000;
    let (status, changed) = service.json("POST", &own, "Max=7&Interval=60");
    assert_eq!((status, &changed["max"], &changed["interval"]), (200, &json!(7), &json!(60)));
    assert_eq!(changed["date_updated"], "2015-07-30T20:00:01Z");
    assert_eq!(service.json("POST", &own, "Interval=61").1["max"], 7);
    for wrong in [
        "Max=0&Interval=5",
        "Max=x&Interval=5",
        "Max=1&Interval=0",
        "Max=1&Interval=-5",
        "Max=1&Interval=1.5",
    ] {
        assert_eq!(service.error("POST", &buckets, wrong).1, 60200, "{wrong}");
        assert_eq!(service.error("POST", &own, wrong).1, 60200, "{wrong}");
    }
    for missing in ["Max=1", "Interval=5"] {
        assert_eq!(service.error("POST", &buckets, missing).1, 20001, "{missing}");
    }
    assert_eq!(service.send("DELETE", &own, "").status, 204);
    for method in ["GET", "POST", "DELETE"] {
        assert_eq!(service.error(method, &own, "").1, 20404, "{method}");
    }
    service.send("DELETE", limit["url"].as_str().unwrap(), "");
    assert_eq!(service.error("GET", &buckets, "").1, 20404);
}

#[test]
fn a_rate_limit_limits_each_of_its_values_by_all_of_its_buckets() {
    let mut service = Service::with(json!({"limits": false}));
    service.json("POST", &within("RateLimits"), "UniqueName=ip");
    service.json("POST", &within("RateLimits"), "UniqueName=user");
    let start = |service: &mut Service, limits: &str| {
        service.json("POST", &within("Verifications"), &format!("To={TO}&Channel=sms&RateLimits={limits}"))
    };
    // Without a bucket nothing is limited.
    for _ in 0..9 {
        assert_eq!(start(&mut service, "{\"ip\":\"1\"}").0, 201);
    }
    service.json("POST", &within("RateLimits/ip/Buckets"), "Max=2&Interval=60");
    service.json("POST", &within("RateLimits/ip/Buckets"), "Max=3&Interval=3600");
    service.json("POST", &within("RateLimits/user/Buckets"), "Max=1&Interval=60");
    assert_eq!(start(&mut service, "{\"ip\":\"1\"}").0, 201);
    service.now += 59_000;
    assert_eq!(start(&mut service, "{\"ip\":\"1\"}").0, 201);
    let sent = service.state.outbox.sent();
    let (status, error) = start(&mut service, "{\"ip\":\"1\",\"user\":\"u\"}");
    assert_eq!(
        (status, &error["code"], &error["message"]),
        (429, &json!(20429), &json!("Too many requests"))
    );
    assert_eq!(service.state.outbox.sent(), sent);
    // A refused one counts nowhere; other values, none, and names of no rate limit are not concerned.
    assert_eq!(start(&mut service, "{\"user\":\"u\"}").0, 201);
    assert_eq!(start(&mut service, "{\"user\":\"u\"}").0, 429);
    assert_eq!(start(&mut service, "{\"ip\":\"2\",\"none\":\"1\"}").0, 201);
    assert_eq!(start(&mut service, "{}").0, 201);
    assert_eq!(start(&mut service, "{\"ip\":2}").0, 201);
    assert_eq!(start(&mut service, "{\"ip\":2}").0, 429, "a number is its text");
    // The minute began with the first one; the hour has one left.
    service.now += 1000;
    assert_eq!(start(&mut service, "{\"ip\":\"1\"}").0, 201);
    assert_eq!(start(&mut service, "{\"ip\":\"1\"}").0, 429);
    service.now += 3_539_999;
    assert_eq!(start(&mut service, "{\"ip\":\"1\"}").0, 429);
    service.now += 1;
    assert_eq!(start(&mut service, "{\"ip\":\"1\"}").0, 201);
}

#[test]
fn a_messaging_configuration_is_created_read_changed_and_deleted() {
    let mut service = Service::new();
    let all = within("MessagingConfigurations");
    let [one, two] = ["MG000000000000000000000000000000aa", "MG000000000000000000000000000000bb"];
    let (status, created) = service.json("POST", &all, &format!("Country=DE&MessagingServiceSid={one}"));
    let own = format!("{all}/DE");
    assert_eq!(status, 201);
    assert_eq!(
        created,
        json!({
            "account_sid": "AC1",
            "service_sid": SERVICE,
            "country": "DE",
            "messaging_service_sid": one,
            "date_created": "2015-07-30T20:00:00Z",
            "date_updated": "2015-07-30T20:00:00Z",
            "url": own,
        })
    );
    assert_eq!(service.json("GET", &own, "").1, created);
    assert_eq!(service.error("POST", &all, &format!("Country=DE&MessagingServiceSid={two}")).1, 60213);
    let (_, general) = service.json("POST", &all, &format!("Country=all&MessagingServiceSid={two}"));
    let (_, list) = service.json("GET", &all, "");
    assert_eq!(
        (&list["messaging_configurations"], &list["meta"]["key"]),
        (&json!([created, general]), &json!("messaging_configurations"))
    );
    service.now += 1000;
    let (status, changed) = service.json("POST", &own, &format!("MessagingServiceSid={two}"));
    assert_eq!(
        (status, &changed["messaging_service_sid"], &changed["date_updated"]),
        (200, &json!(two), &json!("2015-07-30T20:00:01Z"))
    );
    for (body, code) in [
        (format!("Country=de&MessagingServiceSid={one}"), 60200),
        (format!("Country=DEU&MessagingServiceSid={one}"), 60200),
        ("Country=FR&MessagingServiceSid=MG1".to_owned(), 60200),
        (format!("MessagingServiceSid={one}"), 20001),
        ("Country=FR".to_owned(), 20001),
    ] {
        assert_eq!(service.error("POST", &all, &body).1, code, "{body}");
    }
    assert_eq!(service.send("DELETE", &own, "").status, 204);
    for method in ["GET", "DELETE"] {
        assert_eq!(service.error(method, &own, "").1, 20404, "{method}");
    }
    assert_eq!(service.error("POST", &own, &format!("MessagingServiceSid={two}")).1, 20404);
}

#[test]
fn templates_are_twilio_s_and_one_s_own() {
    let own = json!({"sid": "HJ000000000000000000000000000000aa", "friendlyName": "Shop", "channels": ["sms"],
        "translations": {"fr": "Code {{code}}"}});
    let mut service = Service::with(json!({"templates": [own]}));
    let (_, list) = service.json("GET", &url("Templates"), "");
    let templates = list["templates"].as_array().unwrap();
    assert_eq!(list["meta"]["key"], "templates");
    let names: Vec<_> = templates.iter().map(|one| one["friendly_name"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        ["Base Verification Template 3", "Base Verification Template 2 with do not share", "Shop"]
    );
    assert_eq!(
        templates[2],
        json!({
            "sid": "HJ000000000000000000000000000000aa",
            "account_sid": "AC1",
            "friendly_name": "Shop",
            "channels": ["sms"],
            "translations": {"fr": {
                "is_default_translation": true,
                "status": "approved",
                "locale": "fr",
                "text": "Code {{code}}",
                "date_updated": "2021-07-29T20:38:28.000000000Z",
                "date_created": "2021-07-29T20:38:28.000000000Z",
            }},
        })
    );
    assert_eq!(templates[0]["translations"]["en"]["is_default_translation"], true);
    assert_eq!(templates[0]["translations"]["de"]["is_default_translation"], false);
    assert_eq!(
        (&templates[0]["channels"], &templates[1]["channels"]),
        (&json!(["sms", "voice"]), &json!(["sms"]))
    );
    let (_, found) = service.json("GET", &url("Templates?FriendlyName=Shop"), "");
    assert_eq!(found["templates"].as_array().unwrap().len(), 1);
    let (_, first) = service.json("GET", &url("Templates?PageSize=2"), "");
    let (_, second) = service.json("GET", first["meta"]["next_page_url"].as_str().unwrap(), "");
    assert_eq!(second["templates"], json!([templates[2]]));
}

#[test]
fn there_is_one_type_of_forms() {
    let mut service = Service::new();
    let (status, form) = service.json("GET", &url("Forms/form-push"), "");
    assert_eq!(status, 200);
    assert_eq!(
        form,
        json!({
            "form_type": "form-push",
            "forms": {"create_factor": {}, "verify_factor": {}, "create_challenge": {}},
            "form_meta": {},
            "url": url("Forms/form-push"),
        })
    );
    assert_eq!(service.error("GET", &url("Forms/form-totp"), "").1, 20404);
}

#[test]
fn a_number_is_put_on_the_safelist_and_taken_off() {
    let mut service = Service::new();
    let all = url("SafeList/Numbers");
    let (status, entry) = service.json("POST", &all, &format!("PhoneNumber={TO}"));
    assert_eq!(status, 201);
    let own = format!("{all}/+4915112345678");
    assert_eq!(entry, json!({"sid": entry["sid"], "phone_number": "+4915112345678", "url": own}));
    assert!(entry["sid"].as_str().unwrap().starts_with("GN"));
    assert_eq!(service.json("GET", &own, "").1, entry);
    assert_eq!(service.json("GET", &format!("{all}/{TO}"), "").1, entry);
    let (status, code, _) = service.error("POST", &all, &format!("PhoneNumber={TO}"));
    assert_eq!((status, code), (400, 60411));
    assert_eq!(service.error("POST", &all, "PhoneNumber=x").1, 60200);
    assert_eq!(service.error("POST", &all, "").1, 20001);
    assert_eq!(service.send("DELETE", &own, "").status, 204);
    for method in ["GET", "DELETE"] {
        assert_eq!(service.error(method, &own, "").1, 20404);
    }
}

#[test]
fn the_safelist_takes_30_requests_a_minute() {
    let mut service = Service::new();
    let own = url("SafeList/Numbers/+4915112345678");
    for _ in 0..30 {
        assert_eq!(service.error("GET", &own, "").0, 404);
    }
    assert_eq!(service.error("GET", &own, "").1, 20429);
    assert_eq!(service.error("POST", &url("SafeList/Numbers"), &format!("PhoneNumber={TO}")).1, 20429);
    assert_eq!(service.error("DELETE", &own, "").1, 20429);
    service.now += 59_999;
    assert_eq!(service.error("GET", &own, "").1, 20429);
    service.now += 1;
    assert_eq!(service.error("GET", &own, "").1, 20404);
    let mut service = Service::with(json!({"limits": false}));
    for _ in 0..99 {
        assert_eq!(service.error("GET", &own, "").0, 404);
    }
}

#[test]
fn services_of_the_options_have_the_settings_that_these_name() {
    let settings = json!([{"sid": SERVICE, "friendlyName": "Owl & Söhne", "codeLength": 4, "lookupEnabled": true,
        "totpIssuer": "Owl", "ttsName": null}]);
    let mut service = Service::with(json!({"services": settings}));
    let (_, one) = service.json("GET", &url(&format!("Services/{SERVICE}")), "");
    assert_eq!((&one["friendly_name"], &one["code_length"]), (&json!("Owl & Söhne"), &json!(4)));
    assert_eq!((&one["lookup_enabled"], &one["totp"]["issuer"]), (&json!(true), &json!("Owl")));
    for (name, value, told) in [
        ("codeLength", json!(3), "CodeLength"),
        ("lookupEnabled", json!("maybe"), "LookupEnabled"),
        ("passkeysUserVerification", json!("any"), "Passkeys.UserVerification"),
        ("tea", json!(true), "tea"),
    ] {
        let mut options = json!({"accountSid": "AC1", "authToken": "s3cret",
            "services": [{"sid": SERVICE, "friendlyName": "x"}]});
        options["services"][0][name] = value;
        let error = State::new(serde_json::from_value(options).unwrap()).err().unwrap();
        assert!(error.contains(told), "{error}");
    }
}
