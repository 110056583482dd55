//! `cargo xtask size`: how large what ships is, and whether it keeps its budget.

use crate::{budget, build, bundle, embed, node, package, shell};
use anyhow::{Context, Result, ensure};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use twilio_verify::table::{MODEL_LINES, OPERATIONS};

/// What the budget is for: this file has the wasm in it.
const DOWNLOAD: &str = "pkg/browser.js";

/// What a program of Twilio's own library downloads beyond it, and at most, in bytes after brotli.
const LIBRARY: (&str, usize) = ("pkg/twilio.browser.js", 7_000);

/// Where its modules are.
const SOURCES: &str = "target/package-src";

/// What is measured, and what it is.
const FILES: [(&str, &str); 9] = [
    ("target/wasm/client/core_bg.wasm", "the core's wasm, alone"),
    ("target/wasm/client/core.js", "its glue, before it is bundled and minified"),
    (DOWNLOAD, "browsers and bundlers, with the wasm"),
    ("pkg/client.wasm", "the file that edge runtimes and twilio_verify/init take"),
    ("pkg/init.js", "the JavaScript beside it"),
    ("pkg/init.cjs", "Node, without the wasm"),
    (LIBRARY.0, "twilio_verify/twilio, beyond the client; at most 7,000"),
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
    build::set_up_and_run()?;
    shell::say(format!("\n{:<34}{:>9}{:>9}{:>9}  bytes", "", "raw", "gzip -9", "br -q 11"));
    let mut download = 0;
    for (file, what) in FILES {
        let bytes = fs::read(file).with_context(|| format!("cannot read {file}"))?;
        let sizes = Sizes::of(&bytes)?;
        if file == DOWNLOAD {
            download = sizes.brotli;
        }
        let (library, most) = LIBRARY;
        ensure!(file != library || sizes.brotli <= most, "{library} is larger than {} bytes", grouped(most));
        shell::say(format!(
            "{file:<34}{:>9}{:>9}{:>9}  {what}",
            grouped(sizes.raw),
            grouped(sizes.gzip),
            grouped(sizes.brotli)
        ));
    }
    parts(download)?;
    let budget = budget::today();
    shell::say(format!(
        "\nbudget, after brotli, without the sandbox: {} bytes ({})",
        grouped(budget),
        budget::explained()
    ));
    let downloads = [
        (DOWNLOAD, download, budget),
        ("a program with all of it, by esbuild", by_a_user()?, budget::bundled()),
    ];
    for (what, size, limit) in downloads {
        shell::say(format!("{what:<43}{:>9}  of at most {}", grouped(size), grouped(limit)));
    }
    for (what, size, limit) in downloads {
        ensure!(size <= limit, "{what} is {} bytes over its budget", grouped(size - limit));
    }
    let told = told(&fs::read_to_string("README.md")?)
        .context("README.md does not say how large the download is")?;
    ensure!(
        told.abs_diff(download) <= download / 50,
        "README.md says that the download has {} bytes, and it has {}",
        grouped(told),
        grouped(download)
    );
    Ok(())
}

/// How large the download is, as the README's comparison has it in its last column.
fn told(readme: &str) -> Option<usize> {
    let row = readme.lines().find(|line| line.starts_with("| download, brotli |"))?;
    let (number, _) = row.rsplit('|').nth(1)?.trim().split_once(" bytes")?;
    number.replace(',', "").parse().ok()
}

/// What esbuild makes, as its users run it, of a program that imports the package as its README does, and uses all of it.
fn by_a_user() -> Result<usize> {
    let (program, bundle) = ("target/xtask/program.mjs", "target/xtask/program.bundle.js");
    fs::write(
        program,
        "import TwilioVerify from 'twilio_verify';\nglobalThis.TwilioVerify = TwilioVerify;\n",
    )?;
    let mut esbuild = node::tool("www", "esbuild");
    esbuild.args([program, "--bundle", "--minify", "--format=esm", "--log-level=error"]);
    esbuild.arg(format!("--outfile={bundle}")).env("NODE_PATH", shell::root().join("www/node_modules"));
    shell::ask(&mut esbuild)?;
    Ok(Sizes::of(&fs::read(bundle)?)?.brotli)
}

/// The modules that are made from the tables.
const CLASSES: [&str; 3] = ["client/apis.js", "client/models.js", "client/enumerations.js"];

