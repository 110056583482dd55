//! What the templates see: the tables, with what each output needs of them spelled out.

use super::sentences::spoken;
use super::types::{
    example, field_typescript, is_request, notes, page, parameter_page, parameter_type, parameter_typescript,
    written,
};
use super::words::{camel, capital, jsdoc, line, uncapital};
use super::{ERRORS, exports, made, place};
use serde::Serialize;
use twilio_verify::api;
use twilio_verify::api::tree::{Leaf, RESOURCES, Resource};
use twilio_verify::error::Reason;
use twilio_verify::models;
use twilio_verify::request::Slot;
use twilio_verify::response::Verdict;
use twilio_verify::schema::{self, Enumeration, Field, Kind, Operation, Parameter, Place, Schema};

/// What the templates see: the tables, with what each output needs of them spelled out.
#[derive(Serialize)]
pub(super) struct Tables {
    pub(super) readme: String,
    pub(super) place: String,
    pub(super) repository: Option<String>,
    pub(super) version: &'static str,
    pub(super) base_path: &'static str,
    pub(super) authentication: &'static str,
    pub(super) form: &'static str,
    pub(super) json: &'static str,
    pub(super) slots: Vec<&'static str>,
    pub(super) verdicts: Vec<&'static str>,
    pub(super) reasons: Vec<&'static str>,
    pub(super) sentences: Vec<String>,
    pub(super) classes: Vec<ClassView>,
    pub(super) models: Vec<ModelView>,
    pub(super) enumerations: Vec<EnumerationView>,
    pub(super) resources: Vec<ResourceView>,
    /// The models that are bodies of requests.
    pub(super) bodies: Vec<&'static str>,
    pub(super) errors: [&'static str; 8],
    pub(super) tables: Vec<&'static str>,
    pub(super) exports: Vec<&'static str>,
}

#[derive(Serialize)]
pub(super) struct ClassView {
    pub(super) name: &'static str,
    pub(super) doc: String,
    pub(super) jsdoc: String,
    pub(super) operations: Vec<OperationView>,
}

#[derive(Serialize)]
pub(super) struct OperationView {
    pub(super) name: &'static str,
    pub(super) number: usize,
    pub(super) method: &'static str,
    pub(super) path: &'static str,
    pub(super) doc: String,
    pub(super) jsdoc: String,
    pub(super) parameters: Vec<ParameterView>,
    pub(super) positional: Vec<ParameterView>,
    pub(super) options: Vec<ParameterView>,
    pub(super) options_type: String,
    pub(super) arguments: Vec<String>,
    pub(super) returns: Option<&'static str>,
    pub(super) returns_typescript: &'static str,
    pub(super) items: Option<&'static str>,
    pub(super) call_typescript: String,
    pub(super) content_type: Option<&'static str>,
    pub(super) accept: Option<&'static str>,
}

#[derive(Clone, Serialize)]
pub(super) struct ParameterView {
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) type_page: Option<&'static str>,
    pub(super) typescript: String,
    pub(super) doc: String,
    pub(super) jsdoc: String,
    pub(super) notes: String,
    pub(super) example: String,
}

#[derive(Serialize)]
pub(super) struct ModelView {
    pub(super) name: &'static str,
    pub(super) doc: String,
    pub(super) jsdoc: String,
    /// The enumerations that are listed with its fields.
    pub(super) statics: Vec<EnumerationView>,
    pub(super) fields: Vec<FieldView>,
    pub(super) required: Vec<FieldView>,
}

#[derive(Clone, Serialize)]
pub(super) struct FieldView {
    pub(super) name: &'static str,
    pub(super) argument: String,
    pub(super) optional: bool,
    pub(super) default: &'static str,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) type_page: Option<&'static str>,
    pub(super) typescript: String,
    pub(super) doc: String,
    pub(super) jsdoc: String,
    pub(super) notes: String,
}

#[derive(Serialize)]
pub(super) struct EnumerationView {
    pub(super) name: String,
    pub(super) doc: String,
    pub(super) jsdoc: String,
    pub(super) values: Vec<ValueView>,
}

#[derive(Serialize)]
pub(super) struct ValueView {
    pub(super) name: &'static str,
    pub(super) doc: String,
    pub(super) jsdoc: String,
}

/// A resource of `twilio_verify/twilio`.
#[derive(Serialize)]
pub(super) struct ResourceView {
    pub(super) name: &'static str,
    pub(super) accessor: &'static str,
    pub(super) line: String,
    pub(super) key: Option<String>,
    pub(super) top: bool,
    pub(super) children: Vec<(&'static str, &'static str)>,
    pub(super) list: Vec<LeafView>,
    pub(super) context: Vec<LeafView>,
    pub(super) properties: Vec<FieldView>,
}

/// An operation of a resource.
#[derive(Serialize)]
pub(super) struct LeafView {
    pub(super) method: &'static str,
    pub(super) doc: String,
    pub(super) options_type: String,
    pub(super) options: Vec<OptionView>,
    pub(super) body: Option<&'static str>,
    pub(super) required: bool,
}

/// An option of an operation, under the library's name.
#[derive(Serialize)]
pub(super) struct OptionView {
    pub(super) name: String,
    pub(super) typescript: String,
    pub(super) required: bool,
    pub(super) jsdoc: String,
}

