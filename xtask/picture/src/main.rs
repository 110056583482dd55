//! Draws an SVG as a PNG: `xtask-picture FROM.svg TO.png`. It takes a minute to compile what draws, so it is a crate of its
//! own, which `cargo xtask site` compiles when it first needs it.

use anyhow::{Context, Result, bail};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::env;
use std::fs;

/// The PNG of an SVG, in the size that the SVG says. Its text is in DejaVu, which is linked: a machine need have no font.
fn draw(svg: &str) -> Result<Vec<u8>> {
    let mut options = Options { font_family: "DejaVu Sans".into(), ..Options::default() };
    let fonts = options.fontdb_mut();
    for font in [dejavu::sans::regular(), dejavu::sans::bold(), dejavu::sans_mono::regular()] {
        fonts.load_font_data(font.to_vec());
    }
    let tree = Tree::from_str(svg, &options)?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height()).context("the picture has no size")?;
    resvg::render(&tree, Transform::default(), &mut pixels.as_mut());
    Ok(pixels.encode_png()?)
}

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [from, to] = arguments.as_slice() else { bail!("the arguments are an SVG and a PNG") };
    let svg = fs::read_to_string(from).with_context(|| format!("cannot read {from}"))?;
    fs::write(to, draw(&svg)?).with_context(|| format!("cannot write {to}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(within: &str) -> Vec<u8> {
        let start = r#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">"#;
        draw(&format!("{start}{within}</svg>")).unwrap()
    }

    #[test]
    fn a_picture_is_a_png_of_the_size_that_the_svg_says() {
        let png = picture("");
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
        assert_eq!(png[16..24], [0, 0, 0, 40, 0, 0, 0, 30]);
    }

    #[test]
    fn text_is_drawn_in_every_font_that_is_asked_for_also_where_the_machine_has_none() {
        let text = |attributes: &str| picture(&format!("<text y=\"20\" {attributes}>a</text>"));
        let drawn = ["", "font-weight=\"700\"", "font-family=\"DejaVu Sans Mono\""].map(text);
        assert!(drawn.iter().all(|one| *one != picture("")));
        assert!(drawn[0] != drawn[1] && drawn[0] != drawn[2]);
    }
}
