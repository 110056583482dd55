//! The hands of a tester.

use super::*;
use crate::control::{Command, control};
use crate::message::Request;
use crate::outbox::{Delivery, Message};

const TO: &str = "%2B4915112345678";
const ANNA: &str = "+4915112345678";

impl Service {
    fn command(&mut self, command: Value) -> Result<Value, String> {
        let command: Command = serde_json::from_value(command).map_err(|error| error.to_string())?;
        control(&mut self.state, command, self.now)
    }

    fn hand(&mut self, command: Value) -> Value {
        self.command(command).unwrap_or_else(|error| panic!("{error}"))
    }

    fn verify(&mut self, more: &str) -> (u16, Value) {
        let url = format!("{HOST}/v2/Services/{SERVICE}/Verifications");
        self.json("POST", &url, &format!("To={TO}&Channel=sms{more}"))
    }
}

#[test]
fn the_numbers_that_fail_are_told_by_their_names() {
    let mut service = Service::new();
    let numbers = service.hand(json!("numbers"));
    assert_eq!(
        (&numbers["landline"], &numbers["snaPending"]),
        (&json!("+15005550002"), &json!("+15005550014"))
    );
    assert_eq!(numbers.as_object().unwrap().len(), crate::number::NUMBERS.len());
}

#[test]
fn the_outbox_holds_what_was_sent_until_it_is_cleared() {
    let mut service = Service::new();
    assert_eq!(service.hand(json!({"outbox": {}})), json!([]));
    assert_eq!(service.hand(json!({"code": {"to": ANNA}})), Value::Null);
    let one = service.verify("").1;
    let outbox = service.hand(json!({"outbox": {}}));
    let code = outbox[0]["code"].as_str().unwrap();
    assert_eq!(
        outbox,
        json!([{
            "number": 1,
            "when": service.now,
            "to": ANNA,
            "channel": "sms",
            "text": format!("Ihr Bestätigungscode für Owl Bank lautet: {code}"),
            "code": code,
            "delivered": true,
            "errorCode": null,
            "accountSid": "AC1",
            "serviceSid": SERVICE,
            "verificationSid": one["sid"],
            "attemptSid": one["send_code_attempts"][0]["attempt_sid"],
            "data": {"locale": "de", "templateSid": null, "messagingServiceSid": null, "tags": {}},
        }])
    );
    assert_eq!(service.hand(json!({"code": {"to": ANNA}})), code);
    assert_eq!(service.hand(json!({"code": {"to": ANNA, "serviceSid": SERVICE}})), code);
    assert_eq!(service.hand(json!({"code": {"to": ANNA, "serviceSid": "VA2"}})), Value::Null);
    service.verify("");
    assert_eq!(service.hand(json!({"outbox": {"after": 1}}))[0]["number"], 2);
    assert_eq!(service.hand(json!("clearOutbox")), Value::Null);
    assert_eq!(service.hand(json!({"outbox": {}})), json!([]));
    service.verify("");
    assert_eq!(service.hand(json!({"outbox": {}}))[0]["number"], 3);
    // A message that did not arrive has told nobody a code.
    let url = format!("{HOST}/v2/Services/{SERVICE}/Verifications");
    service.json("POST", &url, "To=%2B15005550007&Channel=sms");
    assert_eq!(service.hand(json!({"code": {"to": "+15005550007"}})), Value::Null);
}

#[test]
fn the_outbox_the_deliveries_and_the_requests_keep_the_last() {
    let mut service = Service::new();
    let delivery = Delivery {
        when: 0,
        url: String::new(),
        method: String::new(),
        headers: Vec::new(),
        body: String::new(),
        event: String::new(),
        webhook_sid: String::new(),
    };
    for number in 0..10_020_u64 {
        service.state.outbox.push(Message::default());
        service.state.deliveries.push(Delivery { when: number, ..delivery.clone() });
    }
    assert_eq!(service.state.outbox.messages().next().unwrap().number, 21);
    assert_eq!((service.state.outbox.messages().count(), service.state.outbox.sent()), (10_000, 10_020));
    assert_eq!(service.state.deliveries.count(), 10_000);
    let deliveries = service.hand(json!("deliveries"));
    assert_eq!((&deliveries[0]["when"], deliveries.as_array().unwrap().len()), (&json!(20), 10_000));
    assert_eq!(service.state.deliveries.count(), 0);
    for _ in 0..1020 {
        service.now += 1;
        service.send("GET", HOST, "");
    }
    let requests = service.hand(json!("requests"));
    assert_eq!(requests.as_array().unwrap().len(), 1000);
    assert_eq!(
        (&requests[0]["when"], &requests[999]["when"]),
        (&json!(service.now - 999), &json!(service.now))
    );
}

