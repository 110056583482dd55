//! What is searched: a module that a page loads when somebody wants to search, so that nothing has to be asked of a server
//! that does more than send files.

use super::markdown::Document;
use super::plan::Plan;
use serde_json::json;
use std::collections::BTreeMap;

/// Where it is.
pub(super) const FILE: &str = "docs/search.js";

/// The module: `pages` are [name, address], `sections` [number of the page, id of the heading, heading, text].
pub(super) fn index(plan: &Plan, documents: &BTreeMap<&str, Document>) -> String {
    let pages: Vec<_> = plan.pages.iter().map(|page| json!([page.name, page.to])).collect();
    let mut sections = Vec::new();
    for (number, page) in plan.pages.iter().enumerate() {
        let document = &documents[page.to.as_str()];
        for section in &document.sections {
            let heading = &document.headings[section.heading];
            sections.push(json!([number, heading.id, heading.text, section.text]));
        }
    }
    format!("export default {};\n", json!({ "pages": pages, "sections": sections }))
}
