//! Everything that the service knows.

use crate::attempts::Attempts;
use crate::fault::Faults;
use crate::log::Log;
use crate::outbox::{Deliveries, Outbox};
use crate::random::Random;
use crate::safelist::Safelist;
use crate::service::Service;
use crate::store::Store;
use crate::template::Template;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The form of snapshots. One of another version is refused.
const VERSION: u32 = 1;

/// The last second of the year 9999, in milliseconds since 1970: later dates Twilio's format has no room for.
pub const END: u64 = 253_402_300_799_000;

/// How a sandbox starts out.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Options {
    /// The Account's SID.
    pub account_sid: String,
    /// The Account's auth token. Webhooks are signed with it.
    pub auth_token: String,
    /// The Account's API keys.
    #[serde(default)]
    pub api_keys: Vec<ApiKey>,
    /// `any`: every user name and password are taken. A user name that begins with `AC` has an Account of its own, which
    /// starts out as the first one does; all others are of the first one. Those of the Account alone where nothing is
    /// given.
    #[serde(default)]
    pub credentials: Option<Credentials>,
    /// The Services that there are in an Account.
    pub services: Vec<ServiceOptions>,
    /// The templates of the Account, besides Twilio's own.
    #[serde(default)]
    pub templates: Vec<Template>,
    /// What SIDs, secrets and codes come from: the same seed and the same requests give the same bytes.
    #[serde(default)]
    pub seed: String,
    /// The code of every Verification, 4 to 10 characters; random digits where none is given.
    #[serde(default)]
    pub code: Option<String>,
    /// Whether the limits hold that Twilio sets to how often a thing may be done. They do unless this is `false`. Those of
    /// a Service's own rate limits always do.
    #[serde(default = "yes")]
    pub limits: bool,
    /// The channels that the Account has; all of them where nothing is given.
    #[serde(default)]
    pub channels: Option<Vec<String>>,
    /// Whether Twilio has allowed the Account to use `CustomFriendlyName`.
    #[serde(default)]
    pub custom_friendly_names: bool,
}

fn yes() -> bool {
    true
}

/// Which credentials are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Credentials {
    /// All.
    Any,
}

/// An API key.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ApiKey {
    /// Its SID, `SK` and 32 hexadecimal digits: the user name.
    pub sid: String,
    /// Its secret: the password.
    pub secret: String,
}

/// A Service that there is from the start: an object with its settings beside `sid` and `friendlyName`.
#[derive(Clone, Debug, Deserialize)]
// Flattened settings would need several times the code.
#[serde(try_from = "BTreeMap<String, Value>")]
pub struct ServiceOptions {
    /// Its SID.
    pub sid: String,
    /// Its name, which messages and authenticator apps show.
    pub friendly_name: String,
    /// Its settings, named as the options of `createService`.
    pub settings: BTreeMap<String, Value>,
}

impl TryFrom<BTreeMap<String, Value>> for ServiceOptions {
    type Error = String;

    fn try_from(mut settings: BTreeMap<String, Value>) -> Result<Self, String> {
        let mut text = |name: &str| match settings.remove(name) {
            Some(Value::String(text)) => Ok(text),
            _ => Err(format!("a Service needs {name}, a text")),
        };
        Ok(ServiceOptions { sid: text("sid")?, friendly_name: text("friendlyName")?, settings })
    }
}

/// Everything that the service knows.
#[derive(Clone)]
pub struct State {
    /// How it was made.
    pub options: Options,
    /// The Accounts, by their SID.
    pub accounts: BTreeMap<String, Account>,
    /// Chance.
    pub random: Random,
    /// Messages to people.
    pub outbox: Outbox,
    /// Requests to webhooks.
    pub deliveries: Deliveries,
    /// The requests that came in.
    pub log: Log,
    /// What is to go wrong.
    pub faults: Faults,
    /// How far the clock is ahead of the one outside, in milliseconds.
    offset: i64,
}

/// Everything, as a snapshot has it.
#[derive(Deserialize)]
struct Snapshot {
    version: u32,
    now: u64,
    accounts: BTreeMap<String, Account>,
    random: Random,
    outbox: Outbox,
    deliveries: Deliveries,
    log: Log,
    faults: Faults,
}

