//! What the operations on Challenges do: a code that an authenticator app shows is asked for, and answered at once.
//! Source: [Twilio's Challenge resource](https://www.twilio.com/docs/verify/api/challenge).

use crate::call::Call;
use crate::error::Error;
use crate::factor::Kind;
use crate::message::Response;
use crate::state::Account;
use crate::time::iso;
use serde_json::json;
use twilio_verify::models::{
    ChallengeEnumChallengeReasons, ChallengeEnumChallengeStatuses, ChallengeEnumFactorTypes,
    VerifyV2ServiceEntityChallenge,
};
use twilio_verify::schema::Date;

/// How long a Challenge waits for its answer, in milliseconds.
const LASTS: u64 = 5 * 60_000;

/// createChallenge: asks for a code of a verified TOTP Factor, and checks the one that comes along.
pub fn create(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let now = call.now;
    let entity = account.entity(call)?;
    let factor = entity.factors.get(call.values.require("FactorSid")?).ok_or_else(|| call.not_found())?;
    if !factor.verified {
        return Err(Error::of(60318));
    }
    let Kind::Totp { generator, skew } = &factor.kind else {
        return Err(Error::not_simulated("createChallenge of a push Factor"));
    };
    // A wrong code is no error: the Challenge just stays pending.
    let approved = call.values.get("AuthPayload").is_some_and(|code| generator.check(code, now, *skew));
    let sid = call.random.sid("YC");
    let url = format!("{}/{sid}", call.request.location());
    let answer = VerifyV2ServiceEntityChallenge {
        sid: Some(sid),
        account_sid: Some(account.sid.clone()),
        service_sid: call.values.get("ServiceSid").map(str::to_owned),
        entity_sid: Some(entity.sid.clone()),
        identity: Some(entity.identity.clone()),
        factor_sid: Some(factor.sid.clone()),
        date_created: Some(Date(iso(now))),
        date_updated: Some(Date(iso(now))),
        date_responded: approved.then(|| Date(iso(now))),
        expiration_date: Some(Date(iso(now.saturating_add(LASTS)))),
        status: Some(match approved {
            true => ChallengeEnumChallengeStatuses::Approved,
            false => ChallengeEnumChallengeStatuses::Pending,
        }),
        responded_reason: Some(ChallengeEnumChallengeReasons::None),
        details: Some(json!({})),
        hidden_details: None,
        metadata: None,
        factor_type: Some(ChallengeEnumFactorTypes::Totp),
        links: Some(json!({"notifications": format!("{url}/Notifications")})),
        url: Some(url),
    };
    Ok(Response::created(&answer))
}
