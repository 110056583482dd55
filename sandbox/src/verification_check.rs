//! Checks of Verifications: whether a code was right.
//! Source: [Twilio's Verification Check resource](https://www.twilio.com/docs/verify/api/verification-check).

use crate::call::Call;
use crate::error::Error;
use crate::message::Response;
use crate::number::{self, Magic};
use crate::router::Values;
use crate::state::Account;
use crate::time::iso;
use crate::verification::{Status, Verification, WRONG_CODES};
use serde_json::json;
use subtle::ConstantTimeEq;
use twilio_verify::models::{VerificationCheckEnumChannel, VerifyV2ServiceVerificationCheck};
use twilio_verify::schema::Date;

/// createVerificationCheck: checks a code. A wrong one is no error: the Verification just stays pending.
pub fn create(call: &mut Call<'_>, account: &mut Account) -> Result<Response, Error> {
    let account_sid = account.sid.clone();
    let values = &call.values;
    let filled = |wire: &str| values.get(wire).filter(|value| !value.is_empty());
    let (to, sid) = (filled("To"), filled("VerificationSid"));
    if let Some(to) = to
        && !number::is_number(to)
        && !number::is_address(to)
    {
        return Err(values.invalid("To", "must be a phone number in E.164, or an e-mail address"));
    }
    let name = to.or(sid).ok_or_else(|| Error::of(60221))?;
    let service = account.service_mut(call)?;
    let key = service.verification_key(name, call.now).ok_or_else(|| call.not_found())?;
    let verification = service.verifications.get_mut(&key).ok_or_else(|| call.not_found())?;
    if sid.is_some_and(|sid| sid != verification.sid) {
        return Err(call.not_found());
    }
    let limits = call.options.limits;
    match verification.status {
        Status::Pending => {}
        Status::MaxAttemptsReached if limits => return Err(Error::of(60202)),
        Status::MaxAttemptsReached => verification.status = Status::Pending,
        _ => return Err(call.not_found()),
    }
    let right = match verification.channel.as_str() {
        "sna" => proven(verification, values)?,
        _ => {
            let code = values.require("Code")?;
            if service.psd2_enabled && (filled("Amount").is_none() || filled("Payee").is_none()) {
                return Err(Error::of(60206));
            }
            if limits && verification.wrong_codes >= WRONG_CODES {
                verification.status = Status::MaxAttemptsReached;
                verification.updated = call.now;
                return Err(Error::of(60202));
            }
            let same = |wire: &str, known: &Option<String>| values.get(wire) == known.as_deref();
            let payment = !service.psd2_enabled
                || (same("Amount", &verification.amount) && same("Payee", &verification.payee));
            bool::from(code.as_bytes().ct_eq(verification.code.as_bytes())) && payment
        }
    };
    if right {
        verification.status = Status::Approved;
    } else {
        verification.wrong_codes = verification.wrong_codes.saturating_add(1);
    }
    verification.updated = call.now;
    let answer = model(verification, &account_sid, &service.sid);
    if right {
        let attempt = verification.last_attempt().to_owned();
        service.verifications.remove(&key);
        account.attempts.convert(&attempt, call.now);
    }
    Ok(Response::found(&answer))
}

/// Whether silent network authentication has proven the number. Why it has not is noted.
fn proven(verification: &mut Verification, values: &Values) -> Result<bool, Error> {
    let attempt = verification.last_attempt().to_owned();
    let to = verification.to.clone();
    let Some(sna) = &mut verification.sna else { return Ok(false) };
    if let Some(token) = &sna.client_token {
        let given = values.require("SnaClientToken")?;
        if !bool::from(given.as_bytes().ct_eq(token.as_bytes())) {
            return Err(values.invalid("SnaClientToken", "is not the one of this Verification"));
        }
    }
    let error = match number::magic(&to) {
        _ if !sna.opened => Some(60520),
        Some(Magic::Sna(code)) => Some(*code),
        _ => None,
    };
    sna.errors.extend(error.map(|code| (attempt, code)));
    Ok(error.is_none())
}

/// A check as it is answered.
fn model(
    verification: &Verification,
    account_sid: &str,
    service_sid: &str,
) -> VerifyV2ServiceVerificationCheck {
    let errors = verification.sna.iter().flat_map(|sna| &sna.errors);
    VerifyV2ServiceVerificationCheck {
        sid: Some(verification.sid.clone()),
        service_sid: Some(service_sid.to_owned()),
        account_sid: Some(account_sid.to_owned()),
        to: Some(verification.to.clone()),
        channel: Some(match verification.channel.as_str() {
            "sms" => VerificationCheckEnumChannel::Sms,
            "call" => VerificationCheckEnumChannel::Call,
            "email" => VerificationCheckEnumChannel::Email,
            "whatsapp" => VerificationCheckEnumChannel::Whatsapp,
            _ => VerificationCheckEnumChannel::Sna,
        }),
        status: Some(verification.status.name().to_owned()),
        valid: Some(verification.status == Status::Approved),
        amount: verification.amount.clone(),
        payee: verification.payee.clone(),
        sna_attempts_error_codes: Some(
            errors.map(|(attempt, code)| json!({"attempt_sid": attempt, "code": code})).collect(),
        ),
        date_created: Some(Date(iso(verification.created))),
        date_updated: Some(Date(iso(verification.updated))),
    }
}
