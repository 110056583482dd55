//! What builds, tests, measures and serves this project: `cargo xtask help`.

mod bench;
mod browser;
mod budget;
mod build;
mod bundle;
mod debian;
mod demo;
mod embed;
mod glue;
mod licenses;
mod lint;
mod names;
mod node;
mod pack;
mod package;
mod setup;
mod shell;
mod site;
mod size;
mod stages;
mod stamp;
mod surface;
mod test;
mod toolchain;
mod wasm;

use anyhow::Result;
use std::env;
use std::ffi::OsString;
use std::process::ExitCode;
use xtask_command::Command;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().collect();
    let command = xtask_command::parse(&arguments).unwrap_or_else(|error| error.exit());
    match run(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    // So that every path in here, and in what is printed, is relative to the project.
    let here = env::current_dir()?;
    env::set_current_dir(shell::root())?;
    match command {
        Command::Setup => setup::all(),
        Command::Build => build::set_up_and_run(),
        Command::Test(stages) => test::run(&stages),
        Command::Demo { port, live } => demo::run(port, live),
        Command::Site { url } => site::run(url.as_deref()),
        Command::Bench { quick, json } => bench::run(quick, json),
        Command::Size => size::run(),
        // What is typed is relative to where it is typed.
        Command::Surface { file } => surface::run(&here.join(file)),
        Command::Lint(stages) => lint::run(&stages),
    }
}
