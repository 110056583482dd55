//! A client for Twilio's Verify v2 API, compiled to WebAssembly for every JavaScript runtime.
//!
//! The core is stateless and synchronous: it takes strings and numbers and says what to do; the JavaScript of the
//! package does it. The rooms, each knowing only those above it:
//!
//! - [`parts`]: strings that come together in one text.
//! - [`schema`]: what tables are made of: operation, parameter, limit, model, field, type.
//! - [`models`]: what comes back. serde types and their schemas; no logic.
//! - [`api`]: what can be called. Tables; no logic.
//! - [`error`]: why a call fails, and what is said then.
//! - [`limit`]: whether a value keeps a documented limit.
//! - [`table`]: the tables as text, as small as the wasm can have them.
//! - [`request`]: an operation and its values -> an HTTP request.
//! - [`response`]: a status -> what to do with the answer.
//! - [`retry`]: a failed attempt -> whether to try again, and when.
//! - `wasm`: the only code that knows JavaScript.

pub mod api;
pub mod error;
pub mod limit;
pub mod models;
pub mod parts;
pub mod request;
pub mod response;
pub mod retry;
pub mod schema;
pub mod table;
#[cfg(all(feature = "client", target_arch = "wasm32"))]
pub mod wasm;
