//! What holds whatever a person's Factors and Challenges go through: lists agree with each other, a snapshot keeps all, and
//! nobody else's change.

use super::people::*;
use super::*;
use proptest::collection::vec;
use proptest::prelude::*;

const PEOPLE: [&str; 2] = [MIKA, "nele-0001"];

/// What happens, and to what of all that there is.
#[derive(Clone, Copy, Debug)]
enum Step {
    Register(u8),
    Enrol,
    Rename(usize),
    DeleteFactor(usize),
    Ask(usize, bool),
    Answer(usize, bool),
    Wrong(usize),
    Notify(usize),
    Forget,
    Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let one = 0..8_usize;
    prop_oneof![
        2 => (1..6_u8).prop_map(Step::Register),
        2 => Just(Step::Enrol),
        1 => one.clone().prop_map(Step::Rename),
        1 => one.clone().prop_map(Step::DeleteFactor),
        6 => (one.clone(), any::<bool>()).prop_map(|(at, answered)| Step::Ask(at, answered)),
        4 => (one.clone(), any::<bool>()).prop_map(|(at, approved)| Step::Answer(at, approved)),
        1 => one.clone().prop_map(Step::Wrong),
        1 => one.prop_map(Step::Notify),
        1 => Just(Step::Forget),
        2 => prop_oneof![Just(1_u64), Just(1000), 1..400_000_u64].prop_map(Step::Wait),
    ]
}

/// Somebody's Factors and Challenges, as a program that uses the service would know them.
#[derive(Default)]
struct Person {
    devices: Vec<Device>,
    generators: Vec<(String, Totp)>,
    challenges: Vec<Value>,
}

/// The item of a list that a number means, if there is any.
fn at<T>(list: &[T], number: usize) -> Option<&T> {
    list.get(number % list.len().max(1))
}

impl Person {
    fn take(&mut self, service: &mut Service, identity: &str, step: Step) {
        match step {
            Step::Register(seed) => {
                let mut device = Device::new(seed);
                let (status, factor) = service.json("POST", &factors(identity), &device.form(&[]));
                if status == 201 {
                    device.factor = factor;
                    let url = device.factor["url"].as_str().unwrap().to_owned();
                    assert_eq!(service.json("POST", &url, &device.proof()).1["status"], "verified");
                    self.devices.push(device);
                }
            }
            Step::Enrol => self.generators.push(service.verified_totp(identity, "Config.CodeLength=8")),
            Step::Rename(number) => {
                if let Some((sid, _)) = at(&self.generators, number) {
                    service.send(
                        "POST",
                        &format!("{}/{sid}", factors(identity)),
                        "FriendlyName=b&Config.Skew=2",
                    );
                }
            }
            Step::DeleteFactor(number) => {
                if let Some(device) = at(&self.devices, number) {
                    service.send("DELETE", device.factor["url"].as_str().unwrap(), "");
                }
            }
            Step::Ask(number, true) => {
                if let Some((sid, totp)) = at(&self.generators, number) {
                    let code = totp.code(totp.step(service.now));
                    let body = form(&[("FactorSid", sid), ("AuthPayload", &code)]);
                    service.json("POST", &challenges(identity), &body);
                }
            }
            Step::Ask(number, false) => {
                if let Some(device) = at(&self.devices, number) {
                    let body = form(&[("FactorSid", sid(&device.factor)), ("Details.Message", "?")]);
                    let (status, challenge) = service.json("POST", &challenges(identity), &body);
                    assert!(status == 201 || status == 404, "{challenge}");
                    if status == 201 {
                        self.challenges.push(challenge);
                    }
                }
            }
            Step::Answer(number, approved) => {
                if let Some(challenge) = at(&self.challenges, number) {
                    let mine = |device: &&Device| device.factor["sid"] == challenge["factor_sid"];
                    let device = self.devices.iter().find(mine).unwrap();
                    let status = if approved { "approved" } else { "denied" };
                    let url = challenge["url"].as_str().unwrap();
                    let fields = service.send("GET", url, "");
                    let fields =
                        fields.header("Twilio-Verify-Signature-Fields").unwrap_or_default().to_owned();
                    let answer = device.answer(challenge, &fields, status, json!({}));
                    let (code, answered) = service.json("POST", url, &answer);
                    assert!(matches!(code, 200 | 403 | 404), "{answered}");
                }
            }
            Step::Wrong(number) => {
                if let Some(challenge) = at(&self.challenges, number) {
                    service.send("POST", challenge["url"].as_str().unwrap(), "AuthPayload=x");
                }
            }
            Step::Notify(number) => {
                if let Some(challenge) = at(&self.challenges, number) {
                    let url = format!("{}/Notifications", challenge["url"].as_str().unwrap());
                    service.send("POST", &url, "");
                }
            }
            Step::Forget => {
                service.send("DELETE", &format!("{ENTITIES}/{identity}"), "");
                *self = Person::default();
            }
            Step::Wait(ms) => service.now += ms,
        }
    }
}

