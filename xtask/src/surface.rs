//! `cargo xtask surface FILE`: where the tables and models differ from Twilio's OpenAPI document of Verify v2.
//!
//! What Twilio documents in prose only, such as most limits, is in no such document: of the limits, those are compared
//! that the document has.

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use twilio_verify::api;
use twilio_verify::models;
use twilio_verify::schema::{Enumeration, Field, Kind, Limit, Operation, Parameter, Place, Schema, Type};

/// Prints the differences; an error where there are any.
pub fn run(path: &Path) -> Result<()> {
    let file = path.display();
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {file}"))?;
    let document: Value = serde_json::from_str(&text).with_context(|| format!("{file} is not JSON"))?;
    let operations: Vec<_> = api::operations().collect();
    let lines = differences(&document, &operations, models::ENUMERATIONS)
        .with_context(|| format!("{file} is no OpenAPI document"))?;
    if !lines.is_empty() {
        bail!("{}\n{} differences", lines.join("\n"), lines.len());
    }
    println!("{} operations, as in {file}", operations.len());
    Ok(())
}

/// A line for each difference between the document and what there is here.
fn differences(
    document: &Value,
    operations: &[&'static Operation],
    enumerations: &[&'static Enumeration],
) -> Result<Vec<String>> {
    let mut comparison = Comparison { document, compared: BTreeSet::new(), lines: Vec::new() };
    comparison.operations(operations)?;
    comparison.enumerations(enumerations);
    Ok(comparison.lines)
}

struct Comparison<'a> {
    document: &'a Value,
    /// The models that have been compared: many operations give the same.
    compared: BTreeSet<&'static str>,
    lines: Vec<String>,
}

/// A parameter, as the document has it.
struct Given<'a> {
    required: bool,
    schema: &'a Value,
}

