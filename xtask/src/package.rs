//! The npm package's text: `pkg-template/` rendered from the tables.
//!
//! Files that end in `.j2` are minijinja templates; all others are taken as they are. JavaScript modules (`*.js`) go to
//! `target/package-src/`, from where they are bundled; everything else ships as it is, in `pkg/`.

use crate::embed;
use anyhow::{Context, Result};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};
use serde::Serialize;
use std::fs;
use std::path::Path;
use std::ptr;
use twilio_verify::api::{self, Kind, Operation, Parameter};
use twilio_verify::error::Reason;
use twilio_verify::models::{self, Enumeration, Field, Schema, Type};
use twilio_verify::request::Slot;
use twilio_verify::response::Verdict;

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
            let path = entry?.path();
            match path.extension().and_then(|extension| extension.to_str()) {
                Some("js") => {
                    fs::copy(&path, to.join(path.file_name().expect("it is a file")))?;
                }
                Some("wasm") => {
                    let file = embed::labelled(&fs::read(&path)?, &format!("{from} {}", tables.version));
                    fs::write(to.join("file.js"), embed::module(&file))?;
                    fs::write(package.join(format!("{from}.wasm")), file)?;
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// The JavaScript function that gives a sentence of the core's table its details: parameters `a`, `b`, …, and a template
/// literal. What each of the sentence's signs means, `Reason` tells.
fn spoken(sentence: &str) -> String {
    let detail = |text: &str| text.chars().next().and_then(|digit| digit.to_digit(10)).map(letter);
    let mut literal = String::new();
    let mut rest = sentence;
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        match sign {
            '[' => {
                let first = rest.split_once('{').and_then(|(_, after)| detail(after));
                literal.push_str(&format!("${{{} ? `", first.expect("brackets hold a detail")));
            }
            ']' => literal.push_str("` : ''}"),
            '{' => {
                let (inside, after) = rest.split_once('}').expect("braces are closed");
                let name = detail(inside).expect("a detail has a number");
                rest = after;
                literal.push_str(&match &inside[1..] {
                    "s" => format!("${{status({name})}}"),
                    "p" => format!("${{place({name})}}"),
                    _ => format!("${{{name}}}"),
                });
            }
            '`' | '$' | '\\' => literal.extend(['\\', sign]),
            _ => literal.push(sign),
        }
    }
    let count = sentence.matches('{').count() as u32;
    let parameters: Vec<_> = (0..count).map(|number| letter(number).to_string()).collect();
    format!("({}) => `{literal}`", parameters.join(", "))
}

/// `a` for 0, `b` for 1, …
fn letter(number: u32) -> char {
    char::from_digit(number + 10, 36).expect("it is less than 26")
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
        let index = Page { template: "index.md.j2", name: "README", context: Value::from(Serde(tables)) };
        let errors = Page { template: "errors.md.j2", name: "errors", context: context! {} };
        classes.chain(models).chain(enumerations).chain([index, errors]).collect()
    }
}

/// What the templates see: the tables, with what each output needs of them spelled out.
#[derive(Serialize)]
struct Tables {
    readme: String,
    version: &'static str,
    base_path: &'static str,
    authentication: &'static str,
    form: &'static str,
    json: &'static str,
    slots: Vec<&'static str>,
    verdicts: Vec<&'static str>,
    reasons: Vec<&'static str>,
    sentences: Vec<String>,
    classes: Vec<ClassView>,
    models: Vec<ModelView>,
    enumerations: Vec<EnumerationView>,
    errors: [&'static str; 8],
    tables: Vec<&'static str>,
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
    call_typescript: String,
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
    required: Vec<FieldView>,
}

#[derive(Clone, Serialize)]
struct FieldView {
    name: &'static str,
    argument: String,
    optional: bool,
    default: &'static str,
    #[serde(rename = "type")]
    kind: String,
    type_page: Option<&'static str>,
    typescript: String,
    doc: String,
    jsdoc: String,
    notes: String,
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
        Tables {
            readme,
            version: env!("CARGO_PKG_VERSION"),
            base_path: api::BASE_PATH,
            authentication: api::AUTHENTICATION,
            form: api::FORM,
            json: api::JSON,
            slots: Slot::NAMES.to_vec(),
            verdicts: Verdict::ALL.iter().map(|(name, _)| *name).collect(),
            reasons: Reason::ALL.iter().map(|(name, _)| *name).collect(),
            sentences: Reason::ALL.iter().map(|(_, sentence)| spoken(sentence)).collect(),
            models: models::MODELS.iter().map(|model| ModelView::new(model)).collect(),
            enumerations: models::ENUMERATIONS.iter().map(|one| EnumerationView::new(one)).collect(),
            errors: ERRORS,
            tables: made(),
            exports: exports(),
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
            call_typescript: match operation.returns.and_then(item) {
                Some(item) => format!("ListCall<{}, {item}>", returns.unwrap_or_default()),
                None => format!("DataCall<{}>", returns.unwrap_or("null")),
            },
            content_type: operation.content_type(),
            accept: operation.accept(),
        }
    }
}

