//! `cargo xtask setup`: what the other commands need, found or installed.

use crate::browser::{self, Browser};
use crate::toolchain::Toolchain;
use crate::{node, shell};
use anyhow::Result;
use std::path::PathBuf;

/// What builds the package and the page.
pub fn for_build() -> Result<Toolchain> {
    let toolchain = Toolchain::set_up()?;
    found("wasm", &toolchain.describe());
    found("node", &node::check()?);
    npm("www", "what builds the package and serves the page")?;
    Ok(toolchain)
}

/// What the tests use beyond that, but for a browser.
pub fn for_tests() -> Result<()> {
    npm("tests", "what only tests use")?;
    npm("tests/comparison", "Twilio's own library, which webhooks are held against")
}

/// The frameworks that one stage of the tests builds with, and what it runs the sandbox's recipes with.
pub fn for_frameworks() -> Result<()> {
    npm("tests/frameworks", "frameworks and test runners")?;
    npm("tests/recipes", "what the sandbox's recipes are for")
}

/// The browser of the tests.
pub fn browser() -> Result<Browser> {
    let browser = Browser::set_up()?;
    found("browser", &format!("{}, {}", browser.chrome.display(), browser.driver.display()));
    Ok(browser)
}

/// The other browsers: the variables that say to the tests where they are.
pub fn other_browsers() -> Vec<(&'static str, PathBuf)> {
    let browsers = browser::others();
    let paths: Vec<_> = browsers.iter().map(|(_, path)| path.display().to_string()).collect();
    found("browsers", &paths.join(", "));
    browsers
}

/// Everything, for `cargo xtask setup`.
pub fn all() -> Result<()> {
    let toolchain = for_build()?;
    toolchain.set_up_clippy()?;
    for_tests()?;
    for_frameworks()?;
    browser()?;
    other_browsers();
    Ok(())
}

fn npm(folder: &str, what: &str) -> Result<()> {
    let state = if node::install(folder)? { "installed" } else { "already installed" };
    found("npm", &format!("{folder}: {what}, {state}"));
    Ok(())
}

fn found(what: &str, text: &str) {
    shell::say(format!("{what:>8}  {text}"));
}
