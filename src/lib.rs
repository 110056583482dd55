//! A client for Twilio's Verify v2 API, compiled to WebAssembly for every JavaScript runtime.
//!
//! The rooms:
//!
//! - [`api`]: what can be called. Tables; no logic.
//! - [`models`]: what comes back. serde types and their schemas; no logic.

pub mod api;
pub mod models;
