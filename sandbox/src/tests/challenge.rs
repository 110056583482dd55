//! Challenges and notifications, as a client sees them.

use super::people::*;
use super::*;

const MINUTE: u64 = 60_000;

fn url(challenge: &Value) -> String {
    format!("{}/{}", challenges(MIKA), sid(challenge))
}

#[test]
fn a_challenge_keeps_what_it_was_created_with() {
    let mut service = Service::new();
    let device = service.device(1);
    let body = form(&[
        ("FactorSid", sid(&device.factor)),
        ("Details.Message", "Sign in to Owl Bank? 🦉"),
        ("Details.Fields", "{\"label\":\"Place\",\"value\":\"Kiel\"}"),
        ("Details.Fields", "{\"label\":\"Time\",\"value\":\"now\",\"more\":1}"),
        ("HiddenDetails", "{\"ip\":\"127.0.0.1\"}"),
        ("ExpirationDate", "2015-07-30T20:10:00Z"),
    ]);
    let (status, challenge) = service.json("POST", &challenges(MIKA), &body);
    assert_eq!(status, 201, "{challenge}");
    assert!(sid(&challenge).starts_with("YC"));
    for (name, value) in [
        ("account_sid", json!("AC1")),
        ("service_sid", json!(SERVICE)),
        ("entity_sid", device.factor["entity_sid"].clone()),
        ("identity", json!(MIKA)),
        ("factor_sid", device.factor["sid"].clone()),
        ("factor_type", json!("push")),
        ("status", json!("pending")),
        ("responded_reason", json!("none")),
        ("date_created", json!("2015-07-30T20:00:00Z")),
        ("date_updated", json!("2015-07-30T20:00:00Z")),
        ("date_responded", Value::Null),
        ("expiration_date", json!("2015-07-30T20:10:00Z")),
        ("hidden_details", json!({"ip": "127.0.0.1"})),
        ("metadata", Value::Null),
        (
            "details",
            json!({
                "message": "Sign in to Owl Bank? 🦉",
                "fields": [{"label": "Place", "value": "Kiel"}, {"label": "Time", "value": "now"}],
            }),
        ),
        ("url", json!(url(&challenge))),
        ("links", json!({"notifications": format!("{}/Notifications", url(&challenge))})),
    ] {
        assert_eq!(challenge[name], value, "{name}");
    }
    assert_eq!(service.json("GET", &url(&challenge), ""), (200, challenge));
}

#[test]
fn a_code_s_challenge_may_have_details_too() {
    let mut service = Service::new();
    let (factor, _) = service.verified_totp(MIKA, "");
    let field = json!({"label": "Place", "value": "Kiel"});
    let body = form(&[("FactorSid", &factor), ("Details.Fields", &field.to_string())]);
    let (_, challenge) = service.json("POST", &challenges(MIKA), &body);
    assert_eq!(challenge["details"], json!({"message": null, "fields": [field]}));
    let body = form(&[("FactorSid", &factor), ("Details.Message", "a")]);
    let (_, challenge) = service.json("POST", &challenges(MIKA), &body);
    assert_eq!(challenge["details"], json!({"message": "a", "fields": []}));
}

#[test]
fn details_have_the_date_where_the_service_includes_it() {
    let mut service = Service::with(json!({"services": [
        {"sid": SERVICE, "friendlyName": "Owl Bank", "pushIncludeDate": true},
    ]}));
    let device = service.device(1);
    let challenge = service.challenge(&device);
    assert_eq!(
        challenge["details"],
        json!({"message": "Sign in?", "fields": [], "date": "2015-07-30T20:00:00Z"})
    );
}

