//! What each operation of the tables does.

use crate::call::Act;
use crate::{challenge, factor, service};

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
        _ => return None,
    })
}
