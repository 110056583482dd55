//! From the crates to wasm with its JavaScript glue: cargo, wasm-bindgen, wasm-opt, and the wasm as a string.

use crate::names::Names;
use crate::stamp::Stamp;
use crate::toolchain::Toolchain;
use crate::{embed, glue, licenses, node, shell};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// A crate that becomes a wasm.
pub struct Module {
    /// The crate.
    pub package: &'static str,
    /// Its features, as an argument of cargo's.
    features: Option<&'static str>,
    /// The folder of what is made.
    folder: &'static str,
    /// What the files in it are called.
    name: &'static str,
}

/// Every module of the package.
pub const MODULES: [Module; 2] = [
    Module { package: "twilio_verify", features: None, folder: "target/wasm/client", name: "core" },
    Module {
        package: "twilio_verify_sandbox",
        features: None,
        folder: "target/wasm/sandbox",
        name: "sandbox",
    },
];

/// What the page begins with: of the sandbox what a sign-in by a code needs.
pub const CODES: Module = Module {
    package: "twilio_verify_sandbox",
    features: Some("--no-default-features"),
    folder: "target/wasm-page",
    name: "codes",
};

/// Where cargo compiles to. The tests have a folder of their own: they are built with other flags.
const COMPILED: &str = "target/wasm-release";

/// A panic stops at once: none of what would tell about it is in the wasm.
const RUST_FLAGS: [&str; 2] = ["-Zunstable-options", "-Cpanic=immediate-abort"];

/// What every JavaScript runtime has that the package runs on, and that Rust uses.
const FEATURES: [&str; 6] = [
    "--enable-reference-types",
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-sign-ext",
    "--enable-multivalue",
    "--enable-nontrapping-float-to-int",
];

/// How wasm-opt makes it small. What comes last prints the new names.
const OPTIMIZE: [&str; 8] = [
    // Loops and branches laid out anew, from the flat form that this needs.
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "-Oz",
    // The stack is below the data: no pointer is so small that an offset would make it wrap.
    "--low-memory-unused",
    "--strip-target-features",
    "--minify-imports-and-exports-and-modules",
];

/// What the glue does for those who use it otherwise than this package does, and what takes its place.
const CUTS: [(&str, &str); 8] = [
    // It is always given a module; but this would refuse one that the platform has compiled in another realm than ours,
    // as Vercel's does.
    (
        "    if (!(module instanceof WebAssembly.Module)) {
        module = new WebAssembly.Module(module);
    }
",
        "",
    ),
    // And always in an object.
    (
        "    if (module !== undefined) {
        if (Object.getPrototypeOf(module) === Object.prototype) {
            ({module} = module)
        } else {
            console.warn('using deprecated parameters for `initSync()`; pass a single object instead')
        }
    }
",
        "    ({module} = module)\n",
    ),
    // Each string has a place that can grow.
    (
        "    if (realloc === undefined) {
        const buf = cachedTextEncoder.encode(arg);
        const ptr = malloc(buf.length, 1) >>> 0;
        getUint8ArrayMemory0().subarray(ptr, ptr + buf.length).set(buf);
        WASM_VECTOR_LEN = buf.length;
        return ptr;
    }
",
        "",
    ),
    // Made when first needed: jsdom has none, and loading does without.
    (
        "let cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
cachedTextDecoder.decode();
const MAX_SAFARI_DECODE_BYTES = 2146435072;
let numBytesDecoded = 0;
",
        "let cachedTextDecoder;
const MAX_SAFARI_DECODE_BYTES = 2146435072;
let numBytesDecoded = MAX_SAFARI_DECODE_BYTES;
",
    ),
    ("    if (typeof numBytesDecoded !== 'undefined') numBytesDecoded = 0;\n", ""),
    ("const cachedTextEncoder = new TextEncoder();\n", "let cachedTextEncoder;\n"),
    (
        "const ret = cachedTextEncoder.encodeInto(",
        "const ret = (cachedTextEncoder ??= new TextEncoder()).encodeInto(",
    ),
    // Whatever can run this wasm has it.
    (
        "if (!('encodeInto' in cachedTextEncoder)) {
    cachedTextEncoder.encodeInto = function (arg, view) {
        const buf = cachedTextEncoder.encode(arg);
        view.set(buf);
        return {
            read: arg.length,
            written: buf.length
        };
    };
}
",
        "",
    ),
];

