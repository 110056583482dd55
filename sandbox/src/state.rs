//! Services, their Entities, and the Entities' Factors.

use crate::totp::Totp;
use serde::Deserialize;
use std::collections::BTreeMap;
use twilio_verify::schema::Object;

/// Everything that the service knows.
#[derive(Clone)]
pub struct State {
    /// The Account's SID: the user name of every request.
    pub account_sid: String,
    /// The Account's auth token: the password of every request.
    pub auth_token: String,
    /// The Services, by their SID.
    pub services: BTreeMap<String, Service>,
    /// How many Factors there have ever been. Lists are in the order of creation.
    pub(crate) created: u64,
}

/// How a sandbox starts out.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Options {
    /// The Account's SID.
    pub account_sid: String,
    /// The Account's auth token.
    pub auth_token: String,
    /// The Services that there are.
    pub services: Vec<ServiceOptions>,
}

/// A Service that there is from the start.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ServiceOptions {
    /// Its SID.
    pub sid: String,
    /// Its name, which authenticator apps show as the issuer.
    pub friendly_name: String,
}

impl State {
    /// A service without any Entity.
    pub fn new(options: Options) -> State {
        let services = options.services.into_iter().map(|ServiceOptions { sid, friendly_name }| {
            (sid, Service { friendly_name, entities: BTreeMap::new() })
        });
        State {
            account_sid: options.account_sid,
            auth_token: options.auth_token,
            services: services.collect(),
            created: 0,
        }
    }
}

/// A Verify Service.
#[derive(Clone)]
pub struct Service {
    /// Its name.
    pub friendly_name: String,
    /// Its Entities, by their identity.
    pub entities: BTreeMap<String, Entity>,
}

/// An Entity: a person, or whoever else has Factors.
#[derive(Clone)]
pub struct Entity {
    /// Its SID.
    pub sid: String,
    /// Its Factors, in the order of their creation.
    pub factors: BTreeMap<u64, Factor>,
}

/// A Factor.
#[derive(Clone)]
pub struct Factor {
    /// Its SID.
    pub sid: String,
    /// Its name.
    pub friendly_name: String,
    /// Whether its owner has proved to hold it.
    pub verified: bool,
    /// How many wrong codes there have been.
    pub wrong_codes: u32,
    /// What kind it is, with its settings.
    pub kind: Kind,
    /// The program's own data.
    pub metadata: Option<Object>,
    /// When it was created, in milliseconds since 1970.
    pub created: u64,
    /// When it was last changed, in milliseconds since 1970.
    pub updated: u64,
}

/// What a Factor is.
#[derive(Clone)]
pub enum Kind {
    /// Codes of an authenticator app.
    Totp {
        /// What makes the codes.
        generator: Totp,
        /// How many time steps around the present one are accepted.
        skew: u64,
    },
    /// An app on the person's device.
    Push(Push),
}

/// The settings of a push Factor.
#[derive(Clone)]
pub struct Push {
    /// The algorithm of the device's key.
    pub alg: String,
    /// The device's public key.
    pub public_key: String,
    /// The app's identifier.
    pub app_id: String,
    /// What carries the notifications.
    pub notification_platform: String,
    /// Where notifications go.
    pub notification_token: Option<String>,
    /// The version of the SDK in the app.
    pub sdk_version: Option<String>,
}
