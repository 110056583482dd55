//! What holds of every request: an answer, and no panic. A failure prints the request, and keeps its seed in a file beside
//! this one.
#![cfg(not(target_arch = "wasm32"))]

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use twilio_verify::api::operations;
use twilio_verify::schema::{Kind, Limit, Operation, Parameter, Place};
use twilio_verify_sandbox::control::{Command, control};
use twilio_verify_sandbox::handle;
use twilio_verify_sandbox::message::Request;
use twilio_verify_sandbox::state::{Options, State};
use twilio_verify_sandbox::totp::{Algorithm, Totp, secret};

/// Answers requests one after the other, all at the same time.
fn answer(requests: &[Request], now: u64) -> Vec<u16> {
    let options = r#"{"accountSid":"AC1","authToken":"s3cret","services":[{"sid":"VA00000000000000000000000000000001","friendlyName":"A"}]}"#;
    let mut state = State::new(serde_json::from_str::<Options>(options).unwrap()).unwrap();
    requests.iter().map(|request| handle(&mut state, request, now).status).collect()
}

/// A piece of a path, a query or a form.
fn piece() -> impl Strategy<Value = String> {
    let known: Vec<String> = operations()
        .flat_map(|operation| operation.parameters)
        .map(|parameter| parameter.wire.to_owned())
        .chain(
            [
                "v2",
                "VA00000000000000000000000000000001",
                "%",
                "%ff",
                "totp",
                "push",
                "0",
                "8",
                "60",
                "-1",
                "99999999999999999999",
                "{}",
            ]
            .map(str::to_owned),
        )
        .chain(
            ["PA0000000000000000", "PBffffffffffffffff", "GEZDGNBVGY3TQOJQ", "identity-1"].map(str::to_owned),
        )
        .collect();
    prop_oneof![3 => proptest::sample::select(known), 1 => any::<String>()]
}

fn form() -> impl Strategy<Value = String> {
    vec((piece(), piece()), 0..8)
        .prop_map(|pairs| pairs.iter().map(|(name, value)| format!("{name}={value}&")).collect())
}

/// A path of an operation, its values filled in; or of anything.
fn path() -> impl Strategy<Value = String> {
    let known: Vec<_> = operations().map(|operation| operation.path).collect();
    let filled = (proptest::sample::select(known), piece()).prop_map(|(path, value)| {
        path.replace("{ServiceSid}", "VA00000000000000000000000000000001")
            .replace("{Identity}", "identity-1")
            .replace("{Sid}", &value)
    });
    prop_oneof![3 => filled, 1 => vec(piece(), 0..8).prop_map(|pieces| pieces.join("/"))]
}

prop_compose! {
    fn request()(
        method in prop_oneof![Just("GET".to_owned()), Just("POST".to_owned()), Just("DELETE".to_owned()), any::<String>()],
        base in prop_oneof![3 => Just("https://x.test".to_owned()), 1 => any::<String>()],
        path in path(),
        query in form(),
        authorization in prop_oneof![5 => Just("Basic QUMxOnMzY3JldA==".to_owned()), 1 => any::<String>()],
        content_type in prop_oneof![3 => Just("application/x-www-form-urlencoded".to_owned()), 1 => any::<String>()],
        body in form(),
    ) -> Request {
        let headers = vec![("Authorization".to_owned(), authorization), ("content-type".to_owned(), content_type)];
        Request { method, url: format!("{base}{path}?{query}"), headers, body, code: None }
    }
}

/// A Factor that is made before, so that there is something to find, to page through and to verify.
fn factor(settings: String) -> Request {
    Request {
        method: "POST".to_owned(),
        url: "https://x.test/v2/Services/VA00000000000000000000000000000001/Entities/identity-1/Factors"
            .to_owned(),
        headers: vec![
            ("Authorization".to_owned(), "Basic QUMxOnMzY3JldA==".to_owned()),
            ("Content-Type".to_owned(), "application/x-www-form-urlencoded".to_owned()),
        ],
        body: format!("FactorType=totp&FriendlyName=a&{settings}"),
        code: None,
    }
}

