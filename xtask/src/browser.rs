//! Chromium, for the tests that need a browser.

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

fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    match env::var_os(variable) {
        Some(path) => Some(path.into()),
        None => names.iter().find_map(|name| shell::find(name)),
    }
}
