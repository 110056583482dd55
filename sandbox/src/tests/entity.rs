//! Entities, as a client sees them.

use super::people::*;
use super::*;

#[test]
fn an_entity_is_created_read_listed_and_deleted() {
    let mut service = Service::new();
    let (status, entity) = service.json("POST", ENTITIES, "Identity=mika-0001");
    assert_eq!((status, &entity["identity"]), (201, &json!(MIKA)));
    let url = format!("{ENTITIES}/{MIKA}");
    assert_eq!(entity["url"], url);
    assert_eq!(
        entity["links"],
        json!({
            "factors": format!("{url}/Factors"),
            "new_factors": format!("{url}/Factors"),
            "challenges": format!("{url}/Challenges"),
        })
    );
    assert!(sid(&entity).starts_with("YE"));
    service.now += 60_000;
    assert_eq!(service.json("GET", &url, ""), (200, entity.clone()));
    service.json("POST", ENTITIES, "Identity=nele-0001");
    let (status, list) = service.json("GET", ENTITIES, "");
    assert_eq!((status, &list["entities"][0]), (200, &entity));
    assert_eq!(
        (&list["entities"][1]["identity"], &list["meta"]["key"]),
        (&json!("nele-0001"), &json!("entities"))
    );
    assert_eq!(service.send("DELETE", &url, "").status, 204);
    for method in ["GET", "DELETE"] {
        assert_eq!(service.code(method, &url, ""), (404, 20404));
    }
}

#[test]
fn an_identity_is_there_once_and_compared_without_case() {
    let mut service = Service::new();
    let (_, entity) = service.json("POST", ENTITIES, "Identity=Mika-0001");
    assert_eq!(service.code("POST", ENTITIES, "Identity=mIKA-0001"), (409, 60301));
    let (status, same) = service.json("GET", &format!("{ENTITIES}/MIKA-0001"), "");
    assert_eq!((status, &same), (200, &entity), "written as it was first");
    let (_, factor) = service.json("POST", &factors("mika-0001"), "FactorType=totp&FriendlyName=phone");
    assert_eq!((&factor["entity_sid"], &factor["identity"]), (&entity["sid"], &json!("Mika-0001")));
    assert_eq!(service.json("GET", &factors("MIKA-0001"), "").1["factors"][0]["sid"], factor["sid"]);
}

#[test]
fn an_identity_is_8_to_64_letters_digits_and_dashes() {
    let mut service = Service::new();
    let longest = "x".repeat(64);
    for identity in ["12345678", &longest, "a-b-c-d-"] {
        assert_eq!(service.json("POST", ENTITIES, &form(&[("Identity", identity)])).0, 201);
    }
    let longer = "x".repeat(65);
    for identity in ["", "1234567", &longer, "a@example.com", "+4915112345", "a_b_c_d_e", "ümlaut-1234"] {
        assert_eq!(
            service.code("POST", ENTITIES, &form(&[("Identity", identity)])),
            (400, 60306),
            "{identity}"
        );
    }
    assert_eq!(service.code("POST", ENTITIES, ""), (400, 20001));
}

#[test]
fn what_lies_under_an_entity_goes_with_it() {
    let mut service = Service::new();
    let (factor_sid, totp) = service.verified_totp(MIKA, "");
    let code = totp.code(totp.step(service.now));
    let body = form(&[("FactorSid", &factor_sid), ("AuthPayload", &code)]);
    let (_, challenge) = service.json("POST", &challenges(MIKA), &body);
    service.send("DELETE", &format!("{ENTITIES}/{MIKA}"), "");
    for url in [
        format!("{}/{factor_sid}", factors(MIKA)),
        factors(MIKA),
        challenges(MIKA),
        format!("{}/{}", challenges(MIKA), sid(&challenge)),
    ] {
        assert_eq!(service.code("GET", &url, ""), (404, 20404), "{url}");
    }
    service.json("POST", ENTITIES, "Identity=mika-0001");
    assert_eq!(service.json("GET", &factors(MIKA), "").1["factors"], json!([]));
    assert_eq!(service.json("GET", &challenges(MIKA), "").1["challenges"], json!([]));
}

#[test]
fn entities_are_of_their_service() {
    let other = "VA00000000000000000000000000000002";
    let mut service = Service::with(json!({"services": [
        {"sid": SERVICE, "friendlyName": "Owl Bank"},
        {"sid": other, "friendlyName": "Fox Bank"},
    ]}));
    service.json("POST", ENTITIES, "Identity=mika-0001");
    let url = format!("{ENTITIES}/{MIKA}").replace(SERVICE, other);
    assert_eq!(service.code("GET", &url, ""), (404, 20404));
    assert_eq!(service.json("POST", &ENTITIES.replace(SERVICE, other), "Identity=mika-0001").0, 201);
}
