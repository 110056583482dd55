//! `cargo xtask site`: the page, and the package's documentation as pages beside it, in one folder of static files. Every
//! address in it is relative, so that any host can serve it from any path.

mod markdown;
mod plan;
mod search;

use crate::{build, glue, node, package, shell};
use anyhow::{Context, Result, ensure};
use markdown::Document;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use plan::{Group, Plan};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Where it is.
pub const FOLDER: &str = "target/site";

/// Where Vite builds the page, and the frame that every other page is put into.
const PAGE: &str = "www/dist";
const FRAME: &str = "docs.html";

/// What is shown where a link to the site is shared: Vite writes the SVG, of the numbers of the page.
const PICTURE: (&str, &str) = ("share.svg", "share.png");

/// Builds the site, and says where it is. What is shared wants the address at which it will be.
pub fn run(address: Option<&str>) -> Result<()> {
    build::set_up_and_run()?;
    write(address)?;
    picture()?;
    shell::say(format!("\nbuilt {FOLDER}: serve this folder from any path"));
    if address.is_none() {
        shell::say("Who shares links wants a whole address for the picture: --url https://host/path/");
    }
    Ok(())
}

/// Builds the site, but for the picture.
pub fn write(address: Option<&str>) -> Result<()> {
    build::for_page()?;
    let mut npm = node::npm();
    npm.args(["run", "--silent", "build"]).current_dir("www");
    match address {
        Some(address) => npm.env("SITE_URL", address),
        None => npm.env_remove("SITE_URL"),
    };
    shell::run(&mut npm)?;
    let folder = Path::new(FOLDER);
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    for file in package::files(Path::new(PAGE))? {
        let to = folder.join(&file);
        fs::create_dir_all(to.parent().expect("it is in a folder"))?;
        fs::copy(Path::new(PAGE).join(&file), to)?;
    }
    documentation(folder)
}

/// Draws the picture.
pub fn picture() -> Result<()> {
    let (svg, png) = PICTURE;
    glue::draw(&Path::new(PAGE).join(svg), &Path::new(FOLDER).join(png))?;
    Ok(fs::remove_file(Path::new(FOLDER).join(svg))?)
}

/// Writes every page of the documentation, and what is searched.
fn documentation(folder: &Path) -> Result<()> {
    let plan = Plan::of_the_project()?;
    let mut documents = BTreeMap::new();
    for page in &plan.pages {
        let document = Document::of(&page.text, |target| plan.link(page, target))
            .with_context(|| format!("{} as a page", page.file))?;
        documents.insert(page.to.as_str(), document);
    }
    check(&documents, &fs::read_to_string(folder.join("index.html"))?)?;

    let frame = folder.join(FRAME);
    // What Vite writes is relative to the folder's own place.
    let text = fs::read_to_string(&frame)?.replace("=\"./", "=\"{{ root }}");
    fs::remove_file(&frame)?;
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    for page in &plan.pages {
        let document = &documents[page.to.as_str()];
        let root = plan::up(&page.to);
        // No address has a letter that HTML would take for its own.
        let safe = Value::from_safe_string;
        let groups: Vec<_> = Group::ALL
            .into_iter()
            .map(|group| {
                let pages = plan.pages.iter().filter(|one| one.group == group).map(|one| {
                    context! {
                        name => one.name.as_str(), href => safe(format!("{root}{}", one.to)), current => one.to == page.to,
                    }
                });
                let open = group.is_short() || group == page.group;
                context! { title => group.title(), open, pages => pages.collect::<Vec<_>>() }
            })
            .collect();
        let parts: Vec<_> = document
            .headings
            .iter()
            .filter(|heading| heading.level == 2)
            .map(|heading| context! { id => heading.id.as_str(), text => heading.text.as_str() })
            .collect();
        let filled = environment.render_named_str(
            FRAME,
            &text,
            context! {
                groups, parts,
                root => safe(root.clone()),
                title => page.name.as_str(),
                about => document.about.as_str(),
                path => safe(page.to.clone()),
                content => safe(document.html.clone()),
            },
        )?;
        let to = folder.join(&page.to);
        fs::create_dir_all(to.parent().expect("it is in a folder"))?;
        fs::write(to, filled)?;
    }
    fs::write(folder.join(search::FILE), search::index(&plan, &documents))?;
    Ok(())
}

/// Fails where a link leads nowhere: those of the pages, and those of the page in front.
fn check(documents: &BTreeMap<&str, Document>, front: &str) -> Result<()> {
    let mut wrong = BTreeSet::new();
    let mut follow = |from: &str, path: &str, anchor: Option<&str>| match documents.get(path) {
        None => _ = wrong.insert(format!("{from}: there is no page {path}")),
        Some(document) => {
            if let Some(anchor) = anchor.filter(|id| !document.headings.iter().any(|one| one.id == *id)) {
                wrong.insert(format!("{from}: {path} has no heading #{anchor}"));
            }
        }
    };
    for (from, document) in documents {
        for (path, anchor) in &document.links {
            follow(from, path, anchor.as_deref());
        }
    }
    for link in front.split("href=\"./docs/").skip(1) {
        let link = format!("docs/{}", link.split('"').next().unwrap_or_default());
        match link.split_once('#') {
            Some((path, anchor)) => follow("www/index.html", path, Some(anchor)),
            None => follow("www/index.html", &link, None),
        }
    }
    ensure!(wrong.is_empty(), "links lead nowhere:\n{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::bail;

    fn documents() -> BTreeMap<&'static str, Document> {
        let text = "# One\n\n[there](two#part)";
        let link = |_: &str| {
            Ok(plan::Link::Page("docs/two.html".into(), Some("part".into()), "two.html#part".into()))
        };
        let one = Document::of(text, link).unwrap();
        let two = Document::of("# Two\n\n## Part", |_| bail!("none")).unwrap();
        BTreeMap::from([("docs/one.html", one), ("docs/two.html", two)])
    }

    #[test]
    fn a_link_that_leads_nowhere_is_told_with_its_page() {
        let mut documents = documents();
        check(&documents, "<a href=\"./docs/two.html#part\">").unwrap();
        let error = check(&documents, "<a href=\"./docs/two.html#parts\"><a href=\"./docs/x.html\">");
        let error = error.unwrap_err().to_string();
        assert!(error.contains("www/index.html: docs/two.html has no heading #parts"), "{error}");
        assert!(error.contains("www/index.html: there is no page docs/x.html"), "{error}");
        documents.insert("docs/two.html", Document::of("# Two", |_| bail!("none")).unwrap());
        let error = check(&documents, "").unwrap_err().to_string();
        assert!(error.contains("docs/one.html: docs/two.html has no heading #part"), "{error}");
    }
}
