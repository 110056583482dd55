//! Verifications, their checks and attempts.

use super::*;
use crate::number::NUMBERS;

const TO: &str = "%2B4915112345678";
const ANNA: &str = "+4915112345678";

fn verifications() -> String {
    format!("{HOST}/v2/Services/{SERVICE}/Verifications")
}

fn checks() -> String {
    format!("{HOST}/v2/Services/{SERVICE}/VerificationCheck")
}

impl Service {
    /// Starts a Verification by SMS.
    fn start(&mut self, to: &str) -> Value {
        let (status, one) = self.json("POST", &verifications(), &format!("To={to}&Channel=sms"));
        assert_eq!(status, 201, "{one}");
        one
    }

    /// The code that went to somebody last.
    fn sent_code(&self, to: &str) -> String {
        self.state.outbox.messages().rev().find(|message| message.to == to).unwrap().code.clone().unwrap()
    }

    fn check(&mut self, to: &str, code: &str) -> (u16, Value) {
        self.json("POST", &checks(), &format!("To={to}&Code={code}"))
    }

    /// A code that is not the right one.
    fn wrong(&self) -> String {
        let right = self.sent_code(ANNA);
        if right.starts_with('0') { right.replace('0', "1") } else { "0".repeat(right.len()) }
    }

    fn set(&mut self, settings: &str) {
        let (status, body) = self.json("POST", &format!("{HOST}/v2/Services/{SERVICE}"), settings);
        assert_eq!(status, 200, "{body}");
    }

    fn text(&self) -> String {
        self.state.outbox.messages().last().unwrap().text.clone()
    }
}

#[test]
fn a_code_is_sent_by_sms_and_the_right_one_approves() {
    let mut service = Service::new();
    let one = service.start(TO);
    let sid = one["sid"].as_str().unwrap().to_owned();
    assert!(sid.starts_with("VE") && sid.len() == 34);
    let attempt = one["send_code_attempts"][0]["attempt_sid"].clone();
    assert_eq!(
        one,
        json!({
            "sid": sid,
            "service_sid": SERVICE,
            "account_sid": "AC1",
            "to": ANNA,
            "channel": "sms",
            "status": "pending",
            "valid": false,
            "lookup": {},
            "amount": null,
            "payee": null,
            "send_code_attempts": [{"time": "2015-07-30T20:00:00.000Z", "channel": "SMS", "attempt_sid": attempt}],
            "date_created": "2015-07-30T20:00:00Z",
            "date_updated": "2015-07-30T20:00:00Z",
            "sna": null,
            "url": format!("{}/{sid}", verifications()),
        })
    );
    let code = service.sent_code(ANNA);
    assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()));
    assert!(!one.to_string().contains(&code));
    service.now += 1000;
    let (status, check) = service.check(TO, &code);
    assert_eq!(status, 200);
    assert_eq!(
        check,
        json!({
            "sid": sid,
            "service_sid": SERVICE,
            "account_sid": "AC1",
            "to": ANNA,
            "channel": "sms",
            "status": "approved",
            "valid": true,
            "amount": null,
            "payee": null,
            "date_created": "2015-07-30T20:00:00Z",
            "date_updated": "2015-07-30T20:00:01Z",
            "sna_attempts_error_codes": [],
        })
    );
}

#[test]
fn a_verification_that_is_printed_shows_its_sid_and_no_code() {
    let mut service = Service::with(json!({"code": "s3cret"}));
    let sid = service.start(TO)["sid"].as_str().unwrap().to_owned();
    let kept = &service.state.accounts["AC1"].services.get(SERVICE).unwrap().verifications;
    let shown = format!("{:?}", kept.get(&sid).unwrap());
    assert!(shown.contains(&sid) && !shown.contains("s3cret"), "{shown}");
}

#[test]
fn an_approved_verification_is_gone() {
    let mut service = Service::new();
    let url = service.start(TO)["url"].as_str().unwrap().to_owned();
    let code = service.sent_code(ANNA);
    service.check(TO, &code);
    assert_eq!(service.error("POST", &checks(), &format!("To={TO}&Code={code}")).1, 20404);
    assert_eq!(service.error("GET", &url, "").1, 20404);
    assert_eq!(service.error("POST", &url, "Status=canceled").1, 20404);
    let (_, _, message) = service.error("POST", &checks(), &format!("To={TO}&Code={code}"));
    assert_eq!(
        message,
        format!("The requested resource /Services/{SERVICE}/VerificationCheck was not found")
    );
}

#[test]
fn sending_again_while_pending_sends_the_same_code_of_the_same_verification() {
    let mut service = Service::new();
    let first = service.start(TO);
    let code = service.sent_code(ANNA);
    service.now += 61_500;
    let (status, second) = service.json("POST", &verifications(), &format!("To={TO}&Channel=call"));
    assert_eq!((status, &second["sid"], &second["channel"]), (201, &first["sid"], &json!("call")));
    assert_eq!(service.sent_code(ANNA), code);
    let sends = second["send_code_attempts"].as_array().unwrap();
    assert_eq!((&sends[0]["channel"], &sends[1]["channel"]), (&json!("SMS"), &json!("CALL")));
    assert_eq!(sends[1]["time"], "2015-07-30T20:01:01.500Z");
    assert_eq!(
        (&second["date_created"], &second["date_updated"]),
        (&first["date_created"], &json!("2015-07-30T20:01:01Z"))
    );
    // The code of one that is pending stays, even where the call brings one.
    service.set("CustomCodeEnabled=true");
    service.json("POST", &verifications(), &format!("To={TO}&Channel=sms&CustomCode=abcd"));
    assert_eq!(service.sent_code(ANNA), code);
    // An e-mail address is somebody else, whatever its case.
    let (_, mail) = service.json("POST", &verifications(), "To=Anna@Example.com&Channel=email");
    assert_ne!(mail["sid"], first["sid"]);
    let (_, same) = service.json("POST", &verifications(), "To=anna@example.com&Channel=email");
    assert_eq!(mail["sid"], same["sid"]);
    assert_eq!(same["send_code_attempts"][1]["channel"], "EMAIL");
}

#[test]
fn the_sixth_send_in_ten_minutes_is_refused() {
    let mut service = Service::new();
    for _ in 0..5 {
        service.start(TO);
    }
    let before = service.state.outbox.sent();
    let (status, code, message) = service.error("POST", &verifications(), &format!("To={TO}&Channel=call"));
    assert_eq!((status, code, message.as_str()), (429, 60203, "Max send attempts reached"));
    assert_eq!(service.state.outbox.sent(), before);
    // Somebody else is not concerned; nor is this one after ten minutes, a cancel, or the right code.
    service.start("%2B12125550100");
    let ends: [&dyn Fn(&mut Service); 3] = [
        &|service| service.now += 10 * 60_000,
        &|service| {
            service.json("POST", &format!("{}/{TO}", verifications()), "Status=canceled");
        },
        &|service| {
            let code = service.sent_code(ANNA);
            assert_eq!(service.check(TO, &code).0, 200);
        },
    ];
    for end in ends {
        end(&mut service);
        for _ in 0..5 {
            service.start(TO);
        }
        assert_eq!(service.error("POST", &verifications(), &format!("To={TO}&Channel=sms")).1, 60203);
    }
}