/// Prints what each part of the download costs.
fn parts(download: usize) -> Result<()> {
    let wasm = fs::read("target/wasm/client/core_bg.wasm")?;
    let glue = fs::read_to_string("target/wasm/client/core.js")?;
    let whole = bundled(&wasm, &[])?;
    let same = bundled(&without_export(&glue, None)?, &[])?;
    let costs = [
        ("tables of operations", whole, bundled(&without_text(&wasm, OPERATIONS)?, &[])?),
        ("tables of models", whole, bundled(&without_text(&wasm, MODEL_LINES)?, &[])?),
        ("request path", same, bundled(&without_export(&glue, Some("send"))?, &[])?),
        ("decoder", whole, bundled(&wasm, &["client/decode.js"])?),
        ("glue", whole, bundled(&wasm, &["core/core.js"])?),
        ("JavaScript classes", whole, bundled(&wasm, &CLASSES)?),
    ];
    let costs = costs.map(|(part, with, without)| (part, with.saturating_sub(without)));
    let rest = download.saturating_sub(costs.iter().map(|(_, cost)| cost).sum());
    shell::say(
        "\nwithout a part (a table's text, an export, its modules) the download is smaller by, br -q 11:",
    );
    let rest = ("the rest: JavaScript, other wasm, what parts share", rest);
    for (part, cost) in costs.into_iter().chain([rest]) {
        shell::say(format!("{part:<52}{:>9}", grouped(cost)));
    }
    Ok(())
}

/// What the download is with another wasm, and without some modules.
fn bundled(wasm: &[u8], without: &[&str]) -> Result<usize> {
    let folder = Path::new("target/xtask/parts");
    for file in package::files(Path::new(SOURCES))? {
        let to = folder.join(&file);
        fs::create_dir_all(to.parent().expect("it is in a folder"))?;
        fs::copy(Path::new(SOURCES).join(&file), to)?;
    }
    fs::write(folder.join("core/bytes.js"), embed::module(wasm))?;
    let mut esbuild = node::tool("www", "esbuild");
    for module in without {
        let text = fs::read_to_string(folder.join(module)).with_context(|| format!("no module {module}"))?;
        let imports = text.lines().filter(|line| line.starts_with("import "));
        let mut exports: Vec<_> = imports.map(|line| line.replacen("import", "export", 1)).collect();
        if !text.contains("export default ") {
            let (_, name) = module.rsplit_once('/').expect("a module is in a room");
            esbuild.arg(format!("--external:*/{name}"));
        } else {
            // What it imports stays, although nothing else may need it.
            exports.push("export default {};".to_owned());
            fs::write(folder.join(module), exports.join("\n"))?;
        }
    }
    let bundle = format!("{}/bundle.mjs", folder.display());
    esbuild.arg(folder.join("entries/browser.js")).arg(format!("--outfile={bundle}"));
    shell::ask(esbuild.args(["--bundle", "--charset=utf8", "--log-level=error"]).args(bundle::MINIFY))?;
    shell::ask(&mut bundle::shrink(&bundle)?)?;
    Ok(Sizes::of(&fs::read(bundle)?)?.brotli)
}

/// A wasm without a text in its data: no longer one that runs, but of the size that it would have.
fn without_text(wasm: &[u8], text: &str) -> Result<Vec<u8>> {
    let mut windows = wasm.windows(text.len());
    let at =
        windows.position(|window| window == text.as_bytes()).context("the wasm does not have the table")?;
    Ok([&wasm[..at], &wasm[at + text.len()..]].concat())
}

/// The core's wasm without an export, and without all that only it needs.
fn without_export(glue: &str, export: Option<&str>) -> Result<Vec<u8>> {
    let called =
        |text: &str| text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned();
    let mut exports: BTreeSet<_> = glue.split("wasm.").skip(1).map(called).collect();
    if let Some(name) = export {
        let (_, body) = glue.split_once(&format!("export function {name}(")).context("no such export")?;
        let (_, call) = body.split_once("ret = wasm.").context("it calls no wasm")?;
        ensure!(exports.remove(&called(call)), "the wasm does not export {name}");
    }
    let nodes = exports.iter().map(|name| json!({ "name": name, "export": name, "root": true }));
    let (graph, smaller) = ("target/xtask/graph.json", "target/xtask/smaller.wasm");
    fs::write(graph, json!(nodes.collect::<Vec<_>>()).to_string())?;
    let mut metadce = node::tool("www", "wasm-metadce");
    metadce.arg("target/wasm/client/core_bg.wasm").args(["-all", "--graph-file", graph, "-o", smaller]);
    shell::ask(&mut metadce)?;
    Ok(fs::read(smaller)?)
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
    fn the_readme_tells_its_own_download_last() {
        let row = "a\n| download, brotli | 25,192 bytes (all) | 21,025 bytes (all) |\nb";
        assert_eq!(told(row), Some(21_025));
        assert_eq!(told("| download, brotli | unknown |"), None);
    }

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
