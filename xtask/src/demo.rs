//! `cargo xtask demo`: the page, as it would be published, served on this machine.

use crate::{build, node, shell};
use anyhow::Result;
use std::net::{Ipv4Addr, TcpListener};

/// The port that is taken if it is free.
const PORT: u16 = 5173;

/// Builds the page and serves it, until it is ended.
pub fn run(port: Option<u16>) -> Result<()> {
    build::set_up_and_run()?;
    page()?;
    let port = port.map_or_else(free_port, Ok)?;
    let mut vite = node::tool("www", "vite");
    vite.args(["preview", "--host", "127.0.0.1", "--strictPort", "--port", &port.to_string()])
        .current_dir("www");
    shell::say(format!("\nThe demo is at http://127.0.0.1:{port}/ (Ctrl-C ends it)\n"));
    shell::become_program(&mut vite)
}

/// Builds the page into `www/dist/`.
pub fn page() -> Result<()> {
    shell::run(node::npm().args(["run", "--silent", "build"]).current_dir("www"))
}

/// The usual port, or another where it is taken.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, PORT))
        .or_else(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
    Ok(listener.local_addr()?.port())
}