fn read(service: &mut Service, identity: &str, query: &str) -> Vec<Value> {
    let (status, list) = service.json("GET", &format!("{}?PageSize=1000&{query}", challenges(identity)), "");
    if status == 404 { Vec::new() } else { list["challenges"].as_array().unwrap().clone() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn lists_agree_and_a_snapshot_keeps_them(steps in vec((0..2_usize, step()), 1..40)) {
        let mut service = Service::with(json!({"limits": false}));
        let mut people: [Person; 2] = Default::default();
        for (who, step) in steps {
            let other = PEOPLE[1 - who];
            let before = read(&mut service, other, "");
            people[who].take(&mut service, PEOPLE[who], step);
            if !matches!(step, Step::Wait(_)) {
                prop_assert_eq!(read(&mut service, other, ""), before);
            }
        }
        for identity in PEOPLE {
            let all = read(&mut service, identity, "");
            let mut newest_first = read(&mut service, identity, "Order=desc");
            newest_first.reverse();
            prop_assert_eq!(&newest_first, &all);
            let expired = |one: &Value| crate::time::parse(one["expiration_date"].as_str().unwrap()).unwrap();
            for one in all.iter().filter(|one| one["status"] == "pending") {
                prop_assert!(expired(one) + 1000 > service.now, "{}", one);
            }
            let mut factors: Vec<_> = all.iter().map(|one| one["factor_sid"].as_str().unwrap()).collect();
            factors.dedup();
            for status in ["", "pending", "expired", "approved", "denied"] {
                for factor in factors.iter().chain(&[""]) {
                    let mut query = String::new();
                    if !status.is_empty() {
                        query += &format!("Status={status}&");
                    }
                    if !factor.is_empty() {
                        query += &format!("FactorSid={factor}");
                    }
                    let passes = |one: &&Value| {
                        (status.is_empty() || one["status"] == status)
                            && (factor.is_empty() || one["factor_sid"] == *factor)
                    };
                    let expected: Vec<_> = all.iter().filter(passes).cloned().collect();
                    prop_assert_eq!(read(&mut service, identity, &query), expected, "{}", query);
                }
            }
        }
        let snapshot = service.state.snapshot(service.now);
        let text = serde_json::to_string(&snapshot).unwrap();
        let mut restored = Service::with(json!({"limits": false}));
        restored.now = service.now;
        prop_assert!(restored.state.restore(snapshot, restored.now).is_ok());
        prop_assert_eq!(serde_json::to_string(&restored.state.snapshot(restored.now)).unwrap(), text);
        for identity in PEOPLE {
            for query in ["", "Status=pending", "Status=expired&Order=desc"] {
                prop_assert_eq!(read(&mut restored, identity, query), read(&mut service, identity, query));
            }
        }
    }
}
