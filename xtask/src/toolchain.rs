//! The Rust that compiles wasm: one that has the standard library's source, because the library is built with it.

use crate::{debian, shell};
use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The first Rust that knows `-Cpanic=immediate-abort`.
const OLDEST: (u32, u32) = (1, 91);

/// Where it is remembered that rustup could not fetch the source, so that it is not asked each time.
const REFUSED: &str = "target/xtask/rustup-refused";

/// A Rust with its standard library's source.
#[derive(Debug, PartialEq)]
pub struct Toolchain {
    origin: Origin,
    version: Version,
    /// Where its `lib/rustlib` is.
    sysroot: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Origin {
    /// The one that runs this program, with rustup's `rust-src`.
    Host,
    /// Debian's packages for building its browsers, which are newer than its other Rust.
    Debian,
}

/// What `rustc -vV` says.
#[derive(Clone, Debug, PartialEq)]
struct Version {
    release: String,
    llvm: String,
}

impl Toolchain {
    /// The toolchain, which is installed if it has to be.
    pub fn set_up() -> Result<Self> {
        if let Some(host) = Self::host()? {
            return Ok(host);
        }
        if shell::find("rustup").is_some() {
            match add_source() {
                Ok(()) => {
                    if let Some(host) = Self::host()? {
                        return Ok(host);
                    }
                }
                Err(error) => shell::say(format!("  rustup cannot fetch rust-src ({error:#})")),
            }
        }
        if let Some(debian) = Self::debian()? {
            return Ok(debian);
        }
        let why = "building for wasm needs the standard library's source (`rustup component add rust-src`)";
        debian::install(&["rustc-web", "cargo-web", "rust-web-src"], why)?;
        let version = Version::of("/usr/bin/rustc")?.context("Debian's rustc-web has no /usr/bin/rustc")?;
        debian::install(&[&version.linker()], "linking wasm needs lld")?;
        match Self::debian()? {
            Some(debian) => Ok(debian),
            None => bail!("Debian's Rust is {}, and {}.{} is needed", version.release, OLDEST.0, OLDEST.1),
        }
    }

    fn host() -> Result<Option<Self>> {
        let sysroot = shell::ask(shell::rust("rustc").args(["--print", "sysroot"]))?;
        let version = Version::of("rustc")?.context("there is no rustc in PATH")?;
        Ok(Self::usable(Origin::Host, version, sysroot.into()))
    }

    fn debian() -> Result<Option<Self>> {
        Ok(Version::of("/usr/bin/rustc")?
            .filter(|version| Path::new("/usr/bin").join(version.linker()).exists())
            .and_then(|version| Self::usable(Origin::Debian, version, "/usr".into())))
    }

    /// This toolchain, if it is new enough and has the source.
    fn usable(origin: Origin, version: Version, sysroot: PathBuf) -> Option<Self> {
        let toolchain = Self { origin, version, sysroot };
        let source = toolchain.source().join("library/std/Cargo.toml");
        (toolchain.version.number() >= OLDEST && source.exists()).then_some(toolchain)
    }

    /// Where the standard library's source is.
    pub fn source(&self) -> PathBuf {
        self.sysroot.join("lib/rustlib/src/rust")
    }

    /// In a few words, for people.
    pub fn describe(&self) -> String {
        let from = match self.origin {
            Origin::Host => "rustup, with rust-src",
            Origin::Debian => "Debian's rustc-web",
        };
        format!("Rust {} ({from})", self.version.release)
    }

    /// Its cargo, set to compile for wasm with the standard library from source.
    pub fn cargo(&self, command: &str, target_folder: &str, flags: &[&str]) -> Command {
        let mut cargo = match self.origin {
            Origin::Host => shell::cargo(),
            Origin::Debian => {
                let mut cargo = shell::rust("/usr/bin/cargo");
                let mut path = OsString::from("/usr/bin:");
                path.push(env::var_os("PATH").unwrap_or_default());
                cargo
                    // Before rustup's programs of the same names, which cargo would find for its subcommands.
                    .env("PATH", path)
                    .env("RUSTC", "/usr/bin/rustc")
                    .env("RUSTDOC", "/usr/bin/rustdoc")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", self.version.linker());
                cargo
            }
        };
        cargo
            .args([command, "--target", "wasm32-unknown-unknown", "--target-dir", target_folder])
            .arg("-Zbuild-std=std,panic_abort")
            // A stable compiler, asked for what is not stable yet.
            .env("RUSTC_BOOTSTRAP", "1")
            .env_remove("RUSTFLAGS")
            .env("CARGO_ENCODED_RUSTFLAGS", self.flags(flags));
        cargo
    }