#[test]
fn the_sixth_check_is_refused_even_with_the_right_code() {
    let mut service = Service::new();
    let url = service.start(TO)["url"].as_str().unwrap().to_owned();
    let (right, wrong) = (service.sent_code(ANNA), service.wrong());
    for _ in 0..5 {
        let (status, check) = service.check(TO, &wrong);
        assert_eq!((status, &check["status"], &check["valid"]), (200, &json!("pending"), &json!(false)));
    }
    assert_eq!(service.json("GET", &url, "").1["status"], "pending");
    for code in [&right, &wrong] {
        let (status, code, message) = service.error("POST", &checks(), &format!("To={TO}&Code={code}"));
        assert_eq!((status, code, message.as_str()), (429, 60202, "Max check attempts reached"));
    }
    assert_eq!(service.json("GET", &url, "").1["status"], "max_attempts_reached");
    // Until it expires there is no other one.
    assert_eq!(service.error("POST", &verifications(), &format!("To={TO}&Channel=sms")).1, 60202);
    assert_eq!(service.error("POST", &url, "Status=canceled").1, 20404);
    service.now += 10 * 60_000;
    assert_eq!(service.error("GET", &url, "").1, 20404);
    service.start(TO);
    let code = service.sent_code(ANNA);
    assert_eq!(service.check(TO, &code).1["status"], "approved");
}

#[test]
fn the_fifth_check_may_still_be_right() {
    let mut service = Service::new();
    service.start(TO);
    let (right, wrong) = (service.sent_code(ANNA), service.wrong());
    for _ in 0..4 {
        service.check(TO, &wrong);
    }
    assert_eq!(service.check(TO, &right).1["status"], "approved");
}

#[test]
fn limits_that_are_off_do_not_limit() {
    let mut service = Service::with(json!({"limits": false}));
    for _ in 0..9 {
        service.start(TO);
    }
    let (right, wrong) = (service.sent_code(ANNA), service.wrong());
    for _ in 0..9 {
        assert_eq!(service.check(TO, &wrong).0, 200);
    }
    let url = format!("{}/{TO}", verifications());
    for _ in 0..99 {
        assert_eq!(service.json("GET", &url, "").0, 200);
    }
    assert_eq!(service.check(TO, &right).1["status"], "approved");
}

#[test]
fn a_verification_lives_ten_minutes_from_its_creation() {
    let mut service = Service::new();
    let first = service.start(TO);
    let code = service.sent_code(ANNA);
    service.now += 10 * 60_000 - 1;
    assert_eq!(service.start(TO)["sid"], first["sid"]);
    service.now += 1;
    assert_eq!(service.error("POST", &checks(), &format!("To={TO}&Code={code}")).1, 20404);
    assert_eq!(service.error("GET", first["url"].as_str().unwrap(), "").1, 20404);
    let second = service.start(TO);
    assert_ne!((&second["sid"], second["send_code_attempts"].as_array().unwrap().len()), (&first["sid"], 2));
}

#[test]
fn a_verification_is_canceled_and_the_next_one_is_another() {
    let mut service = Service::new();
    let first = service.start(TO);
    let url = first["url"].as_str().unwrap();
    let code = service.sent_code(ANNA);
    service.now += 1000;
    let (status, canceled) = service.json("POST", url, "Status=canceled");
    assert_eq!((status, &canceled["status"], &canceled["valid"]), (200, &json!("canceled"), &json!(false)));
    assert_eq!(canceled["date_updated"], "2015-07-30T20:00:01Z");
    let (status, read) = service.json("GET", url, "");
    assert_eq!((status, &read["status"]), (200, &json!("canceled")));
    assert_eq!(service.error("POST", &checks(), &format!("To={TO}&Code={code}")).1, 20404);
    assert_eq!(service.error("POST", url, "Status=approved").1, 20404);
    let second = service.start(TO);
    assert_ne!(second["sid"], first["sid"]);
    assert_eq!(second["send_code_attempts"].as_array().unwrap().len(), 1);
    // The number means the new one, the SID still the old one.
    assert_eq!(service.json("GET", &format!("{}/{TO}", verifications()), "").1["sid"], second["sid"]);
    assert_eq!(service.json("GET", url, "").1["status"], "canceled");
}

#[test]
fn a_verification_is_approved_by_its_sid_or_by_its_number() {
    let mut service = Service::new();
    for by_number in [true, false] {
        let one = service.start(TO);
        let name = if by_number { ANNA } else { one["sid"].as_str().unwrap() };
        let url = format!("{}/{name}", verifications());
        let (status, approved) = service.json("POST", &url, "Status=approved");
        assert_eq!(
            (status, &approved["status"], &approved["valid"]),
            (200, &json!("approved"), &json!(true))
        );
        assert_eq!(service.error("GET", &url, "").1, 20404);
        let attempt = one["send_code_attempts"][0]["attempt_sid"].as_str().unwrap();
        let (_, attempt) = service.json("GET", &format!("{HOST}/v2/Attempts/{attempt}"), "");
        assert_eq!(attempt["conversion_status"], "converted");
    }
    for status in ["pending", "x", ""] {
        let one = service.start(TO);
        let body = format!("Status={status}");
        assert_eq!(service.error("POST", one["url"].as_str().unwrap(), &body).1, 60200, "{status}");
    }
    assert_eq!(service.error("POST", &format!("{}/{TO}", verifications()), "").1, 60200);
}

#[test]
fn a_check_is_by_number_or_sid_or_both_where_they_agree() {
    let mut service = Service::new();
    let one = service.start(TO);
    let sid = one["sid"].as_str().unwrap().to_owned();
    let wrong = service.wrong();
    for body in [format!("VerificationSid={sid}"), format!("VerificationSid={sid}&To={TO}")] {
        let (status, check) = service.json("POST", &checks(), &format!("{body}&Code={wrong}"));
        assert_eq!((status, check["sid"].as_str()), (200, Some(sid.as_str())));
    }
    let other = service.start("%2B12125550100")["sid"].as_str().unwrap().to_owned();
    for (body, status, code) in [
        (format!("Code={wrong}"), 400, 60221),
        (format!("Code={wrong}&To="), 400, 60200),
        (format!("To={TO}"), 400, 60200),
        (format!("To={TO}&Code=123"), 400, 60200),
        (format!("To={TO}&Code=12345678901"), 400, 60200),
        (format!("To=%2B49&Code={wrong}"), 400, 60200),
        (format!("To=%2B12125550199&Code={wrong}"), 404, 20404),
        (format!("VerificationSid={other}&To={TO}&Code={wrong}"), 404, 20404),
        (format!("VerificationSid=VE1&Code={wrong}"), 400, 60200),
        (format!("VerificationSid=VE00000000000000000000000000000000&Code={wrong}"), 404, 20404),
    ] {
        let (got, error, _) = service.error("POST", &checks(), &body);
        assert_eq!((got, error), (status, code), "{body}");
    }
}