#[test]
fn what_a_challenge_is_created_with_keeps_its_limits() {
    let mut service = Service::new();
    let device = service.device(1);
    let sid = sid(&device.factor);
    let field = |label: usize, value: usize| {
        json!({"label": "ü".repeat(label), "value": "ü".repeat(value)}).to_string()
    };
    let sized = |length: usize| format!("{{\"a\":\"{}\"}}", "x".repeat(length - 8));
    let message = "ü".repeat(256);
    let good = [("FactorSid", sid), ("Details.Message", message.as_str()), ("HiddenDetails", &sized(1024))];
    let mut fields: Vec<_> = good.to_vec();
    let longest = field(36, 128);
    fields.extend((0..20).map(|_| ("Details.Fields", longest.as_str())));
    let (status, challenge) = service.json("POST", &challenges(MIKA), &form(&fields));
    assert_eq!((status, challenge["details"]["fields"].as_array().map(Vec::len)), (201, Some(20)));
    fields.push(("Details.Fields", &longest));
    assert_eq!(service.code("POST", &challenges(MIKA), &form(&fields)), (400, 60306));

    let (longer, label, value, hidden) = ("x".repeat(257), field(37, 1), field(1, 129), sized(1025));
    for (name, value) in [
        ("Details.Message", longer.as_str()),
        ("Details.Fields", &label),
        ("Details.Fields", &value),
        ("Details.Fields", "x"),
        ("Details.Fields", "{}"),
        ("Details.Fields", "{\"label\":\"a\"}"),
        ("Details.Fields", "{\"label\":\"a\",\"value\":1}"),
        ("HiddenDetails", &hidden),
        ("HiddenDetails", "{\"a\":1}"),
        ("ExpirationDate", "x"),
        ("ExpirationDate", "2015-07-30T20:00:00Z"),
        ("ExpirationDate", "2015-07-30T21:00:01Z"),
        ("FactorSid", "YF0"),
        ("AuthPayload", "12"),
        ("AuthPayload", "123456789"),
    ] {
        let body = changed(&good, &[(name, value)]);
        assert_eq!(service.code("POST", &challenges(MIKA), &body), (400, 60306), "{name}={value}");
    }
    let hour = changed(&good, &[("ExpirationDate", "2015-07-30T21:00:00Z")]);
    assert_eq!(service.json("POST", &challenges(MIKA), &hour).0, 201);
    let without = changed(&good, &[("Details.Message", "")]);
    assert_eq!(service.code("POST", &challenges(MIKA), &without), (400, 60306), "a push shows something");
    assert_eq!(service.code("POST", &challenges(MIKA), ""), (400, 20001));
}

#[test]
fn only_a_verified_factor_of_the_person_is_asked() {
    let mut service = Service::new();
    let mut device = Device::new(1);
    device.factor = service.create(&device.form(&[])).1;
    let body = form(&[("FactorSid", sid(&device.factor)), ("Details.Message", "a")]);
    assert_eq!(service.code("POST", &challenges(MIKA), &body), (403, 60318));
    service.json("POST", &device.url(), &device.proof());
    assert_eq!(service.json("POST", &challenges(MIKA), &body).0, 201);
    service.json("POST", ENTITIES, "Identity=nele-0001");
    assert_eq!(service.code("POST", &challenges("nele-0001"), &body), (404, 20404));
    assert_eq!(service.code("POST", &challenges("olaf-0001"), &body), (404, 20404));
}

#[test]
fn a_code_answers_as_the_challenge_is_created_or_later() {
    let mut service = Service::new();
    let (factor, totp) = service.verified_totp(MIKA, "");
    let right = totp.code(totp.step(service.now));
    let body = form(&[("FactorSid", &factor), ("AuthPayload", &right)]);
    let (status, challenge) = service.json("POST", &challenges(MIKA), &body);
    assert_eq!((status, &challenge["status"]), (201, &json!("approved")));
    assert_eq!(challenge["date_responded"], "2015-07-30T20:00:00Z");
    assert_eq!((&challenge["factor_type"], &challenge["details"]), (&json!("totp"), &json!({})));

    let (_, challenge) = service.json("POST", &challenges(MIKA), &form(&[("FactorSid", &factor)]));
    assert_eq!(challenge["status"], "pending");
    service.now += 2000;
    let (status, wrong) = service.json("POST", &url(&challenge), "AuthPayload=000");
    assert_eq!((status, &wrong["status"], &wrong["date_responded"]), (200, &json!("pending"), &Value::Null));
    let (status, answered) = service.json("POST", &url(&challenge), &form(&[("AuthPayload", &right)]));
    assert_eq!((status, &answered["status"]), (200, &json!("approved")));
    assert_eq!(answered["date_responded"], "2015-07-30T20:00:02Z");
    assert_eq!(answered["date_updated"], "2015-07-30T20:00:02Z");
    assert_eq!(service.json("GET", &url(&challenge), "").1, answered);
    assert_eq!(service.code("POST", &url(&challenge), &form(&[("AuthPayload", &right)])), (403, 60322));
    assert_eq!(service.code("POST", &url(&challenge), "Metadata={}"), (403, 60322));
}