/// A request of an operation, as far as it can be known before there is anything: which operation, what to choose of what
/// there is, how long after the one before (in milliseconds).
#[derive(Clone, Debug)]
struct Step {
    operation: usize,
    choices: Vec<u8>,
    wait: u64,
}

fn step() -> impl Strategy<Value = Step> {
    let wait = prop_oneof![4 => Just(0), 2 => 0..1000_u64, 1 => 0..700_000_u64];
    let creates: Vec<_> = operations()
        .enumerate()
        .filter(|(_, operation)| operation.name.starts_with("create"))
        .map(|(number, _)| number)
        .collect();
    let operation = prop_oneof![1 => 0..operations().count(), 1 => proptest::sample::select(creates)];
    (operation, vec(any::<u8>(), 1..24), wait).prop_map(|(operation, choices, wait)| Step {
        operation,
        choices,
        wait,
    })
}

/// What makes the choices of a step, one after the other and over again.
struct Choices<'a>(std::iter::Cycle<std::slice::Iter<'a, u8>>);

impl Choices<'_> {
    fn next(&mut self) -> usize {
        self.0.next().map_or(0, |choice| usize::from(*choice))
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        list.get(self.next() % list.len().max(1))
    }

    fn text(&mut self, list: &[&str]) -> String {
        self.of(list).map_or(String::new(), |text| (*text).to_owned())
    }
}

/// The Service of the tests; a second one must never change.
const SERVICE: &str = "VA00000000000000000000000000000001";

/// A sandbox whose requests are of the first Account and the first Service, and the SIDs that it has given.
struct Run {
    state: State,
    now: u64,
    sids: Vec<String>,
}

impl Run {
    fn new() -> Run {
        let options = json!({
            "accountSid": "AC1",
            "authToken": "s3cret",
            "services": [{"sid": SERVICE, "friendlyName": "A", "customCodeEnabled": true},
                {"sid": SERVICE.replace('1', "2"), "friendlyName": "B"}],
            "credentials": "any",
            "code": "123456",
        });
        let state = State::new(serde_json::from_value(options).unwrap()).unwrap();
        let mut run =
            Run { state, now: 1_438_286_400_000, sids: vec!["YF00000000000000000000000000000000".into()] };
        for account in ["AC1", "AC2"] {
            for service in [SERVICE, &SERVICE.replace('1', "2")] {
                let url = format!("https://x.test/v2/Services/{service}/");
                for (rest, body) in [
                    ("Verifications", "To=%2B4915112345678&Channel=sms"),
                    ("Entities/identity-1/Factors", "FactorType=totp&FriendlyName=a"),
                    ("RateLimits", "UniqueName=ip"),
                    ("RateLimits/ip/Buckets", "Max=2&Interval=60"),
                ] {
                    let request = run.request("POST", format!("{url}{rest}"), body.to_owned(), account);
                    assert_eq!(handle(&mut run.state, &request, run.now).status, 201);
                }
            }
        }
        run
    }

    fn request(&self, method: &str, url: String, body: String, account: &str) -> Request {
        let credentials = data_encoding::BASE64.encode(format!("{account}:x").as_bytes());
        let headers = [
            ("Authorization", format!("Basic {credentials}")),
            ("Content-Type", "application/x-www-form-urlencoded".to_owned()),
        ];
        let headers = headers.map(|(name, value)| (name.to_owned(), value)).to_vec();
        Request { method: method.to_owned(), url, headers, body, code: None }
    }

