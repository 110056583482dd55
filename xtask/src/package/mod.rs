//! The npm package's text: `pkg-template/` rendered from the tables.
//!
//! Files that end in `.j2` are minijinja templates; all others are taken as they are. JavaScript modules (`*.js`) go to
//! `target/package-src/`, from where they are bundled; everything else ships as it is, in `pkg/`.

mod pages;
mod sentences;
mod types;
mod views;
mod words;

use crate::embed;
use anyhow::{Context, Result};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use pages::Page;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use twilio_verify::{api, models};
use views::Tables;

/// Exports that are not made from a table.
const HAND_WRITTEN: [&str; 2] = ["ApiClient", "VerifyResponse"];

/// The classes of errors.
const ERRORS: [&str; 8] = [
    "VerifyError",
    "ParameterError",
    "HttpError",
    "RedirectError",
    "ConnectionError",
    "TimeoutError",
    "AbortError",
    "ParseError",
];

/// Exports that are made from a table, in the alphabet's order, in which they compress best.
fn made() -> Vec<&'static str> {
    let classes = api::CLASSES.iter().map(|class| class.name.text());
    let models = models::MODELS.iter().map(|model| model.name);
    let enumerations = models::ENUMERATIONS.iter().map(|enumeration| enumeration.name.text());
    let mut names: Vec<_> = classes.chain(models).chain(enumerations).collect();
    names.sort_unstable();
    names
}

/// What the package exports beside the default.
pub fn exports() -> Vec<&'static str> {
    HAND_WRITTEN.into_iter().chain(ERRORS).chain(made()).collect()
}

/// What the package is made from.
const TEMPLATE: &str = "pkg-template";

/// The folder of the package's documentation, and of its templates: a page for each entry of a table.
const PAGES: &str = "docs";

/// Renders the package: JavaScript into `target/package-src/`, what ships as it is into `pkg/`.
pub fn render(root: &Path) -> Result<()> {
    let sources = root.join("target/package-src");
    let package = root.join("pkg");
    for folder in [&sources, &package] {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
    }

    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_syntax(SyntaxConfig::builder().keep_trailing_newline(true).build()?);
    let readme = published(readme(&fs::read_to_string(root.join("README.md"))?)?);
    let repository = repository(&fs::read_to_string(root.join("Cargo.toml"))?)?;
    let tables = Tables { repository, ..Tables::new(readme) };
    let template = root.join(TEMPLATE);
    for file in files(&template)? {
        let text = fs::read_to_string(template.join(&file))?;
        let source = file.to_str().context("the name of a template is text")?;
        let name = source.trim_end_matches(".j2");
        let text = if name == source {
            text
        } else {
            environment.render_named_str(source, &text, Serde(&tables))?
        };
        // Modules keep their rooms until they are bundled; what ships is in one folder.
        let to = if name.ends_with(".js") {
            sources.join(name)
        } else {
            package.join(Path::new(name).file_name().expect("it is a file"))
        };
        write(&to, text)?;
    }
    for page in Page::all(&tables) {
        let text = fs::read_to_string(template.join(PAGES).join(page.template))?;
        let text = environment
            .render_named_str(page.template, &text, page.context.clone())
            .with_context(|| format!("rendering {}", page.name))?;
        write(&package.join(PAGES).join(format!("{}.md", page.name)), text)?;
    }
    for entry in fs::read_dir(template.join(PAGES))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let name = path.file_name().expect("it is a file");
            write(&package.join(PAGES).join(name), fs::read(&path)?)?;
        }
    }
    for (from, to) in [("client", "core"), ("sandbox", "sandbox-core")] {
        let to = sources.join(to);
        for entry in fs::read_dir(root.join("target/wasm").join(from))? {
            let path = entry?.path();
            match path.extension().and_then(|extension| extension.to_str()) {
                Some("js") => {
                    write(&to.join(path.file_name().expect("it is a file")), fs::read(&path)?)?;
                }
                Some("wasm") => {
                    let file = embed::labelled(&fs::read(&path)?, &format!("{from} {}", tables.version));
                    write(&to.join("file.js"), embed::module(&file))?;
                    write(&package.join(format!("{from}.wasm")), file)?;
                }
                _ => {}
            }
        }
    }
    stubs(&package)
}

/// A folder for each sub-path: where what resolves an import knows no `exports`, such as TypeScript's
/// `moduleResolution: node`, the folder's own manifest says the same.
fn stubs(package: &Path) -> Result<()> {
    let manifest: Value = serde_json::from_str(&fs::read_to_string(package.join("package.json"))?)?;
    for (path, export) in manifest["exports"].as_object().context("the package has exports")? {
        let required = &export.get("node").unwrap_or(export)["require"];
        let Some(name) = path.strip_prefix("./").filter(|_| required.is_object()) else { continue };
        let root = "../".repeat(name.split('/').count());
        let up = |file: &Value| file.as_str().map(|file| file.replacen("./", &root, 1));
        let stub = json!({
            "main": up(&required["default"]),
            "module": up(&export["default"]),
            "types": up(&required["types"]),
        });
        write(&package.join(name).join("package.json"), format!("{stub:#}\n"))?;
    }
    Ok(())
}