#[test]
fn a_challenge_takes_five_wrong_codes() {
    let mut service = Service::new();
    let (factor, totp) = service.verified_totp(MIKA, "");
    let wrong = form(&[("FactorSid", &factor), ("AuthPayload", "000")]);
    let (_, challenge) = service.json("POST", &challenges(MIKA), &wrong);
    assert_eq!(challenge["status"], "pending");
    for _ in 0..4 {
        assert_eq!(service.json("POST", &url(&challenge), "AuthPayload=00000000").0, 200);
    }
    let right = form(&[("AuthPayload", &totp.code(totp.step(service.now)))]);
    assert_eq!(service.code("POST", &url(&challenge), &right), (429, 60308));
    for wrong in ["AuthPayload=", "AuthPayload=12", "AuthPayload=123456789"] {
        assert_eq!(service.code("POST", &url(&challenge), wrong), (400, 60306), "{wrong}");
    }

    let mut service = Service::with(json!({"limits": false}));
    let (factor, totp) = service.verified_totp(MIKA, "");
    let (_, challenge) = service.json("POST", &challenges(MIKA), &form(&[("FactorSid", &factor)]));
    for _ in 0..9 {
        assert_eq!(service.json("POST", &url(&challenge), "AuthPayload=000").0, 200);
    }
    let right = form(&[("AuthPayload", &totp.code(totp.step(service.now)))]);
    assert_eq!(service.json("POST", &url(&challenge), &right).1["status"], "approved");
}

#[test]
fn a_challenge_expires() {
    let mut service = Service::new();
    let device = service.device(1);
    let challenge = service.challenge(&device);
    assert_eq!(challenge["expiration_date"], "2015-07-30T20:05:00Z");
    service.now += 5 * MINUTE - 1;
    let response = service.send("GET", &url(&challenge), "");
    let fields = response.header("Twilio-Verify-Signature-Fields").unwrap().to_owned();
    let answer = device.answer(&challenge, &fields, "approved", json!({}));
    service.now += 1;
    let (_, expired) = service.json("GET", &url(&challenge), "");
    assert_eq!((&expired["status"], &expired["date_responded"]), (&json!("expired"), &Value::Null));
    assert_eq!(expired["date_updated"], challenge["date_updated"]);
    assert_eq!(service.code("POST", &url(&challenge), &answer), (403, 60323));
    assert_eq!(service.code("POST", &format!("{}/Notifications", url(&challenge)), ""), (403, 60323));
    let list = |service: &mut Service, status: &str| {
        sids(&service.json("GET", &format!("{}?Status={status}", challenges(MIKA)), "").1, "challenges")
    };
    assert_eq!((list(&mut service, "pending").len(), list(&mut service, "expired").len()), (0, 1));
}

#[test]
fn a_list_notices_by_itself_what_has_expired() {
    let mut service = Service::new();
    let device = service.device(1);
    let first = service.challenge(&device);
    service.now += MINUTE;
    let second = service.challenge(&device);
    service.now += 4 * MINUTE;
    for (status, expected) in [("pending", &second), ("expired", &first)] {
        let (_, list) = service.json("GET", &format!("{}?Status={status}", challenges(MIKA)), "");
        assert_eq!(sids(&list, "challenges"), [sid(expected)], "{status}");
        assert_eq!(list["challenges"][0]["status"], status);
    }
}

#[test]
fn metadata_is_stored_with_an_answer_or_without() {
    let mut service = Service::new();
    let (factor, totp) = service.verified_totp(MIKA, "");
    let (_, challenge) = service.json("POST", &challenges(MIKA), &form(&[("FactorSid", &factor)]));
    let (status, noted) = service.json("POST", &url(&challenge), &form(&[("Metadata", "{\"os\":\"x\"}")]));
    assert_eq!((status, &noted["status"], &noted["metadata"]), (200, &json!("pending"), &json!({"os": "x"})));
    assert_eq!(service.code("POST", &url(&challenge), "Metadata=[]"), (400, 60306));
    assert_eq!(service.code("POST", &url(&challenge), &form(&[("Metadata", "{\"a\":1}")])), (400, 60306));
    let code = totp.code(totp.step(service.now));
    let (_, answered) = service.json("POST", &url(&challenge), &form(&[("AuthPayload", &code)]));
    assert_eq!((&answered["status"], &answered["metadata"]), (&json!("approved"), &json!({"os": "x"})));
}

