//! How long requests take with 100 things of a kind and with 100,000 (people, and Factors and Challenges of one person), and
//! how much memory a Factor takes:
//! `cargo run --release -p twilio_verify_sandbox --example scale`.

use std::hint::black_box;
use std::time::{Duration, Instant};
use twilio_verify_sandbox::handle;
use twilio_verify_sandbox::message::{Request, Response};
use twilio_verify_sandbox::state::State;
use twilio_verify_sandbox::time::iso;
use twilio_verify_sandbox::totp::Totp;

const SERVICE: &str = "VA00000000000000000000000000000001";
const SIZES: [usize; 2] = [100, 100_000];

/// When a sandbox begins, and how long one Verification is made after another, in milliseconds: with codes that are good for
/// ten minutes, all are still pending when the last one is made.
const START: u64 = 1_438_286_400_000;
const APART: u64 = 5;

/// The code of every Verification.
const CODE: &str = "123456";

/// How many times a request is timed, at each size.
const ROUNDS: usize = 2000;

/// Who has as many Factors and Challenges as there are people.
const BUSY: &str = "busy-person";

/// A sandbox with so many Entities, each with a Factor, and so many Verifications.
struct Sandbox {
    state: State,
    now: u64,
    size: usize,
    /// URLs of Factors and of Verifications.
    factors: Vec<String>,
    verifications: Vec<String>,
    /// The SID of one of the Factors of the person who has as many Factors and Challenges.
    asked: String,
}

fn request(method: &str, url: &str, body: String) -> Request {
    let url =
        if url.starts_with("http") { url.to_owned() } else { format!("https://verify.twilio.com/v2/{url}") };
    let headers =
        [("Authorization", "Basic QUMxOnMzY3JldA=="), ("Content-Type", "application/x-www-form-urlencoded")];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    Request { method: method.to_owned(), url, headers, body, code: None }
}

fn factor(number: usize) -> Request {
    let url = format!("Services/{SERVICE}/Entities/person-{number:08}/Factors");
    request("POST", &url, "FactorType=totp&FriendlyName=phone".to_owned())
}

fn verification(number: usize) -> Request {
    let url = format!("Services/{SERVICE}/Verifications");
    request("POST", &url, format!("Channel=sms&To=%2B4915{number:09}"))
}

fn challenge(sandbox: &Sandbox) -> Request {
    let url = format!("Services/{SERVICE}/Entities/{BUSY}/Challenges");
    request("POST", &url, format!("FactorSid={}", sandbox.asked))
}

/// Dates between which so many Verifications were made, wherever among all of them.
fn between(sandbox: &Sandbox, round: usize, count: usize) -> String {
    let first = round * 7919 % (sandbox.size - count).max(1);
    let [after, before] = [first, first + count].map(|number| iso(START + number as u64 * APART));
    format!("DateCreatedAfter={after}&DateCreatedBefore={before}")
}

