//! `cargo xtask bench`: how fast it is next to the platform's own `fetch`, and the sandbox with much in it next to little.

use crate::{build, setup, shell};
use anyhow::Result;
use std::process::Command;

/// Builds, and runs the benchmarks.
pub fn run(quick: bool, json: bool) -> Result<()> {
    setup::for_tests()?;
    let browser = setup::browser()?;
    build::set_up_and_run()?;
    let mut node = Command::new("node");
    node.arg("bench.mjs").current_dir("tests").env("CHROME", &browser.chrome);
    node.args(quick.then_some("--quick")).args(json.then_some("--json"));
    shell::run(&mut node)?;
    if !json {
        let scale = ["run", "--release", "--package=twilio_verify_sandbox", "--example=scale"];
        shell::run(Command::new("cargo").args(scale))?;
    }
    Ok(())
}
