//! The npm package's text: `pkg-template/` rendered from the tables.
//!
//! Files that end in `.j2` are minijinja templates; all others are taken as they are. JavaScript modules (`*.js`) go to
//! `target/package-src/`, from where they are bundled; everything else ships as it is, in `pkg/`.

use anyhow::{Context, Result};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};
use serde::Serialize;
use std::fs;
use std::path::Path;
use twilio_verify::api::{self, Kind, Limit, Operation, Parameter};
use twilio_verify::error::Reason;
use twilio_verify::models::{self, Enumeration, Schema, Type};
use twilio_verify::request::Slot;
use twilio_verify::response::Verdict;

/// Exports that are not made from a table.
const HAND_WRITTEN: [&str; 10] = [
    "ApiClient",
    "VerifyResponse",
    "VerifyError",
    "ParameterError",
    "HttpError",
    "RedirectError",
    "ConnectionError",
    "TimeoutError",
    "AbortError",
    "ParseError",
];

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
    fs::create_dir_all(package.join("docs"))?;

    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_syntax(SyntaxConfig::builder().keep_trailing_newline(true).build()?);
    let tables = Tables::new(readme(&fs::read_to_string(root.join("README.md"))?)?);
    for entry in fs::read_dir(root.join("pkg-template"))? {
        let path = entry?.path();
        let Some(file) = path.file_name().and_then(|name| name.to_str()).filter(|_| path.is_file()) else {
            continue;
        };
        let text = fs::read_to_string(&path)?;
        let name = file.trim_end_matches(".j2");
        let folder = if name.ends_with(".js") { &sources } else { &package };
        let text =
            if name == file { text } else { environment.render_named_str(file, &text, Serde(&tables))? };
        fs::write(folder.join(name), text)?;
    }
    for page in Page::all(&tables) {
        let template = fs::read_to_string(root.join("pkg-template/docs").join(page.template))?;
        let text = environment
            .render_named_str(page.template, &template, page.context.clone())
            .with_context(|| format!("rendering {}", page.name))?;
        fs::write(package.join("docs").join(format!("{}.md", page.name)), text)?;
    }
    for (from, to) in [("client", "core"), ("sandbox", "sandbox-core")] {
        let to = sources.join(to);
        fs::create_dir_all(&to)?;
        for entry in fs::read_dir(root.join("target/wasm").join(from))? {
            let entry = entry?;
            if entry.path().extension().is_some_and(|extension| extension == "js") {
                fs::copy(entry.path(), to.join(entry.file_name()))?;
            }
        }
    }
    Ok(())
}

/// A page of the package's `docs/`.
struct Page {
    template: &'static str,
    name: &'static str,
    context: Value,
}

impl Page {
    fn all(tables: &Tables) -> Vec<Page> {
        let classes = tables.classes.iter().map(|class| Page {
            template: "api.md.j2",
            name: class.name,
            context: context! { class => Value::from(Serde(class)), base_path => tables.base_path, authentication => tables.authentication },
        });
        let models = tables.models.iter().map(|model| Page {
            template: "model.md.j2",
            name: model.name,
            context: context! { model => Value::from(Serde(model)) },
        });
        let enumerations = tables.enumerations.iter().map(|enumeration| Page {
            template: "enumeration.md.j2",
            name: enumeration.name,
            context: context! { enumeration => Value::from(Serde(enumeration)) },
        });
        classes.chain(models).chain(enumerations).collect()
    }
}

/// What the templates see: the tables, with what each output needs of them spelled out.
#[derive(Serialize)]
struct Tables {
    readme: String,
    version: &'static str,
    base_path: &'static str,
    authentication: &'static str,
    slots: Vec<&'static str>,
    verdicts: Vec<&'static str>,
    reasons: Vec<&'static str>,
    classes: Vec<ClassView>,
    models: Vec<ModelView>,
    enumerations: Vec<EnumerationView>,
    exports: Vec<&'static str>,
}

#[derive(Serialize)]
struct ClassView {
    name: &'static str,
    doc: String,
    jsdoc: String,
    operations: Vec<OperationView>,
}

#[derive(Serialize)]
struct OperationView {
    name: &'static str,
    number: usize,
    method: &'static str,
    path: &'static str,
    doc: String,
    jsdoc: String,
    parameters: Vec<ParameterView>,
    positional: Vec<ParameterView>,
    options: Vec<ParameterView>,
    options_type: String,
    arguments: Vec<String>,
    returns: Option<&'static str>,
    returns_typescript: &'static str,
    content_type: Option<&'static str>,
    accept: Option<&'static str>,
}

#[derive(Clone, Serialize)]
struct ParameterView {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    type_page: Option<&'static str>,
    typescript: String,
    doc: String,
    jsdoc: String,
    notes: String,
    example: String,
}

