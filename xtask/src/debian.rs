//! Debian's packages.

use crate::shell;
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;

/// Installs packages, or says what to install.
pub fn install(packages: &[&str], why: &str) -> Result<()> {
    let wanted = packages.join(" ");
    if !Path::new("/usr/bin/apt-get").exists() {
        bail!("{why}, and this is not Debian: install what its packages {wanted} hold");
    }
    if shell::ask(Command::new("id").arg("-u"))? != "0" {
        bail!("{why}: run `sudo apt-get install --no-install-recommends {wanted}`, then this again");
    }
    shell::say(format!("  installing {wanted} from Debian (about half a minute)"));
    // The lists may be missing or too old: only then are they fetched.
    if shell::output(&mut apt(packages)).is_err() {
        shell::quietly(Command::new("apt-get").args(["update", "-qq"]))?;
        shell::quietly(&mut apt(packages)).context(why.to_owned())?;
    }
    Ok(())
}

fn apt(packages: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command
        .args(["install", "-y", "-qq", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}