#[test]
fn whom_and_how_are_checked() {
    let mut service = Service::new();
    for (body, name) in [
        ("Channel=sms".to_owned(), "To"),
        (format!("To={TO}"), "Channel"),
        (format!("To={TO}&Channel=rbm"), "Channel"),
        (format!("To={TO}&Channel=SMS"), "Channel"),
        (format!("To={TO}&Channel="), "Channel"),
        ("To=4915112345678&Channel=sms".to_owned(), "To"),
        ("To=+4915112345678&Channel=sms".to_owned(), "To"),
        ("To=anna@example.com&Channel=sms".to_owned(), "To"),
        (format!("To={TO}&Channel=email"), "To"),
        ("To=anna&Channel=email".to_owned(), "To"),
        ("To=anna@example.com&Channel=auto".to_owned(), "To"),
        (format!("To={TO}&Channel=sms&Locale=xx"), "Locale"),
        (format!("To={TO}&Channel=sms&DeviceIp=1.2.3"), "DeviceIp"),
        (format!("To={TO}&Channel=sms&SendDigits=1"), "SendDigits"),
        (format!("To={TO}&Channel=sms&RateLimits=x"), "RateLimits"),
        (format!("To={TO}&Channel=sms&RateLimits=[]"), "RateLimits"),
        (format!("To={TO}&Channel=sms&Tags=[]"), "Tags"),
        (format!("To={TO}&Channel=sms&Tags={{\"a\":1}}"), "Tags"),
        (format!("To={TO}&Channel=sms&Tags={{\"a\":\"{}\"}}", "x".repeat(129)), "Tags"),
        (format!("To={TO}&Channel=sms&Tags={{\"{}\":\"a\"}}", "x".repeat(129)), "Tags"),
        (format!("To={TO}&Channel=sms&TemplateCustomSubstitutions=x"), "TemplateCustomSubstitutions"),
        (format!("To={TO}&Channel=sms&TemplateSid=HJ1"), "TemplateSid"),
        (format!("To={TO}&Channel=sms&RiskCheck=x"), "RiskCheck"),
        (format!("To={TO}&Channel=sna&EnableSnaClientToken=x"), "EnableSnaClientToken"),
        (format!("To={TO}&Channel=sms&CustomFriendlyName={}", "x".repeat(31)), "CustomFriendlyName"),
        (format!("To={TO}&Channel=sms&CustomFriendlyName="), "CustomFriendlyName"),
        (format!("To={TO}&Channel=sms&CustomCode=123"), "CustomCode"),
    ] {
        let (status, code, message) = service.error("POST", &verifications(), &body);
        assert_eq!((status, code), (400, 60200), "{body}");
        assert!(message.contains(name), "{message}");
    }
    assert_eq!(service.state.outbox.sent(), 0);
    let good = |tags: usize, length: usize| {
        let text = "x".repeat(length);
        let tags: Vec<_> = (0..tags).map(|tag| format!("\"{tag}{}\":\"{text}\"", &text[2..])).collect();
        format!("To={TO}&Channel=sms&Tags={{{}}}&DeviceIp=::1&Locale=de&RiskCheck=enable", tags.join(","))
    };
    assert_eq!(service.error("POST", &verifications(), &good(11, 128)).1, 60200);
    assert_eq!(service.json("POST", &verifications(), &good(10, 128)).0, 201);
    let data = &service.state.outbox.messages().last().unwrap().data;
    assert_eq!(data["tags"].as_object().unwrap().len(), 10);
}

#[test]
fn an_own_code_needs_a_service_that_allows_it() {
    let mut service = Service::new();
    let body = format!("To={TO}&Channel=sms&CustomCode=own-code-1");
    let (status, code, message) = service.error("POST", &verifications(), &body);
    assert_eq!((status, code, message.as_str()), (403, 60204, "Custom code not allowed"));
    service.set("CustomCodeEnabled=true");
    assert_eq!(service.json("POST", &verifications(), &body).0, 201);
    assert_eq!(service.sent_code(ANNA), "own-code-1");
    assert_eq!(service.check(TO, "own-code-1").1["status"], "approved");
}

#[test]
fn what_only_some_may_use_is_refused() {
    let mut service = Service::new();
    for (more, status, code) in [
        ("CustomMessage=x", 400, 60243),
        ("CustomFriendlyName=x", 403, 60204),
        ("TemplateSid=HJ00000000000000000000000000000009", 400, 60228),
    ] {
        let (got, error, _) = service.error("POST", &verifications(), &format!("To={TO}&Channel=sms&{more}"));
        assert_eq!((got, error), (status, code), "{more}");
    }
    for (more, code) in [
        ("Channel=call&AppHash=x", 60602),
        ("Channel=whatsapp&TemplateSid=HJ00000000000000000000000000000001", 60408),
        ("Channel=call&TemplateSid=HJ00000000000000000000000000000002", 60227),
    ] {
        assert_eq!(service.error("POST", &verifications(), &format!("To={TO}&{more}")).1, code, "{more}");
    }
    let mut service = Service::with(json!({"customFriendlyNames": true}));
    let body = format!("To={TO}&Channel=sms&CustomFriendlyName=Owl%20Shop");
    assert_eq!(service.json("POST", &verifications(), &body).0, 201);
    assert!(service.text().contains("Owl Shop"), "{}", service.text());
    let longest = format!("To={TO}&Channel=sms&CustomFriendlyName={}", "x".repeat(30));
    assert_eq!(service.json("POST", &verifications(), &longest).0, 201);
}

