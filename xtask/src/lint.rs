//! `cargo xtask lint`: what a reviewer should not have to say.

use crate::toolchain::Toolchain;
use crate::{build, licenses, node, pack, setup, shell, stages, test};
use anyhow::Result;
use xtask_command::Lint;

/// What prettier formats. The templates are text to it.
const FORMATTED: [&str; 3] = [
    "{www,tests,examples,pkg-template}/**/*.{js,mjs,cjs,ts,mts,cts,css,html,json,yaml,yml}",
    ".github/**/*.yml",
    ".prettierrc.json",
];

/// Checks everything that has a linter, or the wanted stages.
pub fn run(wanted: &[Lint]) -> Result<()> {
    let toolchain = setup::for_build()?;
    toolchain.set_up_clippy()?;
    setup::for_tests()?;
    build::run(&toolchain)?;
    stages::run("lint", wanted, |stage| match stage {
        Lint::Rustfmt => rustfmt(),
        Lint::Clippy => clippy(),
        Lint::Wasm => wasm(&toolchain),
        Lint::Rustdoc => rustdoc(),
        Lint::Types => test::types(),
        Lint::Package => package(),
        Lint::Licenses => licenses::check(),
        Lint::Prettier => prettier(),
    })
}

fn rustfmt() -> Result<()> {
    shell::run(shell::cargo().args(["fmt", "--all", "--check"]))
}

fn clippy() -> Result<()> {
    shell::cargo_for_all("clippy", &["--all-targets", "--", "-Dwarnings"], &[])
}

fn wasm(toolchain: &Toolchain) -> Result<()> {
    let mut cargo = toolchain.cargo("clippy", test::COMPILED, &[]);
    cargo.args(shell::SHIPPED).args(["--all-targets", "--", "-Dwarnings"]);
    shell::run(&mut cargo)
}

fn rustdoc() -> Result<()> {
    shell::cargo_for_all("doc", &["--no-deps"], &[("RUSTDOCFLAGS", "-Dwarnings")])
}

fn package() -> Result<()> {
    shell::quietly(node::tool("tests", "publint").args(["run", "--strict"]).arg(pack::tarball()))?;
    let mut types = node::tool("tests", "attw");
    types.arg(pack::tarball()).args(["--no-definitely-typed", "--no-color"]);
    // What is no JavaScript cannot be required.
    types.args(["--exclude-entrypoints", "client.wasm", "sandbox.wasm"]);
    shell::quietly(&mut types)
}

fn prettier() -> Result<()> {
    shell::run(node::tool("tests", "prettier").args(["--check", "--log-level=warn"]).args(FORMATTED))
}