impl Module {
    /// Builds what has changed.
    pub fn build(&self, toolchain: &Toolchain) -> Result<()> {
        self.compile(toolchain)?;
        self.finish()
    }

    fn compile(&self, toolchain: &Toolchain) -> Result<()> {
        let cargo = &mut toolchain.cargo("rustc", COMPILED, &RUST_FLAGS);
        // The crate type is given here and not in Cargo.toml: the sandbox, which is linked with the client's crate, would
        // otherwise write a wasm of that crate too, in place of the client's own.
        cargo.args(["-p", self.package, "--lib", "--crate-type", "cdylib", "--profile", "wasm"]);
        cargo.args(self.features);
        cargo.arg("-Zbuild-std-features=optimize_for_size");
        cargo.arg("--message-format=json-render-diagnostics");
        let crates = licenses::compiled(&shell::messages(cargo)?)?;
        let file = Path::new(self.folder).join(licenses::CRATES);
        // Only where it has changed: what is made of it is made again then.
        if fs::read_to_string(&file).ok().as_ref() != Some(&crates) {
            fs::create_dir_all(file.parent().expect("it is in a folder"))?;
            fs::write(file, crates)?;
        }
        Ok(())
    }

    /// What cargo compiled.
    fn compiled(&self) -> PathBuf {
        Path::new(COMPILED).join("wasm32-unknown-unknown/wasm").join(self.package).with_extension("wasm")
    }

    /// A file of what is made.
    fn file(&self, end: &str) -> PathBuf {
        Path::new(self.folder).join(format!("{}{end}", self.name))
    }

    /// Makes the glue and the small wasm, where the compiled one has changed.
    fn finish(&self) -> Result<()> {
        let glue = self.file(".js");
        let wasm = self.file("_bg.wasm");
        let bytes = wasm.with_file_name("bytes.js");
        let stamp = Stamp::of_step(&format!("wasm-{}", self.name))?
            .path("www/package-lock.json")?
            // It names wasm-bindgen's version.
            .path("Cargo.lock")?
            .path(self.compiled())?;
        if stamp.is_fresh(&[&glue, &wasm, &bytes]) {
            return Ok(());
        }
        self.bind()?;
        let mut optimize = node::tool("www", "wasm-opt");
        optimize.args(OPTIMIZE).args(FEATURES).arg(&wasm).arg("-o").arg(&wasm);
        let names: Names = serde_json::from_str(&shell::output(&mut optimize)?)
            .context("wasm-opt printed something else than the new names")?;
        let mut text = names.rename(&fs::read_to_string(&glue)?)?;
        for (cut, instead) in CUTS {
            ensure!(text.contains(cut), "wasm-bindgen's glue no longer has what is cut out of it:\n{cut}");
            text = text.replace(cut, instead);
        }
        fs::write(&glue, text)?;
        fs::write(&bytes, embed::module(&fs::read(&wasm)?))?;
        stamp.keep()
    }

    /// Runs wasm-bindgen.
    fn bind(&self) -> Result<()> {
        let mut bindgen = glue::program("wasm-bindgen")?;
        bindgen.args([
            "--target=web",
            "--omit-default-module-path",
            "--no-typescript",
            "--remove-name-section",
            "--remove-producers-section",
            "--experimental-reset-state-function",
        ]);
        bindgen.arg(format!("--out-name={}", self.name));
        bindgen.arg(format!("--out-dir={}", self.folder));
        shell::run(bindgen.arg(self.compiled()))
    }
}