#[test]
fn the_clock_moves_on_and_codes_expire() {
    let mut service = Service::new();
    service.verify("");
    assert_eq!(service.hand(json!("now")), service.now);
    assert_eq!(service.hand(json!({"advance": {"ms": 600_000}})), service.now + 600_000);
    assert_eq!(service.hand(json!("now")), service.now + 600_000);
    let code = service.hand(json!({"code": {"to": ANNA}}));
    let check = format!("{HOST}/v2/Services/{SERVICE}/VerificationCheck");
    let body = format!("To={TO}&Code={}", code.as_str().unwrap());
    assert_eq!(service.error("POST", &check, &body).1, 20404);
    assert_eq!(service.verify("").1["date_created"], "2015-07-30T20:10:00Z");
    assert!(service.command(json!({"advance": {"ms": -1}})).is_err());
    service.hand(json!({"advance": {"ms": u64::MAX}}));
    service.hand(json!({"advance": {"ms": u64::MAX}}));
    assert_eq!(service.verify("").1["date_created"], "9999-12-31T23:59:59Z");
    // The code of an authenticator is that of the clock.
    let mut service = Service::new();
    let uri = "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8";
    service.now = 0;
    service.hand(json!({"advance": {"ms": 59_000}}));
    assert_eq!(service.hand(json!({"totp": {"uri": uri}})), "94287082");
    assert!(service.command(json!({"totp": {"uri": "x"}})).is_err());
}

#[test]
fn codes_are_as_the_tester_wants_them() {
    let mut service = Service::with(json!({"code": "123456"}));
    service.verify("");
    assert_eq!(service.hand(json!({"code": {"to": ANNA}})), "123456");
    for code in ["123", "12345678901"] {
        let options = json!({"accountSid": "AC1", "authToken": "x", "services": [], "code": code});
        assert!(State::new(serde_json::from_value(options).unwrap()).is_err(), "{code}");
    }
    // A function's code comes with the request.
    let mut service =
        Service::with(json!({"services": [{"sid": SERVICE, "friendlyName": "x", "codeLength": 5}]}));
    let request = |service: &Service, body: &str, code: Option<&str>| Request {
        method: "POST".into(),
        url: format!("{HOST}/v2/Services/{SERVICE}/Verifications"),
        headers: vec![
            ("Authorization".into(), service.authorization.clone()),
            ("Content-Type".into(), "application/x-www-form-urlencoded".into()),
        ],
        body: body.into(),
        code: code.map(str::to_owned),
    };
    let asks = |service: &mut Service, body: &str| {
        let Request { method, url, headers, body, .. } = request(service, body, None);
        let request = json!({"method": method, "url": url, "headers": headers, "body": body});
        service.hand(json!({"asks": {"request": request}}))
    };
    let body = format!("To={TO}&Channel=auto");
    let asked = json!({"to": ANNA, "channel": "sms", "serviceSid": SERVICE, "length": 5});
    assert_eq!(asks(&mut service, &body), asked);
    assert_eq!(asks(&mut service, &body), asked, "asking changes nothing");
    let sent = request(&service, &body, Some("007007"));
    assert_eq!(service.handle(&sent).status, 201);
    assert_eq!(service.hand(json!({"code": {"to": ANNA}})), "007007");
    // No code is made where one is pending, nor for what is refused, nor for silent network authentication.
    for body in
        [body.as_str(), "Channel=sms", "To=%2B15005550003&Channel=sms", "To=%2B12125550100&Channel=sna"]
    {
        assert_eq!(asks(&mut service, body), Value::Null, "{body}");
    }
    service.json("POST", &format!("{HOST}/v2/Services/{SERVICE}"), "CustomCodeEnabled=true");
    assert_eq!(asks(&mut service, "To=%2B12125550100&Channel=sms&CustomCode=1234"), Value::Null);
    assert_ne!(asks(&mut service, "To=%2B12125550100&Channel=sms"), Value::Null);
    let get = json!({"method": "GET", "url": format!("{HOST}/v2/Services/{SERVICE}")});
    assert_eq!(service.hand(json!({"asks": {"request": get}})), Value::Null);
    service.authorization = String::new();
    assert_eq!(asks(&mut service, "To=%2B12125550100&Channel=sms"), Value::Null);
}

