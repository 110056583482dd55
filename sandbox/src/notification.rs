//! Notifications: the app of a push Factor is told of a Challenge.
//! Source: [Twilio's Verify v2 API](https://www.twilio.com/docs/verify/api).

use crate::call::Call;
use crate::challenge::{self, Challenge};
use crate::entity::Owner;
use crate::error::Error;
use crate::factor::{Factor, Kind};
use crate::message::Response;
use crate::outbox::Message;
use crate::state::Account;
use crate::time::iso;
use serde_json::json;
use twilio_verify::models::VerifyV2ServiceEntityChallengeNotification;
use twilio_verify::schema::Date;

/// How many can be asked for, for one Challenge. Source: Twilio's error 60309.
const MOST: u32 = 3;

/// How long delivery is tried where nothing else is said, in seconds.
const TTL: u32 = 300;

/// createNotification: tells the app of a push Factor, once more, of a Challenge.
pub fn create(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let (entity, mut challenge, owner) = challenge::find(call, account, "ChallengeSid")?;
    challenge.expect_pending()?;
    let factor = entity.factor(&challenge.factor_sid).ok_or_else(|| call.not_found())?.clone();
    if !matches!(&factor.kind, Kind::Push(push) if push.is_notified()) {
        return Err(Error::of(60307));
    }
    if challenge.notifications >= MOST && call.options.limits {
        return Err(Error::of(60309));
    }
    challenge.notifications += 1;
    entity.challenges.replace(challenge.clone());
    send(call, &factor, &challenge, &owner);
    Ok(Response::created(&VerifyV2ServiceEntityChallengeNotification {
        sid: Some(call.random.sid("NT")),
        account_sid: Some(owner.account_sid),
        service_sid: Some(owner.service_sid),
        entity_sid: Some(owner.entity_sid),
        identity: Some(owner.identity),
        challenge_sid: Some(challenge.sid),
        priority: Some("high".to_owned()),
        ttl: Some(call.values.number("Ttl").unwrap_or(TTL).into()),
        date_created: Some(Date(iso(call.now))),
    }))
}

/// Sends a notification of a Challenge, where its Factor has anywhere to send it to.
pub fn send(call: &mut Call<'_>, factor: &Factor, challenge: &Challenge, owner: &Owner) {
    let Kind::Push(push) = &factor.kind else { return };
    let Some(token) = push.notification_token.clone().filter(|_| push.is_notified()) else { return };
    let text = challenge.details["message"].as_str().unwrap_or_default().to_owned();
    call.outbox.push(Message {
        when: call.now,
        to: token,
        channel: "push".to_owned(),
        delivered: true,
        account_sid: owner.account_sid.clone(),
        service_sid: owner.service_sid.clone(),
        data: json!({
            "type": "verify_push_challenge",
            "challenge_sid": challenge.sid,
            "factor_sid": challenge.factor_sid,
            "message": text,
        }),
        text,
        ..Message::default()
    });
}
