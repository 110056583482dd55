//! What builds, tests, measures and serves this project: `cargo xtask help`.

mod bench;
mod browser;
mod build;
mod bundle;
mod debian;
mod demo;
mod embed;
mod lint;
mod names;
mod node;
mod pack;
mod package;
mod setup;
mod shell;
mod size;
mod stages;
mod stamp;
mod surface;
mod test;
mod toolchain;
mod wasm;

use anyhow::{Result, bail};
use std::env;
use std::process::ExitCode;

/// A command: its name, what it does, and how.
type Command = (&'static str, &'static str, fn(&[String]) -> Result<()>);

const COMMANDS: [Command; 8] = [
    ("setup", "find or install what the other commands need", |_| setup::all()),
    ("build", "build the npm package: pkg/, and packed target/npm/", |_| build()),
    (
        "test",
        "run all tests, or some: native, wasm, browser, package, runtimes, browsers, bundlers, table, types",
        test::run,
    ),
    ("demo", "build the page and serve it; --port N", |arguments| {
        build().and_then(|()| demo::run(arguments))
    }),
    ("bench", "measure calls against bare fetch; arguments go to tests/bench.mjs", bench::run),
    ("size", "print how large what ships is; fails over the budget", |_| build().and_then(|()| size::run())),
    ("surface", "compare the tables with FILE, Twilio's OpenAPI document of Verify v2", surface::run),
    ("lint", "check what linters check: rustfmt, clippy, wasm, rustdoc, types, prettier", lint::run),
];

fn build() -> Result<()> {
    build::run(&setup::for_build()?)
}

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
    // Before anything else: cargo runs it in the folder of the crate under test, and reads what it prints.
    if name == test::RUNNER {
        return test::run_wasm(rest);
    }
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