#[test]
fn a_payment_is_verified_with_its_amount_and_payee() {
    let mut service = Service::new();
    // Without PSD2 they are not kept.
    let (_, one) = service.json("POST", &verifications(), &format!("To={TO}&Channel=sms&Amount=1&Payee=x"));
    assert_eq!((&one["amount"], &one["payee"]), (&Value::Null, &Value::Null));
    service.json("POST", one["url"].as_str().unwrap(), "Status=canceled");
    service.set("Psd2Enabled=true");
    for (more, code) in [
        ("sms", 60206),
        ("sms&Amount=1", 60206),
        ("sms&Payee=x", 60206),
        ("sms&Amount=&Payee=x", 60206),
        ("call&Amount=1&Payee=x", 60214),
        ("sna&Amount=1&Payee=x", 60329),
    ] {
        assert_eq!(
            service.error("POST", &verifications(), &format!("To={TO}&Channel={more}")).1,
            code,
            "{more}"
        );
    }
    let body = format!("To={TO}&Channel=sms&Amount=%E2%82%AC39.99&Payee=Acme");
    let (_, one) = service.json("POST", &verifications(), &body);
    assert_eq!((&one["amount"], &one["payee"]), (&json!("€39.99"), &json!("Acme")));
    assert!(service.text().contains("€39.99") && service.text().contains("Acme"));
    let code = service.sent_code(ANNA);
    for more in ["", "&Amount=%E2%82%AC39.99", "&Payee=Acme"] {
        assert_eq!(
            service.error("POST", &checks(), &format!("To={TO}&Code={code}{more}")).1,
            60206,
            "{more}"
        );
    }
    for more in ["Amount=1&Payee=Acme", "Amount=%E2%82%AC39.99&Payee=x"] {
        let (_, check) = service.json("POST", &checks(), &format!("To={TO}&Code={code}&{more}"));
        assert_eq!(check["status"], "pending", "{more}");
    }
    let body = format!("To={TO}&Code={code}&Amount=%E2%82%AC39.99&Payee=Acme");
    let (_, check) = service.json("POST", &checks(), &body);
    assert_eq!(
        (&check["status"], &check["amount"], &check["payee"]),
        (&json!("approved"), &json!("€39.99"), &json!("Acme"))
    );
}

#[test]
fn every_channel_sends_what_it_can_say() {
    let mut service = Service::new();
    service.set("Whatsapp.From=%2B15005550006&TtsName=joanna");
    for (body, channel) in [
        (format!("To={TO}&Channel=sms&AppHash=FA%2B9qCX9VSu"), "sms"),
        (format!("To={TO}&Channel=call&SendDigits=ww1"), "call"),
        (format!("To={TO}&Channel=whatsapp"), "whatsapp"),
        (format!("To={TO}&Channel=auto"), "sms"),
        (
            "To=anna@example.com&Channel=email&ChannelConfiguration={\"from_name\":\"Owl\"}".to_owned(),
            "email",
        ),
    ] {
        let (status, one) = service.json("POST", &verifications(), &body);
        assert_eq!((status, one["channel"].as_str()), (201, Some(channel)), "{one}");
    }
    let sent: Vec<_> = service.state.outbox.messages().cloned().collect();
    let code = service.sent_code(ANNA);
    assert_eq!(sent[0].text, format!("Ihr Bestätigungscode für Owl Bank lautet: {code}\nFA+9qCX9VSu"));
    let spoken: Vec<_> = code.chars().map(String::from).collect();
    assert!(sent[1].text.ends_with(&spoken.join(", ")), "{}", sent[1].text);
    assert_eq!(
        (&sent[1].data["sendDigits"], &sent[1].data["ttsName"], &sent[1].data["dtmfInputRequired"]),
        (&json!("ww1"), &json!("joanna"), &json!(true))
    );
    assert_eq!(sent[2].data["from"], "whatsapp:+15005550006");
    assert_eq!(sent[4].data["channelConfiguration"], json!({"from_name": "Owl"}));
    assert_eq!(
        sent[4].text,
        format!("Your Owl Bank verification code is: {}", sent[4].code.as_ref().unwrap())
    );
    for (place, message) in sent.iter().enumerate() {
        assert_eq!((message.number, message.when, message.delivered), (place as u64 + 1, service.now, true));
        assert_eq!((message.account_sid.as_str(), message.service_sid.as_str()), ("AC1", SERVICE));
        assert!(message.verification_sid.is_some() && message.attempt_sid.is_some());
        assert_eq!(message.error_code, None);
    }
}

#[test]
fn a_channel_that_the_account_does_not_have_is_refused() {
    let mut service = Service::with(json!({"channels": ["call"]}));
    for (body, status, code) in [
        ("To=anna@example.com&Channel=email".to_owned(), 400, 60217),
        (format!("To={TO}&Channel=whatsapp"), 400, 68008),
        (format!("To={TO}&Channel=sna"), 401, 60001),
        (format!("To={TO}&Channel=sms"), 400, 60223),
    ] {
        let (got, error, _) = service.error("POST", &verifications(), &body);
        assert_eq!((got, error), (status, code), "{body}");
    }
    assert_eq!(service.json("POST", &verifications(), &format!("To={TO}&Channel=auto")).1["channel"], "call");
    let mut service = Service::with(json!({"channels": ["email"]}));
    assert_eq!(service.error("POST", &verifications(), &format!("To={TO}&Channel=auto")).1, 60550);
}

#[test]
fn a_message_is_in_the_language_of_the_number_or_of_the_call_and_of_the_template() {
    let own = json!([
        {"sid": "HJ000000000000000000000000000000aa", "friendlyName": "Shop", "channels": ["sms"],
         "translations": {"en": "{{code}} for order {{order}} at {{friendly_name}}", "de": "{{code}} für {{order}}"}},
        {"sid": "HJ000000000000000000000000000000bb", "friendlyName": "Voice", "channels": ["voice"],
         "translations": {"fr": "Code {{code}}"}},
    ]);
    let mut service = Service::with(json!({"templates": own, "code": "123456", "limits": false}));
    let send = |service: &mut Service, more: &str| {
        let (status, body) = service.json("POST", &verifications(), &format!("To={more}"));
        (
            status,
            body["code"].as_u64().unwrap_or_default(),
            service.state.outbox.messages().last().map(|m| m.text.clone()),
        )
    };
    let text = |service: &mut Service, more: &str| send(service, more).2.unwrap();
    assert_eq!(
        text(&mut service, "%2B12125550100&Channel=sms"),
        "Your Owl Bank verification code is: 123456"
    );
    assert_eq!(
        text(&mut service, "%2B5511961234567&Channel=sms"),
        "Seu código de verificação Owl Bank é: 123456"
    );
    assert_eq!(
        text(&mut service, "%2B12125550100&Channel=sms&Locale=FR"),
        "Votre code de vérification Owl Bank est : 123456"
    );
    // Verify knows the language, the sandbox has no text in it.
    assert_eq!(
        text(&mut service, "%2B12125550100&Channel=sms&Locale=kn"),
        "Your Owl Bank verification code is: 123456"
    );
    let template = "Channel=sms&TemplateSid=HJ000000000000000000000000000000aa";
    let order = "TemplateCustomSubstitutions={\"order\":7}";
    assert_eq!(
        text(&mut service, &format!("%2B12125550100&{template}&{order}")),
        "123456 for order 7 at Owl Bank"
    );
    assert_eq!(text(&mut service, &format!("{TO}&{template}&{order}")), "123456 für 7");
    assert_eq!(
        text(&mut service, &format!("%2B33612345678&{template}&{order}")),
        "123456 for order 7 at Owl Bank"
    );
    let sent = service.state.outbox.sent();
    assert_eq!(send(&mut service, &format!("{TO}&{template}")).1, 60224);
    assert_eq!(
        send(&mut service, &format!("{TO}&{template}&TemplateCustomSubstitutions={{\"order\":{{}}}}")).1,
        60224
    );
    assert_eq!(send(&mut service, &format!("{TO}&{template}&{order}&Locale=fr")).1, 60229);
    let long = format!("TemplateCustomSubstitutions={{\"order\":\"{}\"}}", "x".repeat(500));
    assert_eq!(send(&mut service, &format!("{TO}&{template}&{long}")).1, 60247);
    assert_eq!(service.state.outbox.sent(), sent);
    // A Service's own, where it goes with the channel.
    service.set("DefaultTemplateSid=HJ000000000000000000000000000000bb");
    assert_eq!(text(&mut service, "%2B33612345678&Channel=call"), "Code 1, 2, 3, 4, 5, 6");
    assert_eq!(
        text(&mut service, "%2B12125550100&Channel=sms"),
        "Your Owl Bank verification code is: 123456"
    );
    service.set("DefaultTemplateSid=&DoNotShareWarningEnabled=true");
    assert_eq!(
        text(&mut service, "%2B12125550100&Channel=sms"),
        "Your Owl Bank verification code is: 123456. Do not share it with anyone."
    );
    assert!(!text(&mut service, "%2B12125550100&Channel=call").contains("share"));
    let data = &service.state.outbox.messages().last().unwrap().data;
    assert_eq!((&data["locale"], &data["templateSid"]), (&json!("en"), &Value::Null));
}

