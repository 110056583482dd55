//! The hands of a tester: what can be asked of a sandbox beside its requests. Each is one command, as JSON:
//! `{"advance": {"ms": 60000}}`, or `"now"` where it has no more to say.

use crate::error::Error;
use crate::fault::Fault;
use crate::glance;
use crate::message::Request;
use crate::number::NUMBERS;
use crate::router::operations;
use crate::state::State;
use crate::totp::Totp;
use serde::Deserialize;
use serde_json::{Value, json};

/// A command.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Command {
    /// The time of the sandbox, in milliseconds since 1970.
    Now,
    /// Moves the clock on by so many milliseconds. Gives the new time.
    Advance {
        /// How far.
        ms: u64,
    },
    /// The [messages](crate::outbox::Message) that were sent, the oldest first.
    Outbox {
        /// Only those after this number.
        #[serde(default)]
        after: u64,
    },
    /// Forgets the messages.
    ClearOutbox,
    /// The code of the last message to somebody that had one and arrived; null where there is none.
    Code {
        /// The phone number or e-mail address.
        to: String,
        /// Only messages of this Service.
        #[serde(default)]
        service_sid: Option<String>,
    },
    /// The [Factors](crate::glance::Glance), the oldest first: the last 1000.
    Factors,
    /// What a request would need a code for, where it is one that makes one: `{to, channel, serviceSid, length}`; null
    /// otherwise. For a function that gives codes: its code goes into [`Request::code`] of the same request. Changes nothing.
    Asks {
        /// The request.
        request: Request,
    },
    /// Lets a request, or some, go wrong.
    Fail(Fault),
    /// Nothing goes wrong any more that was asked for.
    ClearFaults,
    /// The [requests](crate::log::Entry) that came in, the oldest first: the last 1000.
    Requests,
    /// Forgets the requests.
    ClearRequests,
    /// Takes the [requests to webhooks](crate::outbox::Delivery) that wait to be made, the oldest first.
    Deliveries,
    /// The numbers that fail, by their names.
    Numbers,
    /// All back to how it was when the sandbox was made, chance too.
    Reset,
    /// Everything that there is, to be restored later: an object that can be kept as JSON. It holds codes and the secrets
    /// of Factors, but no credentials of the Account.
    Snapshot,
    /// Goes back to a snapshot, of this sandbox or of another one. The clock goes on from where it was.
    Restore {
        /// The snapshot.
        snapshot: Value,
    },
    /// The code that an authenticator app shows now for an `otpauth://totp/` URI.
    Totp {
        /// The URI.
        uri: String,
    },
}

/// Does what a tester wants, at a time of the clock outside. What goes wrong is told in a sentence without secrets.
pub fn control(state: &mut State, command: Command, outside: u64) -> Result<Value, String> {
    let now = state.now(outside);
    Ok(match command {
        Command::Now => now.into(),
        Command::Advance { ms } => {
            state.advance(ms);
            state.now(outside).into()
        }
        Command::Outbox { after } => {
            let messages = state.outbox.messages().filter(|message| message.number > after);
            json!(messages.collect::<Vec<_>>())
        }
        _ if !cfg!(feature = "whole") => return Err("this sandbox only sends codes".to_owned()),
        Command::ClearOutbox => {
            state.outbox.clear();
            Value::Null
        }
        Command::Code { to, service_sid } => {
            let mut messages = state.outbox.messages().rev();
            let last = messages.find(|message| {
                message.to == to
                    && message.delivered
                    && message.code.is_some()
                    && service_sid.as_ref().is_none_or(|sid| *sid == message.service_sid)
            });
            json!(last.and_then(|message| message.code.as_ref()))
        }
        Command::Factors => json!(glance::factors(state, now)),
        Command::Asks { request } => crate::asks(state, &request, now).unwrap_or_default(),
        Command::Fail(fault) => {
            if let Some(name) = &fault.operation
                && !operations().any(|operation| operation.name == name)
            {
                return Err(format!("there is no operation {}", crate::log::cut(name)));
            }
            if let Some(status) = fault.status
                && status != 0
                && !(400..=599).contains(&status)
            {
                return Err("status must be 0, or a number from 400 to 599".to_owned());
            }
            if let (Some(code), None) = (fault.code, fault.status)
                && Error::known(code).is_none()
            {
                return Err(format!("the status of {code} is not known: give it, too"));
            }
            state.faults.push(fault);
            Value::Null
        }
        Command::ClearFaults => {
            state.faults.clear();
            Value::Null
        }
        Command::Requests => json!(state.log.entries().collect::<Vec<_>>()),
        Command::ClearRequests => {
            state.log.clear();
            Value::Null
        }
        Command::Deliveries => json!(state.deliveries.take()),
        Command::Numbers => NUMBERS.iter().map(|known| (known.name, known.number)).collect(),
        Command::Reset => {
            state.reset();
            Value::Null
        }
        Command::Snapshot => state.snapshot(outside),
        Command::Restore { snapshot } => {
            state.restore(snapshot, outside)?;
            Value::Null
        }
        Command::Totp { uri } => {
            let totp = Totp::parse(&uri)?;
            totp.code(totp.step(now)).into()
        }
    })
}
