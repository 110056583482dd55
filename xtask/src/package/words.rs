//! Small things about words: names in another case, comments.

/// A text as one line.
pub(super) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A JSDoc comment, indented.
pub(super) fn jsdoc(indent: &str, doc: &str, tags: &[String]) -> String {
    let doc = doc.replace("*/", "*\u{200b}/");
    if tags.is_empty() {
        return format!("{indent}/** {doc} */");
    }
    let tags: String = tags.iter().map(|tag| format!("{indent} * {tag}\n")).collect();
    format!("{indent}/**\n{indent} * {doc}\n{indent} *\n{tags}{indent} */")
}

/// `friendly_name` -> `friendlyName`.
pub(super) fn camel(name: &str) -> String {
    let mut words = name.split('_');
    words.next().into_iter().map(str::to_owned).chain(words.map(capital)).collect()
}

pub(super) fn capital(name: &str) -> String {
    let mut name = name.to_owned();
    name[..1].make_ascii_uppercase();
    name
}

/// `TimeStep` -> `timeStep`.
pub(super) fn uncapital(name: &str) -> String {
    let mut name = name.to_owned();
    name[..1].make_ascii_lowercase();
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_cannot_be_ended_by_its_text() {
        assert!(!jsdoc("", "a */ b", &[]).trim_end_matches("*/").contains("*/"));
    }
}