impl<'a> Comparison<'a> {
    fn operations(&mut self, operations: &[&'static Operation]) -> Result<()> {
        let paths = self.document["paths"].as_object().context("it has no `paths`")?;
        let mut known = operations.to_vec();
        for (path, methods) in paths {
            for (method, given) in methods.as_object().into_iter().flatten() {
                let method = method.to_ascii_uppercase();
                if !["GET", "POST", "PUT", "PATCH", "DELETE"].contains(&method.as_str()) {
                    continue;
                }
                let same = |one: &&Operation| one.path == path && one.method.as_str() == method;
                match known.iter().position(same) {
                    Some(number) => self.operation(known.remove(number), given),
                    None => self.lines.push(format!("new operation: {method} {path}")),
                }
            }
        }
        for operation in known {
            self.lines.push(format!("no such operation: {}", operation.name));
        }
        Ok(())
    }

    fn operation(&mut self, operation: &'static Operation, given: &'a Value) {
        let mut parameters = self.parameters(given);
        for parameter in operation.parameters {
            let place = place(parameter.place);
            // A body has no name in the document.
            let wire = if parameter.place == Place::Body { "" } else { parameter.wire };
            let name = format!("{}: {place} parameter {}", operation.name, parameter.wire);
            match parameters.remove(&(place, wire)) {
                Some(given) => self.parameter(&name, parameter, &given),
                None => self.lines.push(format!("{name}: no such parameter")),
            }
        }
        for (place, name) in parameters.keys() {
            self.lines.push(format!("{}: new {place} parameter {name}", operation.name));
        }
        let name = format!("{}: what comes back", operation.name);
        match (operation.returns, self.answer(given)) {
            (Some(schema), Some(given)) => self.model(schema, given),
            (Some(_), None) => self.lines.push(format!("{name}: nothing, no model")),
            (None, Some(_)) => self.lines.push(format!("{name}: a model, not nothing")),
            (None, None) => {}
        }
    }

    /// The parameters of an operation, by place and name.
    fn parameters(&self, given: &'a Value) -> BTreeMap<(&'static str, &'a str), Given<'a>> {
        let mut parameters = BTreeMap::new();
        for parameter in given["parameters"].as_array().into_iter().flatten() {
            let place = if parameter["in"] == "path" { "path" } else { "query" };
            let required = parameter["required"] == true;
            let name = parameter["name"].as_str().unwrap_or_default();
            parameters.insert((place, name), Given { required, schema: &parameter["schema"] });
        }
        let content = &given["requestBody"]["content"];
        let form = self.resolve(&content["application/x-www-form-urlencoded"]["schema"]);
        for (name, schema) in properties(form).into_iter().flatten() {
            let required = contains(&form["required"], name);
            parameters.insert(("form", name.as_str()), Given { required, schema });
        }
        if let Some(schema) = content["application/json"].get("schema") {
            parameters.insert(("body", ""), Given { required: true, schema });
        }
        parameters
    }

    fn parameter(&mut self, name: &str, parameter: &Parameter, given: &Given<'a>) {
        if parameter.required != given.required {
            let word = if given.required { "required" } else { "optional" };
            self.lines.push(format!("{name}: is {word}"));
        }
        if let Kind::Model(schema) = parameter.kind {
            return self.model(schema, given.schema);
        }
        self.same(name, &kind(parameter.kind), &self.written(given.schema));
        let schema = self.resolve(given.schema);
        let limits = parameter.limits;
        if let Some(sid) = schema["pattern"].as_str().and_then(sid)
            && !limits.iter().any(|limit| matches!(limit, Limit::Sid(known) if *known == sid))
        {
            self.lines.push(format!("{name}: is a SID that begins with {sid}"));
        }
        let limit = |key: &str| schema[key].as_u64().and_then(|limit| u32::try_from(limit).ok());
        let (from, to) = (limit("minimum"), limit("maximum"));
        if from.is_some() || to.is_some() {
            let range = Limit::Range(from.unwrap_or(0), to.unwrap_or(u32::MAX));
            if !limits.contains(&range) {
                self.lines.push(format!("{name}: is limited to {range:?}"));
            }
        }
    }

    /// The schema of a good answer.
    fn answer(&self, given: &'a Value) -> Option<&'a Value> {
        given["responses"]
            .as_object()?
            .iter()
            .filter(|(status, _)| status.starts_with('2'))
            .find_map(|(_, response)| response["content"]["application/json"].get("schema"))
    }

    fn model(&mut self, model: &'static Schema, given: &'a Value) {
        if !self.compared.insert(model.name) {
            return;
        }
        let mut given: BTreeMap<_, _> = properties(self.resolve(given))
            .into_iter()
            .flatten()
            .map(|(name, value)| (name.as_str(), value))
            .collect();
        for field in model.fields {
            let name = format!("{}.{}", model.name, field.name);
            match given.remove(field.name) {
                Some(schema) => {
                    self.same(&name, &field_written(field), &self.written(schema));
                    self.nested(&field.kind, schema);
                }
                None => self.lines.push(format!("{name}: no such field")),
            }
        }
        for (field, schema) in given {
            self.lines.push(format!("{}.{field}: new field, {}", model.name, self.written(schema)));
        }
    }

    /// Compares the models in a field.
    fn nested(&mut self, kind: &Type, given: &'a Value) {
        match kind {
            Type::Model(model) => self.model(model, given),
            Type::List(item) => self.nested(item, &self.resolve(given)["items"]),
            _ => {}
        }
    }

    fn enumerations(&mut self, enumerations: &[&'static Enumeration]) {
        let schemas = self.document["components"]["schemas"].as_object();
        let mut given: BTreeMap<_, _> = schemas
            .into_iter()
            .flatten()
            .filter(|(_, schema)| schema["enum"].is_array())
            .map(|(name, schema)| (class(name), schema))
            .collect();
        for enumeration in enumerations {
            let name = enumeration.name.text();
            match given.remove(name) {
                Some(schema) => self.same(name, &values(enumeration), &self.written(schema)),
                None => self.lines.push(format!("{name}: no such enumeration")),
            }
        }
        for (name, schema) in given {
            self.lines.push(format!("{name}: new enumeration, {}", self.written(schema)));
        }
    }

    fn same(&mut self, name: &str, ours: &str, theirs: &str) {
        if ours != theirs {
            self.lines.push(format!("{name}: is {theirs}, not {ours}"));
        }
    }

    /// What a schema refers to.
    fn resolve(&self, schema: &'a Value) -> &'a Value {
        let all = schema["allOf"].as_array().and_then(|all| all.first());
        let reference = all.unwrap_or(schema)["$ref"].as_str();
        match reference.and_then(|reference| reference.strip_prefix("#/components/schemas/")) {
            Some(name) => &self.document["components"]["schemas"][name],
            None => all.unwrap_or(schema),
        }
    }

    /// A type of the document, in the words for ours.
    fn written(&self, schema: &'a Value) -> String {
        let schema = self.resolve(schema);
        if let Some(values) = schema["enum"].as_array() {
            return union(values.iter().filter_map(Value::as_str).collect());
        }
        let format = schema["format"].as_str().unwrap_or_default();
        match schema["type"].as_str() {
            Some("string") if format.starts_with("date-time") => "Date".into(),
            Some("string") => "String".into(),
            Some("integer" | "number") => "Number".into(),
            Some("boolean") => "Boolean".into(),
            Some("array") => format!("[{}]", self.written(&schema["items"])),
            _ if properties(schema).is_some() => "a model".into(),
            _ => "Object".into(),
        }
    }
}

fn properties(schema: &Value) -> Option<&Map<String, Value>> {
    schema["properties"].as_object().filter(|properties| !properties.is_empty())
}

fn contains(list: &Value, name: &str) -> bool {
    list.as_array().is_some_and(|list| list.iter().any(|one| one == name))
}

fn place(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Form => "form",
        Place::Body => "body",
    }
}

/// The first letters of the SIDs that a pattern is for.
fn sid(pattern: &str) -> Option<&str> {
    pattern.strip_prefix('^')?.strip_suffix("[0-9a-fA-F]{32}$")
}

/// The name of the class that is made of a schema: `factor_enum_factor_types` -> `FactorEnumFactorTypes`.
fn class(name: &str) -> String {
    let words = name.split(['.', '_', '-']).filter(|word| !word.is_empty());
    words.map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect()
}

fn union(mut values: Vec<&str>) -> String {
    values.sort_unstable();
    values.join(" | ")
}

fn values(enumeration: &Enumeration) -> String {
    union(enumeration.values.iter().map(|value| value.name).collect())
}

fn kind(kind: Kind) -> String {
    match kind {
        Kind::String => "String".into(),
        Kind::Integer => "Number".into(),
        Kind::Boolean => "Boolean".into(),
        Kind::Date => "Date".into(),
        Kind::Object => "Object".into(),
        Kind::Enumeration(enumeration) => values(enumeration),
        Kind::List(item) => format!("[{}]", self::kind(*item)),
        Kind::Model(_) => "a model".into(),
    }
}

/// A field's type: the values of a text where they are listed.
fn field_written(field: &Field) -> String {
    match (&field.kind, field.values) {
        (Type::List(_), Some(listed)) => format!("[{}]", values(listed)),
        (_, Some(listed)) => values(listed),
        (kind, None) => written(kind),
    }
}

fn written(kind: &Type) -> String {
    match kind {
        Type::String => "String".into(),
        Type::Number => "Number".into(),
        Type::Boolean => "Boolean".into(),
        Type::Date => "Date".into(),
        Type::Object => "Object".into(),
        Type::Enumeration(enumeration) => values(enumeration),
        Type::Model(_) => "a model".into(),
        Type::List(item) => format!("[{}]", written(item)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use twilio_verify::models::{
        FactorEnumFactorStatuses, UpdatePasskeysFactor200Response, VerifyPasskeysFactorRequestResponse,
    };

    /// A document of one list and one deletion.
    fn document() -> Value {
        let text = json!({ "type": "string" });
        let path = |name: &str| json!({ "name": name, "in": "path", "required": true, "schema": text });
        let query = |name: &str, schema: Value| json!({ "name": name, "in": "query", "schema": schema });
        let service = json!({ "name": "ServiceSid", "in": "path", "required": true,
            "schema": { "type": "string", "pattern": "^VA[0-9a-fA-F]{32}$" } });
        json!({
            "paths": {
                "/v2/Services/{ServiceSid}/Entities": {
                    "servers": [],
                    "get": {
                        "parameters": [
                            service,
                            query("PageSize", json!({ "type": "integer", "minimum": 1, "maximum": 1000 })),
                            query("Page", json!({ "type": "integer", "minimum": 0 })),
                            query("PageToken", text.clone()),
                        ],
                        "responses": { "200": { "content": { "application/json": { "schema": { "properties": {
                            "entities": { "type": "array", "items": { "$ref": "#/components/schemas/verify.v2.service.entity" } },
                            "meta": { "type": "object", "properties": {
                                "first_page_url": text, "key": text, "next_page_url": text, "previous_page_url": text,
                                "url": text, "page": { "type": "integer" }, "page_size": { "type": "integer" },
                            } },
                        } } } } } },
                    },
                },
                "/v2/Services/{ServiceSid}/Entities/{Identity}": {
                    "delete": { "parameters": [service, path("Identity")], "responses": { "204": {} } },
                },
            },
            "components": { "schemas": {
                "verify.v2.service.entity": { "type": "object", "properties": {
                    "sid": text, "identity": text, "account_sid": text, "service_sid": text, "url": text,
                    "date_created": { "type": "string", "format": "date-time" },
                    "date_updated": { "type": "string", "format": "date-time" }, "links": { "type": "object" },
                } },
                "factor_enum_factor_statuses": { "type": "string", "enum": ["verified", "unverified"] },
            } },
        })
    }

    fn lines(change: impl FnOnce(&mut Value)) -> Vec<String> {
        let mut document = document();
        change(&mut document);
        let known: Vec<_> =
            api::operations().filter(|one| ["listEntity", "deleteEntity"].contains(&one.name)).collect();
        differences(&document, &known, &[FactorEnumFactorStatuses::ENUMERATION]).unwrap()
    }

    /// The lines where the value at a JSON pointer is another.
    fn with(pointer: &str, value: Value) -> Vec<String> {
        lines(|document| *document.pointer_mut(pointer).unwrap() = value)
    }

    const LIST: &str = "/paths/~1v2~1Services~1{ServiceSid}~1Entities/get";
    const ENTITY: &str = "/components/schemas/verify.v2.service.entity/properties";

    #[test]
    fn what_is_the_same_has_no_lines() {
        assert_eq!(lines(|_| {}), [""; 0]);
    }

    #[test]
    fn operations_come_and_go() {
        let lines = lines(|document| {
            let paths = document["paths"].as_object_mut().unwrap();
            let methods = paths.remove("/v2/Services/{ServiceSid}/Entities/{Identity}").unwrap();
            paths.insert("/v2/Other".into(), methods);
        });
        assert_eq!(lines, ["new operation: DELETE /v2/Other", "no such operation: deleteEntity"]);
    }

    #[test]
    fn parameters_come_go_and_change() {
        let at = |index: usize, rest: &str| format!("{LIST}/parameters/{index}{rest}");
        assert_eq!(
            with(&at(3, "/name"), json!("Cursor")),
            [
                "listEntity: query parameter PageToken: no such parameter",
                "listEntity: new query parameter Cursor"
            ]
        );
        assert_eq!(
            with(&at(3, "/schema/type"), json!("boolean")),
            ["listEntity: query parameter PageToken: is Boolean, not String"]
        );
        assert_eq!(
            with(&at(1, "/schema/maximum"), json!(500)),
            ["listEntity: query parameter PageSize: is limited to Range(1, 500)"]
        );
        assert_eq!(
            with(&at(0, "/schema/pattern"), json!("^VX[0-9a-fA-F]{32}$")),
            ["listEntity: path parameter ServiceSid: is a SID that begins with VX"]
        );
        assert_eq!(
            with(&at(0, "/required"), json!(false)),
            ["listEntity: path parameter ServiceSid: is optional"]
        );
    }

    #[test]
    fn fields_come_go_and_change() {
        assert_eq!(
            with(&format!("{ENTITY}/sid/type"), json!("integer")),
            ["VerifyV2ServiceEntity.sid: is Number, not String"]
        );
        let lines = lines(|document| {
            let fields = document.pointer_mut(ENTITY).unwrap().as_object_mut().unwrap();
            let value = fields.remove("links").unwrap();
            fields.insert("tags".into(), value);
        });
        assert_eq!(
            lines,
            ["VerifyV2ServiceEntity.links: no such field", "VerifyV2ServiceEntity.tags: new field, Object"]
        );
    }

    /// The lines of two models whose fields list their values, as Twilio's document has them, with other values in some.
    fn listed(statuses: &Value, transports: &Value) -> Vec<String> {
        let text = json!({ "type": "string" });
        let date = json!({ "type": "string", "format": "date-time" });
        let given = json!({
            "factor": { "type": "object", "properties": {
                "sid": text, "account_sid": text, "service_sid": text, "entity_sid": text, "identity": text,
                "date_created": date, "date_updated": date, "friendly_name": text,
                "status": { "type": "string", "enum": statuses },
                "factor_type": { "type": "string", "enum": ["push", "totp", "passkeys"] },
                "config": { "type": "object" }, "metadata": { "type": "object" }, "url": text,
            } },
            "credential": { "type": "object", "properties": {
                "attestationObject": text, "clientDataJSON": text,
                "transports": { "type": "array", "items": { "type": "string", "enum": transports } },
            } },
        });
        let mut comparison = Comparison { document: &given, compared: BTreeSet::new(), lines: Vec::new() };
        comparison.model(UpdatePasskeysFactor200Response::SCHEMA, &given["factor"]);
        comparison.model(VerifyPasskeysFactorRequestResponse::SCHEMA, &given["credential"]);
        comparison.lines
    }

    #[test]
    fn values_listed_with_a_field_change() {
        let statuses = json!(["unverified", "verified"]);
        let transports = json!(["usb", "nfc", "ble", "smart-card", "internal", "hybrid"]);
        assert_eq!(listed(&statuses, &transports), [""; 0]);
        assert_eq!(
            listed(&json!(["unverified", "locked"]), &transports),
            ["UpdatePasskeysFactor200Response.status: is locked | unverified, not unverified | verified"]
        );
        assert_eq!(
            listed(&statuses, &json!(["usb"])),
            ["VerifyPasskeysFactorRequestResponse.transports: is [usb], not \
              [ble | hybrid | internal | nfc | smart-card | usb]"]
        );
    }

    #[test]
    fn enumerations_change() {
        assert_eq!(
            with("/components/schemas/factor_enum_factor_statuses/enum", json!(["verified", "locked"])),
            ["FactorEnumFactorStatuses: is locked | verified, not unverified | verified"]
        );
    }

    #[test]
    fn what_comes_back_may_come_or_go() {
        assert_eq!(
            with(&format!("{LIST}/responses/200"), json!({})),
            ["listEntity: what comes back: nothing, no model"]
        );
    }

    #[test]
    fn another_json_is_refused() {
        assert!(differences(&json!({}), &[], &[]).is_err());
    }
}