impl Tables {
    pub(super) fn new(readme: String) -> Self {
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
            place: place(),
            repository: None,
            version: env!("CARGO_PKG_VERSION"),
            base_path: api::BASE_PATH,
            authentication: api::AUTHENTICATION,
            form: schema::FORM,
            json: schema::JSON,
            slots: Slot::NAMES.to_vec(),
            verdicts: Verdict::ALL.iter().map(|(name, _)| *name).collect(),
            reasons: Reason::ALL.iter().map(|(name, _)| *name).collect(),
            sentences: Reason::ALL.iter().map(|(_, sentence)| spoken(sentence)).collect(),
            models: models::MODELS.iter().map(|model| ModelView::new(model)).collect(),
            enumerations: models::ENUMERATIONS
                .iter()
                .map(|one| EnumerationView::new(one.name.text().to_owned(), one, "  "))
                .collect(),
            resources: RESOURCES.iter().map(ResourceView::new).collect(),
            bodies: api::operations().filter_map(sent_model).collect(),
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
        let list = operation.returns.and_then(Schema::list);
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
            items: list.map(|(items, _)| items),
            call_typescript: match list {
                Some((_, item)) => format!("ListCall<{}, {}>", returns.unwrap_or_default(), item.name),
                None => format!("DataCall<{}>", returns.unwrap_or("null")),
            },
            content_type: operation.content_type(),
            accept: operation.accept(),
        }
    }
}

impl ResourceView {
    fn new(resource: &'static Resource) -> Self {
        let (path, key) = (resource.solution(), resource.key());
        let mut line = vec![
            resource.accessor.to_owned(),
            resource.parent.unwrap_or("-").to_owned(),
            resource.name.to_owned(),
            path.join(","),
            key.clone().unwrap_or_default(),
        ];
        line.extend(resource.list.iter().map(leaf_line));
        line.extend(resource.context.iter().map(|leaf| format!(">{}", leaf_line(leaf))));
        let children = RESOURCES.iter().filter(|child| child.parent == Some(resource.accessor));
        let fields = resource.model().map_or(&[][..], |model| model.fields);
        ResourceView {
            name: resource.name,
            accessor: resource.accessor,
            line: line.join(" "),
            key,
            top: resource.parent.is_none(),
            children: children.map(|child| (child.accessor, child.name)).collect(),
            list: resource.list.iter().map(|leaf| LeafView::new(leaf, resource, false)).collect(),
            context: resource.context.iter().map(|leaf| LeafView::new(leaf, resource, true)).collect(),
            properties: fields.iter().map(|field| FieldView::new(field, false)).collect(),
        }
    }
}

/// A leaf as `pkg-template/twilio/tree.js` reads it.
fn leaf_line(leaf: &Leaf) -> String {
    let after_path = leaf.operation().positional().filter(|parameter| parameter.place != Place::Path);
    let names: Vec<_> = after_path
        .map(|parameter| if parameter.place == Place::Body { "=".to_owned() } else { parameter.name() })
        .collect();
    let asks = if leaf.asks == names || leaf.asks.is_empty() {
        String::new()
    } else {
        format!(":{}", leaf.asks.join(","))
    };
    format!("{}:{}:{}{asks}", leaf.method(), leaf.operation().name, names.join(","))
}

impl LeafView {
    fn new(leaf: &Leaf, resource: &Resource, of_context: bool) -> Self {
        let operation = leaf.operation();
        let body = sent_model(operation);
        let paging = ["Page", "PageSize", "PageToken"];
        let own = operation.parameters.iter().filter(|parameter| {
            matches!(parameter.place, Place::Query | Place::Form) && !paging.contains(&parameter.wire)
        });
        let of = if of_context { "Context" } else { "ListInstance" };
        let kind = if leaf.method() == "list" { String::new() } else { capital(leaf.method()) };
        LeafView {
            method: leaf.method(),
            doc: line(operation.doc.text()),
            options_type: format!("{}{of}{kind}Options", resource.name),
            options: own.map(OptionView::new).collect(),
            body,
            required: !leaf.asks.is_empty() || (body.is_some() && !of_context),
        }
    }
}

/// The model that an operation sends.
fn sent_model(operation: &Operation) -> Option<&'static str> {
    operation.parameters.iter().find_map(|parameter| match parameter.kind {
        Kind::Model(model) => Some(model.name),
        _ => None,
    })
}

impl OptionView {
    fn new(parameter: &Parameter) -> Self {
        OptionView {
            name: match parameter.wire {
                // What the library calls otherwise: a version is the API's to it.
                "Version" => "versionParam".into(),
                wire => wire.split('.').map(uncapital).collect::<Vec<_>>().join("."),
            },
            typescript: parameter_typescript(&parameter.kind),
            required: parameter.required,
            jsdoc: jsdoc("  ", &line(parameter.doc.text()), &[]),
        }
    }
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
        let statics = model.fields.iter().filter_map(|field| {
            let name = format!("{}Enum", capital(&camel(field.name)));
            Some(EnumerationView::new(name, field.values?, "    "))
        });
        ModelView {
            name: model.name,
            jsdoc: jsdoc("", &doc, &[]),
            required: required.collect(),
            statics: statics.collect(),
            doc,
            fields,
        }
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
            typescript: format!("{}{null}", field_typescript(field)),
            jsdoc: jsdoc("  ", &doc, &[]),
            doc,
            notes: notes.into_iter().flatten().collect::<Vec<_>>().join(" "),
        }
    }
}

impl EnumerationView {
    /// An enumeration by some name; its values stand indented.
    fn new(name: String, enumeration: &'static Enumeration, indent: &str) -> Self {
        let doc = line(enumeration.doc.text());
        let values = enumeration.values.iter().map(|value| {
            let doc = line(value.doc.text());
            ValueView { name: value.name, jsdoc: jsdoc(indent, &doc, &[]), doc }
        });
        EnumerationView { name, jsdoc: jsdoc(&indent[2..], &doc, &[]), doc, values: values.collect() }
    }
}
