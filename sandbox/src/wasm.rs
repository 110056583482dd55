//! The front end of the npm package: JSON text in, JSON text out. No code of a user's runs in a frame of this one: what
//! JavaScript reads of a caller's objects it reads before.
//!
//! A call of `fetch` goes so:
//!
//! 1. JavaScript reads the request. Of its body it reads [`longest`] bytes and one more at most: what is longer is
//!    answered with 413, and only has to be seen to be.
//! 2. Where the tester has a function for codes, `control({"asks": {"request": …}})` says whether the request makes a
//!    code, and for whom; what the function gives, a text of 4 to 10 characters, goes into the request as `code`. (One that
//!    throws stops here: nothing has happened yet.)
//! 3. [`Core::handle`] gives the answer.
//! 4. JavaScript waits `delay` milliseconds; rejects as where a connection breaks where `status` is 0; else makes the
//!    `Response`.
//! 5. Where `deliveries` is not 0, `control("deliveries")` takes the requests to webhooks, and JavaScript makes
//!    them.
//!
//! All times are of the clock outside, in milliseconds since 1970; the core adds what [`control`](crate::control) has moved
//! the clock by.

use crate::control::{Command, control};
use crate::message::{Request, Response};
use crate::state::{Options, State};
use crate::{LONGEST, handle};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// A sandbox.
#[wasm_bindgen]
pub struct Core {
    state: State,
}

/// An answer, as JavaScript gets it.
#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    response: Response,
    /// How many requests to webhooks wait.
    deliveries: usize,
    /// The number of the last message that was sent.
    messages: u64,
}

#[wasm_bindgen]
impl Core {
    /// A sandbox with these [`Options`], as JSON. What is wrong with them is thrown as a text.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &str) -> Result<Core, String> {
        let options: Options = serde_json::from_str(options).map_err(|error| error.to_string())?;
        Ok(Core { state: State::new(options)? })
    }

    /// Answers a [`Request`], as JSON: `{method, url, headers: [[name, value], …], body, code}`. Gives a [`Response`] with
    /// two numbers more: `{status, headers: [[name, value], …], body, delay, deliveries, messages}`.
    pub fn handle(&mut self, request: &str, now: f64) -> Result<String, String> {
        let request: Request = serde_json::from_str(request).map_err(|error| error.to_string())?;
        let response = handle(&mut self.state, &request, now as u64);
        let deliveries = self.state.deliveries.count();
        let answer = Answer { response, deliveries, messages: self.state.outbox.sent() };
        serde_json::to_string(&answer).map_err(|error| error.to_string())
    }

    /// Does what a tester wants: a [`Command`], as JSON. Gives its result as JSON; what goes wrong is thrown as a text.
    pub fn control(&mut self, command: &str, now: f64) -> Result<String, String> {
        let command: Command = serde_json::from_str(command).map_err(|error| error.to_string())?;
        let result = control(&mut self.state, command, now as u64)?;
        serde_json::to_string(&result).map_err(|error| error.to_string())
    }
}

/// The longest body that a request may have, in bytes.
#[wasm_bindgen]
pub fn longest() -> usize {
    LONGEST
}