#[test]
fn a_message_of_500_characters_is_sent_and_one_of_501_is_not() {
    let own = json!([{"sid": "HJ000000000000000000000000000000aa", "friendlyName": "Shop", "channels": ["sms"],
        "translations": {"en": "{{code}}{{more}}"}}]);
    let mut service = Service::with(json!({"templates": own, "code": "1234567890"}));
    for (length, status) in [(490, 201), (491, 400)] {
        let more = format!("TemplateCustomSubstitutions={{\"more\":\"{}\"}}", "x".repeat(length));
        let body = format!("To={TO}&Channel=sms&TemplateSid=HJ000000000000000000000000000000aa&{more}");
        assert_eq!(service.json("POST", &verifications(), &body).0, status, "{length}");
    }
}

#[test]
fn a_number_is_looked_up_where_the_service_wants_it() {
    let mut service = Service::new();
    service.set("LookupEnabled=true");
    let one = service.start(TO);
    assert_eq!(
        one["lookup"],
        json!({"carrier": {"mobile_country_code": "001", "type": "mobile", "error_code": null, "mobile_network_code": "01",
            "name": "Sandbox"}})
    );
    let (_, mail) = service.json("POST", &verifications(), "To=anna@example.com&Channel=email");
    assert_eq!(mail["lookup"], json!({}));
}

#[test]
fn numbers_that_fail_do_so_as_their_names_say() {
    let mut service = Service::new();
    let number = |name: &str| NUMBERS.iter().find(|one| one.name == name).unwrap().number.replace('+', "%2B");
    for (name, status, code) in [
        ("impossible", 400, 60200),
        ("countryOff", 403, 60605),
        ("blocked", 403, 60410),
        ("trial", 403, 21608),
        ("parallel", 429, 60212),
        ("review", 400, 60238),
        ("fraud", 403, 60412),
    ] {
        let body = format!("To={}&Channel=sms", number(name));
        let (got, error, _) = service.error("POST", &verifications(), &body);
        assert_eq!((got, error), (status, code), "{name}");
    }
    assert_eq!(service.state.outbox.sent(), 0);
    // Fraud Guard looks at SMS only, and not at numbers that are known to be good.
    for name in ["blocked", "fraud"] {
        for more in ["Channel=call", "Channel=sms&RiskCheck=disable"] {
            let (status, one) =
                service.json("POST", &verifications(), &format!("To={}&{more}", number(name)));
            assert_eq!(status, 201, "{name} {more} {one}");
        }
    }
    let mut service = Service::new();
    assert_eq!(
        service
            .json(
                "POST",
                &format!("{HOST}/v2/SafeList/Numbers"),
                &format!("PhoneNumber={}", number("blocked"))
            )
            .0,
        201
    );
    service.start(&number("blocked"));
    for (name, code) in [("undelivered", 30003), ("unknown", 30005), ("landline", 30006)] {
        let one = service.start(&number(name));
        assert_eq!(one["status"], "pending");
        let message = service.state.outbox.messages().last().unwrap();
        assert_eq!((message.delivered, message.error_code), (false, Some(code)), "{name}");
        let attempt = one["send_code_attempts"][0]["attempt_sid"].as_str().unwrap();
        let (_, attempt) = service.json("GET", &format!("{HOST}/v2/Attempts/{attempt}"), "");
        let data = &attempt["channel_data"];
        assert_eq!(
            (&data["message_status"], &data["error_code"]),
            (&json!("undelivered"), &json!(code.to_string()))
        );
    }
    // A landline can be called; `auto` knows.
    for channel in ["call", "auto"] {
        let body = format!("To={}&Channel={channel}", number("landline"));
        assert_eq!(service.json("POST", &verifications(), &body).1["channel"], "call");
        assert!(service.state.outbox.messages().last().unwrap().delivered);
    }
    // An SMS to a landline is refused only where both settings say so.
    let mut service = Service::new();
    let body = format!("To={}&Channel=sms", number("landline"));
    service.set("SkipSmsToLandlines=true");
    assert_eq!(service.json("POST", &verifications(), &body).0, 201);
    service.set("SkipSmsToLandlines=false&LookupEnabled=true");
    assert_eq!(service.json("POST", &verifications(), &body).1["lookup"]["carrier"]["type"], "landline");
    service.set("SkipSmsToLandlines=true");
    assert_eq!(service.error("POST", &verifications(), &body).1, 60205);
    assert_eq!(service.json("POST", &verifications(), &body.replace("sms", "call")).0, 201);
}

