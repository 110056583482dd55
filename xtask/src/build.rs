//! `cargo xtask build`: from the crates and `pkg-template/` to the package that npm would publish.

use crate::stamp::Stamp;
use crate::toolchain::Toolchain;
use crate::{bundle, licenses, pack, package, setup, shell, wasm};
use anyhow::Result;
use std::fs::{self, File, TryLockError};

/// Sets up what the build needs, and builds what has changed.
pub fn set_up_and_run() -> Result<()> {
    run(&setup::for_build()?)
}

/// Builds what the page has beside the package.
pub fn for_page() -> Result<()> {
    let _lock = lock()?;
    shell::say("\n== build, for the page  what a sign-in by a code needs of the sandbox, as wasm");
    wasm::CODES.build(&Toolchain::set_up()?)
}

/// Waits until no other build runs.
fn lock() -> Result<File> {
    fs::create_dir_all("target/xtask")?;
    let lock = File::create("target/xtask/lock")?;
    if let Err(TryLockError::WouldBlock) = lock.try_lock() {
        shell::say("waiting for another build to end");
        lock.lock()?;
    }
    Ok(lock)
}

/// Builds what has changed.
pub fn run(toolchain: &Toolchain) -> Result<()> {
    let _lock = lock()?;
    let steps = wasm::MODULES.len() + 1;
    for (number, module) in (1..).zip(&wasm::MODULES) {
        shell::say(format!("\n== build, {number} of {steps}  {}: the crate as wasm", module.package));
        module.build(toolchain)?;
    }
    shell::say(format!("\n== build, {steps} of {steps}  pkg: the package"));
    let stamp = Stamp::of_step("package")?
        .path("www/package-lock.json")?
        .path("pkg-template")?
        // The prose of the tables is in no wasm, and the package's README is a part of the project's.
        .path("src")?
        .path("README.md")?
        .path("LICENSE")?
        .path("Cargo.toml")?
        .path("xtask/src/package")?
        .path("target/wasm")?;
    if !stamp.is_fresh(&[pack::tarball(), "pkg".into()]) {
        shell::say("rendering pkg-template");
        package::render(shell::root())?;
        licenses::write()?;
        bundle::all()?;
        pack::pack()?;
        stamp.keep()?;
    }
    pack::install()?;
    shell::say(format!("built {}", pack::tarball().display()));
    Ok(())
}