/// The model of a list's items, where a model is a page of a list.
fn item(page: &'static Schema) -> Option<&'static str> {
    page.fields.iter().find(|field| field.name == "meta")?;
    page.fields.iter().find_map(|field| match field.kind {
        Type::List(Type::Model(item)) => Some(item.name),
        _ => None,
    })
}

impl ParameterView {
    fn new(parameter: &Parameter) -> Self {
        let name = parameter.name();
        let doc = line(parameter.doc.text());
        ParameterView {
            kind: parameter_type(&parameter.kind),
            type_page: parameter_page(&parameter.kind),
            typescript: parameter_typescript(&parameter.kind),
            jsdoc: jsdoc("  ", &doc, &[]),
            doc,
            notes: notes(parameter),
            example: example(&parameter.kind, &name),
            name,
        }
    }
}

impl ModelView {
    fn new(model: &'static Schema) -> Self {
        let doc = line(model.doc.text());
        let request = is_request(model);
        let fields: Vec<_> = model.fields.iter().map(|field| FieldView::new(field, request)).collect();
        let required =
            fields.iter().zip(model.fields).filter(|(_, field)| field.required).map(|(view, _)| view.clone());
        ModelView { name: model.name, jsdoc: jsdoc("", &doc, &[]), required: required.collect(), doc, fields }
    }
}

impl FieldView {
    fn new(field: &'static Field, request: bool) -> Self {
        let doc = line(field.doc.text());
        let null = if field.nullable { " | null" } else { "" };
        let optional = request && !field.required;
        let default = field.default.text();
        let notes = [
            field.nullable.then(|| "[nullable]".to_owned()),
            optional.then(|| "[optional]".to_owned()),
            (!default.is_empty()).then(|| format!("[default to {}]", default.replace('"', "'"))),
        ];
        FieldView {
            name: field.name,
            argument: camel(field.name),
            optional,
            default,
            kind: written(&field.kind),
            type_page: page(&field.kind),
            typescript: format!("{}{null}", typescript(&field.kind)),
            jsdoc: jsdoc("  ", &doc, &[]),
            doc,
            notes: notes.into_iter().flatten().collect::<Vec<_>>().join(" "),
        }
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

/// `friendly_name` -> `friendlyName`.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    words.next().into_iter().map(str::to_owned).chain(words.map(capital)).collect()
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
        Type::Boolean => "Boolean".into(),
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
        Type::Boolean => "boolean".into(),
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

/// A parameter's type as the documentation writes it.
fn parameter_type(kind: &Kind) -> String {
    match kind {
        Kind::String => "String".into(),
        Kind::Integer => "Number".into(),
        Kind::Boolean => "Boolean".into(),
        Kind::Date => "Date".into(),
        Kind::Object => "Object".into(),
        Kind::Enumeration(enumeration) => enumeration.name.text().into(),
        Kind::List(item) => format!("[{}]", parameter_type(item)),
        Kind::Model(model) => model.name.into(),
    }
}

/// A parameter's type in TypeScript: what can be passed.
fn parameter_typescript(kind: &Kind) -> String {
    match kind {
        Kind::String => "string".into(),
        Kind::Integer => "number".into(),
        Kind::Boolean => "boolean".into(),
        Kind::Date => "Date | string".into(),
        Kind::Object => "object | string".into(),
        Kind::Enumeration(enumeration) => format!("Open<{}>", union(enumeration)),
        Kind::List(item) => {
            let item = parameter_typescript(item);
            format!("Array<{item}> | {item}")
        }
        Kind::Model(model) => model.name.into(),
    }
}

/// The page that documents a parameter's type, where it has one.
fn parameter_page(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Enumeration(enumeration) => Some(enumeration.name.text()),
        Kind::Model(model) => Some(model.name),
        Kind::List(item) => parameter_page(item),
        _ => None,
    }
}

/// A value of a parameter, as the seed's documentation has them.
fn example(kind: &Kind, name: &str) -> String {
    match kind {
        Kind::String | Kind::Enumeration(_) => format!("\"{name}_example\""),
        Kind::Integer => "56".into(),
        Kind::Boolean => "true".into(),
        Kind::Date => "new Date(\"2013-10-20T19:20:30+01:00\")".into(),
        Kind::Object => "null".into(),
        Kind::List(_) => "[\"null\"]".into(),
        Kind::Model(model) => format!("new TwilioVerify.{}()", model.name),
    }
}

/// Whether a model is sent, alone or in another one.
fn is_request(model: &'static Schema) -> bool {
    fn holds(kind: &Type, model: &Schema) -> bool {
        match kind {
            Type::Model(one) => {
                ptr::eq(*one, model) || one.fields.iter().any(|field| holds(&field.kind, model))
            }
            Type::List(item) => holds(item, model),
            _ => false,
        }
    }
    api::operations().flat_map(|operation| operation.parameters).any(|parameter| match parameter.kind {
        Kind::Model(body) => holds(&Type::Model(body), model),
        _ => false,
    })
}

/// What the documentation's last column says of a parameter.
fn notes(parameter: &Parameter) -> String {
    let optional = (!parameter.required).then(|| "[optional]".to_owned());
    let limits = parameter.limits.iter().map(|limit| limit.expected());
    optional.into_iter().chain(limits).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn operations_are_numbered_as_the_core_counts_them() {
        let tables = Tables::new(String::new());
        let numbered = tables.classes.iter().flat_map(|class| &class.operations);
        for (view, (number, operation)) in numbered.zip(api::operations().enumerate()) {
            assert_eq!((view.number, view.name), (number, operation.name));
        }
    }

    #[test]
    fn a_sentence_becomes_a_function_of_its_details() {
        assert_eq!(spoken("{0} was aborted"), "(a) => `${a} was aborted`");
        assert_eq!(spoken("It costs `1 $`"), r"() => `It costs \`1 \$\``");
        assert_eq!(
            spoken("{0s}[: {1}][ to {2p}]"),
            "(a, b, c) => `${status(a)}${b ? `: ${b}` : ''}${c ? ` to ${place(c)}` : ''}`"
        );
    }

    #[test]
    fn the_demo_page_hides_what_the_tables_mark_secret() {
        let page = include_str!("../../www/src/secrets.js");
        let listed = |set: &str| {
            let (_, after) = page.split_once(&format!("const {set} = new Set([")).unwrap();
            let (list, _) = after.split_once(']').unwrap();
            list.split(',').map(|name| name.trim().trim_matches('\'')).collect::<BTreeSet<_>>()
        };
        let shown = ["createNewFactor", "updateFactor", "listFactor", "fetchFactor", "deleteFactor"];
        let operations = api::operations().filter(|operation| shown.contains(&operation.name));
        let (mut keys, mut fields) = (BTreeSet::new(), BTreeSet::new());
        for operation in operations {
            let secret = operation.parameters.iter().filter(|parameter| parameter.secret);
            keys.extend(secret.map(|parameter| parameter.wire));
            // The items of a list are those that are fetched one by one too.
            let given = operation.returns.iter().flat_map(|model| model.fields);
            fields.extend(given.filter(|field| field.secret).map(|field| field.name));
        }
        assert_eq!((listed("FORM_KEYS"), listed("FIELDS")), (keys, fields));
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