fn text(value: &serde_json::Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

impl Sandbox {
    fn new(size: usize) -> Sandbox {
        let options = serde_json::json!({
            "accountSid": "AC1",
            "authToken": "s3cret",
            "services": [{"sid": SERVICE, "friendlyName": "Owl Bank"}],
            "limits": false,
            "code": CODE,
        });
        let options = serde_json::from_value(options).unwrap_or_else(|error| panic!("{error}"));
        let state = State::new(options).unwrap_or_else(|error| panic!("{error}"));
        Sandbox {
            state,
            now: START,
            size,
            factors: Vec::new(),
            verifications: Vec::new(),
            asked: String::new(),
        }
    }

    fn send(&mut self, request: &Request) -> Response {
        let response = handle(&mut self.state, request, self.now);
        assert!(response.status < 300, "{response:?}");
        response
    }

    /// Creates something, and gives what is answered.
    fn create(&mut self, request: &Request) -> serde_json::Value {
        let body = self.send(request).body.unwrap_or_default();
        serde_json::from_str(&body).unwrap_or_default()
    }

    /// A person who has as many Factors and Challenges as there are people.
    fn add_busy_person(&mut self) {
        let factors = format!("Services/{SERVICE}/Entities/{BUSY}/Factors");
        for number in 0..self.size {
            let factor =
                self.create(&request("POST", &factors, "FactorType=totp&FriendlyName=phone".to_owned()));
            if number == 0 {
                let totp =
                    Totp::parse(&text(&factor["binding"]["uri"])).unwrap_or_else(|error| panic!("{error}"));
                let proof = format!("AuthPayload={}", totp.code(totp.step(self.now)));
                self.send(&request("POST", &text(&factor["url"]), proof));
                self.asked = text(&factor["sid"]);
            }
        }
        for _ in 0..self.size {
            self.send(&challenge(self));
        }
    }
}

/// The memory of this process in bytes; none where the system does not tell.
fn memory() -> Option<u64> {
    let statm = std::fs::read_to_string("/proc/self/statm").ok()?;
    Some(statm.split(' ').nth(1)?.parse::<u64>().ok()? * 4096)
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_nanos() as f64 / 1000.0
}

/// A row of the table: the name of an operation, and its request in a sandbox, in a round.
type Row = (&'static str, fn(&Sandbox, usize) -> Request);

fn main() {
    let mut sandboxes = SIZES.map(Sandbox::new);
    for sandbox in &mut sandboxes {
        let before = memory();
        for number in 0..sandbox.size {
            let made = sandbox.create(&factor(number));
            sandbox.factors.push(text(&made["url"]));
        }
        if let (Some(before), Some(after)) = (before, memory()) {
            let each = after.saturating_sub(before) / sandbox.size as u64;
            if sandbox.size > 1000 {
                println!("{} Factors, each with its Entity: {each} bytes of memory each", sandbox.size);
            }
        }
        for number in 0..sandbox.size {
            let made = sandbox.create(&verification(number));
            sandbox.verifications.push(text(&made["url"]));
            sandbox.now += APART;
        }
        sandbox.now = START;
        sandbox.add_busy_person();
    }
    let rows: [Row; 20] = [
        ("fetchFactor", |sandbox, round| {
            request("GET", &sandbox.factors[round * 7919 % sandbox.size], String::new())
        }),
        ("createNewFactor", |sandbox, round| factor(sandbox.size + round)),
        ("listFactor", |sandbox, round| {
            let url = &sandbox.factors[round * 7919 % sandbox.size];
            let list = url.rsplit_once('/').map_or("", |(list, _)| list);
            request("GET", list, String::new())
        }),
        ("listEntity, from the middle", |sandbox, _| {
            let url = format!("Services/{SERVICE}/Entities?PageToken=PA{:016x}", sandbox.size / 2);
            request("GET", &url, String::new())
        }),
        ("fetchVerification", |sandbox, round| {
            request("GET", &sandbox.verifications[round * 7919 % sandbox.size], String::new())
        }),
        ("createVerification", |sandbox, round| verification(sandbox.size + round)),
        // Of those that the row before has made.
        ("createVerificationCheck, right", |sandbox, round| {
            let url = format!("Services/{SERVICE}/VerificationCheck");
            let number = sandbox.size + round;
            request("POST", &url, format!("Code={CODE}&To=%2B4915{number:09}"))
        }),
        ("createVerificationCheck, wrong", |sandbox, round| {
            let url = format!("Services/{SERVICE}/VerificationCheck");
            let number = round * 7919 % sandbox.size;
            request("POST", &url, format!("Code=xxxx&To=%2B4915{number:09}"))
        }),
        ("listVerificationAttempt, of a number", |sandbox, round| {
            let number = round * 7919 % sandbox.size;
            request("GET", &format!("Attempts?ChannelData.To=%2B4915{number:09}"), String::new())
        }),
        ("listVerificationAttempt, of a country without any", |_, _| {
            request("GET", "Attempts?Country=FR", String::new())
        }),
        ("listVerificationAttempt, of a time", |sandbox, round| {
            request("GET", &format!("Attempts?{}&PageSize=20", between(sandbox, round, 100)), String::new())
        }),
        ("listVerificationAttempt, of a kind and a time", |sandbox, round| {
            let filters = "Status=unconverted&Channel=sms&Country=DE&PageSize=20";
            let url = format!("Attempts?{filters}&{}", between(sandbox, round, 100));
            request("GET", &url, String::new())
        }),
        ("fetchVerificationAttemptsSummary", |sandbox, round| {
            let half = between(sandbox, round, sandbox.size / 2);
            request("GET", &format!("Attempts/Summary?Channel=sms&Country=DE&{half}"), String::new())
        }),
        ("fetchVerificationAttemptsSummary, of a prefix", |sandbox, round| {
            let half = between(sandbox, round, sandbox.size / 2);
            request("GET", &format!("Attempts/Summary?DestinationPrefix=%2B4915&{half}"), String::new())
        }),
        ("fetchVerificationAttemptsSummary, of a longer prefix", |sandbox, round| {
            let prefix = (round * 7919 % sandbox.size) / 10;
            let url = format!("Attempts/Summary?DestinationPrefix=%2B4915{prefix:08}");
            request("GET", &url, String::new())
        }),
        ("listFactor, of one person", |sandbox, _| {
            let url =
                format!("Services/{SERVICE}/Entities/{BUSY}/Factors?PageToken=PA{:016x}", sandbox.size / 2);
            request("GET", &url, String::new())
        }),
        ("listChallenge, of one person", |sandbox, _| {
            let url = format!(
                "Services/{SERVICE}/Entities/{BUSY}/Challenges?PageToken=PA{:016x}",
                sandbox.size / 2
            );
            request("GET", &url, String::new())
        }),
        ("listChallenge, those of a Factor that wait", |sandbox, _| {
            let sid = &sandbox.asked;
            let filters = format!("Status=pending&FactorSid={sid}&PageToken=PA{:016x}", sandbox.size / 2);
            request("GET", &format!("Services/{SERVICE}/Entities/{BUSY}/Challenges?{filters}"), String::new())
        }),
        ("listChallenge, the newest", |_, _| {
            request(
                "GET",
                &format!("Services/{SERVICE}/Entities/{BUSY}/Challenges?Order=desc"),
                String::new(),
            )
        }),
        ("createChallenge", |sandbox, _| challenge(sandbox)),
    ];
    println!(
        "\n| operation | µs with {} | µs with {} | ratio |\n| --- | ---: | ---: | ---: |",
        SIZES[0], SIZES[1]
    );
    for (name, ask) in rows {
        let mut times = [Vec::new(), Vec::new()];
        // One after the other: what slows the machine down slows both.
        for round in 0..ROUNDS {
            for (sandbox, times) in sandboxes.iter_mut().zip(&mut times) {
                let request = ask(sandbox, round);
                let start = Instant::now();
                black_box(sandbox.send(&request));
                times.push(start.elapsed());
            }
        }
        let [small, large] = times.map(median);
        println!("| {name} | {small:.1} | {large:.1} | {:.2} |", large / small);
    }
}