#[test]
fn silent_network_authentication_needs_the_phone_to_open_its_url() {
    let mut service = Service::new();
    let (status, one) = service.json("POST", &verifications(), &format!("To={TO}&Channel=sna"));
    assert_eq!((status, &one["channel"]), (201, &json!("sna")));
    assert_eq!(one["send_code_attempts"][0]["channel"], "sna");
    let message = service.state.outbox.messages().last().unwrap();
    assert_eq!((message.code.as_ref(), message.text.as_str()), (None, ""));
    let url = one["sna"]["url"].as_str().unwrap().to_owned();
    let attempt = &one["send_code_attempts"][0]["attempt_sid"];
    let check =
        |service: &mut Service, more: &str| service.json("POST", &checks(), &format!("To={TO}{more}"));
    let (status, checked) = check(&mut service, "");
    assert_eq!((status, &checked["status"]), (200, &json!("pending")));
    assert_eq!(checked["sna_attempts_error_codes"], json!([{"attempt_sid": attempt, "code": 60520}]));
    // Any phone opens it, without credentials; no other URL will do.
    service.authorization = String::new();
    assert_eq!(service.error("GET", &format!("{url}x"), "").0, 404);
    assert_eq!(service.error("POST", &url, "").0, 405);
    let (status, opened) = service.json("GET", &url, "");
    assert_eq!((status, opened), (200, json!({"sna_client_token": null})));
    let mut right = Service::new();
    std::mem::swap(&mut right.authorization, &mut service.authorization);
    let (_, checked) = check(&mut service, "");
    assert_eq!((&checked["status"], &checked["valid"]), (&json!("approved"), &json!(true)));
    assert_eq!(checked["sna_attempts_error_codes"].as_array().unwrap().len(), 1);
    assert_eq!(service.error("GET", &url, "").0, 404);

    // With a token that only the phone gets.
    let body = format!("To={TO}&Channel=sna&EnableSnaClientToken=true");
    let (_, one) = service.json("POST", &verifications(), &body);
    let url = one["sna"]["url"].as_str().unwrap();
    let (_, opened) = service.json("GET", url, "");
    let token = opened["sna_client_token"].as_str().unwrap();
    assert_eq!(check(&mut service, "").0, 400);
    assert_eq!(check(&mut service, "&SnaClientToken=x").0, 400);
    assert_eq!(check(&mut service, &format!("&SnaClientToken={token}")).1["status"], "approved");
}

#[test]
fn silent_network_authentication_fails_as_its_number_says_and_another_channel_may_follow() {
    let mut service = Service::new();
    let start = |service: &mut Service, number: &str, channel: &str| {
        service.json("POST", &verifications(), &format!("To=%2B{number}&Channel={channel}"))
    };
    assert_eq!(start(&mut service, "15005550012", "sna").1["code"], 60008);
    assert_eq!(start(&mut service, "15005550012", "sms").0, 201);
    for (number, code) in [("15005550013", 60500), ("15005550014", 60519)] {
        let (_, one) = start(&mut service, number, "sna");
        service.json("GET", one["sna"]["url"].as_str().unwrap(), "");
        let (_, checked) = service.json("POST", &checks(), &format!("To=%2B{number}"));
        assert_eq!(
            (&checked["status"], &checked["sna_attempts_error_codes"][0]["code"]),
            (&json!("pending"), &json!(code))
        );
        // The same Verification, with a code now.
        let (_, second) = start(&mut service, number, "sms");
        assert_eq!((&second["sid"], &second["sna"]), (&one["sid"], &Value::Null));
        let code = service.sent_code(&format!("+{number}"));
        let (_, checked) = service.json("POST", &checks(), &format!("To=%2B{number}&Code={code}"));
        assert_eq!(checked["status"], "approved");
    }
    // Sent so once more it has another URL, and what was noted is kept.
    let (_, one) = start(&mut service, "4915112345678", "sna");
    service.json("POST", &checks(), &format!("To={TO}"));
    let (_, two) = start(&mut service, "4915112345678", "sna");
    assert_ne!(one["sna"], two["sna"]);
    assert_eq!(service.error("GET", one["sna"]["url"].as_str().unwrap(), "").0, 404);
    let (_, checked) = service.json("POST", &checks(), &format!("To={TO}"));
    assert_eq!(checked["sna_attempts_error_codes"].as_array().unwrap().len(), 2);
    // A phone that comes late finds nothing.
    service.now += 10 * 60_000;
    assert_eq!(service.error("GET", two["sna"]["url"].as_str().unwrap(), "").0, 404);
}

#[test]
fn a_verification_is_read_60_times_a_minute_and_180_times_in_all() {
    let mut service = Service::new();
    let url = service.start(TO)["url"].as_str().unwrap().to_owned();
    for _ in 0..3 {
        for _ in 0..60 {
            assert_eq!(service.json("GET", &url, "").0, 200);
        }
        assert_eq!(service.error("GET", &url, "").1, 20429);
        service.now += 60_000;
    }
    let (status, code, _) = service.error("GET", &url, "");
    assert_eq!((status, code), (429, 20429));
}

