//! What builds, tests, measures and serves this project: `cargo xtask help`.

mod browser;
mod build;
mod bundle;
mod debian;
mod embed;
mod names;
mod node;
mod pack;
mod package;
mod setup;
mod shell;
mod stamp;
mod toolchain;
mod wasm;

use anyhow::{Result, bail};
use std::env;
use std::process::ExitCode;

/// The commands: name, what it does, and how.
const COMMANDS: [(&str, &str, fn(&[String]) -> Result<()>); 2] = [
    ("setup", "find or install what the other commands need", |_| setup::all()),
    ("build", "build the npm package: pkg/ and target/npm/", |_| build::run(&setup::for_build()?)),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    let Some((name, rest)) = arguments.split_first() else {
        help();
        return Ok(());
    };
    // So that every path in here, and in what is printed, is relative to the project.
    env::set_current_dir(shell::root())?;
    match COMMANDS.iter().find(|(command, ..)| command == name) {
        Some((_, _, run)) => run(rest),
        None if ["help", "--help", "-h"].contains(&name.as_str()) => {
            help();
            Ok(())
        }
        None => bail!("there is no command {name:?}: see `cargo xtask help`"),
    }
}

fn help() {
    println!("cargo xtask <command>\n");
    for (name, what, _) in COMMANDS {
        println!("  {name:<8}{what}");
    }
}
