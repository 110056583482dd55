//! What the operations on Challenges do: a code that an authenticator app shows is asked for, and answered at once.
//! Source: [Twilio's Challenge resource](https://www.twilio.com/docs/verify/api/challenge).

use crate::error::Error;
use crate::factor::{Call, entity};
use crate::message::Response;
use crate::state::{Kind, State};
use crate::time::iso;
use serde_json::json;
use twilio_verify::models::{
    ChallengeEnumChallengeReasons, ChallengeEnumChallengeStatuses, ChallengeEnumFactorTypes,
    VerifyV2ServiceEntityChallenge,
};
use twilio_verify::schema::Date;

/// How long a Challenge waits for its answer, in milliseconds.
const LASTS: u64 = 5 * 60_000;

impl Call<'_, '_> {
    /// createChallenge: asks for a code of a verified TOTP Factor, and checks the one that comes along.
    pub fn challenge(self, state: &mut State) -> Result<Response, Error> {
        let now = self.environment.now;
        let account_sid = state.account_sid.clone();
        let entity = entity(state, &self)?;
        let factor_sid = self.values.require("FactorSid")?;
        let factor = entity.factors.values().find(|factor| factor.sid == factor_sid);
        let factor = factor.ok_or_else(|| Error::not_found(self.request.path()))?;
        if !factor.verified {
            return Err(Error::unverified());
        }
        let Kind::Totp { generator, skew } = &factor.kind else {
            return Err(Error::not_simulated("createChallenge of a push Factor"));
        };
        // A wrong code is no error: the Challenge just stays pending.
        let approved = self.values.get("AuthPayload").is_some_and(|code| generator.check(code, now, *skew));
        let sid = self.environment.sid("YC");
        let value = |wire: &str| self.values.get(wire).map(str::to_owned);
        let url = format!("{}/{sid}", self.request.location());
        let answer = VerifyV2ServiceEntityChallenge {
            sid: Some(sid),
            account_sid: Some(account_sid),
            service_sid: value("ServiceSid"),
            entity_sid: Some(entity.sid.clone()),
            identity: value("Identity"),
            factor_sid: Some(factor.sid.clone()),
            date_created: Some(Date(iso(now))),
            date_updated: Some(Date(iso(now))),
            date_responded: approved.then(|| Date(iso(now))),
            expiration_date: Some(Date(iso(now + LASTS))),
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
        Ok(Response::json(201, &answer))
    }
}
