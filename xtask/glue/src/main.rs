//! wasm-bindgen's programs, of the version that the crates are built with. It takes minutes to compile them, so they are
//! a crate of their own, which `cargo xtask` compiles when it first needs it.

use anyhow::{Result, bail};
use std::env;
use std::process::ExitCode;
use wasm_bindgen_cli::{wasm_bindgen, wasm_bindgen_test_runner};

/// The arguments are those of wasm-bindgen's programs, after their names.
fn run(arguments: &[String]) -> Result<()> {
    match arguments.first().map(String::as_str) {
        Some("wasm-bindgen") => wasm_bindgen::run_cli_with_args(arguments),
        Some("wasm-bindgen-test-runner") => wasm_bindgen_test_runner::run_cli_with_args(arguments),
        _ => bail!("the first argument is wasm-bindgen or wasm-bindgen-test-runner"),
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    /// The versions of a package that the lock file has.
    fn locked(name: &str) -> Vec<&str> {
        let lock = include_str!("../../../Cargo.lock");
        let wanted = format!("name = \"{name}\"");
        let packages = lock.split("[[package]]\n").filter(|package| package.lines().next() == Some(&wanted));
        packages.filter_map(|package| package.lines().nth(1)?.strip_prefix("version = ")).collect()
    }

    #[test]
    fn what_writes_the_glue_is_of_the_version_that_the_crates_are_built_with() {
        let crates = locked("wasm-bindgen");
        assert_eq!(crates.len(), 1, "Cargo.lock has wasm-bindgen in {crates:?}");
        assert_eq!(locked("wasm-bindgen-cli"), crates, "Cargo.toml pins both: give them one version");
    }
}
