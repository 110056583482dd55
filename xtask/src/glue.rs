//! wasm-bindgen's programs: a crate of this project, which is compiled when it is first needed.

use crate::shell;
use anyhow::{Context, Result};
use std::env;
use std::process::Command;

/// One of wasm-bindgen's programs, by its name, compiled where it has to be.
pub fn program(name: &str) -> Result<Command> {
    let here = env::current_exe()?;
    let target = here.ancestors().nth(2).context("cargo puts no program two folders deep")?;
    let program = target.join(format!("debug/xtask-glue{}", env::consts::EXE_SUFFIX));
    if !program.exists() {
        shell::say("compiling wasm-bindgen, which takes about two minutes, once");
    }
    shell::run(shell::cargo().args(["build", "--package", "xtask-glue", "--target-dir"]).arg(target))?;
    let mut command = Command::new(program);
    command.arg(name);
    Ok(command)
}
