//! The pages of the package's `docs/`.

use super::views::Tables;
use minijinja::value::Serde;
use minijinja::{Value, context};

/// A page of the package's `docs/` that is made from the tables.
pub(super) struct Page<'a> {
    pub(super) template: &'static str,
    pub(super) name: &'a str,
    pub(super) context: Value,
}

impl<'a> Page<'a> {
    pub(super) fn all(tables: &'a Tables) -> Vec<Self> {
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
            name: &enumeration.name,
            context: context! { enumeration => Value::from(Serde(enumeration)) },
        });
        let index = Page { template: "index.md.j2", name: "README", context: Value::from(Serde(tables)) };
        classes.chain(models).chain(enumerations).chain([index]).collect()
    }
}
