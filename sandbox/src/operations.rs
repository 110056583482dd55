//! What each operation of the tables does.

use crate::call::Act;
use crate::{access_token, challenge, entity, factor, notification, passkey, service, webhook};

/// What an operation does; none where it is not simulated.
pub fn act(operation: &str) -> Option<Act> {
    Some(match operation {
        "createService" => service::create,
        "listService" => service::list,
        "fetchService" => service::fetch,
        "updateService" => service::update,
        "deleteService" => service::delete,
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
