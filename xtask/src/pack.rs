//! The package as npm publishes it, and installed where this project uses it.

use crate::stamp::Stamp;
use crate::{node, shell};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where `npm pack` puts the package.
const FOLDER: &str = "target/npm";

/// Who uses the package: each has it as `npm install` of the published one would give it.
const USERS: [&str; 3] = ["www", "tests", "tests/frameworks"];

/// The packed package.
pub fn tarball() -> PathBuf {
    Path::new(FOLDER).join(format!("twilio_verify-{}.tgz", env!("CARGO_PKG_VERSION")))
}

/// Packs `pkg/`.
pub fn pack() -> Result<()> {
    fs::create_dir_all(FOLDER)?;
    let mut npm = node::npm();
    npm.args(["pack", "--pack-destination"]).arg(shell::root().join(FOLDER)).current_dir("pkg");
    shell::quietly(&mut npm)?;
    if !tarball().exists() {
        bail!("npm packed something else than {}", tarball().display());
    }
    Ok(())
}

/// Unpacks the package for those whose npm tools are installed.
pub fn install() -> Result<()> {
    for user in USERS {
        let modules = Path::new(user).join("node_modules");
        if modules.exists() {
            unpack(&modules)?;
        }
    }
    Ok(())
}

fn unpack(modules: &Path) -> Result<()> {
    let folder = modules.join("twilio_verify");
    let stamp = Stamp::at(modules.join(".twilio_verify")).path(tarball())?;
    if stamp.is_fresh(&[&folder]) {
        return Ok(());
    }
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot replace {}", folder.display()))?;
    }
    fs::create_dir_all(&folder)?;
    let mut tar = Command::new("tar");
    tar.arg("-xzf").arg(tarball()).args(["--strip-components=1", "-C"]).arg(&folder);
    shell::run(&mut tar)?;
    stamp.keep()
}
