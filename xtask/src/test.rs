//! `cargo xtask test`: everything that proves that it works.

use crate::browser::Browser;
use crate::stages::{self, Stage};
use crate::toolchain::Toolchain;
use crate::{build, demo, node, setup, shell};
use anyhow::{Result, ensure};
use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The hidden command that runs a test program made of wasm.
pub const RUNNER: &str = "run-wasm-test";

/// Where the wasm tests are compiled to: they keep what a panic says, which the release does without.
pub const COMPILED: &str = "target/wasm-test";

/// Sets everything up, builds, and runs the wanted stages, or all.
pub fn run(wanted: &[String]) -> Result<()> {
    let toolchain = setup::for_build()?;
    setup::for_tests()?;
    let browser = setup::browser()?;
    build::run(&toolchain)?;
    let stages = [
        Stage::new("native", "the crates, on this machine", native),
        Stage::new("wasm", "the wasm's exports, in Node", || wasm(&toolchain, None)),
        Stage::new("browser", "the wasm's exports, in headless Chromium", || {
            wasm(&toolchain, Some(&browser))
        }),
        Stage::new("package", "the packed package in Node, the page in Chromium", || package(&browser)),
        Stage::new(
            "runtimes",
            "the packed package in Node, Deno, Bun, workerd and Vercel's runtime",
            runtimes,
        ),
        Stage::new("browsers", "the packed package in Chromium, Firefox and WebKit", || browsers(&browser)),
        Stage::new("bundlers", "the packed package, bundled for production", || bundlers(&browser)),
        Stage::new("table", "where the cases ran, as the README has it", table),
        Stage::new("types", "the package's types, by tsc", types),
    ];
    stages::run("test", &stages, wanted)
}

fn native() -> Result<()> {
    shell::cargo_for_all("test", &[], &[])
}

/// The tests of the crates, compiled to wasm.
fn wasm(toolchain: &Toolchain, browser: Option<&Browser>) -> Result<()> {
    let mut cargo = toolchain.cargo("test", COMPILED, &[]);
    let runner = serde_json::json!([env::current_exe()?, RUNNER]);
    cargo
        .args(["--workspace", "--exclude", "xtask", "--tests"])
        .arg(format!("--config=target.wasm32-unknown-unknown.runner={runner}"));
    if let Some(browser) = browser {
        let capabilities = shell::root().join("target/xtask/webdriver.json");
        browser.write_capabilities(&capabilities)?;
        cargo
            .env("WASM_BINDGEN_USE_BROWSER", "1")
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities)
            .env("CHROMEDRIVER", &browser.driver)
            // Seconds: a busy machine takes its time to start a browser.
            .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
            .env("NO_PROXY", "127.0.0.1,localhost");
    }
    shell::run(&mut cargo)
}

/// Runs a test program made of wasm, as cargo asks for it.
pub fn run_wasm(arguments: &[String]) -> Result<()> {
    let name = "wasm-bindgen-test-runner".to_owned();
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args([name].iter().chain(arguments))
}

fn package(browser: &Browser) -> Result<()> {
    demo::page()?;
    let mut files: Vec<_> = fs::read_dir("tests")?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_>>()?;
    files.retain(|file| file.ends_with(".test.mjs"));
    files.sort();
    ensure!(!files.is_empty(), "tests/ has no *.test.mjs");
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=spec"])
        .args(files)
        .current_dir("tests")
        .env("CHROME", &browser.chrome);
    shell::run(&mut node)
}

/// The conformance cases in every runtime that is no browser.
fn runtimes() -> Result<()> {
    shell::run(Command::new("node").arg("runtimes/main.mjs").current_dir("tests"))
}

/// The conformance cases in every browser, and what pages are told that cannot run WebAssembly.
fn browsers(browser: &Browser) -> Result<()> {
    let others = setup::other_browsers();
    let mut cases = runner("browsers/main.mjs", browser);
    let mut refused = runner("browsers/refused.test.mjs", browser);
    // Both run, whatever comes of the first.
    let results = [&mut cases, &mut refused].map(|node| shell::run(node.envs(others.iter().cloned())));
    results.into_iter().collect()
}

/// The conformance cases, and a small program, as every bundler puts them together.
fn bundlers(browser: &Browser) -> Result<()> {
    shell::run(&mut runner("bundlers/main.mjs", browser))
}

fn runner(file: &str, browser: &Browser) -> Command {
    let mut node = Command::new("node");
    node.arg(file).current_dir("tests").env("CHROME", &browser.chrome);
    node
}

/// Prints the rows of the three stages before it.
fn table() -> Result<()> {
    shell::run(Command::new("node").arg("tests/table.mjs"))
}

/// Compiles what `tests/types/` writes against the package's types: programs, and one made of all that is known by hand.
pub fn types() -> Result<()> {
    shell::run(Command::new("node").arg("tests/types/every.mjs"))?;
    shell::run(node::tool("tests", "tsc").arg("--project").arg(Path::new("tests/tsconfig.json")))
}
