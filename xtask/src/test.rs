//! `cargo xtask test`: everything that proves that it works.

use crate::browser::Browser;
use crate::toolchain::Toolchain;
use crate::{build, demo, glue, node, pack, setup, shell, site, stages};
use anyhow::{Result, ensure};
use std::ffi::OsStr;
use std::fs;
use std::iter;
use std::path::Path;
use std::process::Command;
use xtask_command::Test;

/// Where the wasm tests are compiled to: they keep what a panic says, which the release does without.
pub const COMPILED: &str = "target/wasm-test";

/// Node's tests: everything for who watches, and a line for each that failed, which are told again at the end.
const REPORTERS: [&str; 5] = [
    "--test",
    "--test-reporter=spec",
    "--test-reporter-destination=stdout",
    "--test-reporter=./failures.mjs",
    "--test-reporter-destination=stderr",
];

/// Sets everything up, builds, and runs the wanted stages, or all.
pub fn run(wanted: &[Test]) -> Result<()> {
    let toolchain = setup::for_build()?;
    setup::for_tests()?;
    let browser = setup::browser()?;
    build::run(&toolchain)?;
    stages::run("test", wanted, |stage| match stage {
        Test::Native => native(),
        Test::Wasm => wasm(&toolchain, None),
        Test::Browser => wasm(&toolchain, Some(&browser)),
        Test::Package => package(&browser),
        Test::Runtimes => runtimes(),
        Test::Browsers => browsers(&browser),
        Test::Bundlers => bundlers(&browser),
        Test::Frameworks => frameworks(&browser),
        Test::Table => table(),
        Test::Types => types(),
    })
}

fn native() -> Result<()> {
    // What is wrong, all at once.
    shell::cargo_for_all("test", &["--no-fail-fast"], &[])
}

/// The tests of the crates, compiled to wasm.
fn wasm(toolchain: &Toolchain, browser: Option<&Browser>) -> Result<()> {
    let mut cargo = toolchain.cargo("test", COMPILED, &[]);
    let runner = glue::program("wasm-bindgen-test-runner")?;
    let runner: Vec<_> = iter::once(runner.get_program()).chain(runner.get_args()).collect();
    let runner = serde_json::json!(runner.into_iter().map(OsStr::to_string_lossy).collect::<Vec<_>>());
    cargo
        .args(shell::SHIPPED)
        .arg("--tests")
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

fn package(browser: &Browser) -> Result<()> {
    site::write(None)?;
    site::picture()?;
    demo::write_table()?;
    let mut files: Vec<_> = fs::read_dir("tests")?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_>>()?;
    files.retain(|file| file.ends_with(".test.mjs"));
    files.sort();
    ensure!(!files.is_empty(), "tests/ has no *.test.mjs");
    shell::run(in_tests(browser).args(REPORTERS).args(files))
}

/// The conformance cases in every runtime that is no browser.
fn runtimes() -> Result<()> {
    shell::run(Command::new("node").arg("runtimes/main.mjs").current_dir("tests"))
}

/// The conformance cases in every browser, what pages are told that cannot run WebAssembly, and how browsers are asked.
fn browsers(browser: &Browser) -> Result<()> {
    let others = setup::other_browsers();
    let mut tests = in_tests(browser);
    tests.args(REPORTERS).args(["browsers/refused.test.mjs", "browsers/abilities.test.mjs"]);
    // Both run, whatever comes of the first.
    let results = [runner("browsers/main.mjs", browser), tests]
        .map(|mut node| shell::run(node.envs(others.iter().cloned())));
    results.into_iter().collect()
}

/// The conformance cases, and a small program, as every bundler puts them together.
fn bundlers(browser: &Browser) -> Result<()> {
    shell::run(&mut runner("bundlers/main.mjs", browser))
}

/// The conformance cases, and the package's types, in frameworks and test runners; and the sandbox's recipes for these.
fn frameworks(browser: &Browser) -> Result<()> {
    setup::for_frameworks()?;
    pack::install()?;
    // Both run, whatever comes of the first.
    let frameworks = shell::run(Command::new("node").arg("frameworks/main.mjs").current_dir("tests"));
    shell::run(runner("--test", browser).arg("recipes/recipes.test.mjs")).and(frameworks)
}

fn runner(file: &str, browser: &Browser) -> Command {
    let mut node = in_tests(browser);
    node.arg(file);
    node
}

fn in_tests(browser: &Browser) -> Command {
    let mut node = Command::new("node");
    node.current_dir("tests").env("CHROME", &browser.chrome);
    node
}

/// Prints the rows of the stages before it that have some.
fn table() -> Result<()> {
    shell::run(Command::new("node").arg("tests/table.mjs"))
}

/// Compiles what `tests/types/` writes against the package's types: programs, and one made of all that is known by hand.
pub fn types() -> Result<()> {
    shell::run(Command::new("node").arg("tests/types/every.mjs"))?;
    shell::run(node::tool("tests", "tsc").arg("--project").arg(Path::new("tests/tsconfig.json")))
}
