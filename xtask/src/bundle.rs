//! The package's code: modules from `target/package-src/`, each entry as one file in `pkg/`.

use crate::{node, shell};
use anyhow::Result;

/// An entry of the package, for one kind of runtime.
struct Bundle {
    from: &'static str,
    to: &'static str,
    kind: Kind,
}

enum Kind {
    /// For Node: CommonJS, which both `require` and `import` share. Readable, because that is what a debugger shows.
    Node,
    /// For browsers and bundlers: an ES module, as small as it gets.
    Browser,
}

const BUNDLES: &[Bundle] = &[
    Bundle { from: "init.js", to: "init.cjs", kind: Kind::Node },
    Bundle { from: "init.js", to: "init.js", kind: Kind::Browser },
    Bundle { from: "node.js", to: "index.cjs", kind: Kind::Node },
    Bundle { from: "browser.js", to: "browser.js", kind: Kind::Browser },
    Bundle { from: "sandbox.init.js", to: "sandbox.init.cjs", kind: Kind::Node },
    Bundle { from: "sandbox.init.js", to: "sandbox.init.js", kind: Kind::Browser },
    Bundle { from: "sandbox.node.js", to: "sandbox.cjs", kind: Kind::Node },
    Bundle { from: "sandbox.browser.js", to: "sandbox.browser.js", kind: Kind::Browser },
    Bundle { from: "webhook.js", to: "webhook.cjs", kind: Kind::Node },
    Bundle { from: "webhook.js", to: "webhook.mjs", kind: Kind::Browser },
];

/// Bundles every entry.
pub fn all() -> Result<()> {
    BUNDLES.iter().try_for_each(Bundle::make)
}

impl Bundle {
    fn make(&self) -> Result<()> {
        let mut esbuild = node::tool("www", "esbuild");
        esbuild
            .arg(format!("target/package-src/{}", self.from))
            .arg(format!("--outfile=pkg/{}", self.to))
            // The embedded wasm has one character per byte: escaped, it would be far larger.
            .args(["--bundle", "--charset=utf8", "--log-level=warning"])
            // What Node's entries share is a file of its own.
            .arg("--external:./*.cjs");
        match self.kind {
            Kind::Node => esbuild.args(["--format=cjs", "--platform=node", "--target=node20"]),
            Kind::Browser => esbuild.args(["--format=esm", "--target=es2022", "--minify"]),
        };
        shell::run(&mut esbuild)?;
        if let Kind::Browser = self.kind {
            // Looks longer than esbuild does, and finds a fiftieth more.
            let file = format!("pkg/{}", self.to);
            let mut terser = node::tool("www", "terser");
            shell::run(terser.args([
                &file,
                "--module",
                "--mangle",
                "--compress",
                "passes=3",
                "--output",
                &file,
            ]))?;
        }
        Ok(())
    }
}
