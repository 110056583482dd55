//! Webhooks, and what they are told.

use super::people::*;
use super::*;
use crate::outbox::Delivery;
use crate::signature::sign;

const WEBHOOKS: &str = "https://verify.test/v2/Services/VA00000000000000000000000000000001/Webhooks";
const HOOK: &str = "https://owl.test/hook?a=b";

fn hook(events: &[&str]) -> String {
    let mut pairs = vec![("FriendlyName", "Hook"), ("WebhookUrl", HOOK)];
    pairs.extend(events.iter().map(|event| ("EventTypes", *event)));
    form(&pairs)
}

/// What a delivery tells.
fn told(delivery: &Delivery) -> Vec<(String, String)> {
    form_urlencoded::parse(delivery.body.as_bytes()).into_owned().collect()
}

#[test]
fn a_webhook_is_created_read_listed_changed_and_deleted() {
    let mut service = Service::new();
    let (status, webhook) = service.json("POST", WEBHOOKS, &hook(&["factor.created", "challenge.denied"]));
    assert_eq!(status, 201, "{webhook}");
    let url = format!("{WEBHOOKS}/{}", sid(&webhook));
    assert!(sid(&webhook).starts_with("YW"));
    for (name, value) in [
        ("account_sid", json!("AC1")),
        ("service_sid", json!(SERVICE)),
        ("friendly_name", json!("Hook")),
        ("event_types", json!(["factor.created", "challenge.denied"])),
        ("status", json!("enabled")),
        ("version", json!("v2")),
        ("webhook_url", json!(HOOK)),
        ("webhook_method", json!("POST")),
        ("date_created", json!("2015-07-30T20:00:00Z")),
        ("date_updated", json!("2015-07-30T20:00:00Z")),
        ("url", json!(url)),
    ] {
        assert_eq!(webhook[name], value, "{name}");
    }
    assert_eq!(service.json("GET", &url, ""), (200, webhook.clone()));
    let (_, list) = service.json("GET", WEBHOOKS, "");
    assert_eq!((&list["webhooks"][0], &list["meta"]["key"]), (&webhook, &json!("webhooks")));
    service.now += 1000;
    let (status, changed) = service.json("POST", &url, "Status=disabled&Version=v1");
    assert_eq!((status, &changed["status"], &changed["version"]), (200, &json!("disabled"), &json!("v1")));
    assert_eq!(changed["event_types"], webhook["event_types"]);
    assert_eq!(changed["date_updated"], "2015-07-30T20:00:01Z");
    let (_, changed) = service.json("POST", &url, "FriendlyName=b&EventTypes=*&WebhookUrl=http://owl.test");
    assert_eq!((&changed["friendly_name"], &changed["event_types"]), (&json!("b"), &json!(["*"])));
    assert_eq!(
        (&changed["webhook_url"], &changed["status"]),
        (&json!("http://owl.test"), &json!("disabled"))
    );
    assert_eq!(changed["version"], "v1");
    assert_eq!(service.json("POST", &url, "Status=enabled&Version=v2").1["status"], "enabled");
    assert_eq!(service.send("DELETE", &url, "").status, 204);
    for method in ["GET", "POST", "DELETE"] {
        assert_eq!(service.code(method, &url, ""), (404, 20404));
    }
    let (_, webhook) =
        service.json("POST", WEBHOOKS, &[&hook(&["*"]), "&Status=disabled&Version=v1"].concat());
    assert_eq!((&webhook["status"], &webhook["version"]), (&json!("disabled"), &json!("v1")));
}

#[test]
fn a_webhook_has_a_name_a_url_and_events_that_there_are() {
    let mut service = Service::new();
    let good = [("FriendlyName", "a"), ("WebhookUrl", HOOK), ("EventTypes", "*")];
    for (name, value) in [
        ("EventTypes", "factor.renamed"),
        ("EventTypes", "Factor.created"),
        ("WebhookUrl", "owl.test"),
        ("WebhookUrl", "ftp://owl.test"),
        ("Status", "x"),
        ("Version", "v3"),
    ] {
        assert_eq!(service.code("POST", WEBHOOKS, &changed(&good, &[(name, value)])), (400, 60306), "{name}");
    }
    for (missing, _) in good {
        assert_eq!(
            service.code("POST", WEBHOOKS, &changed(&good, &[(missing, "")])),
            (400, 20001),
            "{missing}"
        );
    }
    let (_, webhook) = service.json("POST", WEBHOOKS, &form(&good));
    let url = format!("{WEBHOOKS}/{}", sid(&webhook));
    assert_eq!(service.code("POST", &url, "FriendlyName=b&EventTypes=x"), (400, 60306));
    assert_eq!(service.json("GET", &url, "").1, webhook, "what is refused changes nothing");
}

