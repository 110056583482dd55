//! The package's license, and the notices that the crates within it ask for.
//!
//! Which crates these are, cargo tells while it compiles the wasm: what `Cargo.lock` gives the two packages, and the
//! standard library with its own. wasm-bindgen's glue is a part of wasm-bindgen, which is among them.

use crate::{pack, shell};
use anyhow::{Context, Result, bail, ensure};
use flate2::read::GzDecoder;
use serde::Deserialize;
use serde_json::Value;
use spdx::{Expression, Licensee, ParseMode};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// The licenses that a crate may have, those first that are taken where it offers several.
const ACCEPTED: [&str; 6] =
    ["MIT", "BSD-3-Clause", "BlueOak-1.0.0", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception", "Apache-2.0"];

/// What a file of a license is called, in capitals; and then with what the license's name begins with.
const FILES: [&str; 3] = ["LICENSE", "LICENCE", "COPYING"];

/// What is made.
const NOTICES: &str = "THIRD-PARTY-NOTICES";

const HEAD: &str = "Third-party notices

client.wasm, sandbox.wasm, and the JavaScript files that hold the same as text, are compiled of this package's own
code and of the Rust crates below; the JavaScript that joins them to their runtime is wasm-bindgen's. Each crate stands
under the license that it is used by, in its authors' words.
";

const LINE: &str = "\n--------------------------------------------------------------------------------\n\n";

/// The crates within a wasm, as cargo's messages tell them: where each has its `Cargo.toml`, a line each.
pub fn compiled(messages: &str) -> Result<String> {
    let mut manifests = BTreeSet::new();
    for line in messages.lines() {
        let message: Value = serde_json::from_str(line).context("cargo writes another kind of message")?;
        // What runs while compiling is compiled for this machine.
        let linked = message["filenames"].as_array().is_some_and(|files| {
            files.iter().filter_map(Value::as_str).any(|file| file.contains("wasm32-unknown-unknown"))
        });
        if linked {
            let manifest = message["manifest_path"].as_str().context("cargo names no manifest")?;
            manifests.insert(format!("{manifest}\n"));
        }
    }
    ensure!(!manifests.is_empty(), "cargo names no crate that it compiled");
    Ok(manifests.into_iter().collect())
}

/// Where the list of a wasm's crates is kept, beside it.
pub const CRATES: &str = "crates";

/// Writes both files into `pkg/`.
pub fn write() -> Result<()> {
    fs::copy("LICENSE", "pkg/LICENSE")?;
    Ok(fs::write(Path::new("pkg").join(NOTICES), notices()?)?)
}

/// Checks the packed notices: they are made of what is linked now, and leave out nothing that `Cargo.lock` gives the wasm.
pub fn check() -> Result<()> {
    let notices = notices()?;
    let mut archive = Vec::new();
    GzDecoder::new(File::open(pack::tarball())?).read_to_end(&mut archive)?;
    let packed = archive.windows(notices.len()).any(|part| part == notices.as_bytes());
    ensure!(packed, "{NOTICES} in {} is not what is made of these crates", pack::tarball().display());
    let mut tree = shell::cargo();
    tree.args(["tree", "--locked", "--target", "wasm32-unknown-unknown", "--edges", "normal,no-proc-macro"]);
    tree.args(["--package", "twilio_verify", "--package", "twilio_verify_sandbox"]);
    tree.args(["--prefix", "none", "--format", "{p}"]);
    for line in shell::ask(&mut tree)?.lines().filter(|line| !line.contains('(')) {
        let name = line.replace(" v", " ");
        ensure!(notices.contains(&format!("{name} (")), "{NOTICES} does not have {name}");
    }
    Ok(())
}

fn notices() -> Result<String> {
    let mut manifests = BTreeSet::new();
    for module in fs::read_dir("target/wasm")? {
        let list = module?.path().join(CRATES);
        manifests.extend(fs::read_to_string(list)?.lines().map(PathBuf::from));
    }
    let own = fs::read_to_string("LICENSE")?;
    let mut crates = Vec::new();
    for manifest in manifests.iter().filter(|manifest| !manifest.starts_with(shell::root())) {
        crates.push(Crate::read(manifest)?);
    }
    crates.sort_by_key(Crate::title);
    joined(&crates, &own)
}

/// The notices of crates. Those with the same text stand above it together.
fn joined(crates: &[Crate], own: &str) -> Result<String> {
    let mut order = Vec::new();
    let mut titles: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for one in crates {
        for (license, text) in one.texts(own)? {
            let title = format!("{} ({license})", one.title());
            if !titles.contains_key(&text) {
                order.push(text.clone());
            }
            titles.entry(text).or_default().insert(title);
        }
    }
    let mut notices = HEAD.to_owned();
    for text in order {
        notices.push_str(LINE);
        for title in &titles[&text] {
            notices.push_str(title);
            notices.push('\n');
        }
        notices.push('\n');
        notices.push_str(&text);
        notices.push('\n');
    }
    Ok(notices)
}

/// What a crate says of itself in its `Cargo.toml`.
#[derive(Deserialize)]
struct Manifest {
    package: Crate,
}

#[derive(Deserialize)]
struct Crate {
    name: String,
    version: String,
    license: Option<String>,
    #[serde(default)]
    authors: Vec<String>,
    #[serde(skip)]
    folder: PathBuf,
}

impl Crate {
    fn read(manifest: &Path) -> Result<Crate> {
        let text =
            fs::read_to_string(manifest).with_context(|| format!("cannot read {}", manifest.display()))?;
        let Manifest { package } =
            toml::from_str(&text).with_context(|| format!("cannot read {}", manifest.display()))?;
        Ok(Crate { folder: manifest.parent().context("a file is in a folder")?.to_owned(), ..package })
    }

    /// Whether it is a crate of the standard library's own source.
    fn is_std(&self) -> bool {
        self.folder
            .parent()
            .is_some_and(|library| library.ends_with("library") && library.join("std/Cargo.toml").exists())
    }

    fn title(&self) -> String {
        match self.is_std() {
            true => "The Rust standard library".into(),
            false => format!("{} {}", self.name, self.version),
        }
    }

    /// Each license that it is used by, and its text.
    fn texts(&self, own: &str) -> Result<Vec<(String, String)>> {
        // Some of the library's crates leave it to the others to say so.
        let license = match &self.license {
            Some(license) => license,
            None if self.is_std() => "MIT",
            None => bail!("{} says nothing of its license", self.title()),
        };
        let accepted = ACCEPTED.map(|one| Licensee::parse(one).expect("it is a license"));
        // Older crates write `MIT/Apache-2.0`.
        let needed = Expression::parse_mode(license, ParseMode::LAX)
            .with_context(|| format!("{}: {license:?} is no license", self.title()))?
            .minimized_requirements(&accepted)
            .ok()
            .with_context(|| format!("{} is under {license}, which is not accepted yet", self.title()))?;
        needed
            .into_iter()
            .map(|needed| {
                let name = needed.to_string();
                let text = self.text(&name, own)?;
                Ok((name, text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_owned()))
            })
            .collect()
    }

    /// The text of a license, as the crate has it.
    fn text(&self, license: &str, own: &str) -> Result<String> {
        let first = license.split(['-', ' ']).next().unwrap_or_default().to_uppercase();
        let mut files = Vec::new();
        // A crate in a workspace may leave its license to the folder above.
        for folder in self.folder.ancestors().take(2) {
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
                if path.is_file() && FILES.iter().any(|file| name.starts_with(file)) {
                    files.push((!name.contains(&first), name.contains('-'), path));
                }
            }
            if !files.is_empty() {
                break;
            }
        }
        files.sort();
        match files.into_iter().find(|(other, of_one_license, _)| !other || !of_one_license) {
            Some((.., path)) => Ok(fs::read_to_string(path)?),
            None if license == "MIT" => self.mit(own),
            None => bail!("{} has no file with the text of {license}", self.title()),
        }
    }

    /// The MIT license in the name of the crate's authors, for one that has no file of it.
    fn mit(&self, own: &str) -> Result<String> {
        let authors: Vec<_> =
            self.authors.iter().map(|author| author.split(" <").next().unwrap_or(author)).collect();
        let authors = match authors.is_empty() {
            _ if self.is_std() => "The Rust Project contributors".into(),
            true => format!("The authors of {}", self.name),
            false => authors.join(", "),
        };
        let (_, rest) = own.split_once("Copyright (c) ").context("LICENSE has no copyright")?;
        let (_, terms) = rest.split_once('\n').context("LICENSE has no terms")?;
        Ok(format!("MIT License\n\nCopyright (c) {authors}\n{terms}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::env;

    const OWN: &str = "MIT License\n\nCopyright (c) 2000 Us\n\nTerms.\n";

    /// A crate of a license with these files, in a folder of its own.
    fn example(name: &str, license: &str, files: &[&str]) -> Crate {
        let folder = env::temp_dir().join(format!("xtask-licenses-{}/{name}/{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for file in files {
            fs::write(folder.join(file), format!("Text of {file}\n")).unwrap();
        }
        let manifest = folder.join("Cargo.toml");
        let text = format!(
            "[package]\nname = {name:?}\nversion = \"1.2.3\"\nlicense = {license:?}\nauthors = [\"Mika <m@example.com>\"]\n"
        );
        fs::write(&manifest, text).unwrap();
        Crate::read(&manifest).unwrap()
    }

    fn texts(license: &str, files: &[&str]) -> Result<Vec<(String, String)>> {
        let name = format!("{license} {}", files.join(" ")).replace(['/', '(', ')'], "");
        example(&name, license, files).texts(OWN)
    }

    fn text(license: &str, files: &[&str]) -> String {
        texts(license, files).unwrap().into_iter().map(|(name, text)| format!("{name}: {text}")).collect()
    }

    #[test]
    fn of_several_licenses_the_one_we_use_is_taken() {
        let files = ["LICENSE-APACHE", "LICENSE-MIT", "UNLICENSE"];
        assert_eq!(text("Apache-2.0 OR MIT", &files), "MIT: Text of LICENSE-MIT");
        assert_eq!(text("Unlicense OR MIT", &files), "MIT: Text of LICENSE-MIT");
        assert_eq!(text("BSD-3-Clause", &["LICENSE"]), "BSD-3-Clause: Text of LICENSE");
        assert_eq!(text("Apache-2.0", &["LICENSE.md"]), "Apache-2.0: Text of LICENSE.md");
        let files = ["LICENSE-APACHE", "LICENSE-MIT", "LICENSE-UNICODE"];
        let both = texts("(MIT OR Apache-2.0) AND Unicode-3.0", &files).unwrap();
        assert_eq!(both.len(), 2);
        assert!(both.contains(&("Unicode-3.0".into(), "Text of LICENSE-UNICODE".into())));
    }

    #[test]
    fn a_crate_without_a_file_has_its_authors_named() {
        assert_eq!(text("MIT", &[]), "MIT: MIT License\n\nCopyright (c) Mika\n\nTerms.");
    }

    #[test]
    fn what_is_not_accepted_or_has_no_text_is_refused() {
        let refused = |license, files: &[&str]| texts(license, files).unwrap_err().to_string();
        assert!(refused("GPL-3.0-only", &["LICENSE"]).contains("is under GPL-3.0-only"));
        assert!(refused("MIT AND GPL-3.0-only", &["LICENSE"]).contains("not accepted yet"));
        assert!(refused("what, you, want", &["LICENSE"]).contains("is no license"));
        assert!(refused("BSD-3-Clause", &["LICENSE-MIT"]).contains("no file with the text of BSD-3-Clause"));
    }

    #[test]
    fn the_same_text_stands_once() {
        let one = example("one", "MIT", &["LICENSE"]);
        let other = example("other", "MIT", &["LICENSE"]);
        let notices = joined(&[one, other], OWN).unwrap();
        assert!(notices.ends_with("one 1.2.3 (MIT)\nother 1.2.3 (MIT)\n\nText of LICENSE\n"), "{notices}");
    }

    #[test]
    fn only_what_is_compiled_for_wasm_counts() {
        let artifact = |name: &str, file: &str| {
            format!(
                r#"{{"reason":"compiler-artifact","manifest_path":"/{name}/Cargo.toml","filenames":["{file}"]}}"#
            )
        };
        let messages = [
            artifact("subtle", "/t/wasm32-unknown-unknown/wasm/deps/libsubtle.rlib"),
            artifact("syn", "/t/wasm/deps/libsyn.rlib"),
            r#"{"reason":"build-finished","success":true}"#.into(),
        ];
        assert_eq!(compiled(&messages.join("\n")).unwrap(), "/subtle/Cargo.toml\n");
        assert!(compiled(&messages[1]).is_err());
    }
}