impl State {
    /// A service as its options say. What is wrong with them is told in a sentence.
    pub fn new(options: Options) -> Result<State, String> {
        if let Some(code) = &options.code
            && !(4..=10).contains(&code.chars().count())
        {
            return Err("a code must be 4 to 10 characters long".to_owned());
        }
        for service in &options.services {
            Service::of_options(service, 0)?;
        }
        let mut state = State {
            accounts: BTreeMap::new(),
            random: Random::new(&options.seed),
            outbox: Outbox::default(),
            deliveries: Deliveries::default(),
            log: Log::default(),
            faults: Faults::default(),
            offset: 0,
            options,
        };
        state.reset();
        Ok(state)
    }

    /// All as it was at first.
    pub fn reset(&mut self) {
        self.accounts.clear();
        self.random = Random::new(&self.options.seed);
        self.outbox = Outbox::default();
        self.deliveries = Deliveries::default();
        self.log = Log::default();
        self.faults = Faults::default();
        self.offset = 0;
    }

    /// An Account as it is at first.
    pub fn new_account(&self, sid: &str, now: u64) -> Account {
        let mut account = Account {
            sid: sid.to_owned(),
            services: Store::default(),
            attempts: Attempts::default(),
            safelist: Safelist::default(),
        };
        for service in
            self.options.services.iter().filter_map(|options| Service::of_options(options, now).ok())
        {
            account.services.insert(service);
        }
        account
    }

    /// Makes an Account where there is none of this SID yet.
    pub fn open(&mut self, sid: &str, now: u64) {
        if !self.accounts.contains_key(sid) {
            let account = self.new_account(sid, now);
            self.accounts.insert(sid.to_owned(), account);
        }
    }

    /// The time of the sandbox, [`END`] at the latest, by that of the clock outside: both in milliseconds since 1970.
    pub fn now(&self, outside: u64) -> u64 {
        outside.saturating_add_signed(self.offset).min(END)
    }

    /// Moves the clock on.
    pub fn advance(&mut self, ms: u64) {
        self.offset = self.offset.saturating_add_unsigned(ms);
    }

    /// Everything but how it was made.
    pub fn snapshot(&self, outside: u64) -> Value {
        let State { options: _, accounts, random, outbox, deliveries, log, faults, offset: _ } = self;
        json!({
            "version": VERSION,
            "now": self.now(outside),
            "accounts": accounts,
            "random": random,
            "outbox": outbox,
            "deliveries": deliveries,
            "log": log,
            "faults": faults,
        })
    }

    /// Goes back to a snapshot. One that is none is told in a sentence, and changes nothing.
    pub fn restore(&mut self, snapshot: Value, outside: u64) -> Result<(), String> {
        // What was wrong is not told: it could hold a secret of the snapshot.
        let snapshot: Snapshot =
            serde_json::from_value(snapshot).map_err(|_| "the snapshot is none of a sandbox".to_owned())?;
        let Snapshot { version, now, accounts, random, outbox, deliveries, log, faults } = snapshot;
        if version != VERSION {
            return Err(format!("the snapshot is of version {version}, not {VERSION}"));
        }
        let offset = i128::from(now) - i128::from(outside);
        let offset = offset.clamp(i64::MIN.into(), i64::MAX.into()) as i64;
        let options = self.options.clone();
        *self = State { options, accounts, random, outbox, deliveries, log, faults, offset };
        Ok(())
    }
}

/// An Account: what belongs to whoever has its credentials.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Account {
    /// Its SID.
    pub sid: String,
    /// Its Services.
    pub services: Store<Service>,
    /// The attempts to send Verifications, of all Services.
    pub attempts: Attempts,
    /// The phone numbers that are never blocked.
    pub safelist: Safelist,
}

impl Account {
    /// The Service that a call names.
    pub fn service(&self, call: &crate::call::Call<'_>) -> Result<&Service, crate::error::Error> {
        self.services.get(call.values.require("ServiceSid")?).ok_or_else(|| call.not_found())
    }

    /// The same, to change.
    pub fn service_mut(&mut self, call: &crate::call::Call<'_>) -> Result<&mut Service, crate::error::Error> {
        self.services.get_mut(call.values.require("ServiceSid")?).ok_or_else(|| call.not_found())
    }
}