#[test]
fn a_fault_comes_as_often_as_it_is_asked_for_and_only_where() {
    let mut service = Service::new();
    let own = format!("{HOST}/v2/Services/{SERVICE}");
    service.hand(json!({"fail": {"operation": "createVerification", "times": 2, "code": 60203}}));
    assert_eq!(service.json("GET", &own, "").0, 200);
    for _ in 0..2 {
        let (status, error) = service.verify("");
        assert_eq!(
            (status, &error["code"], &error["message"]),
            (429, &json!(60203), &json!("Max send attempts reached"))
        );
    }
    assert_eq!(service.verify("").0, 201);
    // One of any operation, by its status.
    service.hand(json!({"fail": {"status": 503}}));
    assert_eq!(service.error("GET", &own, "").1, 20503);
    assert_eq!(service.json("GET", &own, "").0, 200);
    service.hand(json!({"fail": {"status": 418, "code": 20500, "delay": 250}}));
    let response = service.send("GET", &own, "");
    assert_eq!((response.status, response.delay), (418, 250));
    // A slow answer is the service's own.
    service.hand(json!({"fail": {"delay": 1000}}));
    let response = service.send("GET", &own, "");
    assert_eq!((response.status, response.delay), (200, 1000));
    assert_eq!(service.send("GET", &own, "").delay, 0);
    // The connection breaks.
    service.hand(json!({"fail": {"status": 0}}));
    let response = service.send("GET", &own, "");
    assert_eq!((response.status, response.body), (0, None));
    // A fault is taken before credentials are looked at.
    let authorization = std::mem::take(&mut service.authorization);
    service.hand(json!({"fail": {"code": 20500}}));
    assert_eq!(service.error("GET", &own, "").1, 20500);
    service.authorization = authorization;
    service.hand(json!({"fail": {"status": 500, "times": 0}}));
    assert_eq!(service.json("GET", &own, "").0, 200);
    service.hand(json!({"fail": {"status": 500, "times": 5}}));
    service.hand(json!("clearFaults"));
    assert_eq!(service.json("GET", &own, "").0, 200);
    for (fault, told) in [
        (json!({"fail": {"operation": "danceVerification"}}), "danceVerification"),
        (json!({"fail": {"status": 200}}), "status"),
        (json!({"fail": {"status": 399}}), "status"),
        (json!({"fail": {"status": 600}}), "status"),
        (json!({"fail": {"code": 99}}), "99"),
        (json!({"fail": {"tea": true}}), "tea"),
        (json!({"fail": {"times": -1}}), "-1"),
    ] {
        let error = service.command(fault).unwrap_err();
        assert!(error.contains(told), "{error}");
    }
    service.hand(json!({"fail": {"code": 99, "status": 599}}));
    assert_eq!(service.error("GET", &own, "").0, 599);
}

#[test]
fn requests_are_logged_with_what_they_asked_and_no_secret() {
    let mut service = Service::new();
    service.verify("&Tags={\"a\":\"b\"}&CustomCode=s3cret");
    let check = format!("{HOST}/v2/Services/{SERVICE}/VerificationCheck");
    service.json("POST", &check, &format!("To={TO}&Code=123456"));
    service.json("GET", &format!("{HOST}/v2/Nothing?x=1"), "");
    let long = "x".repeat(2000);
    service.json("POST", &format!("{HOST}/v2/Services"), &format!("FriendlyName={long}"));
    let events =
        "FriendlyName=x&WebhookUrl=https://x.test&EventTypes=factor.created&EventTypes=factor.deleted";
    service.json("POST", &format!("{HOST}/v2/Services/{SERVICE}/Webhooks"), events);
    let requests = service.hand(json!("requests"));
    assert_eq!(
        requests[0],
        json!({
            "when": service.now,
            "method": "POST",
            "path": format!("/v2/Services/{SERVICE}/Verifications"),
            "operation": "createVerification",
            "parameters":
                {"ServiceSid": SERVICE, "To": ANNA, "Channel": "sms", "Tags": "{\"a\":\"b\"}", "CustomCode": "***"},
            "status": 403,
            "code": 60204,
        })
    );
    assert_eq!((&requests[1]["parameters"]["Code"], &requests[1]["code"]), (&json!("***"), &json!(20404)));
    assert_eq!(
        (&requests[2]["operation"], &requests[2]["parameters"], &requests[2]["path"], &requests[2]["status"]),
        (&Value::Null, &json!({}), &json!("/v2/Nothing"), &json!(404))
    );
    let shown = requests[3]["parameters"]["FriendlyName"].as_str().unwrap();
    assert_eq!((shown.chars().count(), shown.ends_with('…')), (1001, true));
    assert_eq!(requests[4]["parameters"]["EventTypes"], json!(["factor.created", "factor.deleted"]));
    let body = json!({"friendly_name": "x", "identity": MIKA}).to_string();
    // What asks for a passkey is no secret; what a passkey answers with is one.
    for (asked, name, shown) in [
        ("Factors", "createNewPasskeysFactorRequest", &*body),
        ("VerifyFactor", "verifyPasskeysFactorRequest", "***"),
        ("ApproveChallenge", "approvePasskeysChallengeRequest", "***"),
    ] {
        service.json("POST", &format!("{HOST}/v2/Services/{SERVICE}/Passkeys/{asked}"), &body);
        let requests = service.hand(json!("requests"));
        let last = requests.as_array().unwrap().last().unwrap();
        assert_eq!(last["parameters"][name], shown, "{asked}");
    }
    service.hand(json!("clearRequests"));
    assert_eq!(service.hand(json!("requests")), json!([]));
}

