//! `cargo xtask size`: how large what ships is, and whether it keeps its budget.

use crate::shell;
use anyhow::{Context, Result, ensure};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write;

/// What a browser downloads at most for the whole client, in bytes after brotli.
const BUDGET: usize = 20_000;

/// What the budget is for: this file has the wasm in it.
const DOWNLOAD: &str = "pkg/browser.js";

/// What is measured, and what it is.
const FILES: [(&str, &str); 8] = [
    ("target/wasm/client/core_bg.wasm", "the core's wasm, alone"),
    ("target/wasm/client/core.js", "its glue, before it is bundled and minified"),
    (DOWNLOAD, "browsers and bundlers, with the wasm"),
    ("pkg/client.wasm", "the file that edge runtimes and twilio_verify/init take"),
    ("pkg/init.js", "the JavaScript beside it"),
    ("pkg/init.cjs", "Node, without the wasm"),
    ("pkg/sandbox.browser.js", "the sandbox, with its wasm"),
    ("pkg/sandbox.wasm", "the sandbox's file, for edge runtimes"),
];

/// The sizes of one file.
struct Sizes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Prints the table; an error where the budget is exceeded.
pub fn run() -> Result<()> {
    shell::say(format!("\n{:<34}{:>9}{:>9}{:>9}  bytes", "", "raw", "gzip -9", "br -q 11"));
    let mut download = 0;
    for (file, what) in FILES {
        let bytes = fs::read(file).with_context(|| format!("cannot read {file}"))?;
        let sizes = Sizes::of(&bytes)?;
        if file == DOWNLOAD {
            download = sizes.brotli;
        }
        shell::say(format!(
            "{file:<34}{:>9}{:>9}{:>9}  {what}",
            grouped(sizes.raw),
            grouped(sizes.gzip),
            grouped(sizes.brotli)
        ));
    }
    shell::say(format!(
        "\ndownload (wasm + JavaScript, without the sandbox): {} bytes after brotli, of at most {}",
        grouped(download),
        grouped(BUDGET)
    ));
    ensure!(download <= BUDGET, "{DOWNLOAD} is {} bytes over its budget", grouped(download - BUDGET));
    Ok(())
}

impl Sizes {
    fn of(bytes: &[u8]) -> Result<Self> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes)?;
        let parameters = BrotliEncoderParams { quality: 11, size_hint: bytes.len(), ..Default::default() };
        let mut brotli = Vec::new();
        brotli::BrotliCompress(&mut &bytes[..], &mut brotli, &parameters)?;
        Ok(Self { raw: bytes.len(), gzip: gzip.finish()?.len(), brotli: brotli.len() })
    }
}

/// A number with its thousands apart.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_apart() {
        let shown = [0, 999, 1_000, 16_000, 1_234_567].map(grouped);
        assert_eq!(shown, ["0", "999", "1,000", "16,000", "1,234,567"]);
    }

    #[test]
    fn what_repeats_compresses() {
        let sizes = Sizes::of(&[7; 10_000]).unwrap();
        assert!(sizes.raw == 10_000 && sizes.gzip < 100 && sizes.brotli < 30);
    }
}
