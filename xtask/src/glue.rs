//! The crates of this project that take long to compile: each is compiled when it is first needed.

use crate::shell;
use anyhow::{Context, Result};
use std::env;
use std::path::Path;
use std::process::Command;

/// One of wasm-bindgen's programs, by its name.
pub fn program(name: &str) -> Result<Command> {
    let mut command = built("xtask-glue", "wasm-bindgen, which takes about two minutes")?;
    command.arg(name);
    Ok(command)
}

/// Draws an SVG as a PNG.
pub fn draw(svg: &Path, png: &Path) -> Result<()> {
    let mut picture = built("xtask-picture", "what draws pictures, which takes about a minute")?;
    shell::run(picture.arg(svg).arg(png))
}

/// The program of a crate, compiled where it has to be.
fn built(name: &str, what: &str) -> Result<Command> {
    let here = env::current_exe()?;
    let target = here.ancestors().nth(2).context("cargo puts no program two folders deep")?;
    let program = target.join(format!("debug/{name}{}", env::consts::EXE_SUFFIX));
    if !program.exists() {
        shell::say(format!("compiling {what}, once"));
    }
    shell::run(shell::cargo().args(["build", "--package", name, "--target-dir"]).arg(target))?;
    Ok(Command::new(program))
}
