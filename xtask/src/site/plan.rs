//! Which pages there are, what they are made from, and where they are.

use crate::package;
use anyhow::{Context, Result, bail};
use std::fs;
use twilio_verify::{api, models};

/// Where the pages of the package are.
const PACKAGED: &str = "pkg/docs/";

/// What is read from top to bottom, in that order: the file, and what its page is called.
const GUIDE: [(&str, &str, &str); 6] = [
    ("pkg/README.md", "readme", "Read me"),
    ("pkg/docs/migrating.md", "migrating", "Migrating"),
    ("pkg/docs/errors.md", "errors", "Errors"),
    ("docs/sandbox.md", "sandbox", "The sandbox"),
    ("docs/comparison.md", "comparison", "Comparison"),
    ("CHANGELOG.md", "changelog", "Changes"),
];

/// A part of the navigation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Group {
    Guide,
    Classes,
    Models,
    Enumerations,
}

impl Group {
    pub(super) const ALL: [Self; 4] = [Self::Guide, Self::Classes, Self::Models, Self::Enumerations];

    /// What stands above it.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Guide => "Guide",
            Self::Classes => "Classes",
            Self::Models => "Models",
            Self::Enumerations => "Enumerations",
        }
    }

    /// Whether it is shown whole on every page.
    pub(super) fn is_short(self) -> bool {
        self == Self::Guide
    }
}

/// A page.
pub(super) struct Page {
    /// What it is made from, relative to the project.
    pub(super) file: String,
    /// Where it is, relative to the site.
    pub(super) to: String,
    pub(super) name: String,
    pub(super) group: Group,
    /// Its Markdown.
    pub(super) text: String,
}

/// Where a link of a page leads.
pub(super) enum Link {
    /// To a page of the site: its place, its heading, and the address relative to the page with the link.
    Page(String, Option<String>, String),
    /// Elsewhere.
    Whole(String),
    /// To a file of the project that has no page.
    Nowhere,
}

/// All pages.
pub(super) struct Plan {
    pub(super) pages: Vec<Page>,
}

impl Plan {
    /// The pages of this project.
    pub(super) fn of_the_project() -> Result<Self> {
        let mut pages = Vec::new();
        for (file, to, name) in GUIDE {
            let text = fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
            pages.push(Page {
                file: file.into(),
                to: format!("docs/{to}.html"),
                name: name.into(),
                group: Group::Guide,
                text,
            });
        }
        let mut files: Vec<_> = fs::read_dir(PACKAGED)?
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect::<Result<_>>()?;
        // The index is the first of its group.
        files.sort_by_key(|name| (name != "README.md", name.clone()));
        for name in files {
            let file = format!("{PACKAGED}{name}");
            if pages.iter().any(|page| page.file == file) {
                continue;
            }
            let name = name.strip_suffix(".md").with_context(|| format!("{file} is no Markdown"))?;
            let group = group(name)
                .with_context(|| format!("{file} is of no table: the navigation has no place for it"))?;
            let text = fs::read_to_string(&file)?;
            let (to, name) = match name {
                "README" => ("docs/index.html".into(), "All classes"),
                name => (format!("docs/api/{name}.html"), name),
            };
            pages.push(Page { to, name: name.into(), group, text, file });
        }
        Ok(Self { pages })
    }

    /// Where a link leads, as it stands in the Markdown of a page.
    pub(super) fn link(&self, from: &Page, target: &str) -> Result<Link> {
        // The package's README names the published files, because npm shows it where no other is beside it.
        let published = target.strip_prefix(&package::place()).map(|file| format!("/pkg/{file}"));
        if published.is_none() && (target.starts_with("https://") || target.starts_with("http://")) {
            return Ok(Link::Whole(target.into()));
        }
        let target = published.as_deref().unwrap_or(target);
        let (path, anchor) = match target.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor.to_owned())),
            None => (target, None),
        };
        let file = if path.is_empty() { from.file.clone() } else { beside(&from.file, path)? };
        Ok(match self.pages.iter().find(|page| page.file == file) {
            Some(page) => {
                let hash = anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
                let href = if path.is_empty() { hash } else { format!("{}{}{hash}", up(&from.to), page.to) };
                Link::Page(page.to.clone(), anchor, href)
            }
            None => Link::Nowhere,
        })
    }
}

/// The table that a page of the package is made from.
fn group(name: &str) -> Option<Group> {
    if name == "README" || api::CLASSES.iter().any(|class| class.name.text() == name) {
        Some(Group::Classes)
    } else if models::MODELS.iter().any(|model| model.name == name) {
        Some(Group::Models)
    } else if models::ENUMERATIONS.iter().any(|enumeration| enumeration.name.text() == name) {
        Some(Group::Enumerations)
    } else {
        None
    }
}

/// The file that a path means in a link of another; one that begins with a slash is from the project's folder.
fn beside(file: &str, path: &str) -> Result<String> {
    let mut folders: Vec<_> = if path.starts_with('/') { vec![] } else { file.split('/').collect() };
    folders.pop();
    for part in path.strip_prefix('/').unwrap_or(path).split('/') {
        match part {
            "." => {}
            ".." => _ = folders.pop().with_context(|| format!("{path} leads out of the project"))?,
            "" => bail!("{path} is no relative path"),
            part => folders.push(part),
        }
    }
    Ok(folders.join("/"))
}

/// From a page to the site's own place.
pub(super) fn up(to: &str) -> String {
    "../".repeat(to.matches('/').count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        let page = |file: &str, to: &str| Page {
            file: file.into(),
            to: to.into(),
            name: String::new(),
            group: Group::Guide,
            text: String::new(),
        };
        Plan {
            pages: vec![
                page("pkg/README.md", "docs/readme.html"),
                page("pkg/docs/errors.md", "docs/errors.html"),
                page("pkg/docs/DefaultApi.md", "docs/api/DefaultApi.html"),
            ],
        }
    }

    fn href(from: usize, target: &str) -> Option<String> {
        let plan = plan();
        match plan.link(&plan.pages[from], target).unwrap() {
            Link::Page(_, _, href) => Some(href),
            Link::Whole(url) => Some(url),
            Link::Nowhere => None,
        }
    }

    #[test]
    fn a_link_between_files_is_one_between_their_pages() {
        assert_eq!(
            href(0, &format!("{}docs/errors.md#all", package::place())).as_deref(),
            Some("../docs/errors.html#all")
        );
        assert_eq!(href(1, "DefaultApi.md").as_deref(), Some("../docs/api/DefaultApi.html"));
        assert_eq!(href(2, "../README.md#a").as_deref(), Some("../../docs/readme.html#a"));
        assert_eq!(href(2, "#here").as_deref(), Some("#here"));
        assert_eq!(href(0, "https://example.com/a.md").as_deref(), Some("https://example.com/a.md"));
        assert_eq!(href(2, "/pkg/README.md").as_deref(), Some("../../docs/readme.html"));
        assert_eq!(href(0, "CONTRIBUTING.md"), None);
    }

    #[test]
    fn a_path_out_of_the_project_is_refused() {
        for target in ["../../a.md", "/../a.md", "pkg//docs"] {
            let plan = plan();
            assert!(plan.link(&plan.pages[0], target).is_err(), "{target}");
        }
    }
}
