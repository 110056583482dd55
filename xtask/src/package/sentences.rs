//! What errors say: the core's sentences as JavaScript functions.

/// The JavaScript function that gives a sentence of the core's table its details: parameters `a`, `b`, …, and a template
/// literal. What each of the sentence's signs means, `Reason` tells.
pub(super) fn spoken(sentence: &str) -> String {
    let detail = |text: &str| text.chars().next().and_then(|digit| digit.to_digit(10)).map(letter);
    let mut literal = String::new();
    let mut rest = sentence;
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        match sign {
            '[' => {
                let first = rest.split_once('{').and_then(|(_, after)| detail(after));
                literal.push_str(&format!("${{{} ? `", first.expect("brackets hold a detail")));
            }
            ']' => literal.push_str("` : ''}"),
            '{' => {
                let (inside, after) = rest.split_once('}').expect("braces are closed");
                let name = detail(inside).expect("a detail has a number");
                rest = after;
                literal.push_str(&match &inside[1..] {
                    "s" => format!("${{status({name})}}"),
                    "p" => format!("${{place({name})}}"),
                    _ => format!("${{{name}}}"),
                });
            }
            '`' | '$' | '\\' => literal.extend(['\\', sign]),
            _ => literal.push(sign),
        }
    }
    let count = sentence.matches('{').count() as u32;
    let parameters: Vec<_> = (0..count).map(|number| letter(number).to_string()).collect();
    format!("({}) => `{literal}`", parameters.join(", "))
}

/// `a` for 0, `b` for 1, …
pub(super) fn letter(number: u32) -> char {
    char::from_digit(number + 10, 36).expect("it is less than 26")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_becomes_a_function_of_its_details() {
        assert_eq!(spoken("{0} was aborted"), "(a) => `${a} was aborted`");
        assert_eq!(spoken("It costs `1 $`"), r"() => `It costs \`1 \$\``");
        assert_eq!(
            spoken("{0s}[: {1}][ to {2p}]"),
            "(a, b, c) => `${status(a)}${b ? `: ${b}` : ''}${c ? ` to ${place(c)}` : ''}`"
        );
    }
}