#[test]
fn attempts_tell_what_became_of_every_send() {
    let mut service = Service::new();
    let first = service.start(TO);
    service.now += 1000;
    service.json("POST", &verifications(), &format!("To={TO}&Channel=call"));
    let code = service.sent_code(ANNA);
    service.now += 1000;
    service.check(TO, &code);
    service.json("POST", &verifications(), "To=anna@example.com&Channel=email");
    service.set("CodeLength=4");
    let other = service.start("%2B12125550100");
    let (_, list) = service.json("GET", &format!("{HOST}/v2/Attempts"), "");
    let attempts = list["attempts"].as_array().unwrap();
    let sid = attempts[1]["sid"].as_str().unwrap();
    assert_eq!(
        attempts[1],
        json!({
            "sid": sid,
            "account_sid": "AC1",
            "service_sid": SERVICE,
            "verification_sid": first["sid"],
            "date_created": "2015-07-30T20:00:01Z",
            "date_updated": "2015-07-30T20:00:02Z",
            "conversion_status": "converted",
            "channel": "call",
            "price": {"value": "0.05", "currency": "usd"},
            "channel_data": {
                "verification_sid": first["sid"],
                "to": ANNA,
                "status": "confirmed",
                "call_status": "completed",
                "error_code": null,
                "country": "DE",
                "code_length": 6,
                "locale": "de",
                "mcc": "001",
                "mnc": "01",
                "carrier": "Sandbox",
            },
            "url": format!("{HOST}/v2/Attempts/{sid}"),
        })
    );
    assert_eq!(
        (&attempts[0]["conversion_status"], &attempts[0]["channel_data"]["status"]),
        (&json!("unconverted"), &json!("unconfirmed"))
    );
    assert_eq!(attempts[0]["channel_data"]["message_status"], "delivered");
    assert_eq!(
        (&attempts[2]["channel"], &attempts[2]["channel_data"]["country"]),
        (&json!("email"), &Value::Null)
    );
    assert_eq!(
        (&attempts[2]["channel_data"]["mcc"], &attempts[3]["channel_data"]["code_length"]),
        (&Value::Null, &json!(4))
    );
    let fetched = service.json("GET", &format!("{HOST}/v2/Attempts/{sid}"), "").1;
    assert_eq!(fetched, attempts[1]);
    assert_eq!(
        service.error("GET", &format!("{HOST}/v2/Attempts/VL00000000000000000000000000000000"), "").1,
        20404
    );

    let count = |service: &mut Service, query: &str| {
        let url = format!("{HOST}/v2/Attempts?{query}&PageSize=2");
        let (status, list) = service.json("GET", &url, "");
        assert_eq!(status, 200, "{list}");
        let mut count = list["attempts"].as_array().unwrap().len();
        if let Some(next) = list["meta"]["next_page_url"].as_str() {
            let next = next.to_owned();
            assert!(query.is_empty() || next.contains(query.split('=').next().unwrap()), "{next}");
            count += service.json("GET", &next, "").1["attempts"].as_array().unwrap().len();
        }
        count
    };
    for (query, expected) in [
        (String::new(), 4),
        (format!("ChannelData.To={TO}"), 2),
        ("ChannelData.To=anna%40example.com".to_owned(), 1),
        ("ChannelData.To=%2B4915112345679".to_owned(), 0),
        ("Country=DE".to_owned(), 2),
        ("Country=FR".to_owned(), 0),
        ("Channel=sms".to_owned(), 2),
        ("Channel=whatsapp".to_owned(), 0),
        (format!("VerifyServiceSid={SERVICE}"), 4),
        (format!("VerifyServiceSid={}", SERVICE.replace('1', "2")), 0),
        (format!("VerificationSid={}", other["sid"].as_str().unwrap()), 1),
        (format!("VerificationSid={}&ChannelData.To={TO}", other["sid"].as_str().unwrap()), 0),
        ("Status=CONVERTED".to_owned(), 1),
        ("Status=unconverted".to_owned(), 3),
        ("DateCreatedAfter=2015-07-30T20:00:02Z".to_owned(), 2),
        ("DateCreatedAfter=2015-07-30T20:00:03Z".to_owned(), 0),
        ("DateCreatedBefore=2015-07-30T20:00:01Z".to_owned(), 2),
        ("DateCreatedBefore=2015-07-30T19:59:59Z".to_owned(), 0),
        (
            "DateCreatedAfter=2015-07-30T20:00:01Z&DateCreatedBefore=2015-07-30T20:00:01Z&Channel=call"
                .to_owned(),
            1,
        ),
    ] {
        assert_eq!(count(&mut service, &query), expected, "{query}");
    }
    for query in ["DateCreatedAfter=x", "Channel=x", "Status=x", "Country=de", "VerifyServiceSid=x"] {
        assert_eq!(service.error("GET", &format!("{HOST}/v2/Attempts?{query}"), "").1, 60200, "{query}");
    }
    for (query, total, converted, rate) in [
        ("", 4, 1, "25"),
        ("DestinationPrefix=%2B49", 2, 1, "50"),
        ("DestinationPrefix=4915", 2, 1, "50"),
        ("DestinationPrefix=7", 0, 0, "0"),
        ("Country=US", 1, 0, "0"),
        ("Channel=call", 1, 1, "100"),
        ("DateCreatedBefore=2015-07-30T20:00:00Z", 1, 0, "0"),
    ] {
        let url = format!("{HOST}/v2/Attempts/Summary");
        let (status, summary) = service.json("GET", &format!("{url}?{query}"), "");
        assert_eq!(status, 200);
        assert_eq!(
            summary,
            json!({"total_attempts": total, "total_converted": converted, "total_unconverted": total - converted,
                "conversion_rate_percentage": rate, "url": url}),
            "{query}"
        );
    }
    // What did not lead to a code in time is expired.
    service.now += 10 * 60_000 - 2000;
    let (_, list) = service.json("GET", &format!("{HOST}/v2/Attempts"), "");
    assert_eq!(list["attempts"][0]["channel_data"]["status"], "expired");
    assert_eq!(list["attempts"][1]["channel_data"]["status"], "confirmed");
    assert_eq!(list["attempts"][2]["channel_data"]["status"], "unconfirmed");
}

#[test]
fn attempts_are_listed_by_their_dates_also_where_the_clock_was_set_back() {
    let mut service = Service::new();
    let start = service.now;
    // Minutes after the start. The second one is the last of all, and three were made before the first.
    let minutes = [3, 9, 0, 1, 2, 4, 5];
    for (number, minute) in minutes.into_iter().enumerate() {
        service.now = start + minute * 60_000;
        service.start(&format!("%2B1212555010{number}"));
    }
    let mut walk = |query: &str| -> Vec<u64> {
        let mut url = format!("{HOST}/v2/Attempts?PageSize=2{query}");
        let mut seen = Vec::new();
        let mut back = Vec::new();
        loop {
            let (status, list) = service.json("GET", &url, "");
            assert_eq!(status, 200, "{list}");
            for attempt in list["attempts"].as_array().unwrap() {
                let date = attempt["date_created"].as_str().unwrap();
                seen.push((crate::time::parse(date).unwrap() - start) / 60_000);
            }
            if let Some(previous) = list["meta"]["previous_page_url"].as_str() {
                back.push((
                    previous.to_owned(),
                    seen[seen.len() - list["attempts"].as_array().unwrap().len()],
                ));
            }
            match list["meta"]["next_page_url"].as_str() {
                Some(next) => url = next.to_owned(),
                None => break,
            }
        }
        // The page before a page ends where that begins.
        for (previous, begins) in back {
            let (_, list) = service.json("GET", &previous, "");
            let last = list["attempts"].as_array().unwrap().last().unwrap()["date_created"].as_str().unwrap();
            let last = (crate::time::parse(last).unwrap() - start) / 60_000;
            assert_eq!(
                seen.iter().position(|minute| *minute == last).map(|at| at + 1),
                seen.iter().position(|minute| *minute == begins)
            );
        }
        seen
    };
    assert_eq!(walk(""), [0, 1, 2, 3, 4, 5, 9]);
    assert_eq!(walk("&DateCreatedAfter=2015-07-30T20:02:00Z"), [2, 3, 4, 5, 9]);
    assert_eq!(walk("&DateCreatedBefore=2015-07-30T20:04:00Z&Channel=sms"), [0, 1, 2, 3, 4]);
    assert_eq!(
        walk("&DateCreatedAfter=2015-07-30T20:00:01Z&DateCreatedBefore=2015-07-30T20:08:59Z"),
        [1, 2, 3, 4, 5]
    );
    assert_eq!(walk("&DateCreatedAfter=2015-07-30T20:05:01Z&DateCreatedBefore=2015-07-30T20:08:59Z"), [0; 0]);
}

#[test]
fn another_service_knows_nothing_of_a_verification() {
    let mut service = Service::new();
    let one = service.start(TO);
    let (_, other) = service.json("POST", &format!("{HOST}/v2/Services"), "FriendlyName=Other");
    let other = other["sid"].as_str().unwrap();
    let url = one["url"].as_str().unwrap().replace(SERVICE, other);
    assert_eq!(service.error("GET", &url, "").0, 404);
    let code = service.sent_code(ANNA);
    let body = format!("To={TO}&Code={code}");
    assert_eq!(service.error("POST", &checks().replace(SERVICE, other), &body).0, 404);
    assert_eq!(
        service.error("POST", &verifications().replace(SERVICE, "VA1"), &format!("To={TO}&Channel=sms")).0,
        404
    );
    assert_eq!(service.check(TO, &code).1["status"], "approved");
}

