//! What the service answers, as a client sees it.

use crate::handle;
use crate::message::{Request, Response};
use crate::operations::act;
use crate::state::State;
use crate::totp::Totp;
use serde_json::{Value, json};

mod challenge;
mod control;
mod entity;
mod factor;
mod glance;
mod models;
mod passkey;
mod people;
mod push;
#[cfg(not(target_arch = "wasm32"))]
mod sequences;
mod settings;
mod verification;
mod webhook;

use twilio_verify::api::operations;

const SERVICE: &str = "VA00000000000000000000000000000001";
const HOST: &str = "https://verify.test";
const MIKA: &str = "mika-0001";

/// A service at a time that the test sets.
struct Service {
    state: State,
    now: u64,
    authorization: String,
}

impl Service {
    fn new() -> Service {
        Service::with(json!({}))
    }

    /// A service with these options besides the usual ones.
    fn with(more: Value) -> Service {
        let mut options = json!({
            "accountSid": "AC1",
            "authToken": "s3cret",
            "services": [{"sid": SERVICE, "friendlyName": "Owl Bank"}],
        });
        for (name, value) in more.as_object().unwrap() {
            options[name] = value.clone();
        }
        let state = State::new(serde_json::from_value(options).unwrap()).unwrap();
        let authorization = format!("Basic {}", data_encoding::BASE64.encode(b"AC1:s3cret"));
        Service { state, now: 1_438_286_400_000, authorization }
    }

    fn send(&mut self, method: &str, url: &str, body: &str) -> Response {
        let request = Request {
            method: method.into(),
            url: url.into(),
            headers: vec![
                ("Authorization".into(), self.authorization.clone()),
                ("content-type".into(), "application/x-www-form-urlencoded".into()),
            ],
            body: body.into(),
            code: None,
        };
        self.handle(&request)
    }

    fn handle(&mut self, request: &Request) -> Response {
        let response = handle(&mut self.state, request, self.now);
        models::hold(request, &response);
        response
    }

    fn json(&mut self, method: &str, url: &str, body: &str) -> (u16, Value) {
        let response = self.send(method, url, body);
        (response.status, serde_json::from_str(response.body.as_deref().unwrap_or("null")).unwrap())
    }

    fn create(&mut self, body: &str) -> (u16, Value) {
        self.json("POST", &factors(MIKA), body)
    }

    fn totp(&mut self, body: &str) -> (String, Totp) {
        let (status, factor) = self.create(&format!("FactorType=totp&FriendlyName=phone&{body}"));
        assert_eq!(status, 201, "{factor}");
        let totp =
            Totp::parse(factor["binding"]["uri"].as_str().unwrap()).unwrap_or_else(|error| panic!("{error}"));
        (format!("{}/{}", factors(MIKA), factor["sid"].as_str().unwrap()), totp)
    }

    fn error(&mut self, method: &str, url: &str, body: &str) -> (u16, u64, String) {
        let (status, error) = self.json(method, url, body);
        assert_eq!(error["status"], status, "{error}");
        assert_eq!(error["more_info"], format!("https://www.twilio.com/docs/errors/{}", error["code"]));
        (status, error["code"].as_u64().unwrap(), error["message"].as_str().unwrap().to_owned())
    }
}

fn factors(identity: &str) -> String {
    format!("{HOST}/v2/Services/{SERVICE}/Entities/{identity}/Factors")
}

#[test]
fn every_operation_is_simulated() {
    let mut service = Service::new();
    for operation in operations() {
        assert!(act(operation.name).is_some(), "{} is not in sandbox/src/operations.rs", operation.name);
        let path = operation
            .path
            .replace("{ServiceSid}", SERVICE)
            .replace("{Identity}", MIKA)
            .replace("{Sid}", "YF1");
        let (status, _) = service.json(
            operation.method.as_str(),
            &format!("{HOST}{path}"),
            "FactorType=totp&FriendlyName=x",
        );
        assert!(status != 501 && status != 405, "{}", operation.name);
        let logged = service.state.log.entries().last().unwrap();
        assert_eq!(logged.operation.as_deref(), Some(operation.name));
    }
    assert!(act("danceService").is_none());
}

