//! What leaves the service: messages to people, and requests to webhooks. JavaScript delivers them; a tester reads them.

use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use twilio_verify::schema::Object;

/// How many messages are kept; the oldest goes first.
const KEPT: usize = 10_000;

/// A message to a person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// Its number, from 1, in the order of sending. The outbox gives it.
    pub number: u64,
    /// When it was sent, in milliseconds since 1970.
    pub when: u64,
    /// Where it went: a phone number, an e-mail address; of a push notification, the device's token.
    pub to: String,
    /// `sms`, `call`, `email`, `whatsapp`, `sna` or `push`.
    pub channel: String,
    /// What the person reads or hears.
    pub text: String,
    /// The code in it.
    pub code: Option<String>,
    /// Whether it arrived.
    pub delivered: bool,
    /// Why it did not arrive: Twilio's code.
    pub error_code: Option<u32>,
    /// The Account's SID.
    pub account_sid: String,
    /// The Service's SID.
    pub service_sid: String,
    /// The Verification's SID.
    pub verification_sid: Option<String>,
    /// The attempt's SID.
    pub attempt_sid: Option<String>,
    /// More, by what kind of message it is: `locale`, `templateSid`, `from`, `sendDigits`, `url`, `tags`; of a push
    /// notification `type`, `challenge_sid`, `factor_sid` and `message`.
    pub data: Object,
}

/// The messages that were sent, the oldest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Outbox {
    /// How many there have ever been.
    sent: u64,
    messages: VecDeque<Message>,
}

impl Outbox {
    /// Sends a message.
    pub fn push(&mut self, message: Message) {
        self.sent += 1;
        self.messages.push_back(Message { number: self.sent, ..message });
        if self.messages.len() > KEPT {
            self.messages.pop_front();
        }
    }

    /// How many messages there have ever been: the number of the last one.
    pub fn sent(&self) -> u64 {
        self.sent
    }

    /// The messages, the oldest first.
    pub fn messages(&self) -> impl DoubleEndedIterator<Item = &Message> {
        self.messages.iter()
    }

    /// Forgets the messages. Later ones go on with the numbers.
    pub fn clear(&mut self) {
        self.messages.clear();
    }
}

/// A request to a webhook, which JavaScript makes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Delivery {
    /// When it became due, in milliseconds since 1970.
    pub when: u64,
    /// Where it goes.
    pub url: String,
    /// Its HTTP method.
    pub method: String,
    /// Its headers, the signature among them.
    pub headers: Vec<(String, String)>,
    /// Its body, a form.
    pub body: String,
    /// What has happened, such as `factor.created`.
    pub event: String,
    /// The webhook's SID.
    pub webhook_sid: String,
}

/// The requests to webhooks that wait for JavaScript, the oldest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Deliveries(VecDeque<Delivery>);

impl Deliveries {
    /// Adds one.
    pub fn push(&mut self, delivery: Delivery) {
        self.0.push_back(delivery);
        if self.0.len() > KEPT {
            self.0.pop_front();
        }
    }

    /// How many wait.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Takes all of them.
    pub fn take(&mut self) -> Vec<Delivery> {
        std::mem::take(&mut self.0).into()
    }
}
