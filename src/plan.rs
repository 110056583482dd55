//! What has to be done to a parsed answer, so that it is the model that the documentation has.

use crate::parts::take;
use crate::table::MODEL_LINES;

/// The plan of the model of this number: for each field that does not stay as it came, its name and its type, all with
/// spaces between them. The type is `Date`, the name of a model, or that in brackets for a list. The shell reads it once.
pub fn of(model: u32) -> String {
    let mut plan = String::new();
    let mut rest = MODEL_LINES.line(model as usize).unwrap_or_default();
    take(&mut rest, b' ');
    while !rest.is_empty() {
        let (field, kind) = (take(&mut rest, b' '), take(&mut rest, b' '));
        let item = kind.strip_prefix('[').and_then(|kind| kind.strip_suffix(']')).unwrap_or(kind);
        if kind == "Date" || !matches!(item, "String" | "Number" | "Boolean" | "Object" | "Date") {
            for word in [field, " ", kind, " "] {
                plan.push_str(word);
            }
        }
    }
    plan
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::MODELS;
    use crate::schema::Type;

    #[test]
    fn what_stays_as_it_came_is_not_in_it() {
        for (number, model) in (0..).zip(MODELS) {
            let steps = model.fields.iter().filter_map(|field| {
                let kind = match &field.kind {
                    Type::Date => "Date".to_owned(),
                    Type::Model(model) => model.name.to_owned(),
                    Type::List(Type::Model(model)) => format!("[{}]", model.name),
                    _ => return None,
                };
                Some(format!("{} {kind} ", field.name))
            });
            assert_eq!(of(number), steps.collect::<String>(), "{}", model.name);
        }
    }

    #[test]
    fn what_is_no_model_has_none() {
        assert_eq!(of(u32::MAX), "");
    }
}
