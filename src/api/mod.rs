//! What can be called: every operation of the Verify v2 API, as data.
//!
//! A table entry is the only place where an operation's facts stand. The request encoder, the JavaScript
//! classes, the type declarations, the documentation and the sandbox's routes are all made from it.
//! Source: Twilio's reference of the [Verify v2 API](https://www.twilio.com/docs/verify/api).

mod access_token;
mod attempt;
mod attempts_summary;
mod bucket;
mod challenge;
mod common;
mod entity;
mod factor;
mod form;
mod messaging_configuration;
mod new_challenge;
mod new_factor;
mod notification;
mod passkey;
mod rate_limit;
mod safelist;
mod service;
mod template;
#[cfg(feature = "docs")]
pub mod tree;
mod verification;
mod verification_check;
mod webhook;

use crate::schema::{Class, Operation};

/// Where the API lives unless `basePath` says otherwise.
pub const BASE_PATH: &str = "https://verify.twilio.com";

/// The name under which `ApiClient.authentications` holds the credentials of every operation.
pub const AUTHENTICATION: &str = "accountSid_authToken";

/// Every API class, in the order of the documentation.
pub static CLASSES: &[Class] = &[
    passkey::CLASS,
    access_token::CLASS,
    bucket::CLASS,
    challenge::CLASS,
    entity::CLASS,
    factor::CLASS,
    form::CLASS,
    messaging_configuration::CLASS,
    new_challenge::CLASS,
    new_factor::CLASS,
    notification::CLASS,
    rate_limit::CLASS,
    safelist::CLASS,
    service::CLASS,
    template::CLASS,
    verification::CLASS,
    attempt::CLASS,
    attempts_summary::CLASS,
    verification_check::CLASS,
    webhook::CLASS,
];

/// The classes of a sign-in by a code. A sandbox that has only these links none of the other tables.
pub static CODES: &[Class] = &[verification::CLASS, verification_check::CLASS];

/// All operations of all classes. An operation's place in this order is its number in the JavaScript classes.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    CLASSES.iter().flat_map(|class| class.operations)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Place;

    #[test]
    fn every_path_parameter_stands_in_its_path_and_the_other_way_round() {
        for operation in operations() {
            let in_path = operation.parameters.iter().filter(|p| p.place == Place::Path);
            for parameter in in_path.clone() {
                assert!(operation.path.contains(&format!("{{{}}}", parameter.wire)), "{}", operation.name);
            }
            assert_eq!(operation.path.matches('{').count(), in_path.count(), "{}", operation.name);
        }
    }

    #[test]
    fn an_operation_has_a_form_or_one_json_body() {
        for operation in operations() {
            let count = |place| operation.parameters.iter().filter(|p| p.place == place).count();
            assert!(count(Place::Body) <= 1, "{}", operation.name);
            assert!(count(Place::Body) == 0 || count(Place::Form) == 0, "{}", operation.name);
        }
    }

    #[test]
    fn required_parameters_come_first() {
        for operation in operations() {
            assert!(
                operation.parameters.is_sorted_by_key(|parameter| !parameter.required),
                "{}",
                operation.name
            );
        }
    }
}
