//! The stages of `cargo xtask test` and `cargo xtask lint`.

use clap::ValueEnum;
use clap::builder::PossibleValue;

/// One of the checks that a command runs.
pub trait Stage: ValueEnum + Copy + PartialEq + Send + Sync + 'static {
    /// All of them, in the order in which they run.
    const ALL: &'static [Self];

    /// What to ask for it with.
    fn name(self) -> &'static str;

    /// What it checks.
    fn what(self) -> &'static str;
}

macro_rules! stages {
    ($(#[$about:meta])* $type:ident { $($stage:ident: $name:literal, $what:literal;)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub enum $type {
            $(#[doc = $what] $stage,)+
        }

        impl Stage for $type {
            const ALL: &'static [Self] = &[$(Self::$stage),+];

            fn name(self) -> &'static str {
                match self { $(Self::$stage => $name),+ }
            }

            fn what(self) -> &'static str {
                match self { $(Self::$stage => $what),+ }
            }
        }

        impl ValueEnum for $type {
            fn value_variants<'a>() -> &'a [Self] {
                Self::ALL
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                Some(PossibleValue::new(self.name()).help(self.what()))
            }
        }
    };
}

stages! {
    /// What is tested.
    Test {
        Native: "native", "the crates, on this machine";
        Wasm: "wasm", "the wasm's exports, in Node";
        Browser: "browser", "the wasm's exports, in headless Chromium";
        Package: "package", "the packed package in Node, the page in Chromium";
        Runtimes: "runtimes", "the packed package in Node, Deno, Bun, workerd and Vercel's runtime";
        Browsers: "browsers", "the packed package in Chromium, Firefox and WebKit";
        Bundlers: "bundlers", "the packed package, bundled for production";
        Frameworks: "frameworks", "the packed package in frameworks and other people's test runners";
        Table: "table", "where the cases ran, as the README has it";
        Types: "types", "the package's types, by tsc";
    }
}

stages! {
    /// What is linted.
    Lint {
        Rustfmt: "rustfmt", "how Rust is written";
        Clippy: "clippy", "the crates, on this machine";
        Wasm: "wasm", "the crates, as wasm, by clippy";
        Rustdoc: "rustdoc", "the documentation of the crates";
        Types: "types", "the package's types, by tsc";
        Package: "package", "the packed package, by publint and are-the-types-wrong";
        Licenses: "licenses", "the notices in the packed package, against what is linked";
        Prettier: "prettier", "how the rest is written";
    }
}