    /// A value of a parameter that may well be right.
    fn value(&self, parameter: &Parameter, choices: &mut Choices<'_>) -> String {
        for limit in parameter.limits {
            match limit {
                Limit::Sid(prefix) => {
                    let known: Vec<_> = self.sids.iter().filter(|sid| sid.starts_with(prefix)).collect();
                    let made = || [prefix, "00000000000000000000000000000001"].concat();
                    return choices.of(&known).map_or_else(made, |sid| (*sid).clone());
                }
                Limit::Range(from, to) => {
                    let at = choices.next() as u32;
                    return (from + at % (to - from).min(200).saturating_add(1)).to_string();
                }
                _ => {}
            }
        }
        let digits = "0000000000000000000000000000";
        let some = match parameter.wire {
            "To" | "ChannelData.To" | "PhoneNumber" => choices.text(&[
                "+4915112345678",
                "+12125550100",
                "+15005550004",
                "+15005550007",
                "a@example.com",
                "x",
            ]),
            "Channel" if parameter.place == Place::Form => {
                choices.text(&["sms", "call", "email", "whatsapp", "sna", "auto", "x"])
            }
            "Code" | "CustomCode" => choices.text(&["123456", "654321", "1"]),
            "VerificationSid" => {
                self.sids.iter().rev().find(|sid| sid.starts_with("VE")).cloned().unwrap_or_default()
            }
            "RateLimits" => choices.text(&[r#"{"ip":"1"}"#, r#"{"ip":2,"none":[]}"#, "{}", "x"]),
            "Tags" | "TemplateCustomSubstitutions" | "Metadata" | "HiddenDetails" => {
                choices.text(&[r#"{"a":"b"}"#, "{}", "[]"])
            }
            "Details.Fields" => r#"{"label":"a","value":"b"}"#.to_owned(),
            "Country" => choices.text(&["DE", "US", "all", "x"]),
            "Identity" => choices.text(&["identity-1", "Identity-1", "identity-2", "x"]),
            "FactorSid" => choices.of(&self.sids).cloned().unwrap_or_default(),
            "EventTypes" => choices.text(&["factor.created", "*", "x"]),
            "WebhookUrl" => choices.text(&["https://x.test/hook", "x"]),
            "UniqueName" => choices.text(&["ip", "user", "a.b", "?"]),
            "PageToken" => choices.text(&["PA0000000000000000", "PB0000000000000002", "x"]),
            "FormType" => "form-push".to_owned(),
            "Sid" | "ChallengeSid" => choices.of(&self.sids).cloned().unwrap_or_default(),
            _ => String::new(),
        };
        if !some.is_empty() {
            return some;
        }
        let kind = if let Kind::List(item) = parameter.kind { *item } else { parameter.kind };
        match kind {
            Kind::Integer => (choices.next() % 70).to_string(),
            Kind::Boolean => choices.text(&["true", "false", "x"]),
            Kind::Date => choices.text(&["2015-07-30T20:00:00Z", "2015-07-30T20:30:00Z", "x"]),
            Kind::Object => "{}".to_owned(),
            Kind::Enumeration(enumeration) => {
                choices.of(enumeration.values).map_or(String::new(), |value| value.name.to_owned())
            }
            _ => choices.text(&["a", "name 1", "123456", digits, ""]),
        }
    }

    /// The request of a step. Devices and passkeys have tests of their own.
    fn ask(&self, operation: &Operation, choices: &mut Choices<'_>) -> Request {
        let mut url = format!("https://x.test{}", operation.path);
        let mut query = form_urlencoded::Serializer::new(String::new());
        let mut form = form_urlencoded::Serializer::new(String::new());
        let mut body = String::new();
        for parameter in operation.parameters {
            let given = parameter.required || choices.next().is_multiple_of(4);
            let value = match parameter.wire {
                "ServiceSid" => SERVICE.to_owned(),
                "Sid" if operation.path == "/v2/Services/{Sid}" => SERVICE.to_owned(),
                _ => self.value(parameter, choices),
            };
            match parameter.place {
                Place::Path => {
                    let value: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
                    url = url.replace(&format!("{{{}}}", parameter.wire), &value);
                }
                Place::Body => body = r#"{"identity":"identity-1","friendly_name":"a"}"#.to_owned(),
                Place::Query if given => {
                    query.append_pair(parameter.wire, &value);
                }
                Place::Form if given => {
                    form.append_pair(parameter.wire, &value);
                }
                Place::Query | Place::Form => {}
            }
        }
        let body = if body.is_empty() { form.finish() } else { body };
        self.request(operation.method.as_str(), format!("{url}?{}", query.finish()), body, "AC1")
    }

    fn hand(&mut self, command: Value) -> Value {
        control(&mut self.state, serde_json::from_value::<Command>(command).unwrap(), self.now).unwrap()
    }

    /// What must not change: the other Account, and the other Service of this one.
    fn others(&mut self) -> Value {
        let snapshot = self.hand(json!("snapshot"));
        json!([snapshot["accounts"]["AC2"], snapshot["accounts"]["AC1"]["services"]["items"]["1"]])
    }

    /// Takes a step, and gives the answer.
    fn take(&mut self, step: &Step) -> (u16, String) {
        self.now += step.wait;
        let operation = operations().nth(step.operation).unwrap();
        let request = self.ask(operation, &mut Choices(step.choices.iter().cycle()));
        let response = handle(&mut self.state, &request, self.now);
        let body = response.body.unwrap_or_default();
        if let Ok(value) = serde_json::from_str::<Value>(&body)
            && let Some(sid) = value["sid"].as_str()
            && response.status < 300
        {
            self.sids.push(sid.to_owned());
        }
        (response.status, body)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn every_request_is_answered(settings in form(), requests in vec(request(), 0..5), now: u64) {
        let requests: Vec<_> = [factor(String::new()), factor(settings)].into_iter().chain(requests).collect();
        let statuses = answer(&requests, now);
        prop_assert_eq!(statuses[0], 201);
        prop_assert!(statuses.iter().all(|status| (200..600).contains(status)), "{statuses:?}");
    }

    #[test]
    fn every_uri_is_read_or_refused(uri: String, query in form(), code: String, now: u64, skew in 0..3_u64) {
        for uri in [uri, format!("otpauth://totp/a?{query}")] {
            secret(&uri);
            if let Ok(totp) = Totp::parse(&uri) {
                totp.check(&code, now, skew);
            }
        }
    }

    #[test]
    fn a_uri_is_read_as_it_was_written(
        secret in vec(any::<u8>(), 1..70),
        algorithm in proptest::sample::select(vec![Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512]),
        digits in 1..10_u32,
        period in 1..=86400_u32,
        names: [String; 2],
        now: u64,
    ) {
        let written = Totp { secret, algorithm, digits, period };
        let read = Totp::parse(&written.uri(&names[0], &names[1]));
        prop_assert!(read.as_ref() == Ok(&written));
        prop_assert!(written.check(&written.code(written.step(now)), now, 0));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn no_requests_change_another_account_or_service(steps in vec(step(), 1..60)) {
        let mut run = Run::new();
        let others = run.others();
        // Whoever deletes the Service is done: nothing is left to change.
        for step in &steps {
            let (status, body) = run.take(step);
            prop_assert!((200..500).contains(&status) && status != 405, "{status} {body}");
        }
        prop_assert_eq!(run.others(), others);
    }

    #[test]
    fn a_snapshot_of_any_state_restores_it(steps in vec(step(), 1..60), more in vec(step(), 1..10)) {
        let mut run = Run::new();
        for step in &steps {
            run.take(step);
        }
        let snapshot = run.hand(json!("snapshot"));
        let text = snapshot.to_string();
        let mut other = Run::new();
        (other.now, other.sids) = (run.now + 12_345, run.sids.clone());
        other.hand(json!({"restore": {"snapshot": serde_json::from_str::<Value>(&text).unwrap()}}));
        prop_assert_eq!(other.hand(json!("snapshot")), snapshot);
        for step in &more {
            prop_assert_eq!(run.take(step), other.take(step));
        }
        prop_assert_eq!(run.hand(json!("snapshot")), other.hand(json!("snapshot")));
    }

    #[test]
    fn what_is_refused_as_wrong_changes_nothing(steps in vec(step(), 1..60)) {
        let mut run = Run::new();
        for step in &steps {
            let before = run.hand(json!("snapshot"));
            let (status, body) = run.take(step);
            let operation = operations().nth(step.operation).unwrap();
            // Requests about the SafeList are counted, right or wrong.
            if status == 400 && !operation.path.contains("SafeList") {
                let after = run.hand(json!("snapshot"));
                for part in ["accounts", "outbox", "deliveries"] {
                    prop_assert_eq!(&before[part], &after[part], "{} {}", operation.name, body);
                }
            }
        }
    }
}
