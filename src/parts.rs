//! Strings that arrive together: one text, and for each string what it is for and how long it is.
//!
//! Crossing into wasm once for a whole call is what makes the crossing cheap. Lengths are in UTF-16 code units,
//! because that is what JavaScript counts.

/// The signs of numbers to the base 36, which one text holds for all who need some.
pub const SIGNS: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Walks over the strings of `text`: `layout` holds pairs of a number that says what the string is for, and its
/// length in UTF-16 code units. A length that does not fit ends the walk, with whatever is left as the last string.
pub fn parts<'a>(layout: &'a [u32], text: &'a str) -> impl Iterator<Item = (u32, &'a str)> {
    let mut rest = text;
    layout.chunks_exact(2).map(move |pair| {
        let (part, after) = rest.split_at(boundary(rest, pair[1]));
        rest = after;
        (pair[0], part)
    })
}

/// The byte offset after `units` UTF-16 code units of `text`.
fn boundary(text: &str, units: u32) -> usize {
    let units = units as usize;
    // As many bytes as code units, all ASCII: the common case, without a walk over characters.
    if text.as_bytes().get(..units).is_some_and(<[u8]>::is_ascii) {
        return units;
    }
    let mut left = units;
    text.char_indices()
        .find(|(_, character)| match left.checked_sub(character.len_utf16()) {
            Some(after) if left > 0 => {
                left = after;
                false
            }
            _ => true,
        })
        .map_or(text.len(), |(offset, _)| offset)
}

/// Takes the piece before the first `separator`, and that, off a text; all of it where there is none.
pub fn take<'a>(rest: &mut &'a str, separator: u8) -> &'a str {
    let end = rest.bytes().position(|byte| byte == separator).unwrap_or(rest.len());
    let piece = &rest[..end];
    *rest = rest.get(end + 1..).unwrap_or_default();
    piece
}

/// The piece of this number of a text that `separator` divides; empty where there are not so many. (The standard
/// library's `split` costs ten times as much wasm.)
pub fn piece(text: &str, separator: u8, number: usize) -> &str {
    let mut rest = text;
    let mut left = number;
    while left > 0 && !rest.is_empty() {
        take(&mut rest, separator);
        left -= 1;
    }
    take(&mut rest, separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_counted_from_0() {
        let pieces = |text| [0, 1, 2, 3].map(|number| piece(text, b',', number));
        assert_eq!(pieces("a,ü,,d"), ["a", "ü", "", "d"]);
        assert_eq!(pieces("ä"), ["ä", "", "", ""]);
        assert_eq!(pieces(""), [""; 4]);
        assert_eq!(piece("a,b", b',', usize::MAX), "");
    }

    #[test]
    fn pieces_are_taken_until_nothing_is_left() {
        let mut rest = "a,ü,,d";
        let taken = [0; 6].map(|_| take(&mut rest, b','));
        assert_eq!(taken, ["a", "ü", "", "d", "", ""]);
    }

    fn split(strings: &[&str]) {
        let layout: Vec<u32> = strings
            .iter()
            .enumerate()
            .flat_map(|(number, string)| [number as u32, string.encode_utf16().count() as u32])
            .collect();
        let text = strings.concat();
        let back: Vec<_> = parts(&layout, &text).collect();
        let expected: Vec<_> = strings.iter().enumerate().map(|(number, s)| (number as u32, *s)).collect();
        assert_eq!(back, expected);
    }

    #[test]
    fn strings_come_back_as_they_went_in() {
        split(&[]);
        split(&["", "", ""]);
        split(&["a", "", "b c", "\0", "\r\n"]);
        split(&["é", "a", "日本", "😀😀", "x", "", "ä😀"]);
    }

    #[test]
    fn lengths_that_do_not_fit_are_no_panic() {
        assert_eq!(parts(&[0, 9], "abc").collect::<Vec<_>>(), [(0, "abc")]);
        assert_eq!(parts(&[0, 1, 1, 7], "😀b").collect::<Vec<_>>(), [(0, ""), (1, "😀b")]);
        assert_eq!(parts(&[0, 1, 1], "ab").collect::<Vec<_>>(), [(0, "a")]);
    }
}