#[test]
fn a_device_s_answer_signs_every_field_that_the_header_names() {
    let mut service = Service::new();
    let device = service.device(1);
    let challenge = service.challenge(&device);
    let header = |service: &mut Service, url: &str| {
        service.send("GET", url, "").header("Twilio-Verify-Signature-Fields").map(str::to_owned)
    };
    let fields = header(&mut service, &url(&challenge)).unwrap();
    for name in fields.split(',') {
        assert!(challenge.get(name).is_some(), "{name} is a field of a Challenge");
    }
    for name in ["sid", "factor_sid", "details", "hidden_details", "status", "expiration_date"] {
        assert!(fields.split(',').any(|field| field == name), "{name} is signed");
    }
    let mut refuse = |body: &str| {
        assert_eq!(service.code("POST", &url(&challenge), body), (403, 60324));
    };
    for name in fields.split(',') {
        refuse(&device.answer(&challenge, &fields, "approved", json!({name: "x"})));
        let without: Vec<_> = fields.split(',').filter(|field| *field != name).collect();
        if name != "status" {
            refuse(&device.answer(&challenge, &without.join(","), "approved", json!({})));
        }
    }
    for status in ["pending", "expired", "", "Approved"] {
        refuse(&device.answer(&challenge, &fields, status, json!({})));
    }
    refuse(&device.answer(&challenge, &fields, "", json!({"status": null})));
    refuse(&Device { factor: device.factor.clone(), ..Device::new(2) }.answer(
        &challenge,
        &fields,
        "approved",
        json!({}),
    ));
    refuse("AuthPayload=x");
    refuse(&format!("AuthPayload={}", "x".repeat(5456)));
    let long = format!("AuthPayload={}", "x".repeat(5457));
    assert_eq!(service.code("POST", &url(&challenge), &long), (400, 60306));
    assert_eq!(service.json("GET", &url(&challenge), "").1["status"], "pending");

    for status in ["approved", "denied"] {
        let challenge = service.challenge(&device);
        service.now += 1000;
        let answer = device.answer(&challenge, &fields, status, json!({"more": 1}));
        let (code, answered) = service.json("POST", &url(&challenge), &answer);
        assert_eq!((code, &answered["status"]), (200, &json!(status)));
        assert_eq!(answered["date_responded"], answered["date_updated"]);
        assert_ne!(answered["date_responded"], answered["date_created"]);
        assert_eq!(service.code("POST", &url(&challenge), &answer), (403, 60322));
        assert!(header(&mut service, &url(&challenge)).is_some());
    }
    let (factor, _) = service.verified_totp(MIKA, "");
    let (_, totp) = service.json("POST", &challenges(MIKA), &form(&[("FactorSid", &factor)]));
    assert_eq!(header(&mut service, &url(&totp)), None, "a code signs nothing");
}