#[test]
fn the_same_seed_time_and_requests_give_the_same_bytes() {
    let run = |seed: &str| {
        let mut service = Service::with(json!({"seed": seed}));
        let mut answers = vec![service.verify("").1];
        service.now += 1000;
        answers.push(service.verify("").1);
        answers.push(service.totp("").0.into());
        answers.push(service.hand(json!({"outbox": {}})));
        answers.push(service.hand(json!("snapshot")));
        answers
    };
    assert_eq!(run("a"), run("a"));
    let (one, other) = (run("a"), run("b"));
    assert!(one.iter().zip(&other).all(|(one, other)| one != other));
}

#[test]
fn a_reset_sandbox_is_as_new() {
    let mut service = Service::with(json!({"seed": "a"}));
    let first = service.verify("").1;
    service.hand(json!({"advance": {"ms": 5000}}));
    service.hand(json!({"fail": {"status": 500}}));
    service.hand(json!("reset"));
    assert_eq!(service.hand(json!("requests")), json!([]));
    assert_eq!(service.hand(json!("now")), service.now);
    assert_eq!(service.verify("").1, first);
    assert_eq!(service.hand(json!({"outbox": {}})).as_array().unwrap().len(), 1);
}

#[test]
fn a_snapshot_restores_everything_and_has_no_credentials() {
    let mut service =
        Service::with(json!({"seed": "a", "apiKeys": [{"sid": "SK1", "secret": "s3cret-of-key"}]}));
    service.verify("");
    let (factor, totp) = service.totp("");
    service.json("POST", &format!("{HOST}/v2/Services/{SERVICE}/RateLimits"), "UniqueName=ip");
    service.json("POST", &format!("{HOST}/v2/SafeList/Numbers"), &format!("PhoneNumber={TO}"));
    service.hand(json!({"advance": {"ms": 1000}}));
    service.hand(json!({"fail": {"operation": "listService", "code": 20429}}));
    let snapshot = service.hand(json!("snapshot"));
    let text = snapshot.to_string();
    assert!(!text.contains("s3cret"), "{text}");
    let snapshot: Value = serde_json::from_str(&text).unwrap();
    let go_on = |service: &mut Service| {
        let mut answers = vec![service.verify("").1];
        answers.push(service.json("GET", &factor, "").1);
        let code = totp.code(totp.step(service.now + 1000));
        answers.push(service.json("POST", &factor, &format!("AuthPayload={code}")).1);
        answers.push(service.json("GET", &format!("{HOST}/v2/Services"), "").1);
        answers.push(service.json("GET", &format!("{HOST}/v2/Attempts?ChannelData.To={TO}"), "").1);
        answers.push(service.json("GET", &format!("{HOST}/v2/Services/{SERVICE}/RateLimits/ip"), "").1);
        answers.push(service.hand(json!("snapshot")));
        answers
    };
    let expected = go_on(&mut service);
    assert_eq!(expected[3]["code"], 20429);
    assert_eq!(expected[4]["attempts"].as_array().unwrap().len(), 2);
    service.hand(json!({"restore": {"snapshot": snapshot}}));
    assert_eq!(service.hand(json!("snapshot")), snapshot);
    assert_eq!(go_on(&mut service), expected);
    // Into another sandbox, a year later: the clock goes on from where it was.
    let mut other = Service::with(json!({"authToken": "other", "seed": "b"}));
    other.authorization = format!("Basic {}", data_encoding::BASE64.encode(b"AC1:other"));
    other.now += 365 * 86_400_000;
    other.hand(json!({"restore": {"snapshot": snapshot}}));
    other.now += 1000;
    let now = other.hand(json!("now")).as_u64().unwrap();
    assert_eq!(now, snapshot["now"].as_u64().unwrap() + 1000);
    assert_eq!(other.verify("").1["sid"], expected[0]["sid"]);
}

