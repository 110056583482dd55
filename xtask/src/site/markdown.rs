//! Markdown as a page.

use super::plan::Link;
use anyhow::{Result, bail};
use pulldown_cmark::{Alignment, CowStr, Event, Options, Parser, Tag, TagEnd, html};
use std::mem;

/// How long a text is that says something, in bytes: a version is shorter.
const WORTH: usize = 30;

/// A heading.
pub(super) struct Heading {
    pub(super) level: u8,
    /// Its name in a link, as GitHub makes it.
    pub(super) id: String,
    pub(super) text: String,
}

/// What stands below a heading, but for programs; a row of a table is one by itself.
pub(super) struct Section {
    /// Which heading.
    pub(super) heading: usize,
    pub(super) text: String,
}

/// A page's content.
pub(super) struct Document {
    pub(super) html: String,
    /// Its first sentence that says something.
    pub(super) about: String,
    pub(super) headings: Vec<Heading>,
    pub(super) sections: Vec<Section>,
    /// The links to pages of the site, with their headings.
    pub(super) links: Vec<(String, Option<String>)>,
}

impl Document {
    /// Reads Markdown; `link` says where a link leads. A name of a file in code becomes a link where the file has a page.
    pub(super) fn of(text: &str, link: impl Fn(&str) -> Result<Link>) -> Result<Self> {
        let mut reader = Reader::default();
        for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
            reader.read(event, &link)?;
        }
        reader.end_section();
        let Reader { events, headings, sections, links, .. } = reader;
        let mut html = String::new();
        html::push_html(&mut html, events.into_iter());
        let about = sections.iter().map(|section| section.text.trim()).find(|text| text.len() > WORTH);
        let about =
            about.unwrap_or_default().split(". ").next().unwrap_or_default().trim_end_matches('.').to_owned();
        Ok(Self { html: tidy(html), about, headings, sections, links })
    }
}

#[derive(Default)]
struct Reader<'a> {
    events: Vec<Event<'a>>,
    headings: Vec<Heading>,
    sections: Vec<Section>,
    links: Vec<(String, Option<String>)>,
    /// Where the heading begins that is being read.
    heading: Option<usize>,
    in_link: bool,
    in_program: bool,
    words: String,
}

impl<'a> Reader<'a> {
    fn read(&mut self, event: Event<'a>, link: &impl Fn(&str) -> Result<Link>) -> Result<()> {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.end_section();
                self.heading = Some(self.events.len());
                self.headings.push(Heading { level: level as u8, id: String::new(), text: String::new() });
                self.events.push(Event::Start(Tag::Heading {
                    level,
                    id: None,
                    classes: vec![],
                    attrs: vec![],
                }));
            }
            Event::End(TagEnd::Heading(level)) => {
                let text = mem::take(&mut self.words).trim().to_owned();
                let id = self.unused(&anchor(&text));
                if let Some(at) = self.heading.take() {
                    let id = Some(CowStr::from(id.clone()));
                    self.events[at] =
                        Event::Start(Tag::Heading { level, id, classes: vec![], attrs: vec![] });
                }
                let last = self.headings.last_mut().expect("it has begun");
                (last.id, last.text) = (id, text);
                self.events.push(Event::End(TagEnd::Heading(level)));
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                self.in_link = true;
                let dest_url = match link(&dest_url)? {
                    Link::Page(to, anchor, href) => {
                        self.links.push((to, anchor));
                        href.into()
                    }
                    Link::Whole(url) => url.into(),
                    Link::Nowhere => bail!("{dest_url} has no page"),
                };
                self.events.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            }
            Event::End(TagEnd::Link) => {
                self.in_link = false;
                self.events.push(event);
            }
            Event::Code(ref code) => {
                self.words.push_str(code);
                let named = !self.in_link && code.ends_with(".md");
                match named.then(|| link(&format!("/{code}"))) {
                    Some(Ok(Link::Page(to, anchor, href))) => {
                        self.links.push((to, anchor));
                        self.events.push(Event::InlineHtml(format!("<a href=\"{href}\">").into()));
                        self.events.push(event);
                        self.events.push(Event::InlineHtml("</a>".into()));
                    }
                    _ => self.events.push(event),
                }
            }
            Event::Text(ref text) => {
                if !self.in_program {
                    self.words.push_str(text);
                }
                self.events.push(event);
            }
            Event::Start(Tag::CodeBlock(_)) => {
                self.in_program = true;
                self.events.push(event);
            }
            Event::End(TagEnd::CodeBlock) => {
                self.in_program = false;
                self.events.push(event);
            }
            // The policy allows no style in an attribute, which is how a column's side would be said.
            Event::Start(Tag::Table(sides)) => {
                self.end_section();
                self.events.push(Event::Html(
                    "<div class=\"wide\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">".into(),
                ));
                self.events.push(Event::Start(Tag::Table(vec![Alignment::None; sides.len()])));
            }
            Event::End(TagEnd::TableHead) => {
                self.words.clear();
                self.events.push(event);
            }
            Event::End(TagEnd::TableRow) => {
                self.end_section();
                self.events.push(event);
            }
            Event::End(TagEnd::Table) => {
                self.events.push(event);
                self.events.push(Event::Html("</div>\n".into()));
            }
            // Comments are for who writes.
            Event::Html(ref html) | Event::InlineHtml(ref html) => {
                if !html.trim_start().starts_with("<!--") {
                    bail!("`{}` is HTML: write Markdown, or code", html.trim());
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                bail!("{dest_url} is a picture, and pages have none")
            }
            event => {
                // Words of two cells or lines are two.
                self.words.push(' ');
                self.events.push(event);
            }
        }
        Ok(())
    }

    fn end_section(&mut self) {
        let words = mem::take(&mut self.words);
        let text = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let Some(heading) = self.headings.len().checked_sub(1) else { return };
        // A heading is found also where nothing stands below it.
        if !text.is_empty() || self.sections.last().is_none_or(|last| last.heading != heading) {
            self.sections.push(Section { heading, text });
        }
    }

    /// The name of a heading: one that was there before gets a number.
    fn unused(&self, id: &str) -> String {
        let taken = |id: &str| self.headings.iter().any(|heading| heading.id == id);
        let mut numbered = id.to_owned();
        for number in 1.. {
            if !taken(&numbered) {
                break;
            }
            numbered = format!("{id}-{number}");
        }
        numbered
    }
}