#[test]
fn a_totp_factor_comes_with_its_secret_and_twilio_s_settings() {
    let mut service = Service::new();
    let (status, factor) =
        service.create("FactorType=totp&FriendlyName=Mika%27s+phone&Metadata=%7B%22os%22%3A%22x%22%7D");
    assert_eq!(status, 201);
    assert_eq!(factor["status"], "unverified");
    assert_eq!(factor["factor_type"], "totp");
    assert_eq!(factor["identity"], MIKA);
    assert_eq!(factor["service_sid"], SERVICE);
    assert_eq!(factor["account_sid"], "AC1");
    assert_eq!(factor["config"], json!({"alg": "sha1", "skew": 1, "code_length": 6, "time_step": 30}));
    assert_eq!(factor["metadata"], json!({"os": "x"}));
    assert_eq!(factor["options"], Value::Null);
    assert_eq!(factor["date_created"], "2015-07-30T20:00:00Z");
    assert_eq!(factor["url"], format!("{}/{}", factors(MIKA), factor["sid"].as_str().unwrap()));
    let secret = factor["binding"]["secret"].as_str().unwrap();
    assert_eq!(secret.len(), 32);
    assert_eq!(
        factor["binding"]["uri"],
        format!(
            "otpauth://totp/Owl%20Bank:Mika%27s%20phone?secret={secret}&issuer=Owl%20Bank&algorithm=SHA1&digits=6&period=30"
        )
    );
    for (sid, prefix) in [("sid", "YF"), ("entity_sid", "YE")] {
        let sid = factor[sid].as_str().unwrap();
        assert!(sid.starts_with(prefix) && sid.len() == 34, "{sid}");
    }
}

#[test]
fn settings_and_a_secret_of_one_s_own_are_taken() {
    let mut service = Service::new();
    let (_, totp) = service.totp(
        "Binding.Secret=gezdgnbvgy3tqojq&Config.Alg=sha512&Config.CodeLength=8&Config.TimeStep=60&Config.Skew=0",
    );
    assert_eq!((totp.base32().as_str(), totp.digits, totp.period), ("GEZDGNBVGY3TQOJQ", 8, 60));
    assert_eq!(totp.algorithm.name(), "sha512");
}

#[test]
fn a_secret_is_shown_only_once() {
    let mut service = Service::new();
    let (url, totp) = service.totp("");
    for url in [url, factors(MIKA)] {
        let body = service.send("GET", &url, "").body.unwrap();
        assert!(!body.contains(&totp.base32()) && !body.contains("binding"), "{body}");
    }
}

#[test]
fn a_right_code_verifies_and_a_wrong_one_leaves_unverified() {
    let mut service = Service::new();
    let (url, totp) = service.totp("");
    let step = totp.step(service.now);
    let wrong = totp.code(step + 2);
    let (status, factor) = service.json("POST", &url, &format!("AuthPayload={wrong}"));
    assert_eq!((status, &factor["status"]), (200, &json!("unverified")));
    for near in [step - 1, step, step + 1] {
        let (url, totp) = service.totp("");
        service.now += 1000;
        let (_, factor) = service.json("POST", &url, &format!("AuthPayload={}", totp.code(near)));
        assert_eq!(factor["status"], "verified", "step {near}");
        assert_eq!(service.json("GET", &url, "").1["status"], "verified");
        service.now -= 1000;
    }
}

#[test]
fn five_wrong_codes_are_the_last() {
    let mut service = Service::new();
    let (url, totp) = service.totp("");
    let wrong = totp.code(totp.step(service.now) + 9);
    for _ in 0..5 {
        assert_eq!(service.json("POST", &url, &format!("AuthPayload={wrong}")).0, 200);
    }
    let right = format!("AuthPayload={}", totp.code(totp.step(service.now)));
    let (status, code, message) = service.error("POST", &url, &right);
    assert_eq!((status, code), (429, 60310));
    assert!(!message.contains(&wrong));
    assert_eq!(service.json("GET", &url, "").1["status"], "unverified");
}

#[test]
fn a_verified_factor_stays_verified() {
    let mut service = Service::new();
    let (url, totp) = service.totp("");
    service.send("POST", &url, &format!("AuthPayload={}", totp.code(totp.step(service.now))));
    for _ in 0..7 {
        let (status, factor) = service.json("POST", &url, "AuthPayload=0");
        assert_eq!((status, &factor["status"]), (200, &json!("verified")));
    }
}