#[test]
fn what_happens_to_a_push_factor_is_told_with_twilio_s_signature() {
    let mut service = Service::new();
    let (_, webhook) = service.json("POST", WEBHOOKS, &hook(&["*"]));
    let device = service.device(1);
    let mut answered = Vec::new();
    for status in ["approved", "denied"] {
        let challenge = service.challenge(&device);
        let url = format!("{}/{}", challenges(MIKA), sid(&challenge));
        let fields =
            service.send("GET", &url, "").header("Twilio-Verify-Signature-Fields").unwrap().to_owned();
        service.json("POST", &url, &device.answer(&challenge, &fields, status, json!({})));
        answered.push(sid(&challenge).to_owned());
    }
    service.json("POST", &device.url(), "FriendlyName=b");
    service.send("DELETE", &device.url(), "");
    let deliveries = service.state.deliveries.take();
    let events: Vec<_> = deliveries.iter().map(|delivery| delivery.event.as_str()).collect();
    assert_eq!(
        events,
        ["factor.created", "factor.verified", "challenge.approved", "challenge.denied", "factor.deleted"]
    );
    let mut uuids = Vec::new();
    for delivery in &deliveries {
        assert_eq!(
            (delivery.url.as_str(), delivery.method.as_str(), delivery.when),
            (HOOK, "POST", service.now)
        );
        assert_eq!(delivery.webhook_sid, sid(&webhook));
        let told = told(delivery);
        let headers: Vec<_> =
            delivery.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(
            headers,
            [
                ("Content-Type", "application/x-www-form-urlencoded"),
                ("X-Twilio-Signature", &sign("s3cret", HOOK, &told)),
            ]
        );
        let (uuid, rest) = told.split_first().unwrap();
        uuids.push(uuid.clone());
        let mut expected = vec![
            ("type", delivery.event.as_str()),
            ("account_sid", "AC1"),
            ("service_sid", SERVICE),
            ("entity_identity", MIKA),
            ("factor_sid", sid(&device.factor)),
            ("factor_type", "push"),
        ];
        match delivery.event.as_str() {
            "challenge.approved" => expected.push(("challenge_sid", &answered[0])),
            "challenge.denied" => expected.push(("challenge_sid", &answered[1])),
            _ => {}
        }
        let rest: Vec<_> = rest.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(rest, expected);
    }
    uuids.sort();
    uuids.dedup();
    assert_eq!(uuids.len(), 5, "each has its own id");
    assert!(uuids.iter().all(|(name, uuid)| name == "uuid" && uuid.len() == 36));
}

#[test]
fn a_webhook_is_told_what_it_asked_for_while_it_is_enabled() {
    let mut service = Service::new();
    service.json("POST", WEBHOOKS, &hook(&["factor.verified"]));
    let (_, off) = service.json("POST", WEBHOOKS, &[&hook(&["*"]), "&Status=disabled"].concat());
    service.device(1);
    let events = |service: &mut Service| -> Vec<String> {
        service.state.deliveries.take().into_iter().map(|delivery| delivery.event).collect()
    };
    assert_eq!(events(&mut service), ["factor.verified"]);
    service.json("POST", &format!("{WEBHOOKS}/{}", sid(&off)), "Status=enabled");
    service.device(2);
    assert_eq!(events(&mut service), ["factor.created", "factor.verified", "factor.verified"]);
}

#[test]
fn of_codes_and_of_what_fails_nothing_is_told() {
    let mut service = Service::new();
    service.json("POST", WEBHOOKS, &hook(&["*"]));
    let (factor, totp) = service.verified_totp(MIKA, "");
    let code = totp.code(totp.step(service.now));
    service.json("POST", &challenges(MIKA), &form(&[("FactorSid", &factor), ("AuthPayload", &code)]));
    service.send("DELETE", &format!("{}/{factor}", factors(MIKA)), "");
    service.create(&Device::new(1).form(&[("Binding.Alg", "x")]));
    assert_eq!(service.state.deliveries.take().len(), 0);
    let device = service.device(1);
    assert_eq!(service.state.deliveries.take().len(), 2);
    let challenge = service.challenge(&device);
    service.json("POST", &format!("{}/{}", challenges(MIKA), sid(&challenge)), "AuthPayload=x");
    service.json("POST", &format!("{}/{}", challenges(MIKA), sid(&challenge)), "Metadata=%7B%7D");
    assert_eq!(service.state.deliveries.take().len(), 0);
}
