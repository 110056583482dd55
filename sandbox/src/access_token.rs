//! Access tokens: an app registers its push Factor without the Account's credentials.
//! Source: [Twilio's Access Token resource](https://www.twilio.com/docs/verify/api/access-token).

use crate::call::Call;
use crate::error::Error;
use crate::jwt;
use crate::message::Response;
use crate::state::Account;
use crate::store::Keyed;
use crate::time::iso;
use serde::{Deserialize, Serialize};
use twilio_verify::models::{AccessTokenEnumFactorTypes, VerifyV2ServiceAccessToken};
use twilio_verify::schema::Date;

/// How long a token can be used where nothing else is said, in seconds.
const TTL: u32 = 60;

/// An access token.
#[derive(Clone, Serialize, Deserialize)]
pub struct AccessToken {
    /// Its SID.
    pub sid: String,
    /// Whose Factor it lets create.
    pub identity: String,
    /// The name that the Factor is meant to have.
    pub factor_friendly_name: Option<String>,
    /// How long it can be used, in seconds.
    pub ttl: u32,
    /// What the app has as a password.
    pub token: String,
    /// Whether a Factor has been created with it.
    pub used: bool,
    /// When it was created, in milliseconds since 1970.
    pub created: u64,
}

impl std::fmt::Debug for AccessToken {
    /// Without the token.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("AccessToken").field("sid", &self.sid).finish_non_exhaustive()
    }
}

impl Keyed for AccessToken {
    fn keys(&self) -> Vec<String> {
        vec![self.sid.clone(), self.token.clone()]
    }
}

impl AccessToken {
    /// Whether a Factor can be created with it.
    pub fn holds(&self, now: u64) -> bool {
        !self.used && now.saturating_sub(self.created) < u64::from(self.ttl) * 1000
    }

    fn model(&self, call: &Call<'_>, account_sid: &str, service_sid: &str) -> VerifyV2ServiceAccessToken {
        VerifyV2ServiceAccessToken {
            sid: Some(self.sid.clone()),
            account_sid: Some(account_sid.to_owned()),
            service_sid: Some(service_sid.to_owned()),
            entity_identity: Some(self.identity.clone()),
            factor_type: Some(AccessTokenEnumFactorTypes::Push),
            factor_friendly_name: self.factor_friendly_name.clone(),
            token: Some(self.token.clone()),
            url: Some(call.url(&["Services", service_sid, "AccessTokens", &self.sid])),
            ttl: Some(self.ttl.into()),
            date_created: Some(Date(iso(self.created))),
        }
    }
}

/// createAccessToken: makes a token for one person's app.
pub fn create(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let account_sid = account.sid.clone();
    let service = account.service_mut(call)?;
    let values = &call.values;
    let token = AccessToken {
        sid: call.random.sid("YK"),
        identity: values.require("Identity")?.to_owned(),
        factor_friendly_name: values.get("FactorFriendlyName").map(str::to_owned),
        ttl: values.number("Ttl").unwrap_or(TTL),
        token: jwt::access_token(&account_sid, &mut |bytes| call.random.fill(bytes)),
        used: false,
        created: call.now,
    };
    let answer = token.model(call, &account_sid, &service.sid);
    service.access_tokens.insert(token);
    Ok(Response::created(&answer))
}

/// fetchAccessToken: reads a token.
pub fn fetch(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let service = account.service(call)?;
    let sid = call.values.require("Sid")?;
    // A store finds a token by itself, too.
    let token = service.access_tokens.get(sid).filter(|token| token.sid == sid);
    let token = token.ok_or_else(|| call.not_found())?;
    Ok(Response::found(&token.model(call, &account.sid, &service.sid)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_not_printed() {
        let token = AccessToken {
            sid: "YK1".into(),
            identity: "mika-0001".into(),
            factor_friendly_name: None,
            ttl: 60,
            token: "s3cret".into(),
            used: false,
            created: 0,
        };
        assert_eq!(format!("{token:?}"), "AccessToken { sid: \"YK1\", .. }");
    }
}