/// A heading's name in a link, as GitHub, and who follows it, makes it.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || "-_ ".contains(*c));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

/// What pages need beyond Markdown: what scrolls can be reached by keyboard, and an empty cell is no heading.
fn tidy(html: String) -> String {
    let html = html.replace("<pre>", "<pre tabindex=\"0\">").replace("<th></th>", "<td></td>");
    let mut tidied = String::new();
    for (at, part) in html.split("<thead>").enumerate() {
        if at == 0 {
            tidied.push_str(part);
            continue;
        }
        match part.split_once("</thead>") {
            Some((head, rest)) if !head.contains("<th>") => tidied.push_str(rest),
            _ => {
                tidied.push_str("<thead>");
                tidied.push_str(part);
            }
        }
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Document {
        Document::of(text, |target| {
            Ok(match target {
                "a.md" | "/docs/a.md" => Link::Page("docs/a.html".into(), None, "a.html".into()),
                _ if target.starts_with("https:") => Link::Whole(target.into()),
                _ => Link::Nowhere,
            })
        })
        .unwrap()
    }

    #[test]
    fn headings_have_the_names_that_links_use() {
        let page = page("# The `twilio` tree\n\n## What's new?\n\n## What's new?");
        let ids: Vec<_> = page.headings.iter().map(|heading| heading.id.as_str()).collect();
        assert_eq!(ids, ["the-twilio-tree", "whats-new", "whats-new-1"]);
        assert!(page.html.contains("<h2 id=\"whats-new\">"));
    }

    #[test]
    fn a_link_and_the_name_of_a_file_lead_to_its_page() {
        let page = page("[a](a.md) `docs/a.md` `docs/b.md` [`a.md`](https://example.com)");
        assert_eq!(page.html.matches("<a href=\"a.html\">").count(), 2, "{}", page.html);
        assert_eq!(page.html.matches("<a ").count(), 3);
        assert_eq!(page.links.len(), 2);
    }

    #[test]
    fn what_would_not_work_in_a_page_is_an_error() {
        let nowhere =
            |text: &str| Document::of(text, |_| Ok(Link::Nowhere)).err().map(|error| error.to_string());
        assert!(nowhere("[a](b.md)").unwrap().contains("b.md has no page"));
        assert!(nowhere("<b>a</b>").unwrap().contains("is HTML"));
        assert!(nowhere("![a](b.png)").unwrap().contains("is a picture"));
        assert!(nowhere("<!-- a -->\n\n`<b>`").is_none());
    }

    #[test]
    fn a_table_can_be_scrolled_by_keyboard_and_has_no_empty_heading_nor_style() {
        let page = page("| | |\n| --- | ---: |\n| a | b |\n\n| | x |\n| --- | --- |\n| c | d |");
        assert_eq!(page.html.matches("<div class=\"wide\"").count(), 2);
        assert_eq!(page.html.matches("<thead>").count(), 1);
        assert!(!page.html.contains("<th></th>") && !page.html.contains("style="), "{}", page.html);
    }

    #[test]
    fn what_is_searched_has_words_and_no_programs() {
        let page = page(
            "# A\n\nOne `two` and more, so that it says something. Four.\n\n```js\nhidden();\n```\n\n| x | y |\n| - | - |\n| 1 | 2 |\n\n## B\n\nthree",
        );
        let texts: Vec<_> = page.sections.iter().map(|section| section.text.as_str()).collect();
        assert_eq!(texts, ["One two and more, so that it says something. Four.", "1 2", "three"]);
        assert_eq!(page.about, "One two and more, so that it says something");
    }
}