#[test]
fn what_is_no_snapshot_changes_nothing_and_is_told_without_its_values() {
    let mut service = Service::new();
    service.verify("");
    let before = service.hand(json!("snapshot"));
    let mut later = before.clone();
    later["version"] = json!(2);
    let mut odd = before.clone();
    odd["accounts"]["AC1"]["services"] = json!("s3cret");
    for wrong in [Value::Null, json!({}), json!([1]), json!("s3cret"), later, odd] {
        let error = service.command(json!({"restore": {"snapshot": wrong}})).unwrap_err();
        assert!(error.contains("snapshot") && !error.contains("s3cret"), "{error}");
    }
    assert_eq!(service.hand(json!("snapshot")), before);
}

#[test]
fn an_api_key_is_as_good_as_the_auth_token() {
    let mut service =
        Service::with(json!({"apiKeys": [{"sid": "SK1", "secret": "x"}, {"sid": "SK2", "secret": "y"}]}));
    let own = format!("{HOST}/v2/Services");
    let basic = |text: &str| format!("Basic {}", data_encoding::BASE64.encode(text.as_bytes()));
    for (credentials, status) in
        [("SK1:x", 200), ("SK2:y", 200), ("SK1:y", 401), ("SK3:x", 401), ("AC1:s3cret", 200)]
    {
        service.authorization = basic(credentials);
        assert_eq!(service.json("GET", &own, "").0, status, "{credentials}");
    }
    service.authorization = basic("SK1:x");
    assert_eq!(service.json("GET", &own, "").1["services"][0]["account_sid"], "AC1");
}

#[test]
fn where_any_credentials_are_taken_each_account_has_its_own() {
    let mut service = Service::with(json!({"credentials": "any"}));
    let basic = |text: &str| format!("Basic {}", data_encoding::BASE64.encode(text.as_bytes()));
    for name in ["AC2", "AC3"] {
        service.authorization = basic(&format!("{name}:whatever"));
        let (status, one) = service.verify("");
        assert_eq!((status, one["account_sid"].as_str()), (201, Some(name)));
        assert_eq!(one["send_code_attempts"].as_array().unwrap().len(), 1);
    }
    let attempts = |service: &mut Service| {
        service.json("GET", &format!("{HOST}/v2/Attempts"), "").1["attempts"].as_array().unwrap().len()
    };
    assert_eq!(attempts(&mut service), 1);
    for other in ["AC1:s3cret", "SK9:x", "me:"] {
        service.authorization = basic(other);
        assert_eq!(attempts(&mut service), 0, "{other}");
    }
    service.verify("");
    service.authorization = basic("AC1:x");
    assert_eq!(attempts(&mut service), 1, "all others are of the first Account");
    service.authorization = String::new();
    assert_eq!(service.verify("").0, 401, "some are needed");
}

#[test]
fn what_is_too_large_is_answered_with_413_and_harms_nothing() {
    let mut service = Service::new();
    let own = format!("{HOST}/v2/Services");
    let (status, code, _) = service.error("POST", &own, &"x".repeat(crate::LONGEST + 1));
    assert_eq!((status, code), (413, 20413));
    assert_eq!(service.error("POST", &own, &"x".repeat(crate::LONGEST)).1, 20001);
    assert_eq!(service.error("GET", &format!("{own}?{}", "x".repeat(crate::LONGEST)), "").0, 413);
    assert_eq!(service.verify("").0, 201);
}

#[test]
fn a_command_that_is_none_is_told() {
    let mut service = Service::new();
    for command in [json!("dance"), json!({}), json!("advance"), json!(5)] {
        assert!(service.command(command.clone()).is_err(), "{command}");
    }
    assert_eq!(service.hand(json!("deliveries")), json!([]));
}
