//! Short names for what wasm and glue have between them. wasm-bindgen's end in sixteen random digits, which do not
//! compress: of a small core they are a thirtieth of the download.

use anyhow::{Result, ensure};
use serde::Deserialize;
use std::collections::HashMap;

/// What wasm-opt renamed, as it prints it.
#[derive(Deserialize)]
pub struct Names {
    /// Module, old name, new name.
    imports: Vec<(String, String, String)>,
    /// Old name, new name.
    exports: Vec<(String, String)>,
}

/// What wasm-opt calls the module that all imports come from.
const MODULE: &str = "a";

impl Names {
    /// wasm-bindgen's glue, with the new names. It has imports as `name: function`, exports as `wasm.name`, and the module
    /// of the imports as a string.
    pub fn rename(&self, glue: &str) -> Result<String> {
        let imports: HashMap<_, _> =
            self.imports.iter().map(|(_, old, new)| (old.as_str(), new.as_str())).collect();
        let exports: HashMap<_, _> =
            self.exports.iter().map(|(old, new)| (old.as_str(), new.as_str())).collect();
        let mut renamed = 0;
        let mut text = String::with_capacity(glue.len());
        let mut rest = glue;
        while let Some(start) = rest.find(is_name) {
            let (before, from) = rest.split_at(start);
            text.push_str(before);
            let end = from.find(|c| !is_name(c)).unwrap_or(from.len());
            let (name, after) = from.split_at(end);
            let new = if after.starts_with(':') {
                let new = imports.get(name);
                renamed += usize::from(new.is_some());
                new
            } else if text.ends_with("wasm.") {
                exports.get(name)
            } else {
                None
            };
            text.push_str(new.unwrap_or(&name));
            rest = after;
        }
        text.push_str(rest);
        ensure!(renamed == imports.len(), "wasm-bindgen's glue gives not each import as `name: function`");
        if let Some((module, ..)) = self.imports.first() {
            text = text.replace(&format!("\"{module}\""), &format!("\"{MODULE}\""));
        }
        Ok(text)
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let map = r#"{ "imports": [["./core_bg.js", "__wbg_set_0123", "a"]], "exports": [["send", "b"], ["memory", "c"]] }"#;
        serde_json::from_str(map).unwrap()
    }

    #[test]
    fn imports_exports_and_their_module_get_the_new_names() {
        let glue = r#"export function send(a) { return wasm.send(a, wasm.memory.buffer); }
            const import0 = { __wbg_set_0123: function() {} }; return { "./core_bg.js": import0 };"#;
        let expected = r#"export function send(a) { return wasm.b(a, wasm.c.buffer); }
            const import0 = { a: function() {} }; return { "a": import0 };"#;
        assert_eq!(names().rename(glue).unwrap(), expected);
    }

    #[test]
    fn a_longer_name_is_another_name() {
        let glue = "wasm.send_all(); { __wbg_set_0123: function() {} }";
        assert!(names().rename(glue).unwrap().starts_with("wasm.send_all();"));
    }

    #[test]
    fn glue_of_another_shape_is_refused() {
        assert!(names().rename("imports['__wbg_set_0123'] = function() {}").is_err());
    }
}
