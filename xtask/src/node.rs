//! Node, and what npm installs.

use crate::shell;
use crate::stamp::Stamp;
use anyhow::{Result, bail};
use std::env;
use std::path::Path;
use std::process::Command;

/// The oldest Node that the tools run on.
const OLDEST: (u32, u32) = (20, 19);

/// Checks that Node and npm are there; gives Node's version.
pub fn check() -> Result<String> {
    let wanted = format!("Node {}.{} or newer, with npm, is needed", OLDEST.0, OLDEST.1);
    let node = format!("node{}", env::consts::EXE_SUFFIX);
    if shell::find(&node).is_none() || shell::find(&script("npm")).is_none() {
        bail!("{wanted}: it is not in PATH");
    }
    let version = shell::ask(Command::new("node").arg("--version"))?;
    if number(&version) < OLDEST {
        bail!("{wanted}: this is {version}");
    }
    Ok(version)
}

fn number(version: &str) -> (u32, u32) {
    let mut parts = version.trim_start_matches('v').split('.').map(|part| part.parse().unwrap_or(0));
    (parts.next().unwrap_or(0), parts.next().unwrap_or(0))
}

/// Installs what a folder's lock file names, where that is not what is installed. Gives whether it did.
pub fn install(folder: &str) -> Result<bool> {
    let folder = Path::new(folder);
    let modules = folder.join("node_modules");
    // In the folder that `npm ci` removes: what is gone is not fresh.
    let stamp = Stamp::at(modules.join(".installed"))
        .path(folder.join("package.json"))?
        .path(folder.join("package-lock.json"))?;
    if stamp.is_fresh(&[&modules]) {
        return Ok(false);
    }
    // Nothing that is used here has to run code to be installed. How far it is, npm shows.
    let mut npm = npm();
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    shell::run(npm.current_dir(folder))?;
    stamp.keep()?;
    Ok(true)
}

/// What npm's programs are called: on Windows they are scripts of its shell.
fn script(name: &str) -> String {
    if cfg!(windows) { format!("{name}.cmd") } else { name.into() }
}

/// npm itself.
pub fn npm() -> Command {
    Command::new(script("npm"))
}

/// A program that npm installed in a folder.
pub fn tool(folder: &str, name: &str) -> Command {
    Command::new(shell::root().join(folder).join("node_modules/.bin").join(script(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(number("v20.9.0") < OLDEST);
        assert!(number("v20.19.0") >= OLDEST);
        assert!(number("v100.0.0") >= OLDEST);
    }
}
