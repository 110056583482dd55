//! `cargo xtask demo`: the site, as it would be published, served on this machine; or on Twilio's own service.

use crate::{build, shell, site};
use anyhow::Result;
use std::collections::BTreeMap;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;
use twilio_verify::api;

/// The port that is taken if it is free.
const PORT: u16 = 5173;

/// What serves it.
const SERVER: &str = "www/server/main.js";

/// Builds the site and serves it, until it is ended.
pub fn run(port: Option<u16>, live: bool) -> Result<()> {
    let mut server = Command::new("node");
    server.arg(SERVER);
    if live {
        // What is missing is said before anything is built.
        shell::run(Command::new("node").args([SERVER, "--live", "--check"]))?;
        server.arg("--live");
        write_table()?;
    }
    build::set_up_and_run()?;
    site::write(None)?;
    let port = port.map_or_else(free_port, Ok)?;
    server.args([site::FOLDER, "--port", &port.to_string()]);
    shell::become_program(&mut server)
}

/// Writes every operation of the table, as the server reads it: it lets some of them pass to Twilio.
pub fn write_table() -> Result<()> {
    let routes: BTreeMap<_, _> =
        api::operations().map(|one| (one.name, (one.method.as_str(), one.path))).collect();
    fs::create_dir_all("target/xtask")?;
    Ok(fs::write("target/xtask/operations.json", serde_json::to_string(&routes)?)?)
}

/// The usual port, or another where it is taken.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, PORT))
        .or_else(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
    Ok(listener.local_addr()?.port())
}
