//! Factors as a tester sees them.

use super::people::sid;
use super::*;
use crate::control::{Command, control};

impl Service {
    fn seen(&mut self) -> Vec<Value> {
        let value = control(&mut self.state, Command::Factors, self.now).unwrap();
        value.as_array().unwrap().clone()
    }
}

#[test]
fn a_tester_sees_the_code_of_each_app_and_how_long_it_lasts() {
    let mut service = Service::new();
    assert_eq!(service.seen(), Vec::<Value>::new());
    let device = service.device(1);
    service.now += 1000;
    let (totp, generator) = service.verified_totp("nele-0001", "Config.TimeStep=20&");
    service.now += 21_000;
    let seen = service.seen();
    assert_eq!(seen.len(), 2);
    assert_eq!((&seen[0]["sid"], &seen[0]["code"]), (&device.factor["sid"], &Value::Null));
    assert_eq!((&seen[0]["identity"], &seen[0]["factorType"]), (&json!(MIKA), &json!("push")));
    let code = generator.code(generator.step(service.now));
    let until = service.now / 20_000 * 20_000 + 20_000;
    let expected = json!({
        "sid": totp,
        "accountSid": "AC1",
        "serviceSid": SERVICE,
        "identity": "nele-0001",
        "friendlyName": "phone",
        "factorType": "totp",
        "status": "verified",
        "code": code,
        "codeUntil": until,
    });
    assert_eq!(seen[1], expected);
    service.now = until;
    assert_ne!(service.seen()[1]["code"], code);
}

#[test]
fn of_many_factors_a_tester_sees_the_youngest() {
    let mut service = Service::with(json!({"limits": false}));
    let mut last = String::new();
    for _ in 0..1001 {
        service.now += 1;
        let (status, factor) = service.create("FactorType=totp&FriendlyName=phone");
        assert_eq!(status, 201);
        last = sid(&factor).to_owned();
    }
    let seen = service.seen();
    assert_eq!((seen.len(), sid(&seen[999])), (1000, last.as_str()));
}