    /// The compiler's flags: the given ones, and that no path of this machine is in what it makes.
    fn flags(&self, flags: &[&str]) -> OsString {
        let home = env::var_os("CARGO_HOME").map(PathBuf::from);
        let home = home.or_else(|| Some(env::home_dir()?.join(".cargo")));
        let places = [
            Some((shell::root().to_owned(), ".")),
            Some((self.source(), "rust")),
            fs::canonicalize(self.source()).ok().map(|source| (source, "rust")),
            home.map(|home| (home.join("registry/src"), "crates")),
        ];
        let mut all: Vec<OsString> = flags.iter().map(OsString::from).collect();
        for (place, name) in places.into_iter().flatten() {
            let mut flag = OsString::from("--remap-path-prefix=");
            flag.push(place);
            flag.push("=");
            flag.push(name);
            all.push(flag);
        }
        all.join("\u{1f}".as_ref())
    }

    /// Installs what lints wasm, where it is missing.
    pub fn set_up_clippy(&self) -> Result<()> {
        match self.origin {
            Origin::Host => Ok(()),
            Origin::Debian if Path::new("/usr/bin/clippy-driver").exists() => Ok(()),
            Origin::Debian => debian::install(&["rust-web-clippy"], "linting wasm needs clippy"),
        }
    }
}

/// Asks rustup for the source, unless it could not give it before.
fn add_source() -> Result<()> {
    let asked = format!("{:?}", Version::of("rustc")?);
    if fs::read_to_string(REFUSED).is_ok_and(|refused| refused == asked) {
        bail!("as before; remove {REFUSED} to ask again");
    }
    let result =
        shell::within(Duration::from_secs(60), Command::new("rustup").args(["component", "add", "rust-src"]));
    if result.is_err() {
        fs::create_dir_all("target/xtask")?;
        fs::write(REFUSED, asked)?;
    }
    result
}

impl Version {
    /// The version of a compiler; none where there is no such program.
    fn of(rustc: &str) -> Result<Option<Self>> {
        if rustc.starts_with('/') && !Path::new(rustc).exists() {
            return Ok(None);
        }
        Ok(Self::parse(&shell::ask(shell::rust(rustc).arg("-vV"))?))
    }

    fn parse(text: &str) -> Option<Self> {
        let value =
            |name: &str| text.lines().find_map(|line| Some(line.strip_prefix(name)?.trim().to_owned()));
        Some(Self { release: value("release:")?, llvm: value("LLVM version:")? })
    }

    fn number(&self) -> (u32, u32) {
        let mut parts = self.release.split('.').map(|part| part.parse().unwrap_or(0));
        (parts.next().unwrap_or(0), parts.next().unwrap_or(0))
    }

    /// Debian's linker for wasm, of the same LLVM: its package and its program have one name.
    fn linker(&self) -> String {
        format!("lld-{}", self.llvm.split('.').next().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(release: &str) -> Version {
        Version::parse(&format!("rustc {release}\nrelease: {release}\nLLVM version: 22.1.8\n")).unwrap()
    }

    /// A sysroot, with the source or without.
    fn sysroot(name: &str, with_source: bool) -> PathBuf {
        let folder = env::temp_dir().join(format!("xtask-sysroot-{}-{name}", std::process::id()));
        let library = folder.join("lib/rustlib/src/rust/library/std");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&library).unwrap();
        if with_source {
            fs::write(library.join("Cargo.toml"), "").unwrap();
        }
        folder
    }

    #[test]
    fn the_linker_is_of_the_compilers_llvm() {
        assert_eq!(version("1.96.0").linker(), "lld-22");
    }

    #[test]
    fn an_old_toolchain_is_not_taken() {
        let sysroot = sysroot("old", true);
        assert_eq!(Toolchain::usable(Origin::Debian, version("1.90.0"), sysroot.clone()), None);
        assert!(Toolchain::usable(Origin::Debian, version("1.91.1"), sysroot).is_some());
    }

    #[test]
    fn a_toolchain_without_the_source_is_not_taken() {
        assert_eq!(Toolchain::usable(Origin::Host, version("1.96.0"), sysroot("bare", false)), None);
    }

    #[test]
    fn a_nightly_counts_by_its_numbers() {
        assert_eq!(version("1.97.0-nightly").number(), (1, 97));
    }

    #[test]
    fn what_is_not_a_rustc_has_no_version() {
        assert_eq!(Version::parse("gcc 12"), None);
    }
}
