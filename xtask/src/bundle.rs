//! The package's code: modules from `target/package-src/`, each entry as one file in `pkg/`.

use crate::{node, package, shell};
use anyhow::Result;
use serde_json::json;
use std::fs;
use std::process::Command;

/// An entry of the package, for one kind of runtime.
struct Bundle {
    from: &'static str,
    to: &'static str,
    kind: Kind,
}

/// How esbuild makes what browsers load. Names are left to terser.
pub const MINIFY: [&str; 4] = ["--format=esm", "--target=es2022", "--minify-whitespace", "--minify-syntax"];

/// How esbuild makes what Node loads.
const NODE: [&str; 3] = ["--format=cjs", "--platform=node", "--target=node20"];

/// What makes a file smaller: terser, which looks longer than esbuild does, and finds a fiftieth more.
pub fn shrink(file: &str) -> Result<Command> {
    // What is exported is a variable of its own name: short names would have to be listed beside the real ones.
    let options = json!({
        "module": true,
        "ecma": 2020,
        "compress": { "passes": 3 },
        "mangle": { "reserved": package::exports() },
    });
    let config = "target/xtask/terser.json";
    fs::create_dir_all("target/xtask")?;
    fs::write(config, options.to_string())?;
    let mut terser = node::tool("www", "terser");
    terser.args([file, "--config-file", config, "--output", file]);
    Ok(terser)
}

enum Kind {
    /// For Node: CommonJS, which both `require` and `import` share. Readable, because that is what a debugger shows.
    Node,
    /// For Node too, where what is required is the function itself, as of Twilio's own library.
    Callable,
    /// For browsers and bundlers: an ES module, as small as it gets.
    Browser,
}

const BUNDLES: &[Bundle] = &[
    Bundle { from: "entries/init.js", to: "init.cjs", kind: Kind::Node },
    Bundle { from: "entries/init.js", to: "init.js", kind: Kind::Browser },
    Bundle { from: "entries/node.js", to: "index.cjs", kind: Kind::Node },
    Bundle { from: "entries/browser.js", to: "browser.js", kind: Kind::Browser },
    Bundle { from: "entries/sandbox.init.js", to: "sandbox.init.cjs", kind: Kind::Node },
    Bundle { from: "entries/sandbox.init.js", to: "sandbox.init.js", kind: Kind::Browser },
    Bundle { from: "entries/sandbox.node.js", to: "sandbox.cjs", kind: Kind::Node },
    Bundle { from: "entries/sandbox.browser.js", to: "sandbox.browser.js", kind: Kind::Browser },
    Bundle { from: "entries/twilio.node.js", to: "twilio.cjs", kind: Kind::Callable },
    Bundle { from: "entries/twilio.init.js", to: "twilio.init.js", kind: Kind::Browser },
    Bundle { from: "entries/twilio.browser.js", to: "twilio.browser.js", kind: Kind::Browser },
    Bundle { from: "entries/sandbox.server.js", to: "sandbox.server.cjs", kind: Kind::Node },
    Bundle { from: "entries/cli.js", to: "cli.cjs", kind: Kind::Node },
    Bundle { from: "sandbox/page/page.js", to: "sandbox.page.js", kind: Kind::Browser },
    Bundle { from: "webhook/webhook.js", to: "webhook.cjs", kind: Kind::Node },
    Bundle { from: "webhook/webhook.js", to: "webhook.mjs", kind: Kind::Browser },
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
            .args(["--external:./*.cjs", "--external:./browser.js", "--external:./init.js"]);
        match self.kind {
            Kind::Node => esbuild.args(NODE),
            Kind::Callable => esbuild.args(NODE).arg("--footer:js=module.exports = module.exports.default;"),
            Kind::Browser => esbuild.args(MINIFY),
        };
        shell::run(&mut esbuild)?;
        if let Kind::Browser = self.kind {
            shell::run(&mut shrink(&format!("pkg/{}", self.to))?)?;
        }
        Ok(())
    }
}