#[test]
fn a_list_is_filtered_by_factor_and_status_and_goes_both_ways() {
    let mut service = Service::new();
    let (one, two) = (service.device(1), service.device(2));
    let made: Vec<_> = (0..6).map(|i| service.challenge(if i % 2 == 0 { &one } else { &two })).collect();
    let all: Vec<String> = made.iter().map(|challenge| sid(challenge).to_owned()).collect();
    let fields =
        service.send("GET", &url(&made[0]), "").header("Twilio-Verify-Signature-Fields").unwrap().to_owned();
    service.json("POST", &url(&made[2]), &one.answer(&made[2], &fields, "approved", json!({})));
    service.json("POST", &url(&made[3]), &two.answer(&made[3], &fields, "denied", json!({})));
    let mut list = |query: &str| {
        let (status, list) = service.json("GET", &format!("{}?{query}", challenges(MIKA)), "");
        assert_eq!(status, 200, "{list}");
        sids(&list, "challenges")
    };
    let pick = |numbers: &[usize]| numbers.iter().map(|number| all[*number].clone()).collect::<Vec<_>>();
    let (first, second) = (sid(&one.factor), sid(&two.factor));
    assert_eq!(list(""), all);
    assert_eq!(list("Order=asc"), all);
    assert_eq!(list("Order=desc"), pick(&[5, 4, 3, 2, 1, 0]));
    assert_eq!(list(&format!("FactorSid={first}")), pick(&[0, 2, 4]));
    assert_eq!(list(&format!("FactorSid={second}&Order=desc")), pick(&[5, 3, 1]));
    assert_eq!(list("Status=pending"), pick(&[0, 1, 4, 5]));
    assert_eq!(list("Status=approved"), pick(&[2]));
    assert_eq!(list("Status=denied"), pick(&[3]));
    assert_eq!(list(&format!("Status=pending&FactorSid={second}")), pick(&[1, 5]));
    assert_eq!(list(&format!("Status=approved&FactorSid={second}")), pick(&[]));
    assert_eq!(list(&format!("FactorSid=YF{}", "0".repeat(32))), pick(&[]));
    for (query, first, second) in [
        ("PageSize=2&Status=pending", [0, 1], [4, 5]),
        ("PageSize=2&Status=pending&Order=desc", [5, 4], [1, 0]),
    ] {
        let (_, page) = service.json("GET", &format!("{}?{query}", challenges(MIKA)), "");
        assert_eq!(sids(&page, "challenges"), pick(&first), "{query}");
        let (_, next) = service.json("GET", page["meta"]["next_page_url"].as_str().unwrap(), "");
        assert_eq!(sids(&next, "challenges"), pick(&second), "{query}");
        assert_eq!(
            (&next["meta"]["next_page_url"], &next["meta"]["key"]),
            (&Value::Null, &json!("challenges"))
        );
        let (_, back) = service.json("GET", next["meta"]["previous_page_url"].as_str().unwrap(), "");
        assert_eq!(sids(&back, "challenges"), pick(&first), "{query}");
    }
    for wrong in ["Status=x", "Order=x", "FactorSid=x", "PageSize=0", "PageToken=x"] {
        assert_eq!(
            service.code("GET", &format!("{}?{wrong}", challenges(MIKA)), ""),
            (400, 60306),
            "{wrong}"
        );
    }
}

#[test]
fn a_factor_s_challenges_are_limited_by_the_length_of_its_codes() {
    let hour = 60 * MINUTE;
    for (length, rules) in [
        (3, &[(10, 24 * hour)][..]),
        (4, &[(10, 24 * hour)]),
        (5, &[(50, hour), (100, 24 * hour)]),
        (6, &[(50, hour)]),
    ] {
        let mut service = Service::new();
        let (factor, _) = service.verified_totp(MIKA, &format!("Config.CodeLength={length}"));
        let body = form(&[("FactorSid", &factor)]);
        let begin = service.now;
        let mut made = 0;
        for (count, within) in rules {
            while made < *count {
                assert_eq!(service.json("POST", &challenges(MIKA), &body).0, 201, "{length}: {made}");
                made += 1;
            }
            assert_eq!(service.code("POST", &challenges(MIKA), &body), (429, 60312), "{length}: {made}");
            service.now = begin + within - 1;
            assert_eq!(service.code("POST", &challenges(MIKA), &body), (429, 60312), "{length}: {made}");
            service.now = begin + within;
        }
        assert_eq!(service.json("POST", &challenges(MIKA), &body).0, 201);
    }
    let mut service = Service::with(json!({"limits": false}));
    let (factor, _) = service.verified_totp(MIKA, "Config.CodeLength=3");
    for _ in 0..20 {
        assert_eq!(service.json("POST", &challenges(MIKA), &form(&[("FactorSid", &factor)])).0, 201);
    }
}