/// Writes a file, and makes its folder.
fn write(path: &Path, text: impl AsRef<[u8]>) -> Result<()> {
    fs::create_dir_all(path.parent().expect("it is in a folder"))?;
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// The files below a folder, but for the templates of pages.
pub fn files(root: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            if !entry.file_type()?.is_dir() {
                files.push(path);
            } else if path != Path::new(PAGES) {
                folders.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The part of the project's README that the package's own shares.
fn readme(text: &str) -> Result<String> {
    let (_, rest) = text.split_once("<!-- package -->\n").context("README.md has no <!-- package -->")?;
    let (part, _) = rest.split_once("<!-- /package -->").context("README.md has no <!-- /package -->")?;
    Ok(part.trim().to_owned())
}

/// Where the project is, once its `Cargo.toml` says it: npm shows it, and the provenance of what is published names it.
fn repository(manifest: &str) -> Result<Option<String>> {
    let manifest: toml::Table = toml::from_str(manifest)?;
    let repository = manifest["workspace"]["package"].get("repository");
    Ok(repository.and_then(toml::Value::as_str).map(str::to_owned))
}

/// Where the files of the published package can be read, one by one.
pub fn place() -> String {
    format!("https://unpkg.com/twilio_verify@{}/", env!("CARGO_PKG_VERSION"))
}

/// A text with links to the files of the project, as the package's own README has it: npm shows that one where none of
/// the other files is beside it, so its links are to the published ones.
fn published(text: String) -> String {
    let place = place();
    text.replace(&format!("]({TEMPLATE}/"), &format!("]({place}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use twilio_verify::schema::Place;

    #[test]
    fn operations_are_numbered_as_the_core_counts_them() {
        let tables = Tables::new(String::new());
        let numbered = tables.classes.iter().flat_map(|class| &class.operations);
        for (view, (number, operation)) in numbered.zip(api::operations().enumerate()) {
            assert_eq!((view.number, view.name), (number, operation.name));
        }
    }

    #[test]
    fn a_repository_is_named_where_there_is_one() {
        let of =
            |more: &str| repository(&format!("[workspace.package]\nversion = \"1.0.0\"\n{more}")).unwrap();
        assert_eq!(of(""), None);
        assert_eq!(of("repository = \"https://example.com/us\""), Some("https://example.com/us".into()));
    }

    #[test]
    fn the_demo_page_hides_what_the_tables_mark_secret() {
        let between = |text: &'static str, start: &str, end: &str| {
            text.split_once(start).and_then(|(_, after)| after.split_once(end)).expect("it is there").0
        };
        let page = between(include_str!("../../../www/src/secrets.js"), "const WHY = {", "\n};");
        let listed: BTreeSet<_> = page
            .lines()
            .filter_map(|line| Some(line.trim().split_once(": ")?.0.trim_matches('\'')))
            // What a header has is no parameter.
            .filter(|name| *name != "authorization")
            .collect();
        let live = between(include_str!("../../../www/server/allowed.js"), "OPERATIONS = [", "]");
        let mut shown: BTreeSet<_> = live.split('\'').collect();
        // Not on the real service.
        shown.insert("createAccessToken");
        let mut secret = BTreeSet::new();
        for operation in api::operations().filter(|operation| shown.contains(operation.name)) {
            // A body of JSON has no form key.
            let given =
                operation.parameters.iter().filter(|given| given.secret && given.place != Place::Body);
            secret.extend(given.map(|parameter| parameter.wire));
            // The items of a list are those that are fetched one by one too.
            let fields = operation.returns.iter().flat_map(|model| model.fields);
            secret.extend(fields.filter(|field| field.secret).map(|field| field.name));
        }
        assert_eq!(listed, secret);
    }

    #[test]
    fn everything_has_a_documentation() {
        let tables = Tables::new(String::new());
        for class in &tables.classes {
            for operation in &class.operations {
                assert!(!operation.doc.is_empty(), "{}", operation.name);
                for parameter in &operation.parameters {
                    assert!(!parameter.doc.is_empty(), "{} of {}", parameter.name, operation.name);
                }
            }
        }
        for model in &tables.models {
            assert!(model.fields.iter().all(|field| !field.doc.is_empty()), "{}", model.name);
        }
        for enumeration in &tables.enumerations {
            assert!(enumeration.values.iter().all(|value| !value.doc.is_empty()), "{}", enumeration.name);
        }
    }
}