#[derive(Serialize)]
struct ModelView {
    name: &'static str,
    doc: String,
    jsdoc: String,
    fields: Vec<FieldView>,
}

#[derive(Serialize)]
struct FieldView {
    name: &'static str,
    #[serde(rename = "type")]
    kind: String,
    type_page: Option<&'static str>,
    typescript: String,
    doc: String,
    jsdoc: String,
    notes: &'static str,
}

#[derive(Serialize)]
struct EnumerationView {
    name: &'static str,
    doc: String,
    jsdoc: String,
    values: Vec<ValueView>,
}

#[derive(Serialize)]
struct ValueView {
    name: &'static str,
    doc: String,
    jsdoc: String,
}

impl Tables {
    fn new(readme: String) -> Self {
        let mut number = 0..;
        let classes: Vec<_> = api::CLASSES
            .iter()
            .map(|class| {
                let doc = line(class.doc.text());
                let operations = class
                    .operations
                    .iter()
                    .zip(&mut number)
                    .map(|(operation, number)| OperationView::new(operation, number));
                ClassView {
                    name: class.name.text(),
                    jsdoc: jsdoc("", &doc, &[]),
                    doc,
                    operations: operations.collect(),
                }
            })
            .collect();
        let names = classes.iter().map(|class| class.name);
        let exports = HAND_WRITTEN
            .into_iter()
            .chain(names)
            .chain(models::MODELS.iter().map(|model| model.name))
            .chain(models::ENUMERATIONS.iter().map(|enumeration| enumeration.name.text()))
            .collect();
        Tables {
            readme,
            version: env!("CARGO_PKG_VERSION"),
            base_path: api::BASE_PATH,
            authentication: api::AUTHENTICATION,
            slots: Slot::NAMES.to_vec(),
            verdicts: Verdict::ALL.iter().map(|(name, _)| *name).collect(),
            reasons: Reason::ALL.iter().map(|(name, _)| *name).collect(),
            models: models::MODELS.iter().map(|model| ModelView::new(model)).collect(),
            enumerations: models::ENUMERATIONS.iter().map(|one| EnumerationView::new(one)).collect(),
            exports,
            classes,
        }
    }
}

impl OperationView {
    fn new(operation: &'static Operation, number: usize) -> Self {
        let doc = line(operation.doc.text());
        let positional: Vec<_> = operation.positional().map(ParameterView::new).collect();
        let options: Vec<_> = operation.options().map(ParameterView::new).collect();
        let mut arguments: Vec<_> = positional.iter().map(|parameter| parameter.name.clone()).collect();
        if !options.is_empty() {
            arguments.push("opts".into());
        }
        let mut tags: Vec<String> = positional
            .iter()
            .map(|parameter| format!("@param {} {}", parameter.name, parameter.doc))
            .collect();
        let returns = operation.returns.map(|model| model.name);
        tags.push(match returns {
            Some(model) => format!("@returns a promise of the {model}."),
            None => "@returns a promise of `null`.".into(),
        });
        tags.push("@throws {ParameterError} at once, where an argument is missing or cannot be sent.".into());
        OperationView {
            name: operation.name,
            number,
            method: operation.method.as_str(),
            path: operation.path,
            jsdoc: jsdoc("  ", &doc, &tags),
            doc,
            parameters: [positional.clone(), options.clone()].concat(),
            positional,
            options,
            options_type: format!("{}Options", capital(operation.name)),
            arguments,
            returns,
            returns_typescript: returns.unwrap_or("null"),
            content_type: operation.content_type(),
            accept: operation.accept(),
        }
    }
}

impl ParameterView {
    fn new(parameter: &Parameter) -> Self {
        let name = parameter.name();
        let (kind, page, typescript, example) = match parameter.kind {
            Kind::String => ("String", None, "string".into(), quoted(&name)),
            Kind::Integer => ("Number", None, "number".into(), "56".into()),
            Kind::Object => ("Object", None, "object | string".into(), "null".into()),
            Kind::Enumeration(one) => {
                (one.name.text(), Some(one.name.text()), format!("Open<{}>", union(one)), quoted(&name))
            }
        };
        let doc = line(parameter.doc.text());
        ParameterView {
            kind: kind.into(),
            type_page: page,
            typescript,
            jsdoc: jsdoc("  ", &doc, &[]),
            doc,
            notes: notes(parameter),
            example,
            name,
        }
    }
}

