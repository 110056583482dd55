//! What each operation of the tables does.

use crate::call::Act;
use crate::{
    access_token, attempt, bucket, challenge, entity, factor, form, messaging_configuration, notification,
    passkey, rate_limit, safelist, service, template, verification, verification_check, webhook,
};

/// What an operation does; none where it is not simulated.
pub fn act(operation: &str) -> Option<Act> {
    // A constant: what is left out is not even linked.
    codes(operation).or_else(|| if cfg!(feature = "whole") { others(operation) } else { None })
}

/// Those of a sign-in by a code.
fn codes(operation: &str) -> Option<Act> {
    Some(match operation {
        "createVerification" => verification::create,
        "fetchVerification" => verification::fetch,
        "updateVerification" => verification::update,
        "createVerificationCheck" => verification_check::create,
        _ => return None,
    })
}

fn others(operation: &str) -> Option<Act> {
    Some(match operation {
        "createService" => service::create,
        "listService" => service::list,
        "fetchService" => service::fetch,
        "updateService" => service::update,
        "deleteService" => service::delete,
        "listVerificationAttempt" => attempt::list,
        "fetchVerificationAttempt" => attempt::fetch,
        "fetchVerificationAttemptsSummary" => attempt::summary,
        "createRateLimit" => rate_limit::create,
        "listRateLimit" => rate_limit::list,
        "fetchRateLimit" => rate_limit::fetch,
        "updateRateLimit" => rate_limit::update,
        "deleteRateLimit" => rate_limit::delete,
        "createBucket" => bucket::create,
        "listBucket" => bucket::list,
        "fetchBucket" => bucket::fetch,
        "updateBucket" => bucket::update,
        "deleteBucket" => bucket::delete,
        "createMessagingConfiguration" => messaging_configuration::create,
        "listMessagingConfiguration" => messaging_configuration::list,
        "fetchMessagingConfiguration" => messaging_configuration::fetch,
        "updateMessagingConfiguration" => messaging_configuration::update,
        "deleteMessagingConfiguration" => messaging_configuration::delete,
        "fetchForm" => form::fetch,
        "listVerificationTemplate" => template::list,
        "createSafelist" => safelist::create,
        "fetchSafelist" => safelist::fetch,
        "deleteSafelist" => safelist::delete,
        "createNewFactor" => factor::create,
        "listFactor" => factor::list,
        "fetchFactor" => factor::fetch,
        "updateFactor" => factor::update,
        "deleteFactor" => factor::delete,
        "createChallenge" => challenge::create,
        "fetchChallenge" => challenge::fetch,
        "listChallenge" => challenge::list,
        "updateChallenge" => challenge::update,
        "createNotification" => notification::create,
        "createEntity" => entity::create,
        "listEntity" => entity::list,
        "fetchEntity" => entity::fetch,
        "deleteEntity" => entity::delete,
        "createAccessToken" => access_token::create,
        "fetchAccessToken" => access_token::fetch,
        "createNewFactorPasskey" => passkey::create_factor,
        "updatePasskeysFactor" => passkey::verify_factor,
        "createChallengePasskeys" => passkey::create_challenge,
        "updateChallengePasskeys" => passkey::approve_challenge,
        "createWebhook" => webhook::create,
        "listWebhook" => webhook::list,
        "fetchWebhook" => webhook::fetch,
        "updateWebhook" => webhook::update,
        "deleteWebhook" => webhook::delete,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use twilio_verify::api::operations;

    #[test]
    fn the_documentation_has_a_row_with_every_operation() {
        let page = include_str!("../../docs/sandbox.md");
        let rows = page.lines().filter(|line| line.starts_with("| `"));
        let names: Vec<_> =
            rows.filter_map(|row| row.split('|').nth(1)).flat_map(|cell| cell.split(',')).collect();
        for operation in operations() {
            let name = format!("`{}`", operation.name);
            let count = names.iter().filter(|cell| cell.trim() == name).count();
            assert_eq!(count, 1, "rows of docs/sandbox.md with {name}");
        }
    }
}
