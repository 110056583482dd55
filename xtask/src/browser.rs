//! Chromium, for the tests that need a browser; and the others, for those that want every browser.

use crate::{debian, shell};
use anyhow::{Context, Result};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// A browser and the program that drives it.
pub struct Browser {
    /// The browser: `CHROME`, or what is found.
    pub chrome: PathBuf,
    /// Its WebDriver: `CHROMEDRIVER`, or what is found.
    pub driver: PathBuf,
}

impl Browser {
    /// The browser, which is installed if it has to be.
    pub fn set_up() -> Result<Self> {
        if let Some(browser) = Self::find() {
            return Ok(browser);
        }
        let why = "the browser tests need Chromium and ChromeDriver (or CHROME and CHROMEDRIVER set to their paths)";
        debian::install(&["chromium", "chromium-driver"], why)?;
        Self::find().context("Debian's chromium and chromium-driver are not in PATH")
    }

    fn find() -> Option<Self> {
        Some(Self {
            chrome: program("CHROME", &["chromium", "google-chrome", "chromium-browser"])?,
            driver: program("CHROMEDRIVER", &["chromedriver"])?,
        })
    }

    /// Writes what ChromeDriver is to start the browser with.
    pub fn write_capabilities(&self, file: &Path) -> Result<()> {
        let capabilities = serde_json::json!({
            "goog:chromeOptions": {
                "binary": self.chrome,
                "args": [
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--no-first-run",
                    "--no-proxy-server",
                ],
            },
        });
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        Ok(fs::write(file, serde_json::to_string_pretty(&capabilities)?)?)
    }
}

/// A program of another browser than Chromium: the variable that says where it is, what it is called, and Debian's
/// package.
struct Program {
    variable: &'static str,
    names: &'static [&'static str],
    package: &'static str,
}

const OTHERS: [Program; 3] = [
    Program { variable: "FIREFOX", names: &["firefox-esr", "firefox"], package: "firefox-esr" },
    Program { variable: "WEBKIT_DRIVER", names: &["WebKitWebDriver"], package: "webkit2gtk-driver" },
    // WebKit's browser draws on a screen, or does not start.
    Program { variable: "XVFB", names: &["Xvfb"], package: "xvfb" },
];

/// The variables that say where Firefox and WebKit are, which are installed if they have to be and can be. The tests do
/// without those that are missing, and say so.
pub fn others() -> Vec<(&'static str, PathBuf)> {
    let path = |one: &Program| program(one.variable, one.names);
    let missing: Vec<_> = OTHERS.iter().filter(|one| path(one).is_none()).map(|one| one.package).collect();
    if !missing.is_empty()
        && let Err(error) = debian::install(&missing, "the tests of every browser need Firefox and WebKit")
    {
        shell::say(format!("left out: {error:#}"));
    }
    OTHERS.iter().filter_map(|one| Some((one.variable, path(one)?))).collect()
}

fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    match env::var_os(variable) {
        Some(path) => Some(path.into()),
        None => names.iter().find_map(|name| shell::find(name)),
    }
}
