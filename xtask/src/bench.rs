//! `cargo xtask bench`: how fast it is next to the platform's own `fetch`.

use crate::{build, setup, shell};
use anyhow::Result;
use std::process::Command;

/// Builds, and runs the benchmarks.
pub fn run(arguments: &[String]) -> Result<()> {
    let toolchain = setup::for_build()?;
    setup::for_tests()?;
    build::run(&toolchain)?;
    shell::run(Command::new("node").arg("bench.mjs").args(arguments).current_dir("tests"))
}