#[test]
fn verifications_that_are_over_are_not_kept() {
    let mut service = Service::new();
    for number in 0..50 {
        service.start(&format!("%2B1212555{:04}", 1000 + number));
    }
    service.now += 10 * 60_000;
    for number in 0..25 {
        service.start(&format!("%2B1212555{:04}", 2000 + number));
    }
    let kept = &service.state.accounts["AC1"].services.get(SERVICE).unwrap().verifications;
    assert_eq!(kept.count(), 25);
}

#[test]
fn a_messaging_service_sends_to_its_countries() {
    let mut service = Service::new();
    let configurations = format!("{HOST}/v2/Services/{SERVICE}/MessagingConfigurations");
    let [german, all] = ["MG000000000000000000000000000000de", "MG000000000000000000000000000000aa"];
    for (country, sid) in [("DE", german), ("all", all)] {
        let body = format!("Country={country}&MessagingServiceSid={sid}");
        assert_eq!(service.json("POST", &configurations, &body).0, 201);
    }
    for (to, sid) in [(TO, german), ("%2B12125550100", all)] {
        service.start(to);
        assert_eq!(service.state.outbox.messages().last().unwrap().data["messagingServiceSid"], sid);
    }
}

#[test]
fn what_is_counted_is_what_the_list_has_whatever_the_clock_and_the_filter() {
    const SECOND: &str = "VA00000000000000000000000000000002";
    let mut service = Service::with(json!({
        "limits": false,
        "services": [{"sid": SERVICE, "friendlyName": "Owl"}, {"sid": SECOND, "friendlyName": "Owls"}],
    }));
    let begin = service.now;
    let people = ["%2B15017122661", "%2B4915112345678", "%2B4915112345679", "mika%40example.com"];
    for number in 0..48_usize {
        // A clock of one's own may go back.
        service.now = begin + [0, 5000, 2500][number % 3] + (number as u64) * 100;
        let to = people[number % 4];
        let channel = if to.contains("%40") { "email" } else { ["sms", "call", "whatsapp"][number % 3] };
        let sid = [SERVICE, SECOND][number / 4 % 2];
        let url = format!("{HOST}/v2/Services/{sid}/Verifications");
        let (status, one) = service.json("POST", &url, &format!("To={to}&Channel={channel}"));
        assert_eq!(status, 201, "{one}");
        if number % 5 == 0 {
            service.json("POST", one["url"].as_str().unwrap(), "Status=approved");
        }
    }
    let mut restored = Service::with(json!({"limits": false}));
    let snapshot = service.state.snapshot(service.now);
    restored.state.restore(snapshot, service.now).unwrap();
    restored.now = service.now;
    let one_of = |name: &str, values: &[&str]| {
        let each = values.iter().map(|value| format!("{name}={value}&"));
        [String::new()].into_iter().chain(each).collect::<Vec<_>>()
    };
    let mut found = 0;
    for prefix in ["", "49", "%2B4915112345679", "7"] {
        for of in one_of("VerifyServiceSid", &[SERVICE, SECOND]) {
            for channel in one_of("Channel", &["sms", "email", "rbm"]) {
                for rest in [
                    "",
                    "Country=DE&",
                    "Country=FR&",
                    "DateCreatedAfter=2015-07-30T20:00:04Z&",
                    "DateCreatedBefore=2015-07-30T20:00:04Z&",
                    "DateCreatedAfter=2015-07-30T20:00:03Z&DateCreatedBefore=2015-07-30T20:00:06Z&",
                    "DateCreatedAfter=2015-07-30T20:00:06Z&DateCreatedBefore=2015-07-30T20:00:03Z&",
                ] {
                    let query = format!("{of}{channel}{rest}PageSize=1000");
                    let (_, list) = service.json("GET", &format!("{HOST}/v2/Attempts?{query}"), "");
                    // No list has the prefix as a filter.
                    let digits = prefix.replace("%2B", "");
                    let mut list = list["attempts"].as_array().unwrap().clone();
                    list.retain(|one| {
                        let to = one["channel_data"]["to"].as_str().unwrap();
                        digits.is_empty() || to.starts_with(&format!("+{digits}"))
                    });
                    let query =
                        if prefix.is_empty() { query } else { format!("{query}&DestinationPrefix={prefix}") };
                    let converted = list.iter().filter(|one| one["conversion_status"] == "converted");
                    let expected = (json!(list.len()), json!(converted.count()));
                    found += list.len();
                    for service in [&mut service, &mut restored] {
                        let url = format!("{HOST}/v2/Attempts/Summary?{query}");
                        let (_, summary) = service.json("GET", &url, "");
                        let counted = (summary["total_attempts"].clone(), summary["total_converted"].clone());
                        assert_eq!(counted, expected, "{query}");
                    }
                }
            }
        }
    }
    assert!(found > 500, "{found}");
}

#[test]
fn a_template_of_one_s_own_tells_the_amount_and_the_payee_of_a_payment() {
    let text = "{{code}}: {{amount}} to {{payee}}";
    let own = json!({"sid": "HJ000000000000000000000000000000aa", "friendlyName": "Pay", "channels": ["sms"],
        "translations": {"en": text}});
    let mut service = Service::with(json!({"templates": [own], "code": "123456", "limits": false}));
    let send = |service: &mut Service, more: &str| {
        let to = format!("To=%2B15017122661&Channel=sms&Amount=%E2%82%AC39.99&Payee=Acme&Locale=en{more}");
        service.json(
            "POST",
            &verifications(),
            &format!("{to}&TemplateSid=HJ000000000000000000000000000000aa"),
        )
    };
    // Without PSD2 they are variables as all others are.
    assert_eq!(send(&mut service, "").1["code"], 60224);
    let given = "&TemplateCustomSubstitutions={\"amount\":\"1\",\"payee\":\"x\"}";
    assert_eq!(send(&mut service, given).0, 201);
    assert_eq!(service.text(), "123456: 1 to x");
    service.set("Psd2Enabled=true");
    assert_eq!(send(&mut service, "").0, 201);
    assert_eq!(service.text(), "123456: €39.99 to Acme");
}

#[test]
fn a_check_tells_how_the_code_came() {
    let mut service = Service::with(json!({"code": "123456"}));
    for (to, channel) in [
        ("%2B4915112345601", "sms"),
        ("%2B4915112345602", "call"),
        ("%2B4915112345603", "whatsapp"),
        ("%2B4915112345604", "sna"),
        ("anna@example.com", "email"),
    ] {
        let (_, one) = service.json("POST", &verifications(), &format!("To={to}&Channel={channel}"));
        assert_eq!(one["channel"], channel);
        let (status, check) = service.json("POST", &checks(), &format!("To={to}&Code=000000"));
        assert_eq!((status, &check["channel"]), (200, &json!(channel)));
    }
}