#[test]
fn a_factor_is_renamed_changed_and_deleted() {
    let mut service = Service::new();
    let (url, _) = service.totp("");
    service.now += 60_000;
    let (status, factor) = service.json("POST", &url, "FriendlyName=gr%C3%BC%C3%9Fe&Config.CodeLength=8");
    assert_eq!(
        (status, &factor["friendly_name"], &factor["config"]["code_length"]),
        (200, &json!("grüße"), &json!(8))
    );
    assert_eq!(
        (&factor["date_created"], &factor["date_updated"]),
        (&json!("2015-07-30T20:00:00Z"), &json!("2015-07-30T20:01:00Z"))
    );
    let response = service.send("DELETE", &url, "");
    assert_eq!((response.status, response.body), (204, None));
    for method in ["GET", "DELETE", "POST"] {
        assert_eq!(service.error(method, &url, "").0, 404, "{method}");
    }
}

#[test]
fn a_list_walks_in_pages_forth_and_back() {
    let mut service = Service::new();
    let urls: Vec<_> = (0..5).map(|_| service.totp("").0).collect();
    let sids = |page: &Value| -> Vec<String> {
        page["factors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|factor| factor["url"].as_str().unwrap().to_owned())
            .collect()
    };
    let first = format!("{}?PageSize=2", factors(MIKA));
    let (_, page) = service.json("GET", &first, "");
    assert_eq!(sids(&page), urls[..2]);
    let meta = &page["meta"];
    assert_eq!((&meta["key"], &meta["page"], &meta["page_size"]), (&json!("factors"), &json!(0), &json!(2)));
    assert_eq!((&meta["previous_page_url"], &meta["url"]), (&Value::Null, &json!(format!("{first}&Page=0"))));
    let (_, second) = service.json("GET", meta["next_page_url"].as_str().unwrap(), "");
    assert_eq!((sids(&second), &second["meta"]["page"]), (urls[2..4].to_vec(), &json!(1)));
    let (_, third) = service.json("GET", second["meta"]["next_page_url"].as_str().unwrap(), "");
    assert_eq!((sids(&third), &third["meta"]["next_page_url"]), (urls[4..].to_vec(), &Value::Null));
    let (_, back) = service.json("GET", third["meta"]["previous_page_url"].as_str().unwrap(), "");
    assert_eq!(sids(&back), urls[2..4]);
    let (_, start) = service.json("GET", third["meta"]["first_page_url"].as_str().unwrap(), "");
    assert_eq!(sids(&start), urls[..2]);
}

#[test]
fn a_walk_neither_repeats_nor_skips_when_others_are_deleted() {
    let mut service = Service::new();
    let urls: Vec<_> = (0..6).map(|_| service.totp("").0).collect();
    let (_, page) = service.json("GET", &format!("{}?PageSize=2", factors(MIKA)), "");
    for gone in [&urls[0], &urls[1], &urls[3]] {
        service.send("DELETE", gone, "");
    }
    let (_, next) = service.json("GET", page["meta"]["next_page_url"].as_str().unwrap(), "");
    let shown: Vec<_> =
        next["factors"].as_array().unwrap().iter().map(|factor| factor["url"].as_str().unwrap()).collect();
    assert_eq!(shown, [&urls[2], &urls[4]]);
    assert_eq!(next["meta"]["previous_page_url"], Value::Null);
}

#[test]
fn an_entity_s_last_page_may_be_empty() {
    let mut service = Service::new();
    let (url, _) = service.totp("");
    service.send("DELETE", &url, "");
    let (status, page) = service.json("GET", &factors(MIKA), "");
    assert_eq!((status, &page["factors"], &page["meta"]["page_size"]), (200, &json!([]), &json!(50)));
}

#[test]
fn a_page_that_cannot_be_is_refused() {
    let mut service = Service::new();
    service.totp("");
    for query in [
        "PageSize=0",
        "PageSize=1001",
        "PageSize=x",
        "PageSize=",
        "Page=-1",
        "PageToken=",
        "PageToken=PAxyz",
        "PageToken=PC0000000000000000",
        "PageToken=PA00000000000000000",
        "PageToken=%C3%BC%C3%BC",
    ] {
        let (status, code, _) = service.error("GET", &format!("{}?{query}", factors(MIKA)), "");
        assert_eq!((status, code), (400, 60306), "{query}");
    }
    let end = format!("{}?PageToken=PAffffffffffffffff", factors(MIKA));
    assert_eq!(service.json("GET", &end, "").1["factors"].as_array().unwrap().len(), 0);
}

#[test]
fn credentials_are_checked() {
    let mut service = Service::new();
    let encode = |text: &str| format!("Basic {}", data_encoding::BASE64.encode(text.as_bytes()));
    for wrong in [
        "",
        "Basic",
        "Basic ",
        "Basic ?",
        "Bearer x",
        &encode("AC1"),
        &encode("AC1:"),
        &encode(":s3cret"),
        &encode("AC1:s3crets"),
    ] {
        service.authorization = wrong.into();
        let response = service.send("GET", &factors(MIKA), "");
        assert_eq!(response.status, 401, "{wrong}");
        assert!(response.headers.iter().any(|(name, _)| *name == "WWW-Authenticate"));
        assert_eq!(service.error("GET", &factors(MIKA), "").1, 20003);
    }
    service.authorization = encode("AC1:s3cret").replace("Basic", "basic");
    assert_eq!(service.error("GET", &factors(MIKA), "").0, 404);
}

#[test]
fn what_is_not_there_is_not_found() {
    let mut service = Service::new();
    service.totp("");
    let other = factors(MIKA).replace(SERVICE, "VA00000000000000000000000000000002");
    for url in [
        HOST.to_owned(),
        format!("{HOST}/"),
        format!("{HOST}/v2/Nothing"),
        format!("{}/", factors(MIKA)),
        factors("someone-else"),
        other.clone(),
        format!("{}/YF1", factors(MIKA)),
        factors(MIKA).replace(SERVICE, "VA1"),
        "/v2".to_owned(),
        String::new(),
    ] {
        let (status, code, message) = service.error("GET", &url, "");
        assert_eq!((status, code), (404, 20404), "{url}");
        assert!(message.starts_with("The requested resource"), "{message}");
    }
    assert_eq!(service.error("POST", &other, "FactorType=totp&FriendlyName=x").0, 404);
    assert_eq!(service.error("PUT", &factors(MIKA), "").1, 20004);
}

#[test]
fn a_parameter_that_breaks_a_rule_is_named_and_its_value_is_not_shown() {
    let mut service = Service::new();
    for (body, name) in [
        ("FriendlyName=x", "FactorType"),
        ("FactorType=totp", "FriendlyName"),
        ("FactorType=s3cret&FriendlyName=x", "FactorType"),
        ("FactorType=totp&FriendlyName=", "FriendlyName"),
        (&format!("FactorType=totp&FriendlyName={}", "ü".repeat(65)), "FriendlyName"),
        ("FactorType=totp&FriendlyName=x&Binding.Secret=s3cret!", "Binding.Secret"),
        ("FactorType=totp&FriendlyName=x&Binding.Secret=", "Binding.Secret"),
        ("FactorType=totp&FriendlyName=x&Config.Alg=s3cret", "Config.Alg"),
        ("FactorType=totp&FriendlyName=x&Config.Skew=3", "Config.Skew"),
        ("FactorType=totp&FriendlyName=x&Config.Skew=-1", "Config.Skew"),
        ("FactorType=totp&FriendlyName=x&Config.Skew=1.5", "Config.Skew"),
        ("FactorType=totp&FriendlyName=x&Config.CodeLength=2", "Config.CodeLength"),
        ("FactorType=totp&FriendlyName=x&Config.CodeLength=99999999999999999999", "Config.CodeLength"),
        ("FactorType=totp&FriendlyName=x&Config.TimeStep=61", "Config.TimeStep"),
        ("FactorType=totp&FriendlyName=x&Metadata=s3cret", "Metadata"),
        ("FactorType=totp&FriendlyName=x&Metadata=[1]", "Metadata"),
    ] {
        let (status, code, message) = service.error("POST", &factors(MIKA), body);
        assert_eq!(status, 400, "{body}");
        assert!(code == 60306 || code == 20001, "{body}");
        assert!(message.contains(name) && !message.contains("s3cret"), "{message}");
    }
    for identity in ["short", &"x".repeat(65), "with%20space", "with%2Fslash"] {
        let (_, code, message) = service.error("POST", &factors(identity), "FactorType=totp&FriendlyName=x");
        assert_eq!(code, 60306, "{identity}");
        assert!(message.contains("Identity"));
    }
    let entities = &service.state.accounts["AC1"].services.get(SERVICE).unwrap().entities;
    assert_eq!(entities.count(), 0, "what is refused changes nothing");
}

#[test]
fn odd_requests_are_answered() {
    let mut service = Service::new();
    let deep = format!("FactorType=totp&FriendlyName=x&Metadata={}", "[".repeat(100_000));
    let long = format!("FactorType=totp&FriendlyName={}", "x".repeat(1 << 20));
    for body in ["%", "%zz=%", "FriendlyName=%FF%FE&FactorType=%FF", "&&&==&", "\0", &deep, "😀=😀"] {
        assert_eq!(service.create(body).0, 400, "{}", &body[..body.len().min(40)]);
    }
    assert_eq!(service.create(&long).0, 413);
    assert_eq!(service.create("FactorType=totp&FactorType=push&FriendlyName=%FF").0, 201);
    let mut request = Request { method: "POST".into(), url: factors(MIKA), ..Request::default() };
    request.headers.push(("Authorization".into(), service.authorization.clone()));
    request.body = "FactorType=totp&FriendlyName=x".into();
    assert_eq!(service.handle(&request).status, 400, "a form without its media type is not read");
}

#[test]
fn every_answer_has_an_id_and_twilio_s_headers() {
    let mut service = Service::new();
    let id = |response: Response| {
        response.headers.iter().find(|(name, _)| *name == "Twilio-Request-Id").unwrap().1.clone()
    };
    let (one, two) = (service.send("GET", HOST, ""), service.send("GET", HOST, ""));
    let (one, two) = (id(one), id(two));
    assert!(one.starts_with("RQ") && one.len() == 34 && one != two);
    for (method, url, status) in
        [("GET", factors(MIKA), 404), ("OPTIONS", factors(MIKA), 204), ("GET", HOST.into(), 404)]
    {
        let response = service.send(method, &url, "");
        assert_eq!(response.status, status);
        for (name, value) in [
            ("Access-Control-Allow-Origin", "*"),
            ("Access-Control-Allow-Methods", "GET, POST, DELETE, OPTIONS"),
            ("Twilio-Concurrent-Requests", "1"),
            ("X-Home-Region", "us1"),
            ("X-API-Domain", "verify.twilio.com"),
            ("Date", "Thu, 30 Jul 2015 20:00:00 GMT"),
        ] {
            assert_eq!(response.header(name), Some(value));
        }
        assert!(response.header("Twilio-Request-Duration").unwrap().parse::<f64>().is_ok());
    }
}

#[test]
fn a_challenge_is_approved_by_the_factor_s_code_and_by_nothing_else() {
    let mut service = Service::new();
    let (factor, totp) = service.totp("");
    let sid = factor.rsplit('/').next().unwrap().to_owned();
    let challenges = factors(MIKA).replace("/Factors", "/Challenges");
    let body = |code: &str| format!("FactorSid={sid}&AuthPayload={code}");
    let code = totp.code(totp.step(service.now));
    assert_eq!(service.error("POST", &challenges, &body(&code)).1, 60318);
    service.send("POST", &factor, &format!("AuthPayload={code}"));

    let (status, challenge) = service.json("POST", &challenges, &body(&code));
    assert_eq!((status, &challenge["status"]), (201, &json!("approved")));
    assert_eq!(challenge["date_responded"], challenge["date_created"]);
    assert_eq!(challenge["factor_sid"], sid);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for body in [body(wrong), format!("FactorSid={sid}")] {
        let (status, challenge) = service.json("POST", &challenges, &body);
        assert_eq!((status, &challenge["status"]), (201, &json!("pending")));
        assert_eq!(challenge["date_responded"], Value::Null);
    }

    service.now += 10 * 60_000;
    assert_eq!(service.json("POST", &challenges, &body(&code)).1["status"], "pending");
    // Another person's Factor is not there.
    let others = challenges.replace(MIKA, "nele-0001");
    assert_eq!(service.error("POST", &others, &body(&code)).1, 20404);
    service.json("POST", &factors("nele-0001"), "FactorType=totp&FriendlyName=phone");
    assert_eq!(service.error("POST", &others, &body(&code)).1, 20404);
}