impl ModelView {
    fn new(model: &'static Schema) -> Self {
        let doc = line(model.doc.text());
        let fields = model.fields.iter().map(|field| {
            let doc = line(field.doc.text());
            let null = if field.nullable { " | null" } else { "" };
            FieldView {
                name: field.name,
                kind: written(&field.kind),
                type_page: page(&field.kind),
                typescript: format!("{}{null}", typescript(&field.kind)),
                jsdoc: jsdoc("  ", &doc, &[]),
                doc,
                notes: if field.nullable { "[nullable]" } else { "" },
            }
        });
        ModelView { name: model.name, jsdoc: jsdoc("", &doc, &[]), doc, fields: fields.collect() }
    }
}

impl EnumerationView {
    fn new(enumeration: &'static Enumeration) -> Self {
        let doc = line(enumeration.doc.text());
        let values = enumeration.values.iter().map(|value| {
            let doc = line(value.doc.text());
            ValueView { name: value.name, jsdoc: jsdoc("  ", &doc, &[]), doc }
        });
        EnumerationView {
            name: enumeration.name.text(),
            jsdoc: jsdoc("", &doc, &[]),
            doc,
            values: values.collect(),
        }
    }
}

/// The part of the project's README that the package's own shares.
fn readme(text: &str) -> Result<String> {
    let (_, rest) = text.split_once("<!-- package -->\n").context("README.md has no <!-- package -->")?;
    let (part, _) = rest.split_once("<!-- /package -->").context("README.md has no <!-- /package -->")?;
    Ok(part.trim().to_owned())
}

/// A text as one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A JSDoc comment, indented.
fn jsdoc(indent: &str, doc: &str, tags: &[String]) -> String {
    let doc = doc.replace("*/", "*\u{200b}/");
    if tags.is_empty() {
        return format!("{indent}/** {doc} */");
    }
    let tags: String = tags.iter().map(|tag| format!("{indent} * {tag}\n")).collect();
    format!("{indent}/**\n{indent} * {doc}\n{indent} *\n{tags}{indent} */")
}

fn quoted(name: &str) -> String {
    format!("\"{name}_example\"")
}

fn capital(name: &str) -> String {
    let mut name = name.to_owned();
    name[..1].make_ascii_uppercase();
    name
}

/// The values of an enumeration as a TypeScript union.
fn union(enumeration: &Enumeration) -> String {
    enumeration.values.iter().map(|value| format!("'{}'", value.name)).collect::<Vec<_>>().join(" | ")
}

/// A field's type as the documentation writes it.
fn written(kind: &Type) -> String {
    match kind {
        Type::String => "String".into(),
        Type::Number => "Number".into(),
        Type::Date => "Date".into(),
        Type::Object => "Object".into(),
        Type::Enumeration(enumeration) => enumeration.name.text().into(),
        Type::Model(model) => model.name.into(),
        Type::List(item) => format!("[{}]", written(item)),
    }
}

/// A field's type in TypeScript.
fn typescript(kind: &Type) -> String {
    match kind {
        Type::String => "string".into(),
        Type::Number => "number".into(),
        Type::Date => "Date".into(),
        Type::Object => "any".into(),
        Type::Enumeration(enumeration) => format!("Open<{}>", union(enumeration)),
        Type::Model(model) => model.name.into(),
        Type::List(item) => format!("{}[]", typescript(item)),
    }
}

/// The page that documents a field's type, where it has one.
fn page(kind: &Type) -> Option<&'static str> {
    match kind {
        Type::Enumeration(enumeration) => Some(enumeration.name.text()),
        Type::Model(model) => Some(model.name),
        Type::List(item) => page(item),
        _ => None,
    }
}

/// What the documentation's last column says of a parameter.
fn notes(parameter: &Parameter) -> String {
    let optional = (!parameter.required).then(|| "[optional]".to_owned());
    let limits = parameter.limits.all().iter().map(|limit| match limit {
        Limit::Sid(prefix) => format!("`{prefix}` and 32 hexadecimal digits"),
        Limit::Length(1, to) => format!("up to {to} characters"),
        Limit::Length(from, to) => format!("{from} to {to} characters"),
        Limit::Range(from, i64::MAX) => format!("from {from}"),
        Limit::Range(from, to) => format!("{from} to {to}"),
        Limit::Dashed => "letters, digits and dashes".to_owned(),
    });
    optional.into_iter().chain(limits).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_numbered_as_the_core_counts_them() {
        let tables = Tables::new(String::new());
        let numbered = tables.classes.iter().flat_map(|class| &class.operations);
        for (view, (number, operation)) in numbered.zip(api::operations().enumerate()) {
            assert_eq!((view.number, view.name), (number, operation.name));
        }
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

    #[test]
    fn a_comment_cannot_be_ended_by_its_text() {
        assert!(!jsdoc("", "a */ b", &[]).trim_end_matches("*/").contains("*/"));
    }
}
