//! What holds of every request: an answer, and no panic. A failure prints the request, and keeps its seed in a file beside
//! this one.
#![cfg(not(target_arch = "wasm32"))]

use proptest::collection::vec;
use proptest::prelude::*;
use twilio_verify::api::operations;
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