#[test]
fn a_push_challenge_is_sent_to_its_device_and_three_times_more_on_request() {
    let mut service = Service::new();
    let device = service.device(1);
    let challenge = service.challenge(&device);
    let notifications = format!("{}/Notifications", url(&challenge));
    let (status, sent) = service.json("POST", &notifications, "Ttl=0");
    assert_eq!(status, 201, "{sent}");
    for (name, value) in [
        ("account_sid", json!("AC1")),
        ("service_sid", json!(SERVICE)),
        ("entity_sid", device.factor["entity_sid"].clone()),
        ("identity", json!(MIKA)),
        ("challenge_sid", challenge["sid"].clone()),
        ("priority", json!("high")),
        ("ttl", json!(0)),
        ("date_created", json!("2015-07-30T20:00:00Z")),
    ] {
        assert_eq!(sent[name], value, "{name}");
    }
    assert!(sid(&sent).starts_with("NT"));
    for wrong in ["Ttl=301", "Ttl=x", "Ttl=-1"] {
        assert_eq!(service.code("POST", &notifications, wrong), (400, 60306));
    }
    for _ in 0..2 {
        assert_eq!(service.json("POST", &notifications, "").1["ttl"], 300);
    }
    assert_eq!(service.code("POST", &notifications, ""), (429, 60309));
    let messages: Vec<_> = service.state.outbox.messages().cloned().collect();
    assert_eq!(messages.len(), 4);
    for message in messages {
        assert_eq!((message.channel.as_str(), message.to.as_str()), ("push", &*"t".repeat(32)));
        assert_eq!((message.text.as_str(), message.delivered, message.code), ("Sign in?", true, None));
        assert_eq!(
            (message.account_sid.as_str(), message.service_sid.as_str(), message.when),
            ("AC1", SERVICE, service.now)
        );
        assert_eq!(
            message.data,
            json!({
                "type": "verify_push_challenge",
                "challenge_sid": challenge["sid"],
                "factor_sid": device.factor["sid"],
                "message": "Sign in?",
            })
        );
    }
    let mut service = Service::with(json!({"limits": false}));
    let device = service.device(1);
    let challenge = service.challenge(&device);
    for _ in 0..9 {
        assert_eq!(service.json("POST", &format!("{}/Notifications", url(&challenge)), "").0, 201);
    }
}

#[test]
fn only_a_device_that_waits_is_notified() {
    let mut service = Service::new();
    let mut silent = Device::new(1);
    let none = [("Config.NotificationPlatform", "none"), ("Config.NotificationToken", "")];
    silent.factor = service.create(&silent.form(&none)).1;
    service.json("POST", &silent.url(), &silent.proof());
    let challenge = service.challenge(&silent);
    assert_eq!(service.code("POST", &format!("{}/Notifications", url(&challenge)), ""), (400, 60307));
    let (factor, _) = service.verified_totp(MIKA, "");
    let (_, totp) = service.json("POST", &challenges(MIKA), &form(&[("FactorSid", &factor)]));
    assert_eq!(service.code("POST", &format!("{}/Notifications", url(&totp)), ""), (400, 60307));
    assert_eq!(service.state.outbox.messages().count(), 0);

    let device = service.device(2);
    let challenge = service.challenge(&device);
    let fields = service
        .send("GET", &url(&challenge), "")
        .header("Twilio-Verify-Signature-Fields")
        .unwrap()
        .to_owned();
    service.json("POST", &url(&challenge), &device.answer(&challenge, &fields, "denied", json!({})));
    assert_eq!(service.code("POST", &format!("{}/Notifications", url(&challenge)), ""), (403, 60322));
    assert_eq!(service.code("POST", &format!("{}/YC0/Notifications", challenges(MIKA)), ""), (404, 20404));
    assert_eq!(service.state.outbox.messages().count(), 1);
}

#[test]
fn a_deleted_factor_s_challenges_stay_and_cannot_be_answered() {
    let mut service = Service::new();
    let device = service.device(1);
    let challenge = service.challenge(&device);
    service.send("DELETE", &device.url(), "");
    assert_eq!(service.json("GET", &url(&challenge), "").0, 200);
    assert_eq!(service.code("POST", &url(&challenge), "AuthPayload=x"), (404, 20404));
    assert_eq!(service.code("POST", &format!("{}/Notifications", url(&challenge)), ""), (404, 20404));
}

#[test]
fn a_snapshot_keeps_the_filters_and_what_expires() {
    let mut service = Service::new();
    let device = service.device(1);
    let first = service.challenge(&device);
    service.now += MINUTE;
    let second = service.challenge(&device);
    let snapshot = service.state.snapshot(service.now);
    assert!(service.state.restore(snapshot, service.now).is_ok());
    let mut list = |query: &str| {
        sids(&service.json("GET", &format!("{}?{query}", challenges(MIKA)), "").1, "challenges")
    };
    assert_eq!(list("Status=pending"), [sid(&first), sid(&second)]);
    assert_eq!(list(&format!("FactorSid={}", sid(&device.factor))).len(), 2);
    service.now += 4 * MINUTE;
    let (_, list) = service.json("GET", &format!("{}?Status=expired", challenges(MIKA)), "");
    assert_eq!(sids(&list, "challenges"), [sid(&first)]);
}
