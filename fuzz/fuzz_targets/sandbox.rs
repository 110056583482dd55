//! Any requests and commands, one after the other: each is answered, and a snapshot restores what has come of them. Any URI of
//! an authenticator app: read or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use twilio_verify_sandbox::control::{Command, control};
use twilio_verify_sandbox::handle;
use twilio_verify_sandbox::message::Request;
use twilio_verify_sandbox::state::{Options, State};
use twilio_verify_sandbox::totp::Totp;

/// A Service, and an Entity of it.
const SERVICE: &str = "https://x.test/v2/Services/VA00000000000000000000000000000001";
const ENTITY: &str = "https://x.test/v2/Services/VA00000000000000000000000000000001/Entities/identity-1";

fuzz_target!(|input: (u64, Vec<(u8, String, String)>)| {
    let (now, requests) = input;
    let options = r#"{"accountSid":"AC1","authToken":"s3cret",
        "services":[{"sid":"VA00000000000000000000000000000001","friendlyName":"A"}]}"#;
    let mut state = State::new(serde_json::from_str::<Options>(options).unwrap()).unwrap();
    for (kind, path, body) in requests {
        if let Ok(totp) = Totp::parse(&path) {
            totp.check(&body, now, 2);
        }
        if let Ok(command) = serde_json::from_str::<Command>(&body) {
            let _ = control(&mut state, command, now);
        }
        let url = match kind % 8 {
            0 => path,
            1 => format!("{ENTITY}/Factors{path}"),
            2 => format!("{ENTITY}/Challenges{path}"),
            3 => format!("{ENTITY}/{path}"),
            4 => format!("{SERVICE}/Verifications{path}"),
            5 => format!("{SERVICE}/VerificationCheck{path}"),
            6 => format!("{SERVICE}/{path}"),
            _ => format!("https://x.test/v2/{path}"),
        };
        let media = match kind / 24 % 2 {
            0 => "application/x-www-form-urlencoded",
            _ => "application/json",
        };
        let request = Request {
            method: ["GET", "POST", "DELETE"][usize::from(kind / 8) % 3].to_owned(),
            url,
            headers: vec![
                ("Authorization".to_owned(), "Basic QUMxOnMzY3JldA==".to_owned()),
                ("Content-Type".to_owned(), media.to_owned()),
            ],
            body,
            code: None,
        };
        let response = handle(&mut state, &request, now);
        // A command may have asked for a connection that breaks.
        assert!(response.status == 0 || (200..600).contains(&response.status), "{response:?}");
    }
    let snapshot = state.snapshot(now);
    let restored = state.restore(snapshot.clone(), now);
    assert!(restored.is_ok() && state.snapshot(now) == snapshot);
});
